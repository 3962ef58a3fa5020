"""Writes .xlsx part by part: what programs other than Excel leave behind in them.

Inline texts, Strict names, no or a wrong <dimension>, cells without addresses, prefixed names, the
1904 date system, a million formatted rows, macros and links to other workbooks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from dagster_project.demonstration.board import address
from dagster_project.demonstration.mess.contents import EPOCH, EPOCH_1904, number_text, serial
from dagster_project.demonstration.mess.pages import Content, Fault, Formula, Page
from dagster_project.demonstration.writers import zipped

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
STYLED_ROWS, LAST_ROW = 3_000, 1_048_576


@dataclass(frozen=True)
class XlsxHabits:
    """What is peculiar about a package; all off in one that Excel would write.

    `dimension`: right, none, or `wrong`: A1 alone, a habit of WPS. `prefix` stands before each
    element. `has_styled_rows`: thousands of formatted rows below, and one at the very end.
    """

    is_inline: bool = False
    is_strict: bool = False
    dimension: str = "right"
    is_addressed: bool = True
    prefix: str = ""
    is_1904: bool = False
    has_styled_rows: bool = False
    has_macros: bool = False
    has_link: bool = False


def write_xlsx(pages: Sequence[Page], habits: XlsxHabits) -> bytes:
    """Return an .xlsx package with these habits."""
    return _Package(pages, habits).packed()


class _Package:
    def __init__(self, pages: Sequence[Page], habits: XlsxHabits) -> None:
        self.pages, self.habits = pages, habits
        self.texts: dict[str, int] = {}
        self.main = _STRICT_MAIN if habits.is_strict else _MAIN
        self.office = _STRICT_OFFICE if habits.is_strict else _OFFICE
        self.p = f"{habits.prefix}:" if habits.prefix else ""

    def packed(self) -> bytes:
        sheets = [
            (f"xl/worksheets/sheet{number}.xml", self._sheet(page))
            for number, page in enumerate(self.pages, start=1)
        ]
        parts: list[tuple[str, str | bytes]] = [
            ("[Content_Types].xml", self._content_types()),
            ("_rels/.rels", self._relations([("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", self._workbook()),
            ("xl/_rels/workbook.xml.rels", self._relations(self._book_targets())),
            ("xl/styles.xml", self._styles()),
            *sheets,
        ]
        if not self.habits.is_inline:
            parts.append(("xl/sharedStrings.xml", self._shared_texts()))
        if self.habits.has_macros:
            parts.append(("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)))
        if self.habits.has_link:
            parts += self._link()
        return zipped(parts)

    def _root(self, name: str, content: str) -> str:
        own = f":{self.habits.prefix}" if self.habits.prefix else ""
        spaces = f'xmlns{own}="{self.main}" xmlns:r="{self.office}"'
        return f"{_HEAD}<{self.p}{name} {spaces}>{content}</{self.p}{name}>"

    # -- the package -------------------------------------------------------------------------

    def _content_types(self) -> str:
        book = _MACRO_BOOK if self.habits.has_macros else f"{_TYPE}.sheet.main+xml"
        types = {"/xl/workbook.xml": book, "/xl/styles.xml": f"{_TYPE}.styles+xml"}
        for number in range(1, len(self.pages) + 1):
            types[f"/xl/worksheets/sheet{number}.xml"] = f"{_TYPE}.worksheet+xml"
        if not self.habits.is_inline:
            types["/xl/sharedStrings.xml"] = f"{_TYPE}.sharedStrings+xml"
        if self.habits.has_link:
            types["/xl/externalLinks/externalLink1.xml"] = f"{_TYPE}.externalLink+xml"
        if self.habits.has_macros:
            types["/xl/vbaProject.bin"] = "application/vnd.ms-office.vbaProject"
        told = "".join(
            f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items()
        )
        relations = "application/vnd.openxmlformats-package.relationships+xml"
        return (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{relations}"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
        )

    def _book_targets(self) -> list[tuple[str, str]]:
        count = len(self.pages) + 1
        targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, count)]
        targets.append(("styles", "styles.xml"))
        if not self.habits.is_inline:
            targets.append(("sharedStrings", "sharedStrings.xml"))
        if self.habits.has_link:
            targets.append(("externalLink", "externalLinks/externalLink1.xml"))
        return targets

    def _relations(self, targets: list[tuple[str, str]]) -> str:
        told = "".join(
            f'<Relationship Id="rId{number}" Type="{self.office}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, start=1)
        )
        return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'

    def _workbook(self) -> str:
        sheets = "".join(
            f'<{self.p}sheet name={quoteattr(page.name)} sheetId="{number}"'
            f'{" state=" + quoteattr("hidden") if page.is_hidden else ""} r:id="rId{number}"/>'
            for number, page in enumerate(self.pages, start=1)
        )
        properties = f'<{self.p}workbookPr date1904="1"/>' if self.habits.is_1904 else ""
        link = ""
        if self.habits.has_link:
            number = 1 + [kind for kind, _ in self._book_targets()].index("externalLink")
            link = (
                f"<{self.p}externalReferences>"
                f'<{self.p}externalReference r:id="rId{number}"/></{self.p}externalReferences>'
            )
        inner = f"{properties}<{self.p}sheets>{sheets}</{self.p}sheets>{link}"
        return self._root("workbook", inner)

    def _link(self) -> list[tuple[str, str | bytes]]:
        book = '<externalBook r:id="rId1"><sheetNames><sheetName val="底稿"/></sheetNames>'
        part = (
            f'{_HEAD}<externalLink xmlns="{self.main}" xmlns:r="{self.office}">'
            f"{book}</externalBook></externalLink>"
        )
        target = (
            f'<Relationship Id="rId1" Type="{self.office}/externalLinkPath"'
            ' Target="file:///D:/base.xlsx" TargetMode="External"/>'
        )
        name = "xl/externalLinks/"
        return [
            (f"{name}externalLink1.xml", part),
            (
                f"{name}_rels/externalLink1.xml.rels",
                f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{target}</Relationships>',
            ),
        ]

    def _styles(self) -> str:
        p = self.p
        formats = (
            f'<{p}numFmts count="2"><{p}numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
            f'<{p}numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></{p}numFmts>'
        )
        fills = (
            f'<{p}fills count="3"><{p}fill><{p}patternFill patternType="none"/></{p}fill>'
            f'<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>'
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FFFFFF00"/>'
            f"</{p}patternFill></{p}fill></{p}fills>"
        )
        font = f'<{p}fonts count="1"><{p}font><{p}sz val="11"/></{p}font></{p}fonts>'
        border = f'<{p}borders count="1"><{p}border/></{p}borders>'
        base = 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
        kinds = "".join(
            f'<{p}xf numFmtId="{number}" fontId="0" fillId="{fill}" borderId="0" xfId="0"/>'
            for fill in (0, 2)
            for number in (0, 164, 165)
        )
        return self._root(
            "styleSheet",
            f'{formats}{font}{fills}{border}<{p}cellStyleXfs count="1"><{p}xf {base}/>'
            f'</{p}cellStyleXfs><{p}cellXfs count="6">{kinds}</{p}cellXfs>',
        )

    def _shared_texts(self) -> str:
        texts = "".join(
            f'<{self.p}si><{self.p}t xml:space="preserve">{_escaped(text)}</{self.p}t></{self.p}si>'
            for text in self.texts
        )
        return self._root("sst", texts)

    # -- a sheet -----------------------------------------------------------------------------

    def _sheet(self, page: Page) -> str:
        p, rows, contents = self.p, "", page.by_row()
        for row in range(1, page.height + 1):
            rows += self._row(page, row, contents.get(row, {}))
        if self.habits.has_styled_rows:
            styled = range(page.height + 1, page.height + STYLED_ROWS)
            for row in (*styled, LAST_ROW):
                rows += (
                    f'<{p}row r="{row}" s="3" customFormat="1"><{p}c r="A{row}" s="3"/></{p}row>'
                )
        merges = "".join(
            f'<{p}mergeCell ref="{address(top, left)}:{address(bottom, right)}"/>'
            for top, left, bottom, right in page.merges
            if (top, left) != (bottom, right)
        )
        if merges:
            merges = f"<{p}mergeCells>{merges}</{p}mergeCells>"
        return self._root(
            "worksheet", f"{self._dimension(page)}<{p}sheetData>{rows}</{p}sheetData>{merges}"
        )

    def _dimension(self, page: Page) -> str:
        if self.habits.dimension == "none":
            return ""
        last = address(max(1, page.height), max(1, page.width))
        if self.habits.has_styled_rows:
            last = f"XFD{LAST_ROW}"
        ref = "A1" if self.habits.dimension == "wrong" else f"A1:{last}"
        return f'<{self.p}dimension ref="{ref}"/>'

    def _row(self, page: Page, row: int, contents: dict[int, Content]) -> str:
        columns = list(contents)
        filled = [column for at, column in page.filled if at == row]
        if not self.habits.is_addressed:
            columns = list(range(1, max(columns, default=0) + 1))
        cells = "".join(self._cell(page, row, column) for column in sorted({*columns, *filled}))
        hidden = ' hidden="1"' if row in page.hidden_rows else ""
        if not self.habits.is_addressed:
            return f"<{self.p}row{hidden}>{cells}</{self.p}row>"
        return f'<{self.p}row r="{row}"{hidden}>{cells}</{self.p}row>' if cells or hidden else ""

    def _cell(self, page: Page, row: int, column: int) -> str:
        content = page.cells.get((row, column))
        where = f' r="{address(row, column)}"' if self.habits.is_addressed else ""
        style = 3 if (row, column) in page.filled else 0
        if content is None:
            return f'<{self.p}c{where} s="{style}"/>'
        if isinstance(content, date):
            style += 2 if isinstance(content, datetime) else 1
        kind, inner = self._inner(content)
        attributes = f' s="{style}"' if style else ""
        attributes += f' t="{kind}"' if kind else ""
        return f"<{self.p}c{where}{attributes}>{inner}</{self.p}c>"

    def _inner(self, content: Content) -> tuple[str, str]:
        """Type and elements of a cell."""
        p = self.p
        if isinstance(content, Formula):
            formula = f"<{p}f>{escape(content.expression.removeprefix('='))}</{p}f>"
            if content.value is None:
                return "", formula
            is_text = isinstance(content.value, str)
            value = _escaped(content.value) if is_text else number_text(float(content.value))
            return "str" if is_text else "", f"{formula}<{p}v>{value}</{p}v>"
        if isinstance(content, Fault):
            return "e", f"<{p}v>{content.text}</{p}v>"
        if isinstance(content, bool):
            return "b", f"<{p}v>{int(content)}</{p}v>"
        if isinstance(content, date):
            epoch = EPOCH_1904 if self.habits.is_1904 else EPOCH
            return "", f"<{p}v>{number_text(serial(content, epoch))}</{p}v>"
        if isinstance(content, str):
            if self.habits.is_inline:
                text = f'<{p}t xml:space="preserve">{_escaped(content)}</{p}t>'
                return "inlineStr", f"<{p}is>{text}</{p}is>"
            return "s", f"<{p}v>{self.texts.setdefault(content, len(self.texts))}</{p}v>"
        return "", f"<{p}v>{number_text(content)}</{p}v>"


def _escaped(text: object) -> str:
    return escape(str(text)).replace("\r", "_x000D_")
