"""The figures of one report: read from the warehouse, looked up by what they are, printed bound.

Reads `rpt_<report>__figures` and `dim_indicator`; the numbers are the warehouse's exact decimals
and nothing is added up here. Sentences about figures are in `wording.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import duckdb

from dagster_project.documents.binding import BoundFigure, clean
from dagster_project.documents.numbers import (
    ABSENT,
    MONEY_PLACES,
    number_text,
    plain_text,
    points_text,
    rate_text,
)
from dagster_project.documents.periods import Month

PeriodKind = Literal["month", "year"]
Base = Literal["previous", "year_ago"]
TOTAL = "all"
PROVINCE, CITY, UNIT = "province", "city", "unit"
MONEY_UNIT = "万元"


class ReportDataError(Exception):
    """The warehouse lacks what the report needs; the message says what and where."""


@dataclass(frozen=True)
class Indicator:
    """What a document needs to know of an indicator (a row of `dim_indicator`)."""

    code: str
    name: str
    statistic: str
    unit: str
    sentence: str

    @property
    def is_rate(self) -> bool:
        """Whether the value is a fraction, printed as a percentage."""
        return self.statistic == "ratio"

    def text(self, value: Decimal | None) -> str:
        """Return a value as it is printed, '—' where there is none."""
        if value is None:
            return ABSENT
        if self.is_rate:
            return rate_text(value)
        if self.statistic == "median":
            return plain_text(value)
        return number_text(value, MONEY_PLACES if self.unit == MONEY_UNIT else 0)


@dataclass(frozen=True)
class Region:
    """A unit, a city or the province, in the order of the report's tables."""

    code: str
    level: str
    name: str


@dataclass(frozen=True)
class Change:
    """How a figure moved against a base; the texts are marked for binding.

    Attributes:
        direction: 1 up, -1 down, 0 level.
        difference: the size without its sign: 5, or 1.2 percentage points of a rate.
        rate: the relative size without its sign, 12.5%; None for a rate and for a base of 0.
        signed: for a table cell: -12.5%, or -1.2 points of a rate; '—' for a base of 0.
        is_nearly_level: the difference rounds to zero as it is printed.
        is_rate_zero: the relative size rounds to zero as it is printed.
    """

    direction: int
    difference: str
    rate: str | None
    signed: str
    is_nearly_level: bool
    is_rate_zero: bool


@dataclass(frozen=True)
class Figure:
    """One value with its bases; a figure that the warehouse does not have has only None."""

    indicator: Indicator
    region_code: str
    period: str
    split: str
    label: str
    value: Decimal | None
    previous_value: Decimal | None
    year_ago_value: Decimal | None
    base_periods: dict[Base, str]

    def _marked(self, text: str, period: str) -> str:
        bound = BoundFigure(self.indicator.code, self.region_code, period, self.split, text)
        return bound.marked()

    @property
    def text(self) -> str:
        """The value as printed, marked for binding."""
        return self._marked(self.indicator.text(self.value), self.period)

    def base_value(self, base: Base) -> Decimal | None:
        """Return the value that this one is compared with."""
        return self.previous_value if base == "previous" else self.year_ago_value

    def change(self, base: Base) -> Change | None:
        """Return the change against a base, or None where one of the two is absent.

        The relative change comes from the exact values and is rounded once; that of a rate is
        told in percentage points.
        """
        base_value = self.base_value(base)
        if self.value is None or base_value is None:
            return None
        difference = self.value - base_value
        if self.indicator.is_rate:
            size, rate, signed = points_text(abs(difference)), None, points_text(difference)
        elif base_value == 0:
            size, rate, signed = self.indicator.text(abs(difference)), None, ABSENT
        else:
            relative = difference / base_value
            size = self.indicator.text(abs(difference))
            rate, signed = rate_text(abs(relative)), rate_text(relative)
        period = self._change_period(base)
        return Change(
            direction=(difference > 0) - (difference < 0),
            difference=self._marked(size, period),
            rate=None if rate is None else self._marked(rate, period),
            signed=self._marked(signed, period),
            is_nearly_level=_is_zero(size),
            is_rate_zero=rate is not None and _is_zero(rate),
        )

    def absent_change(self, base: Base) -> str:
        """Return the '—' that stands in a table for a change that cannot be told."""
        return self._marked(ABSENT, self._change_period(base))

    def _change_period(self, base: Base) -> str:
        return f"{self.period}/{self.base_periods[base]}"


def _is_zero(text: str) -> bool:
    return not any(digit in text for digit in "123456789")


def read_rows(
    warehouse: duckdb.DuckDBPyConnection, query: str, parameters: list[str]
) -> list[dict[str, object]]:
    """Return a query's rows as dictionaries."""
    cursor = warehouse.execute(query, parameters)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_FIGURES = """
select
    indicator_code, region_code, region_level, region_name, sort_order, period_kind,
    split_kind, split_code, split_label, value, previous_value, year_ago_value
from rpt_{report}__figures
where period = ? and period_kind in ('month', 'year')
order by sort_order, region_code, indicator_code, period_kind, split_kind, split_code
"""
_INDICATORS = """
select indicator_code, name_zh, statistic, unit_zh, sentence_zh
from dim_indicator
order by indicator_code
"""
Key = tuple[str, str, str, str, str]


class FigureSet:
    """All figures of a report's month.

    Attributes:
        month: the month that the document is about.
        indicators: every indicator, by code.
        regions: province, cities and units that have a figure, in table order.
        province: the province.
    """

    def __init__(
        self, month: Month, indicators: Iterable[Indicator], rows: Iterable[dict[str, object]]
    ) -> None:
        self.month = month
        self.indicators = {each.code: each for each in indicators}
        self._rows: dict[Key, dict[str, object]] = {}
        regions: dict[str, Region] = {}
        for row in rows:
            region = Region(
                str(row["region_code"]), str(row["region_level"]), clean(str(row["region_name"]))
            )
            regions.setdefault(region.code, region)
            key = (
                str(row["indicator_code"]),
                region.code,
                str(row["period_kind"]),
                str(row["split_kind"]),
                str(row["split_code"]),
            )
            self._rows[key] = row
        self.regions = list(regions.values())
        provinces = [region for region in self.regions if region.level == PROVINCE]
        if len(provinces) != 1:
            message = f"the figures of {month} name {len(provinces)} provinces instead of one"
            raise ReportDataError(message)
        self.province = provinces[0]

    @classmethod
    def read(cls, warehouse: duckdb.DuckDBPyConnection, report: str, month: Month) -> "FigureSet":
        """Read a report's figures of a month.

        Raises:
            ReportDataError: there are none, or they do not name one province.
        """
        indicators = [
            Indicator(*(str(row[name] or "") for name in row))
            for row in read_rows(warehouse, _INDICATORS, [])
        ]
        query = _FIGURES.format(report=report.lower())
        return cls(month, indicators, read_rows(warehouse, query, [str(month)]))

    def indicator(self, code: str) -> Indicator:
        """Return an indicator.

        Raises:
            ReportDataError: a template or report.yml names one that does not exist.
        """
        if code not in self.indicators:
            message = f"dim_indicator has no indicator {code}"
            raise ReportDataError(message)
        return self.indicators[code]

    def _figure(self, key: Key) -> Figure:
        code, region_code, kind, split_kind, split_code = key
        row = self._rows.get(key, {})
        base_periods: dict[Base, str] = {
            "previous": str(self.month.before(1)),
            "year_ago": str(self.month.before(12)),
        }
        if kind == "year":
            last_year = str(self.month.year - 1)
            base_periods = {"previous": last_year, "year_ago": last_year}
        return Figure(
            indicator=self.indicator(code),
            region_code=region_code,
            period=str(self.month) if kind == "month" else str(self.month.year),
            split=TOTAL if split_kind == TOTAL else f"{split_kind}:{split_code}",
            label=clean(str(row.get("split_label") or "")),
            value=_decimal(row.get("value")),
            previous_value=_decimal(row.get("previous_value")),
            year_ago_value=_decimal(row.get("year_ago_value")),
            base_periods=base_periods,
        )

    def total(self, code: str, kind: PeriodKind, region_code: str | None = None) -> Figure:
        """Return a total of a region (the province where none is named)."""
        return self._figure((code, region_code or self.province.code, kind, TOTAL, TOTAL))

    def parts(self, code: str, kind: PeriodKind, split_kind: str) -> list[Figure]:
        """Return the province's parts by a split, the largest first, then by code; no zeros."""
        keys = [
            key
            for key in self._rows
            if key[:4] == (code, self.province.code, kind, split_kind) and key[4] != TOTAL
        ]
        return _ranked((self._figure(key) for key in keys), by=lambda figure: figure.split)

    def ranked(self, code: str, kind: PeriodKind, level: str) -> list[tuple[Region, Figure]]:
        """Return regions with their totals above zero, the largest first, then in table order."""
        places = {region.code: region for region in self.regions if region.level == level}
        order = {place: number for number, place in enumerate(places)}
        figures = _ranked(
            (self.total(code, kind, place) for place in places),
            by=lambda figure: order[figure.region_code],
        )
        return [(places[figure.region_code], figure) for figure in figures]


def _ranked(figures: Iterable[Figure], by: Callable[[Figure], int | str]) -> list[Figure]:
    positive = [figure for figure in figures if figure.value]
    return sorted(positive, key=lambda figure: (-(figure.value or 0), by(figure)))


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
