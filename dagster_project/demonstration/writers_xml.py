"""Writes SpreadsheetML 2003: a workbook as one XML text, usually saved as .xls."""

from collections.abc import Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from dagster_project.demonstration.mess.contents import number_text
from dagster_project.demonstration.mess.pages import Area, Content, Fault, Formula, Page, Place

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
_NAMES = "urn:schemas-microsoft-com:office"
_STYLES = (
    '<Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style>'
    '<Style ss:ID="t"><NumberFormat ss:Format="yyyy\\-mm\\-dd\\ hh:mm:ss"/></Style></Styles>'
)


def write_spreadsheetml(pages: Sequence[Page]) -> bytes:
    """Return the XML of a workbook; cells and rows say their place only after a gap."""
    sheets = "".join(_sheet(page) for page in pages)
    spaces = f'xmlns="{_NAMES}:spreadsheet" xmlns:ss="{_NAMES}:spreadsheet"'
    text = f'{_HEAD}<Workbook {spaces} xmlns:x="{_NAMES}:excel">{_STYLES}{sheets}</Workbook>'
    return text.encode()


def _sheet(page: Page) -> str:
    rows, before = "", 0
    spans = {area[:2]: area for area in page.merges if area[:2] != area[2:]}
    for row, contents in page.by_row().items():
        index = f' ss:Index="{row}"' if row != before + 1 else ""
        hidden = ' ss:Hidden="1"' if row in page.hidden_rows else ""
        rows += f"<Row{index}{hidden}>{_cells(page, row, contents, spans)}</Row>\n"
        before = row
    visible = "<Visible>SheetHidden</Visible>" if page.is_hidden else ""
    options = f'<WorksheetOptions xmlns="{_NAMES}:excel">{visible}</WorksheetOptions>'
    name = quoteattr(page.name)
    return f"<Worksheet ss:Name={name}><Table>{rows}</Table>{options}</Worksheet>"


def _cells(page: Page, row: int, contents: dict[int, Content], spans: dict[Place, Area]) -> str:
    cells, following = "", 1
    for column, content in contents.items():
        index = f' ss:Index="{column}"' if column != following else ""
        across, down = 0, 0
        if (row, column) in spans:
            _, left, bottom, right = spans[row, column]
            across, down = right - left, bottom - row
        merged = f' ss:MergeAcross="{across}"' if across else ""
        merged += f' ss:MergeDown="{down}"' if down else ""
        note = page.comments.get((row, column))
        comment = f"<Comment><Data>{escape(note)}</Data></Comment>" if note is not None else ""
        cells += f"<Cell{index}{merged}{_style(content)}>{_data(content)}{comment}</Cell>"
        following = column + across + 1
    return cells


def _style(content: Content) -> str:
    if isinstance(content, Formula):
        return f" ss:Formula={quoteattr(content.expression)}"
    if isinstance(content, date):
        return f' ss:StyleID="{"t" if isinstance(content, datetime) else "d"}"'
    return ""


def _data(content: Content) -> str:
    if isinstance(content, Formula):
        return "" if content.value is None else _data(content.value)
    if isinstance(content, Fault):
        return f'<Data ss:Type="Error">{content.text}</Data>'
    if isinstance(content, bool):
        return f'<Data ss:Type="Boolean">{int(content)}</Data>'
    if isinstance(content, date):
        moment = content if isinstance(content, datetime) else datetime.combine(content, _MIDNIGHT)
        return f'<Data ss:Type="DateTime">{moment.isoformat()}.000</Data>'
    if isinstance(content, str):
        return f'<Data ss:Type="String">{escape(content).replace(chr(10), "&#10;")}</Data>'
    return f'<Data ss:Type="Number">{number_text(content)}</Data>'


_MIDNIGHT = datetime.min.time()
