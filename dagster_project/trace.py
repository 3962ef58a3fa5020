"""From a figure of a report back to the clues, files, sheets and cells that it was made of.

A plain library over the published warehouse. It holds no definition of its own: which clues make
a figure is the condition that stands in `dim_indicator`, the same that made the value, run here
once more to give the rows instead of their number. It prints nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

from dagster_project.published import set_variables

if TYPE_CHECKING:
    import duckdb

# A table of a received file: extraction, sheet, number of the table on the sheet.
Table = tuple[str, str, int]

RATE_STEP = Decimal("0.000001")
KEY_FIELD = "clue_no"

# Columns that the fact works out, and the fields of the form that they come from, so that the
# cells of those fields can be shown.
MADE_FROM = {
    "is_settled": ("status_code", "case_filed_on"),
    "settled_on_effective": ("case_filed_on", "settled_on"),
    "outcome_on": ("case_filed_on", "settled_on", "disposal_on"),
    "current_due_on": ("due_on", "extended_due_on"),
    "disposal_due_on": ("received_on",),
    "days_to_settle": ("received_on", "case_filed_on", "settled_on"),
}

# A figure of R01 is as at the report's own month: so is the end of the year to date.
FIGURES_SQL = """
    select
        figures.period_kind,
        figures.figure_period,
        figures.region_name,
        figures.numerator,
        figures.denominator,
        figures.value,
        periods.start_on,
        months.end_on,
        indicators.name_zh,
        indicators.name_en,
        indicators.sentence_zh,
        indicators.statistic,
        indicators.unit_zh,
        indicators.basis,
        indicators.fact,
        indicators.date_column,
        indicators.numerator_sql,
        indicators.denominator_sql,
        indicators.value_sql
    from rpt_r01__figures as figures
    inner join dim_indicator as indicators
        on figures.indicator_code = indicators.indicator_code
    inner join dim_period as periods
        on figures.figure_period = periods.period and figures.period_kind = periods.period_kind
    inner join dim_period as months
        on figures.period = months.period and months.period_kind = 'month'
    where figures.period = getvariable('period')
        and figures.region_code = getvariable('region')
        and figures.indicator_code = getvariable('indicator')
        and figures.split_kind = 'all'
        and (getvariable('kind') is null or figures.period_kind = getvariable('kind'))
    order by periods.start_on desc nulls last
"""

# The state of each clue at the end of the report's month; void clues count nowhere.
ROWS_SQL = """
    with newest_units as (
        select unit_code, city_code
        from dim_reporting_unit
        qualify row_number() over (
            partition by unit_code order by valid_from_on desc nulls last
        ) = 1
    ),
    region_units as (
        select unit_code
        from newest_units
        where getvariable('region') in (unit_code, city_code)
            or getvariable('region') in (
                select region_code from dim_region where region_level = 'province'
            )
    ),
    items as (
        select
            *,
            cast(getvariable('start_on') as date) as period_start_on,
            cast(getvariable('end_on') as date) as period_end_on
        from {fact}
        where not is_void
            and valid_from_period <= getvariable('period')
            and (valid_to_period is null or getvariable('period') < valid_to_period)
            and unit_code in (select unit_code from region_units)
    ),
    judged as (
        select
            *,
            coalesce({numerator_sql}, false) as is_numerator,
            coalesce({denominator_sql}, false) as is_denominator,
            cast({value_sql} as decimal(18, 4)) as amount
        from items
    )
    select
        judged.unit_code,
        judged.clue_no,
        judged.is_numerator,
        judged.is_denominator,
        judged.amount,
        judged._extraction_id,
        files.file_name,
        judged._sheet,
        judged._table,
        judged._row
    from judged
    left join (select distinct extraction_id, file_name from submission_parts) as files
        on judged._extraction_id = files.extraction_id
    where judged.is_numerator or judged.is_denominator
    order by judged.unit_code nulls last, judged.clue_no nulls last
"""


COLUMNS_SQL = """
    select extraction_id, sheet, table_no, field, column_letter, heading
    from part_columns
    where extraction_id in (select unnest(string_split(getvariable('extraction_ids'), '|')))
"""

# Cells that do not lie at column times row: under a merge, in a transposed table.
OVERRIDES_SQL = """
    select extraction_id, sheet, table_no, row_no, field, cell
    from cell_overrides
    where extraction_id in (select unnest(string_split(getvariable('extraction_ids'), '|')))
"""


class NoFigureError(Exception):
    """The report has no such figure."""


@dataclass(frozen=True)
class Wanted:
    """Which figure: of a report's month, a region, an indicator; both kinds where none is named.

    `kind` is `month` or `year` (the year to date).
    """

    period: str
    region: str
    indicator: str
    kind: str | None = None


@dataclass(frozen=True)
class Figure:
    """A figure as published, with the definition that made it."""

    period_kind: str
    figure_period: str
    region_name: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    start_on: date
    end_on: date
    name_zh: str
    name_en: str
    sentence_zh: str
    statistic: str
    unit_zh: str
    basis: str
    fact: str
    date_column: str | None
    numerator_sql: str
    denominator_sql: str | None
    value_sql: str


@dataclass(frozen=True)
class TracedCell:
    """A cell of a received file: the heading its sender wrote above it, and its address."""

    heading: str
    cell: str


@dataclass(frozen=True)
class TracedRow:
    """A clue that a figure was made of and the row of a received file where it stands.

    `amount` is what the clue adds to a sum or to the values of a median (万元, persons or days).
    """

    unit_code: str
    clue_no: str
    is_numerator: bool
    is_denominator: bool
    amount: Decimal | None
    file_name: str
    sheet: str
    row: int
    cells: tuple[TracedCell, ...]


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


def trace_figures(warehouse: "duckdb.DuckDBPyConnection", wanted: Wanted) -> list[Trace]:
    """Return the figures asked for, each with its rows; the month's before the year's.

    Raises:
        NoFigureError: the report of that month has no such figure.
    """
    set_variables(warehouse, **asdict(wanted))
    found = warehouse.execute(FIGURES_SQL).fetchall()
    if not found:
        raise NoFigureError(wanted)
    return [_trace(warehouse, Figure(*row)) for row in found]


def fields_of(figure: Figure) -> list[str]:
    """Return the fields of the form that the figure's definition looks at, the key first."""
    texts = (figure.date_column, figure.numerator_sql, figure.denominator_sql, figure.value_sql)
    words = [word for text in texts if text for word in re.findall(r"[a-z]\w+", text)]
    fields = [field for word in words for field in MADE_FROM.get(word, (word,))]
    return list(dict.fromkeys([KEY_FIELD, *fields]))


def _trace(warehouse: "duckdb.DuckDBPyConnection", figure: Figure) -> Trace:
    # The conditions are ours: they stand in the published dim_indicator, written by the build.
    query = ROWS_SQL.format(
        fact=figure.fact,
        numerator_sql=f"({figure.numerator_sql})",
        denominator_sql=f"({figure.denominator_sql or 'false'})",
        value_sql=f"({figure.value_sql})",
    )
    set_variables(warehouse, start_on=str(figure.start_on), end_on=str(figure.end_on))
    found = warehouse.execute(query).fetchall()
    addresses = _Addresses(warehouse, {row[5] for row in found})
    fields = fields_of(figure)
    rows = []
    for unit_code, clue_no, is_numerator, is_denominator, amount, *place in found:
        extraction_id, file_name, sheet, table_no, row_no = place
        cells = addresses.cells((extraction_id, sheet, table_no), row_no, fields)
        judged = (unit_code, clue_no, is_numerator, is_denominator, amount)
        rows.append(TracedRow(*judged, file_name, sheet, row_no, cells))
    return Trace(figure, tuple(rows), *_work_out(figure.statistic, rows))


class _Addresses:
    """Where the fields of each received table lay: column and row, or a cell of their own."""

    def __init__(
        self, warehouse: "duckdb.DuckDBPyConnection", extraction_ids: Iterable[str]
    ) -> None:
        self._columns: dict[Table, dict[str, tuple[str, str]]] = defaultdict(dict)
        self._overrides: dict[tuple[Table, int, str], str] = {}
        set_variables(warehouse, extraction_ids="|".join(sorted(extraction_ids)))
        for *table, field, letter, heading in warehouse.execute(COLUMNS_SQL).fetchall():
            self._columns[_table(table)][field] = (letter, heading)
        for *table, row_no, field, cell in warehouse.execute(OVERRIDES_SQL).fetchall():
            self._overrides[(_table(table), row_no, field)] = cell

    def cells(self, table: Table, row_no: int, fields: Iterable[str]) -> tuple[TracedCell, ...]:
        """Return the cells of the fields that the table has, in the order of the fields."""
        columns = self._columns[table]
        return tuple(
            TracedCell(
                heading=columns[field][1],
                cell=self._overrides.get((table, row_no, field), f"{columns[field][0]}{row_no}"),
            )
            for field in fields
            if field in columns
        )


def _table(parts: Sequence[Any]) -> Table:
    extraction_id, sheet, table_no = parts
    return str(extraction_id), str(sheet), int(table_no)


def _work_out(
    statistic: str, rows: Sequence[TracedRow]
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Return numerator, denominator and value that the rows give, as they are published."""
    counted = [row for row in rows if row.is_numerator]
    amounts = [row.amount for row in counted if row.amount is not None]
    if statistic == "median":
        return None, Decimal(len(amounts)), median(amounts) if amounts else None
    if statistic == "sum":
        total = sum(amounts, start=Decimal(0))
        return total, None, total
    numerator = Decimal(len(counted))
    if statistic == "count":
        return numerator, None, numerator
    denominator = Decimal(sum(row.is_denominator for row in rows))
    if denominator == 0:
        return numerator, denominator, None
    rate = (numerator / denominator).quantize(RATE_STEP, rounding=ROUND_HALF_UP)
    return numerator, denominator, rate
