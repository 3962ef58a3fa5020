"""Writes a web page with a table, as web systems offer it for download under the name .xls."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from dagster_project.demonstration.mess.contents import plain_text
from dagster_project.demonstration.mess.pages import Area, Page, Place

_OFFICE = "urn:schemas-microsoft-com:office"
_BREAK = '<br style="mso-data-placement:same-cell">'


@dataclass(frozen=True)
class HtmlHabits:
    """Encoding (`utf-8`, `gb2312`), whether the page tells it, and how tidy the markup is.

    A page that `is_loose` leaves out end tags and has the table inside another element.
    """

    encoding: str = "utf-8"
    tells_encoding: bool = True
    is_loose: bool = False


def write_html(pages: Sequence[Page], habits: HtmlHabits) -> bytes:
    """Return a page with the table of the first page given; a web page is one sheet."""
    page = pages[0]
    head = '<meta name="generator" content="report">'
    if habits.tells_encoding:
        head += f'<meta http-equiv="Content-Type" content="text/html; charset={habits.encoding}">'
    style = "<style>td{mso-number-format:'\\@';} br{mso-data-placement:same-cell;}</style>"
    spans, width = {area[:2]: area for area in page.merges}, page.width
    covered = page.covered()
    rows = "\n".join(
        _row(page, row, width, spans, covered, habits.is_loose) for row in range(1, page.height + 1)
    )
    table = f'<table border="1">\n{rows}\n</table>'
    if habits.is_loose:
        table = f"<center><form>{table}</form></center>"
    spaces = f'xmlns:o="{_OFFICE}:office" xmlns:x="{_OFFICE}:excel"'
    text = f"<html {spaces}>\n<head>{head}{style}</head>\n<body>{table}</body></html>\n"
    return text.encode("gb18030" if habits.encoding == "gb2312" else habits.encoding)


def _row(
    page: Page, row: int, width: int, spans: dict[Place, Area], covered: set[Place], is_loose: bool
) -> str:
    end = "" if is_loose else "</td>"
    cells = ""
    for column in range(1, width + 1):
        if (row, column) in covered:
            continue
        span = ""
        if (row, column) in spans:
            top, left, bottom, right = spans[row, column]
            span = f' colspan="{right - left + 1}"' if right > left else ""
            span += f' rowspan="{bottom - top + 1}"' if bottom > top else ""
        cells += f"<td{span}>{_text(page, row, column)}{end}"
    return f"<tr>{cells}" if is_loose else f"<tr>{cells}</tr>"


def _text(page: Page, row: int, column: int) -> str:
    text = plain_text(page.cells.get((row, column)))
    return escape(text).replace("\n", _BREAK) or "&nbsp;"
