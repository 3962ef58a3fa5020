"""A sheet being laid out: its cells and merges, and beside them the truth about each row."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dagster_project.demonstration.cells import Pen, Written
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.truth import TruthRow, TruthSheet


def column_letter(number: int) -> str:
    """Return the letters of a column; 1 is A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the A1 address of a cell; both counted from 1."""
    return f"{column_letter(column)}{row}"


@dataclass
class Board:
    """A sheet: `cells` by (row, column), `merges` as (row, column, row, column) of the corners."""

    name: str
    form: str | None
    cells: dict[tuple[int, int], Written] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[TruthRow] = field(default_factory=list)
    height: int = 0
    places: dict[str, tuple[str, str]] = field(default_factory=dict)

    def skip(self) -> None:
        """Leave a blank row."""
        self.height += 1

    def add(self, row_class: str, cells: dict[int, Written]) -> int:
        """Add a row that is not data and return its number."""
        self.height += 1
        self._put(cells)
        stray = None
        if row_class == "unknown":
            column = min(cells)
            stray = (address(self.height, column), str(cells[column]))
        self.rows.append(TruthRow(self.height, row_class, stray=stray))
        return self.height

    def add_data(
        self,
        pen: Pen,
        values: dict[str, Value],
        typed: dict[str, str],
        wrong: dict[str, str],
        tidy: set[str],
        serial: tuple[int, int] | None = None,
        above: TruthRow | None = None,
        shared: Iterable[str] = (),
    ) -> TruthRow:
        """Add a row of data; `serial` is (column, number), `tidy` the fields written plainly.

        The fields `shared` stand in the cells of the row `above`, with which they are merged.
        """
        self.height += 1
        raw, cells = {}, {}
        corners = self._join(above, shared) if above else {}
        for name, column in self.columns.items():
            if above and name in corners:
                if name in above.raw:
                    raw[name] = above.raw[name]
                continue
            written, text = pen.write(str(self.form), name, values.get(name), name in tidy)
            if name in typed:
                written = text = typed[name]
            if text is not None:
                raw[name], cells[column] = text, written
        if serial:
            cells[serial[0]] = serial[1]
        self._put(cells)
        meant: dict[str, Value] = {
            name: value
            for name, value in values.items()
            if name in self.columns and value is not None
        }
        row = TruthRow(self.height, "data", raw, meant, wrong, corners=corners)
        self.rows.append(row)
        return row

    def _join(self, above: TruthRow, names: Iterable[str]) -> dict[str, str]:
        """Let the cells of the row being added be merged with those of the row before it."""
        corners = {}
        for name in names:
            if name not in self.columns:
                continue
            column = self.columns[name]
            corner = above.corners.get(name, address(above.row, column))
            top = int(corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            self.merges = [item for item in self.merges if item[:2] != (top, column)]
            self.merges.append((top, column, self.height, column))
            corners[name] = corner
        return corners

    def _put(self, cells: dict[int, Written]) -> None:
        self.cells |= {
            (self.height, column): value for column, value in cells.items() if value is not None
        }

    def mark(self, place: str, row: int, column: int) -> None:
        """Remember a cell, and its text, under a name."""
        self.places[place] = (address(row, column), str(self.cells[(row, column)]))

    def truth(self) -> TruthSheet:
        """Return the truth about the sheet."""
        letters = {name: column_letter(column) for name, column in self.columns.items()}
        return TruthSheet(self.name, self.form, letters, self.rows)
