"""Definitions as they were published, and the items that they look at in a stretch of time.

A plain library over the published warehouse, for both directions of tracing. It holds no
definition of its own: which items make a figure are the conditions that stand in `dim_indicator`,
the same that made the value, run once more to give the rows instead of their number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from dagster_project.published import set_variables

if TYPE_CHECKING:
    import duckdb

DEFINITIONS_SQL = """
    select
        indicator_code, name_zh, name_en, sentence_zh, statistic, unit_zh, basis, period_kinds,
        fact, month_ends, form, key_columns, made_from, split_columns,
        date_column, numerator_sql, denominator_sql, numerator_value_sql, denominator_value_sql
    from dim_indicator
    order by sort_order nulls last
"""

# The conditions may use all columns of an item and the first and last day of the period. Only the
# term to date begins on other days in other units.
ITEMS_SQL = """
    with starts as (
        select unit_code, cast(getvariable('start_on') as date) as period_start_on
        from (select distinct unit_code from dim_reporting_unit)
        where getvariable('kind') <> 'term_to_date'
        union all
        select region_code, started_on
        from dim_term
        where getvariable('kind') = 'term_to_date'
            and term_code = getvariable('figure_period')
            and started_on <= cast(getvariable('end_on') as date)
            and (ended_on is null or ended_on >= cast(getvariable('end_on') as date))
    ),
    items as (
        select
            month_ends.*,
            starts.period_start_on,
            cast(getvariable('end_on') as date) as period_end_on
        from {month_ends} as month_ends
        inner join starts on month_ends.unit_code = starts.unit_code
        where month_ends.as_at_period = getvariable('as_at')
            and {only}
    )
    select
        unit_code,
        concat_ws('|', {keys}) as item_key,
        coalesce(({numerator}), false) as is_numerator,
        coalesce(({denominator}), false) as is_denominator,
        cast(({numerator_value}) as decimal(18, 4)) as numerator_value,
        cast(({denominator_value}) as decimal(18, 4)) as denominator_value,
        [{splits}] as split_codes,
        _extraction_id,
        _sheet,
        _table,
        _row
    from items
    where is_numerator or is_denominator
    order by unit_code nulls last, item_key nulls last
"""
ALL_ITEMS = "true"


@dataclass(frozen=True)
class Window:
    """A period, and the month as at whose end the items are looked at.

    `start_on` is None for the term to date, which begins on other days in other units.
    """

    as_at: str
    kind: str
    period: str
    start_on: date | None
    end_on: date


@dataclass(frozen=True)
class Definition:
    """A row of `dim_indicator`: what tracing needs of it."""

    indicator: str
    name_zh: str
    name_en: str
    sentence_zh: str
    statistic: str
    unit_zh: str
    basis: str
    period_kinds: str
    fact: str
    month_ends: str
    form: str
    key_columns: str
    made_from: str
    split_columns: str
    date_column: str | None
    numerator_sql: str
    denominator_sql: str | None
    numerator_value_sql: str
    denominator_value_sql: str

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell an item from others of its unit."""
        return tuple(self.key_columns.split("|"))

    @cached_property
    def splits(self) -> Mapping[str, str]:
        """The column of each split."""
        return dict(pair.split("=") for pair in self.split_columns.split("|") if pair)

    @cached_property
    def _made_from(self) -> Mapping[str, tuple[str, ...]]:
        pairs = (pair.split("=") for pair in self.made_from.split("|") if pair)
        return {column: tuple(fields.split(",")) for column, fields in pairs}

    def fields(self, split_kind: str = "all") -> tuple[str, ...]:
        """Return the fields that the definition looks at, the key first.

        Columns that were worked out are replaced by the fields that they come from; a field of
        another form is written with its number, as `XC03.status_code`.
        """
        texts = (
            self.date_column,
            self.numerator_sql,
            self.denominator_sql,
            self.numerator_value_sql,
            self.denominator_value_sql,
            self.splits.get(split_kind),
        )
        plain = " ".join(re.sub(r"'[^']*'", "", text) for text in texts if text)
        words = re.findall(r"[a-z]\w+", plain)
        made = [field for word in words for field in self._made_from.get(word, (word,))]
        return tuple(dict.fromkeys([*self.keys, *made]))


@dataclass(frozen=True)
class Place:
    """Where a row was read: extraction, sheet, number of the table on the sheet, row."""

    extraction_id: str
    sheet: str
    table: int
    row: int


@dataclass(frozen=True)
class Item:
    """An item that counts in a numerator or a denominator, with what it adds to each.

    `place` is None for an item that no return names, as a village in the register alone.
    """

    unit_code: str
    key: str
    is_numerator: bool
    is_denominator: bool
    numerator_value: Decimal | None
    denominator_value: Decimal | None
    split_codes: Mapping[str, str | None]
    place: Place | None


def load_definitions(warehouse: "duckdb.DuckDBPyConnection") -> dict[str, Definition]:
    """Return the published definitions by the code of the indicator, in their order."""
    rows = warehouse.execute(DEFINITIONS_SQL).fetchall()
    return {row[0]: Definition(*row) for row in rows}


def judged_items(
    warehouse: "duckdb.DuckDBPyConnection",
    definition: Definition,
    window: Window,
    only: str = ALL_ITEMS,
) -> list[Item]:
    """Return the items of all units that a definition counts in a window, by unit and key.

    `only` is a condition on the month-end rows, to look at some of them.
    """
    # The conditions are ours: they stand in the published dim_indicator, written by the build.
    query = ITEMS_SQL.format(
        month_ends=definition.month_ends,
        only=only,
        keys=", ".join(definition.keys),
        numerator=definition.numerator_sql,
        denominator=definition.denominator_sql or "false",
        numerator_value=definition.numerator_value_sql,
        denominator_value=definition.denominator_value_sql,
        splits=", ".join(f"cast({column} as varchar)" for column in definition.splits.values()),
    )
    set_variables(
        warehouse,
        as_at=window.as_at,
        kind=window.kind,
        figure_period=window.period,
        start_on=str(window.start_on) if window.start_on else None,
        end_on=str(window.end_on),
    )
    return [
        Item(
            unit_code=row[0],
            key=row[1],
            is_numerator=row[2],
            is_denominator=row[3],
            numerator_value=row[4],
            denominator_value=row[5],
            split_codes=dict(zip(definition.splits, row[6], strict=True)),
            place=place_of(*row[7:]),
        )
        for row in warehouse.execute(query).fetchall()
    ]


def place_of(
    extraction_id: str | None, sheet: str | None, table: int | None, row: int | None
) -> Place | None:
    """Return the place of a row, None where there is none."""
    if extraction_id is None or sheet is None or table is None or row is None:
        return None
    return Place(extraction_id, sheet, table, row)
