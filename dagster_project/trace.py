"""From a figure of a report back to the items, files, sheets and cells that it was made of.

A plain library over the published warehouse: it looks up the figure, lets the figure's own
definition say which items count (`trace_definitions.py`) and where these were read
(`trace_addresses.py`), and works the value out from them once more. It prints nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from dagster_project.published import set_variables
from dagster_project.trace_addresses import Addresses, TracedSource
from dagster_project.trace_definitions import (
    Definition,
    Item,
    Place,
    Window,
    judged_items,
    load_definitions,
    place_of,
)

if TYPE_CHECKING:
    import duckdb

RATE_STEP = Decimal("0.000001")
TOTAL = "all"

# A figure of a report is as at the report's own month: so is the end of a year to date.
FIGURES_SQL = """
    select
        figures.period,
        figures.period_kind,
        figures.figure_period,
        figures.indicator_code,
        figures.region_code,
        figures.region_level,
        figures.region_name,
        figures.split_kind,
        figures.split_code,
        figures.split_label,
        figures.numerator,
        figures.denominator,
        figures.value,
        periods.start_on,
        months.end_on
    from {table} as figures
    inner join dim_period as periods
        on figures.figure_period = periods.period and figures.period_kind = periods.period_kind
    inner join dim_period as months
        on figures.period = months.period and months.period_kind = 'month'
    where figures.period = getvariable('period')
        and (getvariable('region') is null or figures.region_code = getvariable('region'))
        and (getvariable('indicator') is null or figures.indicator_code = getvariable('indicator'))
        and (getvariable('kind') is null or figures.period_kind = getvariable('kind'))
        and (getvariable('split') is null or figures.split_kind = getvariable('split'))
        and (getvariable('code') is null or figures.split_code = getvariable('code'))
    order by
        periods.start_on desc nulls last,
        figures.indicator_code nulls last,
        figures.sort_order nulls last,
        figures.split_kind nulls last,
        figures.split_code nulls last
"""

UNIT_REGIONS_SQL = """
    with newest as (
        select unit_code, city_code
        from dim_reporting_unit
        qualify row_number() over (
            partition by unit_code order by valid_from_on desc nulls last
        ) = 1
    )
    select 'unit', unit_code, unit_code from newest
    union all
    select 'city', city_code, unit_code from newest where city_code is not null
    union all
    select distinct 'province', dim_region.region_code, newest.unit_code
    from dim_region, newest
    where dim_region.region_level = 'province'
"""

# What an item was built of beside its own row, where a table tells it.
PARTS_SQL = """
    select unit_code, concat_ws('|', {keys}), _extraction_id, _sheet, _table, _row
    from {month_ends}_parts
    where as_at_period = getvariable('as_at')
    order by all nulls last
"""


class NoFigureError(Exception):
    """The report has no such figure."""


@dataclass(frozen=True)
class Wanted:
    """Which figures: of a report's month, a region, an indicator; None is any.

    `kind` is `month`, `quarter`, `half_year`, `year` (to date) or `term_to_date`. `split` is the
    kind of split, `all` for totals; `code` one code of it.
    """

    period: str
    region: str | None = None
    indicator: str | None = None
    kind: str | None = None
    split: str | None = TOTAL
    code: str | None = None


@dataclass(frozen=True)
class Figure:
    """A figure as a report has it, with its definition and the time it is about."""

    definition: Definition
    window: Window
    region_code: str
    region_level: str
    region_name: str
    split_kind: str
    split_code: str
    split_label: str | None
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None


@dataclass(frozen=True)
class TracedRow:
    """An item that a figure was made of, with the rows of received files where it stands.

    The first of `sources` is the item's own row, the others those it was built of besides. There
    is none where no return names the item.
    """

    item: Item
    sources: tuple[TracedSource, ...]


@dataclass(frozen=True)
class Trace:
    """A figure with the rows it was made of, and the value that those rows give."""

    figure: Figure
    rows: tuple[TracedRow, ...]
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None

    @property
    def agrees(self) -> bool:
        """Tell whether the rows give exactly what was published."""
        figure = self.figure
        return (self.numerator, self.denominator, self.value) == (
            figure.numerator,
            figure.denominator,
            figure.value,
        )


class Tracer:
    """Traces figures of one release; what several figures need is asked for once."""

    def __init__(self, warehouse: "duckdb.DuckDBPyConnection") -> None:
        self._warehouse = warehouse
        self.addresses = Addresses(warehouse)
        self._items: dict[tuple[str, Window], list[Item]] = {}
        self._parts: dict[tuple[str, str], dict[tuple[str, str], list[Place]]] = {}

    def figures(self, report: str, wanted: Wanted) -> list[Figure]:
        """Return the figures of a report asked for; the month's before the year's.

        Raises:
            NoFigureError: the report of that month has no such figure.
        """
        table = figures_table(report)
        if table not in self._tables:
            raise NoFigureError(wanted)
        values = ("period", "region", "indicator", "kind", "split", "code")
        set_variables(self._warehouse, **{name: getattr(wanted, name) for name in values})
        found = self._warehouse.execute(FIGURES_SQL.format(table=table)).fetchall()
        if not found:
            raise NoFigureError(wanted)
        return [
            Figure(
                self.definitions[indicator],
                Window(as_at, kind, period, start_on, end_on),
                *rest,
            )
            for as_at, kind, period, indicator, *rest, start_on, end_on in found
        ]

    def trace(self, figure: Figure) -> Trace:
        """Return a figure with its rows and what these give."""
        units = self._units_of[(figure.region_level, figure.region_code)]
        items = [
            item
            for item in self._counted(figure.definition, figure.window)
            if item.unit_code in units
            and figure.split_code == item.split_codes.get(figure.split_kind, TOTAL)
        ]
        places = [item.place.extraction_id for item in items if item.place is not None]
        self.addresses.learn(places)
        fields = figure.definition.fields(figure.split_kind)
        parts = self._parts_of(figure.definition, figure.window.as_at)
        forms = {figure.definition.form, *(name.split(".")[0] for name in fields if "." in name)}
        rows = [TracedRow(item, self._sources(item, fields, parts, forms)) for item in items]
        return Trace(figure, tuple(rows), *work_out(figure.definition, items))

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """The published definitions by the code of the indicator."""
        return load_definitions(self._warehouse)

    def has_parts(self, definition: Definition) -> bool:
        """Tell whether the items of a definition may be built of rows besides their own."""
        return f"{definition.month_ends}_parts" in self._tables

    def regions_of(self, unit_code: str) -> list[tuple[str, str]]:
        """Return level and code of the regions that a unit counts in: itself, city, province."""
        return [region for region, units in self._units_of.items() if unit_code in units]

    def report_tables(self) -> list[tuple[str, str]]:
        """Return each report that has figures, as R01, with their table."""
        found = (re.fullmatch(r"rpt_(\w+)__figures", name) for name in sorted(self._tables))
        return [(match[1].upper(), match[0]) for match in found if match]

    @cached_property
    def _tables(self) -> set[str]:
        rows = self._warehouse.execute("select table_name from duckdb_tables()").fetchall()
        return {name for (name,) in rows}

    @cached_property
    def _units_of(self) -> dict[tuple[str, str], set[str]]:
        units: dict[tuple[str, str], set[str]] = defaultdict(set)
        for level, region, unit in self._warehouse.execute(UNIT_REGIONS_SQL).fetchall():
            units[(level, region)].add(unit)
        return units

    def _counted(self, definition: Definition, window: Window) -> list[Item]:
        key = (definition.indicator, window)
        if key not in self._items:
            self._items[key] = judged_items(self._warehouse, definition, window)
        return self._items[key]

    def _parts_of(self, definition: Definition, as_at: str) -> dict[tuple[str, str], list[Place]]:
        """Return the places that each item of a month's end was built of besides its own row."""
        key = (definition.month_ends, as_at)
        if key not in self._parts:
            self._parts[key] = defaultdict(list)
            if self.has_parts(definition):
                set_variables(self._warehouse, as_at=as_at)
                query = PARTS_SQL.format(
                    keys=", ".join(definition.keys), month_ends=definition.month_ends
                )
                for unit, item_key, *lineage in self._warehouse.execute(query).fetchall():
                    place = place_of(*lineage)
                    if place is not None:
                        self._parts[key][(unit, item_key)].append(place)
        return self._parts[key]

    def _sources(
        self,
        item: Item,
        fields: Sequence[str],
        parts: dict[tuple[str, str], list[Place]],
        forms: set[str],
    ) -> tuple[TracedSource, ...]:
        """The item's own row, and of those it was built of the ones that the figure looks at."""
        own = [] if item.place is None else [self.addresses.source(item.place, fields)]
        others = (
            self.addresses.source(place, fields)
            for place in parts.get((item.unit_code, item.key), [])
        )
        return (*own, *(source for source in others if source.form in forms))


def figures_table(report: str) -> str:
    """Return the table that a report's figures stand in: R01 → rpt_r01__figures."""
    return f"rpt_{report.lower()}__figures"


def trace_figures(
    warehouse: "duckdb.DuckDBPyConnection", report: str, wanted: Wanted
) -> list[Trace]:
    """Return the figures asked for, each with its rows.

    Raises:
        NoFigureError: the report of that month has no such figure.
    """
    tracer = Tracer(warehouse)
    return [tracer.trace(figure) for figure in tracer.figures(report, wanted)]


def work_out(
    definition: Definition, items: Iterable[Item]
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Return numerator, denominator and value that the items give, as they are published."""
    counted = list(items)
    amounts = [item.numerator_value for item in counted if item.is_numerator]
    given = [amount for amount in amounts if amount is not None]
    if definition.statistic == "median":
        return None, Decimal(len(given)), median(given) if given else None
    numerator = sum(given, start=Decimal(0))
    if definition.denominator_sql is None:
        return numerator, None, numerator
    parts = [item.denominator_value for item in counted if item.is_denominator]
    denominator = sum((part for part in parts if part is not None), start=Decimal(0))
    if denominator == 0:
        return numerator, denominator, None
    rate = (numerator / denominator).quantize(RATE_STEP, rounding=ROUND_HALF_UP)
    return numerator, denominator, rate
