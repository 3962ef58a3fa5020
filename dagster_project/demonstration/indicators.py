"""The indicators in plain Python: what each fact counts for, summed by unit, city, province.

A value belongs to a stretch of time that ends with an as-at month. Nothing is shared with the
models of the warehouse; the definitions are written a second time from the contract.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from dagster_project.demonstration.expected_catalogue import ALL, DEFINITIONS, Counted, Number
from dagster_project.demonstration.expected_facts import Facts
from dagster_project.demonstration.fields import to_text
from dagster_project.demonstration.months import PERIOD_KINDS, label, last_day
from dagster_project.demonstration.time_queries import median
from dagster_project.demonstration.truth import TruthUnit

# Yields (unit, what one fact counts for) as things stand at a month's end.
Counter = Callable[[str], Iterator[tuple[str, Counted]]]
# Indicator, region level, region code, split kind, split code.
Key = tuple[str, str, str, str, str]
# Indicator, split kind, split code: within a unit.
_UnitKey = tuple[str, str, str]


@dataclass
class Cell:
    """What is summed under one key: numerator, denominator, and the days of a median."""

    numerator: Number = 0
    denominator: Number = 0
    days: list[int] = field(default_factory=list)

    def add(self, numerator: Number, denominator: Number, days: list[int]) -> None:
        """Add what another fact, or another unit, has."""
        self.numerator += numerator
        self.denominator += denominator
        self.days += days


_UnitCells = dict[str, dict[_UnitKey, Cell]]


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


class Indicators:
    """Values by as-at month and kind of period, over what the given counters count."""

    def __init__(self, facts: Facts, counters: list[Counter]) -> None:
        """Take the ground of facts, and what goes through each kind of them."""
        self.facts, self.counters = facts, counters
        self.truth, self.calendar = facts.truth, facts.calendar
        self.cities = sorted({unit.city_code for unit in self.truth.units})
        self.figures = cache(self._figures)
        self.unit_cells = cache(self._unit_cells)

    # -- windows -----------------------------------------------------------------------------

    def period_label(self, month: str, kind: str) -> str:
        """Return the published name of the period that ends, so far, with a month."""
        if kind != "term_to_date":
            return label(month, kind)
        term = self.facts.term(self.truth.province_code, month)
        return term.term_code if term else ""

    def as_at_months(self) -> Iterator[tuple[str, str, str]]:
        """Yield (kind, period, as-at month): for each period its latest month of the calendar."""
        for kind in PERIOD_KINDS:
            latest = {self.period_label(month, kind): month for month in self.calendar}
            for period, month in latest.items():
                if period:
                    yield kind, period, month

    def _starts(self, unit_code: str, month: str) -> list[tuple[str, date]]:
        """Return the first day that counts of each kind of period, the latest first."""
        starts = [(kind, self.facts.window_start(unit_code, month, kind)) for kind in PERIOD_KINDS]
        return [(kind, start) for kind, start in starts if start is not None]

    # -- values ------------------------------------------------------------------------------

    def _unit_cells(self, month: str) -> dict[str, _UnitCells]:
        """Return by kind of period and unit what is counted in the windows that end a month."""
        cells: dict[str, _UnitCells] = {
            kind: defaultdict(lambda: defaultdict(Cell)) for kind in PERIOD_KINDS
        }
        end = last_day(month)
        starts = {code: self._starts(code, month) for code in self.facts.units}
        for counter in self.counters:
            for unit_code, counted in counter(month):
                definition, day = DEFINITIONS[counted.indicator], counted.day
                if day is not None and day > end:
                    continue
                splits = [(ALL, ALL), *_splits(counted, definition.splits)]
                days = [] if counted.span is None else [counted.span]
                for kind, start in starts[unit_code]:
                    if (day is None or day >= start) and definition.is_told_for(kind):
                        of_unit = cells[kind][unit_code]
                        for split in splits:
                            cell = of_unit[(counted.indicator, *split)]
                            cell.add(counted.numerator, counted.denominator, days)
        return cells

    def _figures(self, month: str, kind: str) -> dict[Key, Figure]:
        """Return all figures of the period of a kind that ends with a month."""
        cells: dict[Key, Cell] = {
            (indicator, level, region, ALL, ALL): Cell()
            for indicator, definition in DEFINITIONS.items()
            if definition.is_told_for(kind)
            for level, region in self._dense_regions(month, kind)
        }
        for unit_code, of_unit in self.unit_cells(month)[kind].items():
            regions = (
                ("unit", unit_code),
                ("city", self.facts.units[unit_code].city_code),
                ("province", self.truth.province_code),
            )
            for (indicator, *split), cell in of_unit.items():
                for level, region in regions:
                    total = cells.setdefault((indicator, level, region, split[0], split[1]), Cell())
                    total.add(cell.numerator, cell.denominator, cell.days)
        return {key: _figure(key[0], cell) for key, cell in cells.items()}

    def _dense_regions(self, month: str, kind: str) -> Iterator[tuple[str, str]]:
        """Yield the regions that have a row even where there is nothing to count."""
        end = last_day(month)
        for unit in self.truth.units:
            start = self.facts.window_start(unit.unit_code, month, kind)
            if start is not None and _overlaps(unit, start, end):
                yield "unit", unit.unit_code
        for code in self.cities:
            yield "city", code
        yield "province", self.truth.province_code

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


def _splits(counted: Counted, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    codes = ((kind, to_text(counted.labels.get(kind))) for kind in kinds)
    return [(kind, code) for kind, code in codes if code is not None]


def _overlaps(unit: TruthUnit, start: date, end: date) -> bool:
    return unit.valid_from <= end and (unit.valid_to is None or unit.valid_to >= start)


def _figure(indicator: str, cell: Cell) -> Figure:
    numerator, denominator = Fraction(cell.numerator), Fraction(cell.denominator)
    statistic = DEFINITIONS[indicator].statistic
    if statistic == "median":
        value = median([Fraction(days) for days in cell.days]) if cell.days else None
        return Figure(None, rounded(Fraction(len(cell.days)), 4), rounded(value, 6))
    if statistic in ("ratio", "mean"):
        part = numerator / denominator if denominator else None
        return Figure(rounded(numerator, 4), rounded(denominator, 4), rounded(part, 6))
    return Figure(rounded(numerator, 4), None, rounded(numerator, 6))
