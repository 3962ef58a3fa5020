"""The cells of rows: under which heading and at which address a field of a received row stood.

A plain library over the published warehouse: `part_columns` tells the column of each field of a
table, `cell_overrides` the cells that do not lie at column times row (under a merge, in a table
that lies on its side).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dagster_project.published import set_variables
from dagster_project.trace_definitions import Place

if TYPE_CHECKING:
    import duckdb

# A table of a received file: extraction, sheet, number of the table on the sheet.
Table = tuple[str, str, int]

COLUMNS_SQL = """
    select extraction_id, sheet, table_no, form, field, column_letter, heading
    from part_columns
    where extraction_id in (select unnest(string_split(getvariable('extraction_ids'), '|')))
"""
OVERRIDES_SQL = """
    select extraction_id, sheet, table_no, row_no, field, cell
    from cell_overrides
    where extraction_id in (select unnest(string_split(getvariable('extraction_ids'), '|')))
"""
FILES_SQL = """
    select distinct extraction_id, file_name
    from submission_parts
    where extraction_id in (select unnest(string_split(getvariable('extraction_ids'), '|')))
"""


@dataclass(frozen=True)
class TracedCell:
    """A cell of a received file: the heading its sender wrote above it, and its address."""

    heading: str
    cell: str


@dataclass(frozen=True)
class TracedSource:
    """A row of a received file and those of its cells that were looked at."""

    form: str
    file_name: str
    sheet: str
    row: int
    cells: tuple[TracedCell, ...]


class Addresses:
    """Where the fields of received tables lay; what is asked for is read once and kept."""

    def __init__(self, warehouse: "duckdb.DuckDBPyConnection") -> None:
        self._warehouse = warehouse
        self._known: set[str] = set()
        self._files: dict[str, str] = {}
        self._forms: dict[Table, str] = {}
        self._columns: dict[Table, dict[str, tuple[str, str]]] = defaultdict(dict)
        self._overrides: dict[tuple[Table, int, str], str] = {}

    def learn(self, extraction_ids: Iterable[str]) -> None:
        """Read the layouts of the extractions that are not known yet."""
        wanted = set(extraction_ids) - self._known
        if not wanted:
            return
        self._known |= wanted
        set_variables(self._warehouse, extraction_ids="|".join(sorted(wanted)))
        self._files.update(self._warehouse.execute(FILES_SQL).fetchall())
        for extraction, sheet, number, *rest in self._warehouse.execute(COLUMNS_SQL).fetchall():
            table, (form, field, letter, heading) = (extraction, sheet, number), rest
            self._forms[table] = form
            self._columns[table][field] = (letter, heading)
        for extraction, sheet, number, *rest in self._warehouse.execute(OVERRIDES_SQL).fetchall():
            row, field, cell = rest
            self._overrides[((extraction, sheet, number), row, field)] = cell

    def source(self, place: Place, fields: Iterable[str]) -> TracedSource:
        """Return a row with the cells of the fields that its table has, in their order.

        A field written with the number of a form is one of that form's tables only, a field
        without it is in any.
        """
        self.learn([place.extraction_id])
        table = (place.extraction_id, place.sheet, place.table)
        form, columns = self._forms.get(table, ""), self._columns[table]
        names = [name.removeprefix(f"{form}.") for name in fields]
        return TracedSource(
            form=form,
            file_name=self._files.get(place.extraction_id, ""),
            sheet=place.sheet,
            row=place.row,
            cells=tuple(
                TracedCell(columns[name][1], self._address(table, place.row, name))
                for name in dict.fromkeys(names)
                if name in columns
            ),
        )

    def _address(self, table: Table, row: int, field: str) -> str:
        return self._overrides.get((table, row, field), f"{self._columns[table][field][0]}{row}")
