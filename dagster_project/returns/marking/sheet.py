"""A sheet part: where the marked cells stand, and the few bytes that change in it.

Only a marked cell's style number, a cell or row that is marked but not there, and the element that
names the comment drawing are written; everything else keeps its bytes.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dagster_project.returns.marking.errors import UNUSUAL, CannotAnnotateError
from dagster_project.returns.marking.markup import Part
from dagster_project.returns.marking.relations import relation_id, relation_namespace
from dagster_project.spreadsheets.grid import address, column_index

Cell = tuple[int, int]
NOTE_ROWS = 60
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MERGE = re.compile(
    rb"<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"
)
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
# What follows the comment drawing in a sheet.
_AFTER_NOTES = frozenset(
    {
        *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
        *("tableParts", "extLst", "AlternateContent"),
    }
)


def cell_of(text: str) -> Cell | None:
    """The row and column, from 0, that an address names; None if it names no cell."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    cell = int(match[2]) - 1, column_index(match[1])
    return cell if 0 <= cell[0] <= _LAST_ROW and cell[1] <= _LAST_COLUMN else None


def anchors(sheet: bytes, cells: Iterable[Cell]) -> dict[Cell, Cell]:
    """For each cell the one that shows for it: the first of its merged range, or itself."""
    shown = {cell: cell for cell in cells}
    by_row = defaultdict(list)
    for cell in shown:
        by_row[cell[0]].append(cell)
    rows = sorted(by_row)
    utf8 = Part(sheet).bytes
    for first, last in _MERGE.findall(utf8, max(0, utf8.rfind(b"sheetData"))):
        top, bottom = cell_of(first.decode()), cell_of(last.decode())
        if top is None or bottom is None:
            continue
        for row in rows[bisect_left(rows, top[0]) : bisect_left(rows, bottom[0] + 1)]:
            for cell in by_row[row]:
                if top[1] <= cell[1] <= bottom[1]:
                    shown[cell] = top
    return shown


@dataclass(slots=True)
class _Row:
    """A row of the sheet in which cells are marked, by its places in the part."""

    start: int
    inside: int
    style: int | None
    close: int = 0
    cells: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Geometry:
    """Sizes that a note's box is laid out by: column widths in characters, row heights in points.

    `columns` are (first, last, width, style), from 0; only rows near marked ones have a height.
    """

    columns: list[tuple[int, int, float | None, int]] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    default_width: float = 8.43
    default_height: float = 15.0

    def width(self, column: int) -> float:
        """The width of a column in characters."""
        for first, last, width, _ in self.columns:
            if first <= column <= last and width is not None:
                return width
        return self.default_width

    def height(self, row: int) -> float:
        """The height of a row in points."""
        return self.heights.get(row, self.default_height)

    def style(self, column: int) -> int:
        """The style that a column gives to cells that are not there."""
        return next((style for first, last, _, style in self.columns if first <= column <= last), 0)


class SheetMarks:
    """Finds the cells to mark in a sheet, then writes their styles and the drawing of notes.

    Cells that wear one of the `earlier` styles and are not to be marked any more are found too.
    """

    def __init__(
        self, content: bytes, cells: Iterable[Cell], earlier: frozenset[int] = frozenset()
    ) -> None:
        self._part = Part(content)
        self._earlier = frozenset(map(str, earlier))
        self._lifted: list[tuple[int, int]] = []
        self._wanted: dict[int, list[int]] = defaultdict(list)
        for row, column in sorted(cells):
            self._wanted[row].append(column)
        self._targets = sorted(self._wanted)
        self._near = {row + step for row in self._targets for step in range(NOTE_ROWS)}
        self.geometry = Geometry()
        self.drawing: str | None = None
        self._rows: dict[int, _Row] = {}
        self._row_places: dict[int, int] = {}
        self._find()

    # ------------------------------------------------------------ finding

    def _find(self) -> None:
        self._parser = self._part.parser()
        self._watch()
        self._depth = 0
        self._row_number = self._column = self._highest = -1
        self._row: _Row | None = None
        self._namespace = self._sheet_data = self._cell = self._row_name = ""
        self._data = (0, 0, 0)
        self._tail = 0
        self._parser.Parse(self._part.bytes, True)
        if not self._data[0]:
            raise CannotAnnotateError(UNUSUAL)

    def _watch(self) -> None:
        self._parser.StartElementHandler = self._on_start
        self._parser.EndElementHandler = self._on_end

    def _pass_over_row(self) -> None:
        """Look at nothing in a row but where it ends: most rows of a large sheet."""
        row_name = self._row_name

        def on_end(name: str) -> None:
            if name == row_name:
                self._depth -= 1
                self._watch()

        self._parser.StartElementHandler = None
        self._parser.EndElementHandler = on_end

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 4:
            if name == self._cell:
                if self._row is not None:
                    self._meet_cell(self._row, attributes)
                if attributes.get("s") in self._earlier:
                    self._lifted.append((self._parser.CurrentByteIndex, int(attributes["s"])))
        elif self._depth == 3:
            if name == self._row_name:
                self._meet_row(attributes)
            elif name.endswith(" col"):
                self._meet_column(attributes)
        elif self._depth <= 2:
            self._meet_top(name, attributes)

    def _on_end(self, name: str) -> None:
        if self._depth == 3 and self._row is not None:
            self._row.close = self._parser.CurrentByteIndex
            self._row = None
        elif self._depth == 2 and name == self._sheet_data:
            start, inside, _ = self._data
            self._data = start, inside, self._parser.CurrentByteIndex
        elif self._depth == 1 and not self._tail:
            self._tail = self._parser.CurrentByteIndex
        self._depth -= 1

    def _meet_top(self, name: str, attributes: dict[str, str]) -> None:
        place = self._parser.CurrentByteIndex
        if self._depth == 1:
            self._namespace = name.rpartition(" ")[0]
            self._prefix = self._part.prefix(place)
            names = (f"{self._namespace} {each}" for each in ("sheetData", "row", "c"))
            self._sheet_data, self._row_name, self._cell = names
        elif name == self._sheet_data:
            self._data = place, self._part.tag_end(place), 0
        elif name.endswith(" sheetFormatPr"):
            self.geometry.default_width = _number(attributes.get("defaultColWidth"), 8.43)
            self.geometry.default_height = _number(attributes.get("defaultRowHeight"), 15.0)
        elif name.endswith(" legacyDrawing"):
            self.drawing = relation_id(attributes)
        elif self._data[0] and not self._tail and name.rpartition(" ")[2] in _AFTER_NOTES:
            self._tail = place

    def _meet_column(self, attributes: dict[str, str]) -> None:
        first, last = (int(attributes.get(key, 0)) - 1 for key in ("min", "max"))
        width = attributes.get("width")
        size = 0.0 if attributes.get("hidden") in ("1", "true") else _number(width, 8.43)
        style = int(attributes.get("style", 0))
        self.geometry.columns.append((first, last, size if width else None, style))

    def _meet_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes["r"]) - 1 if "r" in attributes else self._row_number + 1
        self._row_number = number
        if number > self._highest:
            place = self._parser.CurrentByteIndex
            first, last = (bisect_left(self._targets, each) for each in (self._highest + 1, number))
            self._row_places.update(dict.fromkeys(self._targets[first:last], place))
            self._highest = number
        if number in self._near and "ht" in attributes:
            self.geometry.heights[number] = _number(attributes["ht"], 15.0)
        if number in self._wanted and number not in self._rows:
            place = self._parser.CurrentByteIndex
            has_style = attributes.get("customFormat") in ("1", "true")
            style = int(attributes.get("s", 0)) if has_style else None
            self._row = self._rows[number] = _Row(place, self._part.tag_end(place), style)
            self._column = -1
        elif not self._earlier:
            self._pass_over_row()

    def _meet_cell(self, row: _Row, attributes: dict[str, str]) -> None:
        named = cell_of(attributes["r"]) if "r" in attributes else None
        column = named[1] if named else self._column + 1
        self._column = column
        place = self._parser.CurrentByteIndex
        for wanted in self._wanted[self._row_number]:
            if wanted == column:
                row.cells.setdefault(column, []).append((place, int(attributes.get("s", 0))))
            elif wanted < column:
                row.places.setdefault(wanted, place)

    # ------------------------------------------------------------ writing

    def lift(self, style_of: Callable[[int], int]) -> bool:
        """Take the fill off cells that were marked earlier; tell whether there are any."""
        marked = {
            place for row in self._rows.values() for c in row.cells.values() for place, _ in c
        }
        lifted = [(place, style) for place, style in self._lifted if place not in marked]
        for place, style in lifted:
            self._part.set_attribute(place, "s", str(style_of(style)))
        return bool(lifted)

    def write(self, style_of: Callable[[Cell, int], int]) -> None:
        """Give each marked cell its style: `style_of` tells it by the cell and the style it has."""
        missing: list[str] = []
        for number, columns in sorted(self._wanted.items()):
            row = self._rows.get(number)
            if row is None:
                cells = self._new_cells(number, columns, None, style_of)
                xml = f'<{self._prefix}row r="{number + 1}">{cells}</{self._prefix}row>'
                if number in self._row_places:
                    self._part.insert(self._row_places[number], xml)
                else:
                    missing.append(xml)
                continue
            self._write_row(number, row, columns, style_of)
        if missing:
            start, inside, close = self._data
            self._part.insert_inside(start, inside, close, "".join(missing))

    def _write_row(
        self, number: int, row: _Row, columns: list[int], style_of: Callable[[Cell, int], int]
    ) -> None:
        last = []
        for column in columns:
            for place, style in row.cells.get(column, ()):
                self._part.set_attribute(place, "s", str(style_of((number, column), style)))
            if column in row.cells:
                continue
            if column in row.places:
                xml = self._new_cells(number, [column], row.style, style_of)
                self._part.insert(row.places[column], xml)
            else:
                last.append(column)
        if last:
            xml = self._new_cells(number, last, row.style, style_of)
            self._part.insert_inside(row.start, row.inside, row.close, xml)

    def _new_cells(
        self,
        number: int,
        columns: Iterable[int],
        row_style: int | None,
        style_of: Callable[[Cell, int], int],
    ) -> str:
        """Cells that are not in the sheet, styled as their row or column would have them."""
        cells = []
        for column in columns:
            base = self.geometry.style(column) if row_style is None else row_style
            style = style_of((number, column), base)
            cells.append(f'<{self._prefix}c r="{address(number, column)}" s="{style}"/>')
        return "".join(cells)

    def name_drawing(self, identifier: str) -> None:
        """Add the element that names the drawing of notes, where there is none."""
        namespace = relation_namespace(self._namespace)
        self._part.insert(
            self._tail,
            f'<{self._prefix}legacyDrawing xmlns:r="{namespace}" r:id="{identifier}"/>',
        )

    def edited(self) -> bytes:
        """The part with all edits made."""
        return self._part.edited()


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default
