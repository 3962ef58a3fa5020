"""A published warehouse whose month-end rows are made once more from the cells of the originals.

The rows stay those that were published, so the conditions of `dim_indicator` can be run on them;
each value is read from the archived file at the address that tracing gives. Figures traced in such
a warehouse are counted from cells alone.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.forms import Form, load_code_lists, load_forms
from dagster_project.home import sources_folder
from dagster_project.trace import Tracer
from dagster_project.trace_definitions import Definition, Place, place_of
from tests.warehouse.originals import Originals, Value, value_of

# Columns that are worked out, as the contract defines them, from other fields of the row.
WORKED_OUT = {
    "month_ends_clue": {
        "is_settled": "status_code = 'settled' or case_filed_on is not null",
        "settled_on_effective": "case when is_settled then coalesce(case_filed_on, settled_on) end",
        "days_to_settle": "settled_on_effective - received_on",
        "outcome_on": "coalesce(case_filed_on, settled_on, disposal_on)",
        "current_due_on": "coalesce(extended_due_on, due_on)",
        "disposal_due_on": "received_on + interval 1 month",
    },
    "month_ends_measure": {
        "is_completed": "status_code in ('completed', 'closed')",
        "is_closed": "status_code = 'closed'",
        "current_due_on": "coalesce(extended_due_on, due_on)",
    },
    # A village that was merged of others has the day of the last of these.
    "month_ends_village": {"inspected_first_on": "coalesce(inspected_on, inspected_first_on)"},
}
# Columns that are worked out from rows of other items, by month-end table: they stay as published.
FROM_OTHER_ROWS: dict[str, set[str]] = {
    "month_ends_inspection": {"inspecting_level_code", "round_kind_code", "findings_count"},
    "month_ends_organisation": {"first_inspected_on"},
    "month_ends_finding": {
        *("feedback_on", "is_rectified", "is_closed", "due_on", "current_due_on"),
        *("rectified_on", "closed_on", "is_reviewed", "is_sent_back", "is_reopened"),
        *("measures_count", "days_to_close"),
    },
    "month_ends_village": {"tier_code", "term_no"},
}
# Columns that say whose row it is and for how long it held: they stand in no cell.
ABOUT_THE_ROW = {
    *("as_at_period", "end_on", "item_key", "is_open", "unit_code"),
    *("valid_from_period", "valid_to_period", "row_period"),
    *("is_stale", "is_vanished", "_extraction_id", "_sheet", "_table", "_row"),
}
LINEAGE = ("_extraction_id", "_sheet", "_table", "_row")
TYPES = {"date": "date", "integer": "bigint", "boolean": "boolean", "decimal": "decimal(18, 4)"}
KEEP = "create temp table published as from {table}"
ADD = "alter table {table} add column {name} {type}"
INSERT = "insert into cells values ({marks})"
UPDATE = "update {table} as t set {values} from cells as s where {same_place}"
WORK_OUT = "update {table} set {name} = {formula}"
DIFFERING = """
    select s.unit_code, s._row, s.{name} as a, t.{name} as b
    from published as s
    inner join {table} as t
        on s.as_at_period = t.as_at_period and s.unit_code = t.unit_code and {same_place}
    where not coalesce({same}, a is null and b is null)
"""


@dataclass
class Recount:
    """Makes the month-end rows of one home from cells, in a copy of its published warehouse."""

    home: Path
    copy: Path

    def __post_init__(self) -> None:
        """Read the forms and copy the warehouse."""
        self.originals = Originals(self.home)
        self.forms = load_forms(sources_folder())
        self.codes = load_code_lists(sources_folder())
        shutil.copyfile(self.home / "published" / "current" / "warehouse.duckdb", self.copy)

    def run(self) -> list[str]:
        """Replace the values of all month-end rows; return the differences found on the way."""
        differences = []
        with duckdb.connect(str(self.copy)) as warehouse:
            definitions = Tracer(warehouse).definitions.values()
            tables = {d.month_ends: d for d in definitions if d.form}
            for definition in tables.values():
                differences += self._remake(warehouse, definition)
        return differences

    def _remake(
        self, warehouse: duckdb.DuckDBPyConnection, definition: Definition
    ) -> Iterator[str]:
        table, form = definition.month_ends, self.forms[definition.form]
        described = warehouse.sql(f"describe {table}").fetchall()
        columns = {name: data_type for name, data_type, *_ in described}
        worked_out, others = WORKED_OUT.get(table, {}), FROM_OTHER_ROWS.get(table, set())
        warehouse.execute(KEEP.format(table=table))
        for field in form.fields:
            if field.name not in columns:
                columns[field.name] = TYPES.get(field.type, "varchar")
                added = {"name": field.name, "type": columns[field.name]}
                warehouse.execute(ADD.format(table=table, **added))
        yield from sorted(
            f"{table}.{name} is read from no cell"
            for name in columns.keys() - ABOUT_THE_ROW - worked_out.keys() - others
            if name not in {field.name for field in form.fields}
        )
        made: list[dict[str, Any]] = []
        for where in warehouse.table(table).select(", ".join(LINEAGE)).distinct().fetchall():
            place = place_of(*where)
            if place is not None:
                values = self._values(warehouse, form, place)
                kept = {name: value for name, value in values.items() if name not in others}
                made.append(dict(zip(LINEAGE, where, strict=True)) | kept)
        yield from _replace(warehouse, table, made, columns, worked_out)

    def _values(
        self, warehouse: duckdb.DuckDBPyConnection, form: Form, place: Place
    ) -> dict[str, Value]:
        if not hasattr(self, "_tracer"):
            self._tracer = Tracer(warehouse)
            known = warehouse.sql(
                "select extraction_id, form, sha256, period from submission_parts"
            )
            self._parts = {(row[0], row[1]): row[2:] for row in known.fetchall()}
        sha256, period = self._parts[(place.extraction_id, form.code)]
        values: dict[str, Value] = {}
        for field in form.fields:
            cells = self._tracer.addresses.source(place, [field.name]).cells
            text = self.originals.text(sha256, place.sheet, cells[0].cell) if cells else ""
            heading = cells[0].heading if cells else ""
            is_yuan = "元" in heading and "万" not in heading
            is_yuan = is_yuan or ("元" not in heading and self._says_yuan(sha256, place.sheet))
            values[field.name] = value_of(field, text, period, self.codes, is_yuan=is_yuan)
        return values

    def _says_yuan(self, sha256: str, sheet: str) -> bool:
        return self.originals.says_yuan(sha256, sheet)


def _replace(
    warehouse: duckdb.DuckDBPyConnection,
    table: str,
    made: list[dict[str, Any]],
    columns: dict[str, str],
    worked_out: dict[str, str],
) -> Iterator[str]:
    """Put the values of cells in the place of the published ones; yield where they differ."""
    names = [name for name in columns if name in made[0]]
    told = [name for name in names if name not in LINEAGE]
    of = {"table": table, "same_place": " and ".join(f"t.{c} = s.{c}" for c in LINEAGE)}
    of["columns"] = ", ".join(f"{name} {columns[name]}" for name in names)
    of["marks"] = ", ".join("?" for _ in names)
    of["blanks"] = ", ".join(f"{name} = null" for name in told)
    of["values"] = ", ".join(f"{name} = s.{name}" for name in told)
    for statement in (
        "create temp table cells ({columns})",
        "update {table} set {blanks} where _extraction_id is not null",
    ):
        warehouse.execute(statement.format(**of))
    rows = [[row[name] for name in names] for row in made]
    warehouse.executemany(INSERT.format(**of), rows)
    warehouse.execute(UPDATE.format(**of))
    for name, formula in worked_out.items():
        warehouse.execute(WORK_OUT.format(table=table, name=name, formula=formula))
    published = {name for name, *_ in warehouse.sql("describe published").fetchall()}
    for name in sorted(published & {*told, *worked_out}):
        same = "upper(a) = upper(b)" if columns[name] == "VARCHAR" else "a = b"
        differing = warehouse.execute(DIFFERING.format(**of, name=name, same=same)).fetchall()
        yield from (f"{table}.{name}: {row}" for row in differing)
    warehouse.execute("drop table cells; drop table published")
