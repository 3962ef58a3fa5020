"""The boxes of a sheet's notes: a VML drawing, the sheet's own one with boxes added to it.

VML as spreadsheet programs write it is often no sound XML, so it is never parsed: shapes are added
before its end, and everything in front stays as it is.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dagster_project.returns.marking.errors import UNUSUAL, CannotAnnotateError
from dagster_project.returns.marking.markup import Part
from dagster_project.returns.marking.sheet import Cell, Geometry

_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_ROOT = re.compile(rb"<xml\b[^>]*>")
_END = re.compile(rb"</xml\s*>\s*$")
_SHAPE = re.compile(rb"<(\w+:)shape\b.*?</\1shape\s*>", re.DOTALL)
_ROW = re.compile(rb"<\w+:Row>\s*([0-9]{1,7})\s*</")
_COLUMN = re.compile(rb"<\w+:Column>\s*([0-9]{1,5})\s*</")
_ANCHOR = re.compile(rb"<\w+:Anchor>\s*([0-9]{1,7}(?:\s*,\s*[0-9]{1,7}){7})\s*</")
_SHAPE_NUMBER = re.compile(rb"_x0000_s([0-9]{1,9})\b")
_NOTE_TYPE = b'id="_x0000_t202"'
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPES_A_BLOCK = 1_024
_WIDTH_PX, _LINE_PX, _EDGE_PX = 250, 16, 14
_CHARACTER_PX, _CELL_EDGE_PX = 7, 5
_LETTERS_A_LINE = 38  # half-width ones; a Chinese character counts twice
_MOST_LINES, _LEAST_LINES = 30, 3
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575
_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class NoteChanges:
    """What changes in a sheet's drawing of notes, each cell with the text its box must hold.

    `new` notes get a box, that of `grown` ones gets room for more text, that of `lifted` ones goes.
    """

    new: Mapping[Cell, str]
    grown: Mapping[Cell, str]
    lifted: frozenset[Cell]


def drawing(before: bytes | None, changes: NoteChanges, geometry: Geometry, block: int) -> bytes:
    """The drawing of a sheet's notes.

    Args:
        before: the drawing that the sheet has, or None.
        changes: which notes come, grow and go.
        geometry: the sizes of the sheet's columns and rows.
        block: which thousand of shape numbers a new drawing takes, from 1.
    """
    if before is None:
        return _new_drawing(changes.new, geometry, block)
    part = Part(before)
    root, end = _ROOT.search(part.bytes), _END.search(part.bytes)
    if root is None or end is None:
        raise CannotAnnotateError(UNUSUAL)
    for prefix, namespace in _NAMESPACES.items():
        if f"xmlns:{prefix}".encode() not in root[0]:
            part.insert(root.end() - 1, f' xmlns:{prefix}="{namespace}"')
    numbers = (int(number) for number in _SHAPE_NUMBER.findall(part.bytes))
    first = max(numbers, default=block * SHAPES_A_BLOCK) + 1
    kind = "" if _NOTE_TYPE in part.bytes else _TYPE
    part.insert(end.start(), kind + _shapes(changes.new, geometry, first))
    for shape in _SHAPE.finditer(part.bytes):
        row, column = _ROW.search(shape[0]), _COLUMN.search(shape[0])
        if row is None or column is None:
            continue
        cell = int(row[1]), int(column[1])
        if cell in changes.lifted:
            part.replace(shape.start(), shape.end(), b"")
        elif cell in changes.grown:
            _grow(part, shape, changes.grown[cell], geometry)
    return part.edited()


def _grow(part: Part, shape: re.Match[bytes], text: str, geometry: Geometry) -> None:
    """Move the lower edge of a box down, so that more text fits."""
    anchor = _ANCHOR.search(shape[0])
    if anchor is None:
        return
    edges = [int(edge) for edge in anchor[1].split(b",")]
    more = edges[7] + _LINE_PX * (_lines(text) + 1)
    edges[6:] = _reach(edges[6], more, _LAST_ROW, lambda row: geometry.height(row) * 4 / 3)
    start = shape.start() + anchor.start(1)
    part.replace(start, start + len(anchor[1]), ", ".join(map(str, edges)))


def _new_drawing(notes: Mapping[Cell, str], geometry: Geometry, block: int) -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    blocks = range(block, block + 1 + len(notes) // SHAPES_A_BLOCK)
    return (
        f'<xml {spaces}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" '
        f'data="{",".join(map(str, blocks))}"/></o:shapelayout>'
        f"{_TYPE}{_shapes(notes, geometry, block * SHAPES_A_BLOCK + 1)}</xml>"
    ).encode()


def _shapes(notes: Mapping[Cell, str], geometry: Geometry, first: int) -> str:
    return "".join(
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
        f'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{_anchor(cell, text, geometry)}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{cell[0]}</x:Row><x:Column>{cell[1]}</x:Column></x:ClientData></v:shape>"
        for number, (cell, text) in enumerate(notes.items(), first)
    )


def _anchor(cell: Cell, text: str, geometry: Geometry) -> str:
    """The box beside the cell: columns and rows of its edges, with the pixels into each."""
    row, column = cell
    left = column + 1
    if left + 3 > _LAST_COLUMN:
        left = max(0, column - 5)
    top = max(0, row - 1) if row + 30 < _LAST_ROW else row - 30
    right, into_right = _reach(
        left, 15 + _WIDTH_PX, _LAST_COLUMN, lambda n: _column_px(geometry, n)
    )
    height = _EDGE_PX + _LINE_PX * _lines(text)
    bottom, into_bottom = _reach(top, 4 + height, _LAST_ROW, lambda n: geometry.height(n) * 4 / 3)
    return f"{left}, 15, {top}, 4, {right}, {into_right}, {bottom}, {into_bottom}"


def _column_px(geometry: Geometry, column: int) -> float:
    width = geometry.width(column)
    return width * _CHARACTER_PX + _CELL_EDGE_PX if width else 0.0


def _lines(text: str) -> int:
    """How many lines a text takes in the box, wrapped."""
    lines = 0
    for line in text.split("\n"):
        letters = sum(1 if mark < "\u2000" else 2 for mark in line)
        lines += max(1, -(-letters // _LETTERS_A_LINE))
    return min(max(lines, _LEAST_LINES), _MOST_LINES)


def _reach(first: int, distance: float, last: int, size: Callable[[int], float]) -> tuple[int, int]:
    """The column or row that a distance reaches, and how far into it."""
    place = first
    while place < last and distance >= size(place) and place < first + _MOST_STEPS:
        distance -= size(place)
        place += 1
    return place, max(0, int(min(distance, size(place) or 0)))
