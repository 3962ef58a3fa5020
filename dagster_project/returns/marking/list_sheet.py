"""The sheet 问题清单 as it stands in the unit's own workbook: texts in place, never formulas.

Texts are inline, so the workbook's shared texts keep their bytes. A cell's address links to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from dagster_project.returns.marking.markup import written
from dagster_project.returns.marking.styles import Styles
from dagster_project.returns.marking.workbook import quoted
from dagster_project.returns.marks import Mark, Severity
from dagster_project.returns.problem_table import (
    COLUMNS,
    FOOTER,
    INSTRUCTIONS_IN_PLACE,
    MARGINS_MM,
    Role,
    height_of,
    summary,
    texts_of,
)
from dagster_project.spreadsheets.grid import column_letter
from dagster_project.spreadsheets.problem_list import SHEET_NAME

HEAD_ROWS = 3
TITLE_ROWS = f"${HEAD_ROWS}:${HEAD_ROWS}"
_TAB_COLOUR = "FFC00000"
_SIDES = ("left", "right", "top", "bottom")
_BORDER = "".join(f'<{s} style="thin"><color rgb="FF8C8C8C"/></{s}>' for s in _SIDES)
_FONTS = {
    "title": '<b/><sz val="16"/><name val="黑体"/><charset val="134"/>',
    "head": '<b/><sz val="10"/><name val="宋体"/><charset val="134"/>',
    "text": '<sz val="10"/><name val="宋体"/><charset val="134"/>',
    "fatal": '<b/><sz val="10"/><color rgb="FFC00000"/><name val="宋体"/><charset val="134"/>',
    "link": '<u/><sz val="10"/><color rgb="FF0563C1"/><name val="宋体"/><charset val="134"/>',
}
_FILLS = {"head": "FFE7E6E6", "answer": "FFFFFBE6"}
_TEXT_FORMAT = 49  # @: what is typed over it stays text
_CENTRED: frozenset[Role] = frozenset({"number", "code", "cell", "severity"})


class _Look:
    """The style numbers of the list's cells, appended to the workbook's styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fonts = {
            name: styles.add("fonts", f"<font>{xml}</font>") for name, xml in _FONTS.items()
        }
        self._fills = {
            name: styles.add(
                "fills",
                f'<fill><patternFill patternType="solid"><fgColor rgb="{rgb}"/>'
                '<bgColor indexed="64"/></patternFill></fill>',
            )
            for name, rgb in _FILLS.items()
        }
        self._border = styles.add("borders", f"<border>{_BORDER}<diagonal/></border>")
        self.title = self._style("title", "center", "center", border=0)
        self.note = self._style("text", "left", "center", border=0)
        self.head = self._style("head", "center", "center", fill="head")
        self._left = self._style("text", "left", "center")
        self._centre = self._style("text", "center", "center")
        self._link = self._style("link", "center", "center")
        self._fatal = self._style("fatal", "center", "center")
        self._answer = self._style("text", "left", "center", fill="answer")

    def cell(self, role: Role, severity: Severity, *, is_linked: bool) -> int:
        """The style of a cell of the table."""
        if role == "explanation" and severity == "query":
            return self._answer
        if role == "severity" and severity == "fatal":
            return self._fatal
        if role == "cell" and is_linked:
            return self._link
        return self._centre if role in _CENTRED else self._left

    def _style(
        self,
        font: str,
        across: str,
        down: str,
        border: int | None = None,
        fill: str | None = None,
    ) -> int:
        lines = self._border if border is None else border
        back = 0 if fill is None else self._fills[fill]
        return self._styles.add(
            "cellXfs",
            f'<xf numFmtId="{_TEXT_FORMAT}" fontId="{self._fonts[font]}" fillId="{back}"'
            f' borderId="{lines}" applyNumberFormat="1" applyFont="1" applyFill="1"'
            f' applyBorder="1" applyAlignment="1"><alignment horizontal="{across}"'
            f' vertical="{down}" wrapText="1"/></xf>',
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list shows.

    Marks in their order; for each whose cell can be reached, by its place, the sheet; what the unit
    has explained already, by number of the problem.
    """

    marks: Sequence[Mark]
    links: Mapping[int, str]
    explanations: Mapping[str, str]


def list_sheet(listed: Listed, styles: Styles, namespace: str) -> bytes:
    """The part of the list sheet.

    Args:
        listed: the problems, with links and explanations.
        styles: where the list's styles are appended.
        namespace: the main namespace of the workbook.
    """
    look, marks = _Look(styles), listed.marks
    last = column_letter(len(COLUMNS) - 1)
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{column.width}" customWidth="1"/>'
        for n, column in enumerate(COLUMNS, 1)
    )
    margins = " ".join(f'{side}="{mm / 25.4:.4f}"' for side, mm in MARGINS_MM.items())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="{_TAB_COLOUR}"/>'
        '<pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}{HEAD_ROWS + len(marks)}"/>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{HEAD_ROWS}" topLeftCell="A{HEAD_ROWS + 1}" activePane="bottomLeft"'
        ' state="frozen"/><selection pane="bottomLeft"'
        f' activeCell="A{HEAD_ROWS + 1}" sqref="A{HEAD_ROWS + 1}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols>'
        f"<sheetData>{_head(marks, look)}{_body(listed, look)}</sheetData>"
        f'<mergeCells count="2"><mergeCell ref="A1:{last}1"/><mergeCell ref="A2:{last}2"/>'
        f"</mergeCells>{_hyperlinks(listed)}"
        f'<printOptions horizontalCentered="1"/><pageMargins {margins}/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{written(FOOTER)}</oddFooter></headerFooter></worksheet>"
    ).encode()


def _head(marks: Sequence[Mark], look: _Look) -> str:
    note = f"{summary(marks)}{INSTRUCTIONS_IN_PLACE}"
    headings = "".join(
        _cell(HEAD_ROWS, n, column.heading, look.head) for n, column in enumerate(COLUMNS)
    )
    return (
        f'<row r="1" ht="30" customHeight="1">{_cell(1, 0, SHEET_NAME, look.title)}</row>'
        f'<row r="2" ht="42" customHeight="1">{_cell(2, 0, note, look.note)}</row>'
        f'<row r="{HEAD_ROWS}" ht="24" customHeight="1">{headings}</row>'
    )


def _body(listed: Listed, look: _Look) -> str:
    rows = []
    for place, mark in enumerate(listed.marks):
        row = HEAD_ROWS + 1 + place
        texts = texts_of(place + 1, mark, listed.explanations.get(mark.problem_no, ""))
        styles = (
            look.cell(column.role, mark.severity, is_linked=place in listed.links)
            for column in COLUMNS
        )
        cells = (
            _cell(row, n, text, style)
            for n, (text, style) in enumerate(zip(texts, styles, strict=True))
        )
        # Not a fixed height: a longer explanation makes the row grow.
        rows.append(f'<row r="{row}" ht="{height_of(texts):g}">{"".join(cells)}</row>')
    return "".join(rows)


def _cell(row: int, column: int, text: str, style: int) -> str:
    where = f'r="{column_letter(column)}{row}" s="{style}"'
    if not text:
        return f"<c {where}/>"
    content = f'<is><t xml:space="preserve">{written(text)}</t></is>'
    return f'<c {where} t="inlineStr">{content}</c>'


def _hyperlinks(listed: Listed) -> str:
    column = column_letter(next(n for n, each in enumerate(COLUMNS) if each.role == "cell"))
    entries = "".join(
        f'<hyperlink ref="{column}{HEAD_ROWS + 1 + place}" location='
        f"{quoteattr(f'{quoted(sheet)}!{listed.marks[place].cell}')}/>"
        for place, sheet in listed.links.items()
    )
    return f"<hyperlinks>{entries}</hyperlinks>" if entries else ""
