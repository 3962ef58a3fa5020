"""Web pages saved as .xls give their tables as Excel lays them out, with texts as they stand."""

import pytest

from dagster_project.spreadsheets.formats.opening import open_workbook
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.grid import Merge, Sheet

HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>{}<style>'
    'td{{font-size:9pt}} .day{{mso-number-format:"yyyy\\0022年\\0022m\\0022月\\0022";}}'
    ' .share{{mso-number-format:"0\\.00%";}} .t{{mso-number-format:"\\@"}}</style></head>'
)


def sheet(body: str, head: str = "", encoding: str = "utf-8") -> Sheet:
    (found,) = open_workbook((HEAD.format(head) + body).encode(encoding), "表.xls")
    return found


def one(cell: str) -> str | None:
    row = sheet(f"<table><tr><td>首</td>{cell}</tr></table>").rows[0]
    return row[1] if len(row) > 1 else None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<td>010104</td>", "010104"),
        ("<td class=t> 001 </td>", "001"),
        ("<td>1,234.50</td>", "1,234.50"),
        ("<td>&nbsp;</td>", None),
        ("<td>甲&amp;乙&#12288;丙&lt;1</td>", "甲&乙\u3000丙<1"),
        ("<td>一<br>二<p>三</p></td>", "一\n二\n三"),
        ("<td>甲\n   <b>乙</b></td>", "甲 乙"),
        ("<td>a<!-- 注 -->b<script>1<2</script></td>", "ab"),
        ('<td x:num="1234.5">1,235</td>', "1234.5"),
        ("<td x:num>1,234</td>", "1234"),
        ('<td class="day" x:num="46267">2026年9月</td>', "2026-09-02"),
        ('<td class=share x:num="0.951">95.10%</td>', "0.951"),
        ('<td style=\'mso-number-format:"Short Date"\' x:num="46267">2026/9/2</td>', "2026-09-02"),
        ('<td sdval="1.5" sdnum="2052;0;[HH]:MM:SS">36:00:00</td>', "36:00:00"),
        ('<td sdval="0" sdnum="2052;">#DIV/0!</td>', "#DIV/0!"),
        ('<td x:str="0012">0012</td>', "0012"),
        ('<td x:fmla="=A1"></td>', "#公式未计算"),
        ('<td title=5">甲</td>', "甲"),
    ],
)
def test_values(cell: str, text: str | None) -> None:
    assert one(cell) == text


def test_spans_are_merges_and_push_cells_aside() -> None:
    found = sheet(
        "<table><tr><th rowspan=2>序号<th colspan=2>时间<th rowspan='2'>数"
        "<tr><td>移交<td>受理<tr><td>1<td>2<td>3<td>4</table>"
    )
    assert found.rows == [
        ("序号", "时间", None, "数"),
        (None, "移交", "受理", None),
        ("1", "2", "3", "4"),
    ]
    assert found.merges == (Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(0, 3, 1, 3))


def test_tables_and_lines_stand_one_below_another() -> None:
    found = sheet(
        "<body><h2>问题线索台账</h2><div>填报单位：东篱县</div><table><caption>单位：人</caption>"
        "<tr><td>1<td>2</table><p>说明</p><table><tr><td>3<tr><td>4<td>5</table>制表人：甲"
    )
    assert found.rows == [
        ("问题线索台账", None),
        ("填报单位：东篱县", None),
        ("单位：人", None),
        ("1", "2"),
        ("说明", None),
        ("3", None),
        ("4", "5"),
        ("制表人：甲", None),
    ]


def test_a_table_within_a_cell_begins_there() -> None:
    found = sheet(
        "<table><tr><td>页眉<td>右<tr><td>左<td><table><tr><td>a<td>b<tr><td>c<td>d</table>"
        "<tr><td>页脚</table>"
    )
    assert found.rows == [
        ("页眉", "右", None),
        ("左", "a", "b"),
        (None, "c", "d"),
        ("页脚", None, None),
    ]


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "utf-8", "utf-16", "big5"])
def test_charsets(encoding: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    assert sheet("<table><tr><td>日期<td>人口</table>", meta, encoding).rows == [("日期", "人口")]


def test_chinese_without_a_charset_or_with_a_false_one() -> None:
    table = "<table><tr><td>问题线索编号<td>被巡察党组织</table>"
    wanted = [("问题线索编号", "被巡察党组织")]
    assert sheet(table, encoding="gbk").rows == wanted
    assert sheet(table, "<meta charset=gb2312>", "utf-8").rows == wanted


def test_the_name_that_excel_leaves() -> None:
    note = (
        "<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet>"
        "<x:Name>台账</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml>"
        "<![endif]-->"
    )
    assert sheet("<table><tr><td>1<td>2</table>", note).name == "台账"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><head><title>登录</title></head><body><form>请登录</form></body></html>", "登录页"),
        ("<html><frameset rows=*><frame src='表.files/sheet001.htm'></frameset></html>", ".files"),
        ("<table><tr><td>1<td>2</tr>", "没有完整结束"),
        ("<table><tr><td>1</td><td title='2</td></tr></table>", "没有完整结束"),
        ("<table><tr><td title='1>甲</td><td title='2'>乙</td></tr></table>", "没有完整结束"),
        ("<table><tr><td>1</td></tr></table><!-- 未完", "没有完整结束"),
        ("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n<html>", "MHTML"),
    ],
)
def test_refusals(page: str, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words) as refusal:
        open_workbook(page.encode(), "表.xls")
    assert "报送" in str(refusal.value)
