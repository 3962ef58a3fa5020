"""A unit's own workbook with its wrong cells marked, and the list of what is wrong in front.

Only what marking needs is changed: see `marking/`. Everything else keeps its bytes, so values,
formulas, charts, macros and print settings are those that the unit sent. A file that cannot be
marked gets a list of its own instead (`list_workbook.py`).
"""

import posixpath
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from xml.parsers.expat import ExpatError

from dagster_project.returns.marking.comments import Comments, note_lines
from dagster_project.returns.marking.earlier import earlier_list
from dagster_project.returns.marking.errors import SIGNED, UNUSUAL, CannotAnnotateError
from dagster_project.returns.marking.list_sheet import TITLE_ROWS, Listed, list_sheet
from dagster_project.returns.marking.note_shapes import SHAPES_A_BLOCK, NoteChanges, drawing
from dagster_project.returns.marking.package import Package
from dagster_project.returns.marking.relations import ContentTypes, Relations
from dagster_project.returns.marking.sheet import Cell, SheetMarks, anchors, cell_of
from dagster_project.returns.marking.styles import Styles
from dagster_project.returns.marking.workbook import SheetEntry, Workbook
from dagster_project.returns.marks import Mark, Severity
from dagster_project.spreadsheets.grid import address
from dagster_project.spreadsheets.problem_list import SHEET_NAME

__all__ = ["CannotAnnotateError", "annotate"]

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_STYLES = "xl/styles.xml"
# Of parts that are damaged or lack something; the reader has read the file, but not every part.
_UNUSUAL = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ExpatError,
    LookupError,
    ValueError,
    RuntimeError,  # zipfile's own, for an encrypted part or a compression that it does not know
)


def annotate(original: bytes, marks: Sequence[Mark]) -> bytes:
    """Return the workbook with each marked cell filled and commented and the list in front.

    Args:
        original: an .xlsx or .xlsm as it was sent, which the reader could read.
        marks: its problems in the order in which they are to be listed.

    Raises:
        CannotAnnotateError: it is signed, shared or built in an unusual way.
    """
    try:
        return _annotated(original, marks)
    except _UNUSUAL as error:
        raise CannotAnnotateError(UNUSUAL) from error


def _annotated(original: bytes, marks: Sequence[Mark]) -> bytes:
    package = Package(original)
    if any(path.startswith("_xmlsignatures/") for path in package.paths()):
        raise CannotAnnotateError(SIGNED)
    workbook = Workbook(package)
    types = ContentTypes(package)
    styles_path, styles = _open_styles(package, workbook, types)
    sheets = {sheet.name: sheet for sheet in workbook.worksheets()}
    earlier = earlier_list(original, package, sheets)
    if earlier is not None:
        del sheets[earlier.sheet.name]
    by_sheet = _cells_by_sheet(marks, sheets)
    marker = _Marker(package, types, styles, workbook)
    for name, sheet in sheets.items():
        marker.mark(sheet, by_sheet.get(name, {}))
    listed = Listed(marks, _links(marks, sheets), earlier.explanations if earlier else {})
    content = list_sheet(listed, styles, workbook.namespace)
    if earlier is not None:
        package.write(earlier.sheet.part, content)
    else:
        path = package.free_path("xl/worksheets/sheet{}.xml")
        package.write(path, content)
        types.add(path, f"{_TYPES}worksheet+xml")
        identifier = workbook.relations.add(workbook.relation_namespace, "worksheet", path)
        workbook.put_first(workbook.free_name(SHEET_NAME), identifier, TITLE_ROWS)
    package.write(styles_path, styles.edited())
    workbook.save()
    types.save()
    return package.to_bytes()


def _links(marks: Sequence[Mark], sheets: Mapping[str, SheetEntry]) -> dict[int, str]:
    """The sheet that each listed mark's cell can be reached on, by place in the list."""
    return {
        place: mark.sheet
        for place, mark in enumerate(marks)
        if mark.sheet in sheets
        and not sheets[mark.sheet].is_hidden
        and cell_of(mark.cell or "") is not None
    }


def _open_styles(package: Package, workbook: Workbook, types: ContentTypes) -> tuple[str, Styles]:
    """The style part and its path; made, or joined to the workbook, where a writer forgot it."""
    identifier = workbook.relations.of_kind("styles")
    path = workbook.relations.target(identifier) if identifier else None
    if path is not None and path in package:
        return path, Styles(package.read(path), workbook.namespace)
    workbook.relations.add(workbook.relation_namespace, "styles", _STYLES)
    types.add(_STYLES, f"{_TYPES}styles+xml")
    content = package.read(_STYLES) if _STYLES in package else None
    return _STYLES, Styles(content, workbook.namespace)


def _cells_by_sheet(
    marks: Sequence[Mark], sheets: Mapping[str, SheetEntry]
) -> dict[str, dict[Cell, list[Mark]]]:
    """The marks that have a cell in the workbook, by sheet and cell."""
    found: dict[str, dict[Cell, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        cell = cell_of(mark.cell or "")
        if cell is not None and mark.sheet in sheets:
            found[mark.sheet][cell].append(mark)
    return found


class _Marker:
    """Marks sheet after sheet; what they share is the package, its types and its styles."""

    def __init__(
        self, package: Package, types: ContentTypes, styles: Styles, workbook: Workbook
    ) -> None:
        self._package = package
        self._types = types
        self._styles = styles
        self._main = workbook.namespace
        self._relation = workbook.relation_namespace
        self._block = 1 + sum(path.endswith(".vml") for path in package.paths())

    def mark(self, sheet: SheetEntry, cells: Mapping[Cell, Sequence[Mark]]) -> None:
        """Fill and comment cells of a sheet, of a merged range the first; lift earlier marks."""
        if not cells and not self._styles.earlier:
            return
        relations = Relations(self._package, sheet.part)
        known = relations.of_kind("comments")
        before = relations.target(known) if known else None
        content = self._package.read(sheet.part)
        shown = anchors(content, cells)
        marks: dict[Cell, list[Mark]] = defaultdict(list)
        for cell in sorted(cells):
            marks[shown[cell]] += cells[cell]
        part = SheetMarks(content, marks, self._styles.earlier)
        has_lifted = part.lift(self._styles.lifted)
        part.write(lambda cell, style: self._styles.marked(style, _severity(marks[cell])))
        comments = Comments(self._package.read(before) if before else None, self._main)
        if marks or comments.lifted:
            path = self._free_path(before or "xl/comments.xml", "comments{}.xml")
            by_address = {address(*cell): marks[cell] for cell in sorted(marks)}
            self._package.write(path, comments.edited(by_address))
            self._types.add(path, f"{_TYPES}comments+xml")
            if known:
                relations.aim(known, path)
            else:
                relations.add(self._relation, "comments", path)
            self._draw(part, relations, _changes(marks, comments))
            relations.save()
        if marks or has_lifted or comments.lifted:
            self._package.write(sheet.part, part.edited())

    def _draw(self, part: SheetMarks, relations: Relations, changes: NoteChanges) -> None:
        """Draw the boxes of the notes in a new drawing, after those of the sheet's own one."""
        before = relations.target(part.drawing) if part.drawing else None
        shapes = self._package.read(before) if before else None
        content = drawing(shapes, changes, part.geometry, self._block)
        self._block += 1 + len(changes.new) // SHAPES_A_BLOCK
        path = self._free_path(before or "xl/drawings/vmlDrawing.vml", "vmlDrawing{}.vml")
        self._package.write(path, content)
        self._types.add_extension("vml", _VML_TYPE)
        if part.drawing is None or before is None:
            part.name_drawing(relations.add(self._relation, "vmlDrawing", path))
            return
        relations.aim(part.drawing, path)
        pictures = Relations.path_of(before)
        if pictures in self._package:
            self._package.write(Relations.path_of(path), self._package.read(pictures))

    def _free_path(self, beside: str, pattern: str) -> str:
        return self._package.free_path(f"{posixpath.dirname(beside)}/{pattern}")


def _severity(marks: Sequence[Mark]) -> Severity:
    return "fatal" if any(mark.severity == "fatal" for mark in marks) else "query"


def _changes(marks: Mapping[Cell, Sequence[Mark]], comments: Comments) -> NoteChanges:
    new: dict[Cell, str] = {}
    grown: dict[Cell, str] = {}
    for cell in sorted(marks):
        text = "\n\n".join(f"{heading}\n{line}" for heading, line in note_lines(marks[cell]))
        (grown if address(*cell) in comments.kept else new)[cell] = text
    lifted = (cell_of(ref) for ref in comments.lifted)
    return NoteChanges(new, grown, frozenset(cell for cell in lifted if cell is not None))
