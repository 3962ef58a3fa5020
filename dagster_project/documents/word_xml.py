"""Small pieces of WordprocessingML as text: runs, paragraphs, table rows, and the units of length.

Only what the builders of templates need. No layout of a particular kind of document lives here
(see `official_layout.py`), and nothing here is used when a report is rendered.
"""

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TWIPS_PER_MM = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Return a length in twips (twentieths of a point), the unit of Word's page measures."""
    return round(millimetres * TWIPS_PER_MM)


def run(text: str, properties: str = "") -> str:
    """Return a run of text; `properties` is the inner XML of its `w:rPr`."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(instruction: str) -> str:
    """Return a field that Word works out when it lays out the page, such as `PAGE`."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>1</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, *content: str, properties: str = "") -> str:
    """Return a paragraph of a style; content is runs as XML, or plain text to be made a run."""
    runs = "".join(piece if piece.startswith("<w:") else run(piece) for piece in content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


class Cell(NamedTuple):
    """A table cell: its text, the style of its paragraph, and how it joins its neighbours.

    `vertical` is '' (a cell of its own), 'restart' (top of a merged column) or 'continue'.
    """

    text: str
    style: str
    span: int = 1
    vertical: str = ""


def _cell_xml(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = f'<w:vMerge w:val="{cell.vertical}"/>' if cell.vertical else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr>{paragraph(cell.style, cell.text)}</w:tc>'
    )


def table_row(cells: Sequence[Cell], widths: Sequence[int], is_heading: bool = False) -> str:
    """Return a row that never breaks over two pages; a heading row repeats on each page.

    Args:
        cells: left to right; their spans add up to the number of columns.
        widths: the columns' widths in twips.
        is_heading: whether Word repeats the row at the top of each page of the table.
    """
    heading = "<w:tblHeader/>" if is_heading else ""
    filled, column = "", 0
    for cell in cells:
        filled += _cell_xml(cell, sum(widths[column : column + cell.span]))
        column += cell.span
    if column != len(widths):
        message = f"the row fills {column} of {len(widths)} columns"
        raise ValueError(message)
    height = '<w:trHeight w:val="397" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{heading}</w:trPr>{filled}</w:tr>"


def tag_row(tag: str, columns: int, widths: Sequence[int]) -> str:
    """Return a row that holds one jinja2 tag (`{%tr … %}`); rendering takes the row away."""
    return table_row([Cell(tag, "TableText", span=columns)], widths)


def table(
    style: str, widths: Sequence[int], rows: Sequence[str], margin: int = 57, padding: int = 0
) -> str:
    """Return a table of fixed column widths (twips), as wide as their sum.

    A cell leaves `margin` free at its left and right, `padding` above and below its text, in twips.
    """
    free = {"top": padding, "left": margin, "bottom": padding, "right": margin}
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in free.items() if width
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
