"""What a file is, is told by its bytes; what cannot be read is refused with what to do."""

import subprocess
import sys

import pytest

from dagster_project.spreadsheets.formats.encodings import decode
from dagster_project.spreadsheets.formats.opening import open_workbook
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError, recognise
from tests.spreadsheets.hostile_files import ONE, ods, ods_table, packed, xlsx
from tests.spreadsheets.old_workbook import Page, old_workbook

TABLE = "线索编号,来源,日期\n0012,巡察移交,2026-09-02\n0013,信访,2026-09-03\n"
ROWS = [
    ("线索编号", "来源", "日期"),
    ("0012", "巡察移交", "2026-09-02"),
    ("0013", "信访", "2026-09-03"),
]
PAGE = b"<table><tr><td>1<td>2</table>"
XML = b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (xlsx([ONE]), "xlsx"),
        (old_workbook([Page("表", {(0, 0): 1.0}, {})]), "xls"),
        (ods(ods_table("")), "ods"),
        (XML, "spreadsheetml"),
        (b'<?xml version="1.0"?>\n<!-- x --><?mso-application?>' + XML, "spreadsheetml"),
        (XML.decode().encode("utf-16"), "spreadsheetml"),
        (PAGE, "web_page"),
        (b'\xef\xbb\xbf<!DOCTYPE html PUBLIC "-//W3C//DTD">\n<HTML>' + PAGE, "web_page"),
        (b'<?xml version="1.0"?><html>' + PAGE, "web_page"),
        (b"<style>td{}</style>" + PAGE, "web_page"),
        (PAGE.decode().encode("utf-16"), "web_page"),
        (TABLE.encode(), "text"),
        (TABLE.encode("utf-16-be"), "text"),
        ("注,<1 以下\n".encode("gbk"), "text"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["表.xlsx", "表.xls", "表.csv", "表"])
def test_the_name_is_never_believed(data: bytes, kind: str, name: str) -> None:
    assert recognise(data, name) == kind


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5"],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimited_text_in_every_encoding(encoding: str, delimiter: str) -> None:
    text = TABLE.replace(",", delimiter)
    if encoding == "big5":
        text = (
            text.replace("线索编号", "線索編號")
            .replace("来源", "來源")
            .replace("巡察移交", "巡察移送")
        )
        text = text.replace("信访", "信訪")
    rows = open_workbook(text.encode(encoding), "表.xls")[0].rows
    if encoding == "big5":
        assert rows[0] == ("線索編號", "來源", "日期")
    else:
        assert rows == ROWS


def test_a_separator_that_the_file_announces() -> None:
    for line in ("sep=^\r\n", '"sep=^"\r\n'):
        rows = open_workbook((line + TABLE.replace(",", "^")).encode("gbk"), "表.csv")[0].rows
        assert rows == ROWS


def test_accents_are_not_taken_for_chinese() -> None:
    text = "Préfecture,Île\nForêt,Évêché\nCôté,Noël\n"
    assert decode(text.encode("cp1252")) == text


def test_one_long_note_does_not_decide_the_delimiter() -> None:
    text = TABLE + "说明;一;二;三;四;五;六,,\n"
    assert open_workbook(text.encode(), "表.csv")[0].rows[:3] == ROWS


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b"\r\n \t\0", "只有空白"),
        ("文件不存在".encode(), "一句文字"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 x}", "Word"),
        (b"\x1f\x8b\x08", "压缩包"),
        (b"BM\0\0", "图片"),
        (b"\x09\x00\x04\x00\x07\x00\x10\x00", "很早版本"),
        (packed({"word/document.xml": "x"}), "Word"),
        (packed({"ppt/a.xml": "x"}), "演示"),
        (packed({"Index/Document.iwa": "x"}), "Numbers"),
        (packed({"xl/worksheets/sheet1.bin": "x", "xl/workbook.bin": "x"}), "xlsb"),
        (packed({"台账.xlsx": "x"}), "压缩包"),
        ("甲,乙,丙\n1,2,3\n4;5;6\n7\t8\t9\n".encode(), "第 3、4 行"),
        ("甲,乙\n".encode() + "丙,移交日期受理\n".encode("gbk"), "编码"),
        (bytes(range(32)) * 9, "认不出"),
    ],
)
def test_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words) as refusal:
        open_workbook(data, "表.xls")
    assert "报送" in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_last_character_cut_in_half_is_told_at_its_cell(encoding: str) -> None:
    cut = open_workbook((TABLE + "0014,巡察").encode(encoding)[:-1], "表.csv")[0].rows
    assert cut[:3] == ROWS
    assert cut[3] == ("0014", "#文字不完整", None)


def test_utf16_of_odd_length_is_refused() -> None:
    """One byte too few or too many anywhere turns all that follows into other characters."""
    with pytest.raises(UnreadableFileError, match="编码"):
        open_workbook(TABLE.encode("utf-16")[:-1], "表.csv")


def test_readers_are_imported_when_their_files_come() -> None:
    program = (
        "import sys, dagster_project.spreadsheets.formats.opening\n"
        "names = ('xls', 'ods', 'spreadsheetml', 'web_page', 'delimited', 'default_password')\n"
        "loaded = [n for n in names if f'dagster_project.spreadsheets.{n}' in sys.modules]\n"
        "sys.exit(str(loaded) if loaded or 'xlrd' in sys.modules or 'lxml' in sys.modules else 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
