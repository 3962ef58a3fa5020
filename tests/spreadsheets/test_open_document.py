"""OpenDocument workbooks give the cells that an .xlsx of the same content gives."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import astuple
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from dagster_project.spreadsheets.formats.opening import open_workbook
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError, recognise
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from dagster_project.spreadsheets.grid import Merge, Sheet
from tests.spreadsheets.hostile_files import ods, ods_table

WRITER = "application/vnd.oasis.opendocument.text"
ANY_TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def rows(*lines: str, name: str = "表") -> bytes:
    """A workbook of one sheet with these cells by row."""
    table = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return ods(ods_table(table).replace('"表"', f'"{name}"'))


def typed(kind: str, attribute: str, value: str, shown: str = "x") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def texts(data: bytes) -> list[tuple[str | None, ...]]:
    return open_workbook(data, "表.ods")[0].rows


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (typed("float", "value", "12"), "12"),
        (typed("float", "value", "12.0"), "12"),
        (typed("float", "value", "0.1"), "0.1"),
        (typed("float", "value", "1E-07"), "0.0000001"),
        (typed("percentage", "value", "0.95", "95%"), "0.95"),
        (typed("currency", "value", "1234567.89", "¥1,234,567.89"), "1234567.89"),
        (typed("date", "date-value", "2026-09-02"), "2026-09-02"),
        (typed("date", "date-value", "2026-09-02T08:30:00"), "2026-09-02 08:30:00"),
        (typed("date", "date-value", "2026-09-02T08:30:00.9999"), "2026-09-02 08:30:01"),
        (typed("time", "time-value", "PT08H30M00S"), "08:30:00"),
        (typed("time", "time-value", "PT36H05M00S"), "36:05:00"),
        (typed("boolean", "boolean-value", "true", "真"), "TRUE"),
        (typed("boolean", "boolean-value", "false", "假"), "FALSE"),
        (typed("float", "value", "1", "TRUE"), "TRUE"),
        (ANY_TEXT.format("0012"), "0012"),
        (ANY_TEXT.format("一<text:line-break/>二</text:p><text:p>三"), "一\n二\n三"),
        (ANY_TEXT.format("  甲   乙 <text:s text:c='2'/>丙 "), "甲 乙   丙"),
        (ANY_TEXT.format("甲<text:span>乙</text:span>"), "甲乙"),
        (ANY_TEXT.format("<text:ruby><text:ruby-base>甲</text:ruby-base>"
                         "<text:ruby-text>jia</text:ruby-text></text:ruby>"), "甲"),
        ("<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation>"
         "<text:p>正文</text:p></table:table-cell>", "正文"),
        ('<table:table-cell table:formula="of:=A1"/>', "#公式未计算"),
        ('<table:table-cell table:formula="of:=A1"><text:p/></table:table-cell>', None),
        ('<table:table-cell table:formula="of:=1/0" office:value-type="string">'
         "<text:p>#DIV/0!</text:p></table:table-cell>", "#DIV/0!"),
        ('<table:table-cell table:formula="of:=1" office:value-type="float" office:value="0">'
         "<text:p>Err:502</text:p></table:table-cell>", "#NUM!"),
    ],
)  # fmt: skip
def test_values(cell: str, text: str | None) -> None:
    found = texts(rows(ANY_TEXT.format("首") + cell))[0]
    assert found == (("首", text) if text else ("首",))


def test_repeated_cells_and_rows_stand_where_they_are_shown() -> None:
    twice = ANY_TEXT.replace("<table:table-cell", '<table:table-cell table:{}="{}"', 1)
    data = ods(
        ods_table(
            '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
            '<table:table-row table:number-rows-repeated="3">'
            '<table:table-cell table:number-columns-repeated="2"/>'
            + twice.format("number-columns-repeated", 2, "同")
            + "</table:table-row>"
            '<table:table-row table:number-rows-repeated="1048570">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        )
    )
    assert texts(data) == [(None,) * 4] * 2 + [(None, None, "同", "同")] * 3


def test_merges_hidden_sheets_and_what_is_no_cell() -> None:
    merged = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2"'
        ' table:number-rows-spanned="3" office:value-type="string"><text:p>并</text:p>'
        '</table:table-cell><table:covered-table-cell table:number-columns-repeated="1"/>'
        "</table:table-row>"
    )
    changes = (
        "<table:tracked-changes><table:table-cell><text:p>旧</text:p></table:table-cell>"
        "</table:tracked-changes>"
    )
    shape = (
        "<table:shapes><draw:frame xmlns:draw='d'><text:p>图</text:p></draw:frame></table:shapes>"
    )
    styles = (
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        '<style:style style:name="ta9" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    hidden = ods_table("").replace("<table:table ", '<table:table table:style-name="ta9" ')
    data = ods(changes + ods_table(shape + merged) + hidden)
    package = zipfile.ZipFile(io.BytesIO(data))
    content = package.read("content.xml").replace(
        b"<office:body>", styles.encode() + b"<office:body>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as whole:
        whole.writestr("mimetype", package.read("mimetype"))
        whole.writestr("content.xml", content)
    shown, secret = open_workbook(file.getvalue(), "表.ods")
    assert (shown.rows, shown.merges) == ([("并",)], (Merge(0, 0, 2, 1),))
    assert (shown.is_hidden, secret.is_hidden) == (False, True)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"mimetype": WRITER, "content.xml": "<a/>"}, "文字或演示"),
        ({"content.xml": "<a/>"}, "文字或演示"),
        ({"content.xml": "<office:"}, "损坏"),
        ({"content.xml": "<a/>", "META-INF/manifest.xml": "<encryption-data/>"}, "密码"),
        ({"encrypted-package": "?", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"},
         "密码"),
    ],
)  # fmt: skip
def test_refusals(parts: dict[str, str], words: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    with pytest.raises(UnreadableFileError, match=words) as refusal:
        open_workbook(file.getvalue(), "表.ods")
    assert "报送" in str(refusal.value)


def rich_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    for line in (
        ["问题线索台账"],
        ["序号", "编号", "日期", "时刻", "时间", "比例", "金额", "说明"],
        [
            1,
            "0012",
            date(2026, 9, 2),
            datetime(2026, 9, 2, 8, 30),
            time(8, 30),
            0.95,
            12.5,
            "一\n二",
        ],
        [2.0, "010104", date(2024, 2, 29), None, timedelta(hours=36), 1 / 3, -1e-7, "a&b<c>"],
        [123456789012345, "1e5", None, None, None, None, 1e15, "  两端  "],
        ["=1/0", "=NA()", "=A3+1", '=IF(1,"","x")'],
    ):
        sheet.append(line)
    sheet["F3"].number_format = "0.00%"
    sheet["G3"].number_format = '"¥"#,##0.00'
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("B10:C12")
    sheet["B10"] = "并"
    book.create_sheet("藏").sheet_state = "hidden"
    book["藏"]["B2"] = "隐"
    book.create_sheet("空")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def converted(data: bytes, kind: str, soffice: str, folder: Path) -> bytes:
    """What LibreOffice makes of an .xlsx."""
    (folder / "whole.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", "made"]
    subprocess.run(
        [*command, "whole.xlsx"], cwd=folder, check=True, capture_output=True, timeout=120
    )
    return next((folder / "made").glob("whole.*")).read_bytes()


def in_order(sheets: list[Sheet]) -> list[Sheet]:
    for sheet in sheets:
        sheet.merges = tuple(sorted(sheet.merges, key=astuple))
    return sheets


def test_an_ods_reads_as_the_xlsx_it_was_made_from(
    require_tool: Callable[[str], str], tmp_path: Path
) -> None:
    soffice = require_tool("soffice")
    data = converted(rich_workbook(), "xlsx:Calc MS Excel 2007 XML", soffice, tmp_path)
    (tmp_path / "made" / "whole.xlsx").unlink()
    made = converted(data, "ods", soffice, tmp_path)
    assert recognise(made, "上报.xlsx") == "ods"
    assert in_order(open_workbook(made, "上报.xlsx")) == in_order(read_xlsx(data))


def test_a_page_of_libreoffice_has_the_exact_numbers(
    require_tool: Callable[[str], str], tmp_path: Path
) -> None:
    made = converted(rich_workbook(), "html", require_tool("soffice"), tmp_path)
    (page,) = open_workbook(made, "上报.xls")
    sheet = read_xlsx(rich_workbook())[0]
    assert page.rows[1:3] == sheet.rows[1:3]
    assert page.rows[3][4:7] == ("36:00:00", "0.333333333333333", "-0.0000001")
    assert page.rows[5][:2] == ("#DIV/0!", "#N/A")
