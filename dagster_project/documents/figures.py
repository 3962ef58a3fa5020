"""All figures of one report's period: read from the warehouse, looked up by what they are.

Reads `rpt_<report>__figures`, `dim_indicator` and `dim_split`. What a figure is and how it is
printed is in `figure.py`.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import duckdb

from dagster_project.documents.binding import clean
from dagster_project.documents.figure import TOTAL, Base, Figure, Indicator, PeriodKind
from dagster_project.documents.periods import MONTHS_OF_YEAR, Month

PROVINCE, CITY, UNIT = "province", "city", "unit"
# A term has no fixed length, so the term before is named by what it is.
PREVIOUS_TERM = "previous_term"


class ReportDataError(Exception):
    """The warehouse lacks what the report needs; the message says what and where."""


@dataclass(frozen=True)
class Region:
    """A unit, a city or the province, in the order of the report's tables."""

    code: str
    level: str
    name: str


@dataclass(frozen=True)
class Part:
    """A code by which an indicator is split, in the order of its code list."""

    code: str
    label: str


def read_rows(
    warehouse: duckdb.DuckDBPyConnection, query: str, parameters: list[str]
) -> list[dict[str, object]]:
    """Return a query's rows as dictionaries."""
    cursor = warehouse.execute(query, parameters)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_FIGURES = """
select
    indicator_code, region_code, period_kind, split_kind, split_code, region_level, region_name,
    figure_period, split_label, denominator, value, previous_value, year_ago_value
from rpt_{report}__figures
where period = ? and (region_level <> 'unit' or list_contains(?, indicator_code))
order by sort_order, region_code, indicator_code, period_kind, split_kind, split_code
"""
_INDICATORS = """
select indicator_code, name_zh, statistic, unit_zh, sentence_zh
from dim_indicator
order by indicator_code
"""
_SPLITS = """
select split_kind, split_code, split_label
from dim_split
order by split_kind, sort_order, split_code
"""
Key = tuple[str, str, str, str, str]


class Told(NamedTuple):
    """What the warehouse says of one figure, in the order of the query above."""

    period: str = ""
    label: str | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    previous_value: Decimal | None = None
    year_ago_value: Decimal | None = None


NOTHING = Told()


class FigureSet:
    """All figures of a report's period.

    Attributes:
        month: the month that ends the period.
        indicators: every indicator, by code.
        splits: the codes of every kind of split, in the order of their lists.
        regions: province, cities and units that have a figure, in table order.
        province: the province.
    """

    def __init__(
        self,
        month: Month,
        indicators: Iterable[Indicator],
        splits: dict[str, list[Part]],
        rows: Iterable[tuple[Any, ...]],
    ) -> None:
        self.month = month
        self.indicators = {each.code: each for each in indicators}
        self.splits = splits
        self._rows: dict[Key, Told] = {}
        self._codes: dict[tuple[str, ...], list[str]] = {}
        self._bases: dict[str, dict[Base, str]] = {}
        self._periods: dict[str, str] = {}
        regions: dict[str, Region] = {}
        for row in rows:
            # A tuple of the key, then one of the rest: a province has many thousands of figures.
            self._rows[row[:5]] = told = Told(*row[7:])
            code, level = row[1], row[5]
            if code not in regions:
                regions[code] = Region(code, level, clean(row[6]))
            if row[3] != TOTAL:
                self._codes.setdefault(row[:4], []).append(row[4])
            if level == PROVINCE:
                self._periods[row[2]] = told.period
        self.regions = list(regions.values())
        provinces = [region for region in self.regions if region.level == PROVINCE]
        if len(provinces) != 1:
            message = f"the figures of {month} name {len(provinces)} provinces instead of one"
            raise ReportDataError(message)
        self.province = provinces[0]

    @classmethod
    def read(
        cls,
        warehouse: duckdb.DuckDBPyConnection,
        report: str,
        month: Month,
        of_units: Collection[str],
    ) -> "FigureSet":
        """Read a report's figures of the period that ends with a month.

        `of_units` are the indicators that the report tells unit by unit: of others, the many
        figures of single units are left where they are.

        Raises:
            ReportDataError: there are none, or they do not name one province.
        """
        indicators = [
            Indicator(*(str(row[name] or "") for name in row))
            for row in read_rows(warehouse, _INDICATORS, [])
        ]
        splits: dict[str, list[Part]] = {}
        for row in read_rows(warehouse, _SPLITS, []):
            part = Part(str(row["split_code"]), clean(str(row["split_label"])))
            splits.setdefault(str(row["split_kind"]), []).append(part)
        query = _FIGURES.format(report=report.lower())
        rows = warehouse.execute(query, [str(month), sorted(of_units)]).fetchall()
        return cls(month, indicators, splits, rows)

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
        told = self._rows.get(key, NOTHING)
        if kind not in self._bases:
            self._bases[kind] = self._base_periods(kind)
        return Figure(
            indicator=self.indicator(code),
            region_code=region_code,
            period=told.period or self._period(kind),
            split=TOTAL if split_kind == TOTAL else f"{split_kind}:{split_code}",
            label=clean(told.label or ""),
            value=told.value,
            denominator=told.denominator,
            previous_value=told.previous_value,
            year_ago_value=told.year_ago_value,
            base_periods=self._bases[kind],
        )

    def _period(self, kind: str) -> str:
        """The period of a kind, for a figure that the warehouse does not have."""
        named = {
            "month": str(self.month),
            "quarter": self.month.quarter,
            "year": str(self.month.year),
        }
        return self._periods.get(kind) or named.get(kind, kind)

    def _base_periods(self, kind: str) -> dict[Base, str]:
        year_ago = self.month.before(MONTHS_OF_YEAR)
        if kind == "month":
            return {"previous": str(self.month.before(1)), "year_ago": str(year_ago)}
        if kind == "quarter":
            return {"previous": self.month.before(3).quarter, "year_ago": year_ago.quarter}
        last = PREVIOUS_TERM if kind == "term_to_date" else str(year_ago.year)
        return {"previous": last, "year_ago": last}

    def total(self, code: str, kind: PeriodKind, region_code: str | None = None) -> Figure:
        """Return a total of a region (the province where none is named)."""
        return self._figure((code, region_code or self.province.code, kind, TOTAL, TOTAL))

    def part(self, code: str, kind: PeriodKind, split_kind: str, split_code: str) -> Figure:
        """Return one of the province's parts by a split; its value may be absent."""
        return self._figure((code, self.province.code, kind, split_kind, split_code))

    def parts(self, code: str, kind: PeriodKind, split_kind: str) -> list[Figure]:
        """Return the province's parts by a split, the largest first, then by code; no zeros."""
        codes = self._codes.get((code, self.province.code, kind, split_kind), [])
        return _ranked(
            (self.part(code, kind, split_kind, each) for each in codes),
            by=lambda figure: figure.split,
        )

    def at_level(self, level: str) -> list[Region]:
        """Return the regions of a level, in table order."""
        return [region for region in self.regions if region.level == level]

    def ranked(self, code: str, kind: PeriodKind, level: str) -> list[tuple[Region, Figure]]:
        """Return regions with their totals above zero, the largest first, then in table order."""
        places = {region.code: region for region in self.at_level(level)}
        order = {place: number for number, place in enumerate(places)}
        figures = _ranked(
            (self.total(code, kind, place) for place in places),
            by=lambda figure: order[figure.region_code],
        )
        return [(places[figure.region_code], figure) for figure in figures]


def _ranked(figures: Iterable[Figure], by: Callable[[Figure], int | str]) -> list[Figure]:
    positive = [figure for figure in figures if figure.value]
    return sorted(positive, key=lambda figure: (-(figure.value or 0), by(figure)))
