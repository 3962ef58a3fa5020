"""Small sound files of every kind to begin with, and who reads each beside the project."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from dagster_project.spreadsheets.formats.sniff import recognise
from tests.spreadsheets.hostile_files import ods, ods_table
from tests.spreadsheets.markup_readers import (
    by_html_parser,
    by_lxml_open_document,
    by_lxml_spreadsheetml,
)
from tests.spreadsheets.old_workbook import Page, old_workbook
from tests.spreadsheets.second_reader import (
    CannotReadError,
    Sheets,
    by_csv,
    by_openpyxl,
    by_xlrd,
)

ROWS = (
    ("序号", "线索编号", "移交日期", "金额", "说明"),
    (1, "0012", date(2026, 9, 2), 12.5, "一\n二"),
    (2, "云上〔2026〕1号", datetime(2026, 9, 3, 8, 30), 1234567.89, "a&b"),
)
TEXT = "\r\n".join(
    (
        "序号,线索编号,移交日期,金额,说明",
        '1,0012,2026-09-02,12.5,"一,二"',
        "2,0013,2026-09-03,30,无",
    )
)


@dataclass(frozen=True)
class Seed:
    """A file, the parts of it that are changed (None: the file itself), and its second reader."""

    kind: str
    file_name: str
    data: bytes
    second: Callable[[bytes], Sheets]
    parts: tuple[str, ...] | None = None
    explained: str = "(?!)"

    def is_explained(self, difference: str) -> bool:
        """Whether a difference is one that both readers may have."""
        return re.match(self.explained, difference) is not None


def xlsx() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet = book.add_worksheet("台账")
        for number, row in enumerate(ROWS):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    style = moment if isinstance(value, datetime) else day
                    sheet.write_datetime(number, column, value, style)
                else:
                    sheet.write(number, column, value)
        sheet.write_formula("F2", "=D2*2", None, 25)
        sheet.write_boolean("F3", True)
        sheet.merge_range("A5:B6", "并")
        book.add_worksheet("二").write("B2", "远")
    return file.getvalue()


def xls() -> bytes:
    cells: dict[tuple[int, int], str | float | bool | bytes] = {
        (0, 0): "序号", (0, 1): "线索编号", (1, 0): 1.0, (1, 1): "0012", (2, 0): 46000.0,
        (2, 1): True, (3, 1): b"#N/A",
    }  # fmt: skip
    return old_workbook([Page("台账", cells, {(2, 0): 1})])


def open_document() -> bytes:
    def cell(kind: str, text: str, further: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="{kind}"{further}><text:p>{text}</text:p>'
            "</table:table-cell>"
        )

    rows = (
        cell("string", "序号") + cell("string", "线索编号") + cell("string", "日期"),
        cell("float", "1", ' office:value="1"')
        + cell("string", "0012", ' table:number-columns-repeated="2"'),
        cell("date", "9月2日", ' office:date-value="2026-09-02"')
        + cell("float", "12.50", ' office:value="12.5"'),
    )
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    again = f'<table:table-row table:number-rows-repeated="2">{rows[1]}</table:table-row>'
    return ods(ods_table(lines + again))


def spreadsheetml() -> bytes:
    def cell(kind: str, text: str, further: str = "") -> str:
        return f'<Cell{further}><Data ss:Type="{kind}">{text}</Data></Cell>'

    rows = (
        cell("String", "序号") + cell("String", "线索编号") + cell("String", "日期"),
        cell("Number", "1")
        + cell("String", "0012", ' ss:MergeAcross="1"')
        + cell("Number", "12.5"),
        cell("Boolean", "1") + cell("DateTime", "2026-09-02T00:00:00.000", ' ss:Index="3"'),
    )
    lines = "".join(f"<Row>{row}</Row>" for row in rows)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="台账"><Table>{lines}</Table></Worksheet></Workbook>'
    ).encode()


def web_page() -> bytes:
    rows = (
        "<th rowspan=2>序号</th><th colspan='2'>线索</th>",
        "<td>编号</td><td>日期</td>",
        '<td class="a">1</td><td>0012</td><td>2026-09-02</td>',
        "<td>2</td><td>甲&amp;乙<br>丙</td><td>&nbsp;</td>",
    )
    lines = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f"<html><body><table border=1>\n{lines}\n</table></body></html>".encode()


def delimited(encoding: str, delimiter: str = ",") -> Seed:
    """A CSV; the second reader takes the encoding as known, and gives up where it does not fit."""

    def second(data: bytes) -> Sheets:
        if encoding == "utf-16" and not data.startswith(b"\xff\xfe"):
            raise CannotReadError("no byte-order mark any more")
        try:
            text = data.decode(encoding).replace("\0", "").replace("\r\r\n", "\r\n")
        except UnicodeDecodeError as error:
            raise CannotReadError(str(error)) from error
        return by_csv(text, delimiter)

    data = TEXT.replace(",", delimiter).replace(f'"一{delimiter}二"', '"一,二"').encode(encoding)
    # What is no part of a text: the tab or apostrophe before it that keeps its zeros.
    guard = r""".*: '(.*)' for ['"](?:\\t|')\1['"]$"""
    return Seed(f"{encoding} {delimiter!r}", "表.csv", data, second, explained=guard)


def page_text(data: bytes) -> Sheets:
    if recognise(data, "表.xls") != "web_page":
        raise CannotReadError("no page any more")
    return by_html_parser(data.decode("utf-8", "replace").replace("\0", ""))


SEEDS = {
    seed.kind: seed
    for seed in (
        Seed("xlsx", "表.xlsx", xlsx(), by_openpyxl),
        Seed(
            "xlsx sheet", "表.xlsx", xlsx(), by_openpyxl,
            ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"),
            # openpyxl leaves out elements and types whose names are not the format's; the values
            # stand there, at the address that the cell itself gives. It calls dates #VALUE! that
            # are beyond all calendars; their number stands there.
            r".* for (?:''|'#VALUE!')$",
        ),
        Seed("xlsx strings", "表.xlsx", xlsx(), by_openpyxl, ("xl/sharedStrings.xml",)),
        Seed(
            "xlsx rest", "表.xlsx", xlsx(), by_openpyxl,
            ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"),
        ),
        Seed("xls", "表.xls", xls(), by_xlrd),
        Seed("ods", "表.ods", open_document(), by_lxml_open_document),
        Seed("ods content", "表.ods", open_document(), by_lxml_open_document, ("content.xml",)),
        Seed("SpreadsheetML", "表.xml", spreadsheetml(), by_lxml_spreadsheetml),
        Seed("page", "表.xls", web_page(), page_text),
        delimited("utf-8-sig"),
        delimited("utf-8", ";"),
        delimited("gbk"),
        delimited("utf-16", "\t"),
    )
}  # fmt: skip
