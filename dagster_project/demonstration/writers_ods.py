"""Writes OpenDocument spreadsheets (.ods): typed cells, merges, notes, repeated blank rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from dagster_project.demonstration.mess.contents import number_text, plain_text
from dagster_project.demonstration.mess.pages import Content, Fault, Formula, Page
from dagster_project.demonstration.writers import zipped

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_SPACES = " ".join(
    f'xmlns:{name}="{_NAMES}:{name}:1.0"' for name in ("office", "table", "text", "style")
)
_SPACES_LOST = re.compile(r"^ +|(?<= ) +| +$")


@dataclass(frozen=True)
class OdsHabits:
    """`fills_the_sheet`: blank cells and rows are told up to the last of the sheet, as by WPS."""

    fills_the_sheet: bool = False


def write_ods(pages: Sequence[Page], habits: OdsHabits) -> bytes:
    """Return an .ods of the pages, a table each."""
    hidden = '<style:table-properties table:display="false"/>'
    styles = (
        '<office:automatic-styles><style:style style:name="ta1" style:family="table">'
        f"{hidden}</style:style></office:automatic-styles>"
    )
    tables = "".join(_table(page, habits) for page in pages)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_SPACES}'
        f' office:version="1.2">{styles}<office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (("/", _MIME), ("content.xml", "text/xml"))
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest'
        f' xmlns:manifest="{_NAMES}:manifest:1.0">{entries}</manifest:manifest>'
    )
    parts = [("mimetype", _MIME), ("content.xml", content), ("META-INF/manifest.xml", manifest)]
    return zipped(parts, first_is_stored=True)


def _table(page: Page, habits: OdsHabits) -> str:
    rows, before = "", 0
    spans, covered = {area[:2]: area for area in page.merges}, page.covered()
    for row, contents in page.by_row().items():
        cells = "".join(
            _cell(page, (row, column), spans.get((row, column)), (row, column) in covered)
            for column in range(1, max(contents) + 1)
        )
        rows += _blank_rows(row - before - 1) + _row(page, row, cells, max(contents), habits)
        before = row
    if habits.fills_the_sheet:
        rows += _blank_rows(_LAST_ROW - page.height)
    style = ' table:style-name="ta1"' if page.is_hidden else ""
    return (
        f"<table:table table:name={quoteattr(page.name)}{style}>"
        f'<table:table-column table:number-columns-repeated="{_LAST_COLUMN}"/>{rows}</table:table>'
    )


def _blank_rows(count: int) -> str:
    if not count:
        return ""
    repeated = f'table:number-rows-repeated="{count}"'
    return f"<table:table-row {repeated}><table:table-cell/></table:table-row>"


def _row(page: Page, row: int, cells: str, last: int, habits: OdsHabits) -> str:
    if habits.fills_the_sheet:
        count = _LAST_COLUMN - last
        cells += f'<table:table-cell table:number-columns-repeated="{count}"/>'
    visible = ' table:visibility="collapse"' if row in page.hidden_rows else ""
    return f"<table:table-row{visible}>{cells}</table:table-row>"


def _cell(
    page: Page, place: tuple[int, int], area: tuple[int, int, int, int] | None, is_covered: bool
) -> str:
    name = "table:covered-table-cell" if is_covered else "table:table-cell"
    content = page.cells.get(place)
    note = page.comments.get(place)
    inner = ""
    if note is not None:
        inner = f"<office:annotation><text:p>{escape(note)}</text:p></office:annotation>"
    attributes = ""
    if area is not None and area[:2] != area[2:]:
        top, left, bottom, right = area
        attributes += f' table:number-columns-spanned="{right - left + 1}"'
        attributes += f' table:number-rows-spanned="{bottom - top + 1}"'
    if content is not None:
        attributes += _typed(content)
        inner += "".join(f"<text:p>{_spaced(line)}</text:p>" for line in _lines(content))
    return f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes}/>"


def _lines(content: Content) -> list[str]:
    return plain_text(content).split("\n")


def _spaced(text: str) -> str:
    """Escape a text; spaces that readers of .ods would drop are elements, as are tabs."""
    return _SPACES_LOST.sub(lambda run: "<text:s/>" * len(run[0]), escape(text)).replace(
        "\t", "<text:tab/>"
    )


def _typed(content: Content) -> str:
    """The type and value of a cell as attributes."""
    if isinstance(content, Formula):
        formula = f" table:formula={quoteattr('of:' + content.expression)}"
        return formula + (_typed(content.value) if content.value is not None else "")
    if isinstance(content, Fault):
        return ' table:formula="of:=NA()" office:value-type="string" office:string-value=""'
    if isinstance(content, bool):
        value = str(content).lower()
        return f' office:value-type="boolean" office:boolean-value="{value}"'
    if isinstance(content, date):
        moment = content.isoformat() if isinstance(content, datetime) else str(content)
        return f' office:value-type="date" office:date-value="{moment}"'
    if isinstance(content, str):
        return ' office:value-type="string"'
    return f' office:value-type="float" office:value="{number_text(content)}"'
