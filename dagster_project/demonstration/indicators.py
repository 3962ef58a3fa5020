"""The clue indicators in plain Python: what a clue counts for, summed by unit, city, province.

A value belongs to a stretch of time that ends with an as-at month. Nothing is shared with the
models of the warehouse; the definitions are written a second time from the contract.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.months import (
    PERIOD_KINDS,
    first_day,
    label,
    last_day,
    month_later,
    months_between,
    start_month,
)
from dagster_project.demonstration.states import (
    Item,
    is_open,
    is_settled,
    outcome_on,
    settled_on_effective,
)
from dagster_project.demonstration.time_queries import median
from dagster_project.demonstration.truth import Truth, TruthUnit

PERSONS = {
    "persons_disciplined": "disciplined_count",
    "persons_party_disciplined": "party_count",
    "persons_state_disciplined": "state_count",
    "persons_organisational": "organisational_count",
    "persons_procuratorate": "procuratorate_count",
    "form1_persons": "form1_count",
    "form2_persons": "form2_count",
    "form3_persons": "form3_count",
    "form4_persons": "form4_count",
    "persons_surrendered": "surrendered_count",
    "persons_confessed": "confessed_count",
    "amount_recovered": "recovered_amount_wan_yuan",
}
COUNTS = (
    "clues_transferred",
    "clues_disposed",
    "clues_settled",
    "cases_filed",
    "key_few_clues",
    "clues_open",
    "clues_pending",
    "clues_supervised_open",
    "clues_disposal_overdue",
    "clues_handling_overdue",
)
ADDED = (*COUNTS, *PERSONS, "amount_involved")
YEARLY_RATIOS = ("disposal_rate", "settlement_rate", "case_rate", "key_few_share")
STOCK_RATIO = "handling_overdue_rate"
MEDIAN = "median_days_to_settle"
SPLITS: dict[str, tuple[str, ...]] = {
    "clues_transferred": ("source", "subject_rank"),
    "clues_settled": ("source", "subject_rank"),
    "settlement_rate": ("source", "subject_rank"),
    "clues_disposed": ("disposal",),
    "clues_open": ("source",),
}
_SPLIT_FIELDS = {
    "source": "source_code",
    "subject_rank": "subject_rank_code",
    "disposal": "disposal_code",
}
ALL = "all"
Values = dict[str, Value]
# Indicator, region level, region code, split kind, split code.
Key = tuple[str, str, str, str, str]


@dataclass
class Cell:
    """What is summed under one key: numerator, denominator, and the days of a median."""

    numerator: Fraction = Fraction(0)
    denominator: Fraction = Fraction(0)
    days: list[Fraction] = field(default_factory=list)


@dataclass(frozen=True)
class Figure:
    """A published value; a blank denominator or value is None."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None


def rounded(number: Fraction | None, places: int) -> Decimal | None:
    """Return a fraction as a decimal, rounded half up (away from zero)."""
    if number is None:
        return None
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    exact = Decimal(whole).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return -exact if number < 0 and whole else exact


def indicators_of(kind: str) -> tuple[str, ...]:
    """Return the indicators that are published for a kind of period."""
    yearly = YEARLY_RATIOS if kind in ("year", "term_to_date") else ()
    return (*ADDED, STOCK_RATIO, MEDIAN, *yearly)


def is_ratio(indicator: str) -> bool:
    """Return whether an indicator is a ratio."""
    return indicator == STOCK_RATIO or indicator in YEARLY_RATIOS


class Indicators:
    """Values by as-at month and kind of period, over the given states of the clues."""

    def __init__(self, truth: Truth, items: list[Item], months: list[str]) -> None:
        """Take the truth's registers, the clues, and the first and last month of the calendar."""
        self.truth, self.items = truth, items
        self.calendar = months_between(months[0], months[-1]) if months else []
        self.units = {unit.unit_code: unit for unit in truth.units}
        self.cities = sorted({unit.city_code for unit in truth.units})
        self.figures = cache(self._figures)

    # -- windows -----------------------------------------------------------------------------

    def window_start(self, unit_code: str, month: str, kind: str) -> date | None:
        """Return the first day that counts; None where no term runs at the month's end."""
        if kind != "term_to_date":
            return first_day(start_month(month, kind))
        term = self.term(unit_code, month)
        return term[1] if term else None

    def term(self, region_code: str, month: str) -> tuple[str, date] | None:
        """Return the code and the beginning of the term that runs at the end of a month."""
        end = last_day(month)
        for term in self.truth.terms:
            if (
                term.region_code == region_code
                and term.started_on <= end
                and (term.ended_on is None or term.ended_on >= end)
            ):
                return term.term_code, term.started_on
        return None

    def period_label(self, month: str, kind: str) -> str:
        """Return the published name of the period that ends, so far, with a month."""
        if kind != "term_to_date":
            return label(month, kind)
        term = self.term(self.truth.province_code, month)
        return term[0] if term else ""

    def as_at_months(self) -> Iterator[tuple[str, str, str]]:
        """Yield (kind, period, as-at month): for each period its latest month of the calendar."""
        for kind in PERIOD_KINDS:
            latest = {self.period_label(month, kind): month for month in self.calendar}
            for period, month in latest.items():
                if period:
                    yield kind, period, month

    # -- values ------------------------------------------------------------------------------

    def _figures(self, month: str, kind: str) -> dict[Key, Figure]:
        """Return all figures of the period of a kind that ends with a month."""
        cells: dict[Key, Cell] = defaultdict(Cell)
        for indicator in indicators_of(kind):
            for level, region in self._dense_regions(month, kind):
                cells[(indicator, level, region, ALL, ALL)] = Cell()
        for item in self.items:
            change = item.at(month)
            start = self.window_start(item.unit_code, month, kind)
            if change is None or start is None or change.row.values.get("is_void"):
                continue
            self._add_item(cells, item.unit_code, change.row.values, (start, last_day(month), kind))
        return {key: _figure(key[0], cell) for key, cell in cells.items()}

    def _dense_regions(self, month: str, kind: str) -> Iterator[tuple[str, str]]:
        """Yield the regions that have a row even where there is nothing to count."""
        end = last_day(month)
        for unit in self.truth.units:
            start = self.window_start(unit.unit_code, month, kind)
            if start is not None and _overlaps(unit, start, end):
                yield "unit", unit.unit_code
        for code in self.cities:
            yield "city", code
        yield "province", self.truth.province_code

    def _add_item(
        self, cells: dict[Key, Cell], unit_code: str, values: Values, window: tuple[date, date, str]
    ) -> None:
        regions = (
            ("unit", unit_code),
            ("city", self.units[unit_code].city_code),
            ("province", self.truth.province_code),
        )
        for indicator, numerator, denominator, days in _contributions(values, *window):
            splits = [(ALL, ALL)]
            for kind in SPLITS.get(indicator, ()):
                code = values.get(_SPLIT_FIELDS[kind])
                if code is not None:
                    splits.append((kind, str(code)))
            for level, region in regions:
                for split_kind, split_code in splits:
                    cell = cells[(indicator, level, region, split_kind, split_code)]
                    cell.numerator += numerator
                    cell.denominator += denominator
                    if days is not None:
                        cell.days.append(days)

    def published(self) -> list[dict[str, Any]]:
        """Return the rows of `indicator_values`."""
        rows = []
        for kind, period, month in self.as_at_months():
            for key, figure in self.figures(month, kind).items():
                rows.append(
                    key_columns(key, period, kind)
                    | {
                        "numerator": figure.numerator,
                        "denominator": figure.denominator,
                        "value": figure.value,
                    }
                )
        return sorted(rows, key=row_order)


def key_columns(key: Key, period: str, kind: str) -> dict[str, Any]:
    """Return the key columns that both published tables of indicators have."""
    return {
        "indicator_code": key[0],
        "region_code": key[2],
        "region_level": key[1],
        "period": period,
        "period_kind": kind,
        "split_kind": key[3],
        "split_code": key[4],
    }


def row_order(row: dict[str, Any]) -> tuple[str, ...]:
    """Return the order of rows: by all their text columns."""
    return tuple(str(value) for name, value in row.items() if isinstance(value, str))


def _overlaps(unit: TruthUnit, start: date, end: date) -> bool:
    return unit.valid_from <= end and (unit.valid_to is None or unit.valid_to >= start)


def _figure(indicator: str, cell: Cell) -> Figure:
    if indicator == MEDIAN:
        value = median(cell.days) if cell.days else None
        return Figure(None, rounded(Fraction(len(cell.days)), 4), rounded(value, 6))
    if is_ratio(indicator):
        share = cell.numerator / cell.denominator if cell.denominator else None
        return Figure(rounded(cell.numerator, 4), rounded(cell.denominator, 4), rounded(share, 6))
    return Figure(rounded(cell.numerator, 4), None, rounded(cell.numerator, 6))


_Contribution = tuple[str, Fraction, Fraction, Fraction | None]


def _contributions(values: Values, start: date, end: date, kind: str) -> Iterator[_Contribution]:
    """Yield (indicator, numerator, denominator, days) of one clue that is not void."""
    one, none = Fraction(1), Fraction(0)
    settled = settled_on_effective(values)

    def falls_in(day: Value) -> bool:
        return isinstance(day, date) and start <= day <= end

    transferred = falls_in(values.get("transferred_on"))
    counted = {
        "clues_transferred": transferred,
        "clues_disposed": falls_in(values.get("disposal_on")),
        "clues_settled": falls_in(settled),
        "cases_filed": falls_in(values.get("case_filed_on")),
        "key_few_clues": transferred and bool(values.get("is_key_few")),
    } | _stock(values, end)
    for indicator, is_counted in counted.items():
        if is_counted:
            yield indicator, one, none, None
    for indicator, name in PERSONS.items():
        if falls_in(outcome_on(values)) and values.get(name):
            yield indicator, Fraction(str(values[name])), none, None
    if transferred and values.get("amount_involved_wan_yuan"):
        yield "amount_involved", Fraction(str(values["amount_involved_wan_yuan"])), none, None
    if is_open(values):
        yield STOCK_RATIO, Fraction(int(counted["clues_handling_overdue"])), one, None
    received = values.get("received_on")
    if falls_in(settled) and isinstance(received, date) and settled is not None:
        yield MEDIAN, none, none, Fraction((settled - received).days)
    if transferred and kind in ("year", "term_to_date"):
        yield from _rates(values)


def _stock(values: Values, end: date) -> dict[str, bool]:
    """Return what a clue counts for in the stock at the end of a day."""
    open_, received = is_open(values), values.get("received_on")
    deadline = values.get("extended_due_on") or values.get("due_on")
    return {
        "clues_open": open_,
        "clues_pending": open_ and values.get("status_code") == "pending",
        "clues_supervised_open": open_ and bool(values.get("is_supervised")),
        "clues_disposal_overdue": open_
        and values.get("disposal_on") is None
        and isinstance(received, date)
        and month_later(received) < end,
        "clues_handling_overdue": open_ and isinstance(deadline, date) and deadline < end,
    }


def _rates(values: Values) -> Iterator[_Contribution]:
    met = {
        "disposal_rate": values.get("disposal_on") is not None,
        "settlement_rate": is_settled(values),
        "case_rate": values.get("case_filed_on") is not None,
        "key_few_share": bool(values.get("is_key_few")),
    }
    for indicator, is_met in met.items():
        yield indicator, Fraction(int(is_met)), Fraction(1), None
