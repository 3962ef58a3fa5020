"""A web page that was saved as .xls: its tables on one sheet, one below another, as Excel shows it.

Text stays as it stands in the page: a code keeps its zeros, where Excel would make a number of it.
The tags come from `markup.py`; `web_grid.py` knows where a cell stands, `web_cells.py` what it
says.
"""

import re

from dagster_project.spreadsheets.formats import refusals as say
from dagster_project.spreadsheets.formats.encodings import CUT_CHARACTER, decode
from dagster_project.spreadsheets.formats.limits import MAX_PLAIN_FILE, TOO_LARGE
from dagster_project.spreadsheets.formats.markup import Tag, pieces
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.formats.web_cells import BREAK, NumberFormats, WebCell, flowing
from dagster_project.spreadsheets.formats.web_grid import WebGrid
from dagster_project.spreadsheets.grid import Sheet

MAX_PIECES = 1_000_000
_CHARSET = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,100})</x:Name>", re.IGNORECASE)
_IS_1904 = re.compile(r"<x:Date1904\s*/?>", re.IGNORECASE)
_FRAMES = re.compile(r"<frameset[\s>]|<x:WorksheetSource[\s>]", re.IGNORECASE)
_HEAD = 65_536
_CELLS = frozenset(("td", "th", "caption"))
_BREAKS = frozenset(("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"))


def read_web_page(data: bytes) -> list[Sheet]:
    """Return the one sheet of a page; its name is '' unless Excel has left one in it.

    Raises:
        UnreadableFileError: there is no table, the page is cut or too large.
    """
    if len(data) > MAX_PLAIN_FILE:
        raise UnreadableFileError(TOO_LARGE)
    charset = _CHARSET.search(data[:_HEAD])
    page = decode(data, charset[1].decode() if charset else None).replace("\0", "")
    if page.endswith(CUT_CHARACTER):
        raise UnreadableFileError(say.WEB_CUT)
    name = _SHEET_NAME.search(page[:_HEAD])
    formats = NumberFormats(page[: 4 * _HEAD], _IS_1904.search(page[:_HEAD]) is not None)
    reader = _Reader(WebGrid(name[1].strip() if name else ""), formats)
    for number, piece in enumerate(pieces(page)):
        if number > MAX_PIECES:
            raise UnreadableFileError(TOO_LARGE)
        if isinstance(piece, str):
            reader.text(piece)
        elif piece.is_end:
            reader.end(piece)
        else:
            reader.start(piece)
    reader.finish()
    if not reader.has_table:
        raise UnreadableFileError(say.WEB_FRAMES if _FRAMES.search(page) else say.WEB_WITHOUT_TABLE)
    return [reader.grid.sheet()]


class _Reader:
    """Turns tags into rows and cells; end tags that a page leaves out are supplied."""

    def __init__(self, grid: WebGrid, formats: NumberFormats) -> None:
        self.grid = grid
        self.has_table = False
        self._formats = formats
        self._line: list[str] = []
        # One entry a table, innermost last: its open cell. The first is what is outside tables.
        self._cells: list[WebCell | None] = [None]
        self._stated = 0

    def text(self, text: str) -> None:
        """Meet text."""
        cell = self._cells[-1]
        (self._line if cell is None else cell.pieces).append(text)

    def start(self, tag: Tag) -> None:
        """Meet a start tag."""
        if tag.name in _BREAKS:
            self._break()
        elif tag.name == "table":
            self._set_aside()
            self.grid.open_table()
            self._cells.append(None)
            self._stated += 1
        elif tag.name == "tr" or tag.name in _CELLS:
            self._open_implied_table()
            self._close_cell()
            if tag.name == "tr":
                self.grid.open_row()
            else:
                self._open_cell(tag)

    def end(self, tag: Tag) -> None:
        """Meet an end tag; those of elements that are not open mean nothing."""
        if tag.name in _BREAKS:
            self._break()
        elif self.grid.depth and tag.name == "table":
            self._close_cell()
            self._flush_line()
            self.grid.close_table()
            self._cells.pop()
            self._stated = max(0, self._stated - 1)
        elif self.grid.depth and tag.name in _CELLS:
            self._close_cell()
            if tag.name == "caption":
                self.grid.close_row()
        elif self.grid.depth and tag.name == "tr":
            self._close_cell()
            self.grid.close_row()

    def finish(self) -> None:
        """Meet the end of the page.

        Raises:
            UnreadableFileError: a table or a row is open, so that others may be missing.
        """
        if self._stated or self._cells[-1] is not None or self.grid.is_in_row:
            raise UnreadableFileError(say.WEB_CUT)
        while self.grid.depth:
            self.grid.close_table()
            self._cells.pop()
        self._flush_line()

    def _open_implied_table(self) -> None:
        """Rows without a table, as some programs write them, are a table."""
        if not self.grid.depth:
            self._flush_line()
            self.grid.open_table()
            self._cells.append(None)

    def _open_cell(self, tag: Tag) -> None:
        self._flush_line()
        attributes = tag.attributes()
        self.grid.open_cell(attributes.get("colspan"), attributes.get("rowspan"))
        self._cells[-1] = WebCell(tag.name, attributes, self._formats)
        self.has_table = True

    def _close_cell(self) -> None:
        cell = self._cells[-1]
        if cell is not None:
            self.grid.put(cell.value())
            self.grid.close_cell()
            self._cells[-1] = None

    def _set_aside(self) -> None:
        """What stands before a table, in a cell or outside, comes above it."""
        cell = self._cells[-1]
        if cell is None:
            self._flush_line()
        else:
            self.grid.put(flowing(cell.pieces))
            cell.pieces.clear()

    def _break(self) -> None:
        cell = self._cells[-1]
        if cell is not None:
            cell.pieces.append(BREAK)
        else:
            self._flush_line()

    def _flush_line(self) -> None:
        if self._line:
            self.grid.line(flowing(self._line))
            self._line.clear()
