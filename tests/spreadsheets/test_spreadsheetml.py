"""Excel 2003 XML tables give the cells that an .xlsx of the same content gives."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project.spreadsheets.formats.opening import open_workbook
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError, recognise
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from dagster_project.spreadsheets.grid import Merge

STYLES = (
    '<Styles><Style ss:ID="day"><NumberFormat ss:Format="yyyy\\-mm\\-dd;@"/></Style>'
    '<Style ss:ID="passed"><NumberFormat ss:Format="[h]:mm:ss"/></Style>'
    '<Style ss:ID="share"><NumberFormat ss:Format="Percent"/></Style></Styles>'
)


DAY, TWO_WIDE = ' ss:StyleID="day"', ' ss:MergeAcross="1"'


def workbook(
    rows: str, encoding: str = "utf-8", declared: str | None = None, head: str = "", after: str = ""
) -> bytes:
    says = f' encoding="{declared}"' if declared else ""
    text = (
        f'<?xml version="1.0"{says}?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'{head}{STYLES}<Worksheet ss:Name="表"><Table>{rows}</Table>{after}</Worksheet>'
        "</Workbook>"
    )
    return text.encode(encoding)


def cell(kind: str, text: str, attributes: str = "") -> str:
    return f'<Cell{attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def texts(data: bytes) -> list[tuple[str | None, ...]]:
    return open_workbook(data, "表.xls")[0].rows


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (cell("Number", "12"), "12"),
        (cell("Number", "12.0"), "12"),
        (cell("Number", "0.95", ' ss:StyleID="share"'), "0.95"),
        (cell("Number", "1.0000000000000001E-5"), "0.00001"),
        (cell("Number", "46267", ' ss:StyleID="day"'), "2026-09-02"),
        (cell("String", "010104"), "010104"),
        (cell("String", "甲&#10;乙&amp;丙"), "甲\n乙&丙"),
        (cell("Boolean", "1"), "TRUE"),
        (cell("Boolean", "0"), "FALSE"),
        (cell("DateTime", "2026-09-02T00:00:00.000"), "2026-09-02"),
        (cell("DateTime", "2026-09-02T08:30:00.000"), "2026-09-02 08:30:00"),
        (cell("DateTime", "1899-12-31T08:30:00.000"), "08:30:00"),
        (cell("DateTime", "1900-01-01T12:05:00.000", ' ss:StyleID="passed"'), "36:05:00"),
        (cell("DateTime", "1900-03-02T00:00:00.000", ' ss:StyleID="passed"'), "1488:00:00"),
        (cell("Error", "#N/A"), "#N/A"),
        ('<Cell ss:Formula="=RC[-1]"/>', "#公式未计算"),
        (cell("String", "", ' ss:Formula="=T(1)"'), None),
        ('<Cell><Data ss:Type="String">正文</Data>'
         "<Comment><ss:Data>批注</ss:Data></Comment></Cell>", "正文"),
        ('<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">甲<B>乙</B>'
         "</ss:Data></Cell>", "甲乙"),
    ],
)  # fmt: skip
def test_values(one: str, text: str | None) -> None:
    found = texts(workbook(f"<Row>{cell('String', '首')}{one}</Row>"))
    assert found == [("首", text) if text else ("首",)]


def test_gaps_spans_and_merges() -> None:
    sheet = open_workbook(
        workbook(
            f'<Row ss:Index="2">{cell("String", "甲", TWO_WIDE)}'
            f"{cell('String', '丙')}</Row>"
            f'<Row ss:Span="2"/><Row><Cell ss:Index="3" ss:MergeDown="1">'
            f'<Data ss:Type="Number">5</Data></Cell></Row>'
        ),
        "表.xls",
    )[0]
    assert sheet.rows == [(None,) * 3, ("甲", None, "丙"), *[(None,) * 3] * 3, (None, None, "5")]
    assert sheet.merges == (Merge(1, 0, 1, 1), Merge(5, 2, 6, 2))


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "gb18030", "utf-8", "utf-16", "big5"])
def test_declared_encodings(encoding: str) -> None:
    data = workbook(
        f"<Row>{cell('String', '日期')}{cell('String', '人口')}</Row>", encoding, encoding
    )
    assert texts(data) == [("日期", "人口")]


def test_a_false_declaration_of_utf8_bytes_garbles_nothing() -> None:
    data = workbook(f"<Row>{cell('String', '问题线索台账填报单位')}</Row>", "utf-8", "gb2312")
    assert texts(data) == [("问题线索台账填报单位",)]


def test_1904_and_hidden_sheets() -> None:
    head = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    after = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    rows = f"<Row>{cell('Number', '44805', DAY)}{cell('DateTime', '1904-01-01T06:00:00.000')}</Row>"
    (sheet,) = open_workbook(workbook(rows, head=head, after=after), "表.xls")
    assert sheet.rows == [("2026-09-02", "06:00:00")]
    assert sheet.is_hidden


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (workbook("<Row>")[:-40], "损坏"),
        (workbook(f'<Row>{cell("String", "1")}<Cell ss:Index="1"/></Row>'), "损坏"),
        (workbook('<Row ss:Index="x"/>'), "损坏"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><Workbook>&b;</Workbook>", "XML"),
        (b"<?xml version='1.0'?><w:wordDocument xmlns:w='w'/>", "Word"),
        (b"<?xml version='1.0'?><report><row/></report>", "不是 Excel 保存的 XML"),
        (b"<?xml version='1.0'?><Workbook/>", "不是 Excel 保存的 XML"),
    ],
)
def test_refusals(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words) as refusal:
        open_workbook(data, "表.xml")
    assert "报送" in str(refusal.value)


def test_libreoffice_finds_the_same_cells(
    require_tool: Callable[[str], str], tmp_path: Path
) -> None:
    soffice = require_tool("soffice")
    data = workbook(
        f"<Row>{cell('String', '编号')}{cell('String', '日期')}{cell('String', '金额')}</Row>"
        f"<Row>{cell('String', '0012')}{cell('DateTime', '2026-09-02T00:00:00.000', DAY)}"
        f"{cell('Number', '12.5')}</Row>"
        f'<Row ss:Index="5">{cell("Number", "3")}</Row>'
    )
    assert recognise(data, "表.xls") == "spreadsheetml"
    (tmp_path / "whole.xml").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "whole.xml"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert texts(data) == read_xlsx((tmp_path / "whole.xlsx").read_bytes())[0].rows
