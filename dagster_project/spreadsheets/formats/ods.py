"""An OpenDocument workbook (.ods of LibreOffice, WPS or Excel) to sheets of text.

Its XML is met element by element: repeated rows and columns are counted before they are made, and
what hangs on a sheet or a cell (comments, pictures, tracked changes) is passed over. What a cell
says is `ods_cells.py`'s.
"""

import io
import zipfile
from dataclasses import dataclass, field

from dagster_project.spreadsheets.formats import refusals as say
from dagster_project.spreadsheets.formats.encodings import decode
from dagster_project.spreadsheets.formats.limits import TOO_LARGE, Allowance
from dagster_project.spreadsheets.formats.ods_cells import OFFICE, SPACE, TABLE, OpenCell
from dagster_project.spreadsheets.formats.packages import DAMAGE, check_directory
from dagster_project.spreadsheets.formats.sheet_draft import SheetDraft
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.formats.xml_events import Attributes, walk
from dagster_project.spreadsheets.grid import Sheet

MAX_CONTENT = 64 << 20
_STYLE = f"{SPACE}style:1.0}}"
_GROUPS = frozenset(
    f"{TABLE}table-{name}" for name in ("rows", "header-rows", "row-group", "columns")
)
_CELLS = frozenset((f"{TABLE}table-cell", f"{TABLE}covered-table-cell"))


def read_ods(data: bytes) -> list[Sheet]:
    """Return the sheets of an .ods in their order, hidden ones marked.

    Raises:
        UnreadableFileError: it is encrypted, damaged, too large, or holds no sheets.
    """
    try:
        content = _content(data)
    except DAMAGE as error:
        raise UnreadableFileError(say.DAMAGED) from error
    book = _Book()
    walk(decode(content), book.start, book.end, book.text)
    if not book.is_spreadsheet:
        raise UnreadableFileError(say.other_zip({"content.xml"}))
    return [draft.sheet() for draft in book.drafts]


def _content(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        check_directory(package.infolist())
        if "META-INF/manifest.xml" in package.namelist():
            manifest = package.read("META-INF/manifest.xml")
            if b"encryption-data" in manifest:
                raise UnreadableFileError(say.ENCRYPTED_ODS)
        if package.getinfo("content.xml").file_size > MAX_CONTENT:
            raise UnreadableFileError(TOO_LARGE)
        return package.read("content.xml")


@dataclass
class _Book:
    """What is known of the workbook at the element that is being met."""

    drafts: list[SheetDraft] = field(default_factory=list)
    is_spreadsheet: bool = False
    _allowance: Allowance = field(default_factory=Allowance)
    _hidden_styles: set[str | None] = field(default_factory=set)
    _style: str | None = None
    _skipped: int = 0
    _is_in_table: bool = False
    _row: int = 0
    _rows: int = 0
    _column: int = 0
    _cell: OpenCell | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        """Meet the start of an element; one that is of no interest is passed over whole."""
        if self._skipped:
            self._skipped += 1
        elif self._cell is not None:
            self._skipped = not self._cell.start(name, attributes)
        elif self._is_in_table:
            self._skipped = not self._start_in_table(name, attributes)
        elif not self.is_spreadsheet:
            self._start_before(name, attributes)
        elif name == f"{TABLE}table":
            self._start_table(attributes)
        else:
            self._skipped = 1

    def end(self, name: str) -> None:
        """Meet the end of an element."""
        if self._skipped:
            self._skipped -= 1
        elif self._cell is not None and name in _CELLS:
            self._put(self._cell)
            self._cell = None
        elif self._cell is not None:
            self._cell.end(name)
        elif name == f"{TABLE}table-row":
            self._row += self._rows
        elif name == f"{TABLE}table":
            self._is_in_table = False

    def text(self, text: str) -> None:
        """Meet text."""
        if self._cell is not None and not self._skipped:
            self._cell.add(text)

    def _start_before(self, name: str, attributes: Attributes) -> None:
        """Before the sheets stand the styles, which tell the sheets that are hidden."""
        if name == f"{OFFICE}spreadsheet":
            self.is_spreadsheet = True
        elif name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        style = attributes.get(f"{TABLE}style-name")
        is_hidden = style is not None and style in self._hidden_styles
        name = attributes.get(f"{TABLE}name", "")
        self.drafts.append(SheetDraft(name, self._allowance, is_hidden))
        self._is_in_table = True
        self._row = 0

    def _start_in_table(self, name: str, attributes: Attributes) -> bool:
        """Whether what is in the element counts."""
        if name == f"{TABLE}table-row":
            self._rows = _count(attributes, "number-rows-repeated")
            self._column = 0
        elif name in _CELLS:
            times = _count(attributes, "number-columns-repeated")
            self._cell = OpenCell(attributes, self._column, times)
            self._column += times
        return name in _CELLS or name in _GROUPS or name == f"{TABLE}table-row"

    def _put(self, cell: OpenCell) -> None:
        draft = self.drafts[-1]
        draft.put(self._row, cell.column, cell.value(), self._rows, cell.times)
        if f"{TABLE}number-columns-spanned" in cell.attributes:  # never without the other
            rows = _count(cell.attributes, "number-rows-spanned")
            columns = _count(cell.attributes, "number-columns-spanned")
            draft.merge(self._row, cell.column, rows, columns)


def _count(attributes: Attributes, name: str) -> int:
    """A count that an attribute gives; one where it is missing."""
    text = attributes.get(f"{TABLE}{name}")
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and text.strip("0")):
        raise UnreadableFileError(say.DAMAGED)
    return int(text[:12])
