"""A file with something wrong is answered: every wrong cell, what to do, the marked workbook."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.returns.homes import (
    AS_OF,
    BAD_DATE,
    FIRST,
    FOLDER,
    SECOND,
    UNIT,
    File,
    Home,
    Wrong,
    county_workbook,
    wrong_file,
)

QUERY = Wrong(
    "XC04-Q08", "H3", "办结日期早于移交日期，请核对。", "2026-08-01", severity="query", number="aa"
)
NOTICE = "退回单_第1次.docx"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_every_wrong_cell_stands_in_the_notice_fatal_ones_first(home: Home) -> None:
    missing = Wrong("ROW-04", "B10", "“线索编号”为必填项，请补填。")
    home.files = [wrong_file("a.xlsx", FIRST, QUERY, missing)]
    home.run()
    assert home.rows(NOTICE) == [
        ["1", "问题线索台账", "台账", "D4", BAD_DATE.message, "九月初"],
        ["2", "问题线索台账", "台账", "B10", missing.message, "（空）"],
        ["1", "问题线索台账", "台账", "H3", QUERY.message, "2026-08-01"],
    ]
    text = home.text(NOTICE)
    assert text.index("一、必须改正的问题（2处）") < text.index("二、请核实说明的问题（1处）")
    assert "三、怎样办理" in text


def test_it_says_whose_file_it_is_when_it_came_and_what_became_of_it(home: Home) -> None:
    home.files = [wrong_file()]
    home.run()
    text = home.text(NOTICE)
    assert "2026年9月巡察报表退回单（第1次）" in text
    assert "东篱县巡察办：" in text
    assert "（文件“东篱县.xlsx”），我办于2026年10月3日9时30分收到。" in text
    assert "《问题线索台账》收到3行，采用2行，留置1行" in text
    assert "请在收到本单后3个工作日内报送" in text
    assert "省巡办退〔2026〕990121-202609-1号" in text
    assert text.rstrip().endswith("省委巡视工作领导小组办公室\n2026年10月5日")
    assert "请核实说明" not in text


def test_the_unit_gets_its_own_workbook_back_with_the_cell_marked(home: Home) -> None:
    home.files = [wrong_file()]
    home.run()
    name = "退回单_第1次_东篱县_标注.xlsx"
    assert home.names(FOLDER) == [NOTICE, name]
    assert f"附件：{name}" in home.text(NOTICE)
    content = (home.path / "returned" / FOLDER / name).read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["问题清单", "封面", "台账"]
    assert book["台账"]["D4"].value == "九月初"
    assert "不是有效日期" in book["台账"]["D4"].comment.text


def test_a_file_that_cannot_be_marked_gets_a_list(home: Home) -> None:
    text = "线索编号,移交日期\nA1,九月初\n".encode()
    home.files = [replace(wrong_file("县.csv"), data=text)]
    home.run()
    name = "退回单_第1次_县_问题清单.xlsx"
    assert home.names(FOLDER) == [NOTICE, name]
    assert "里面是问题清单" in home.text(NOTICE)


def test_a_file_of_no_known_unit_lies_apart_and_is_numbered_through(home: Home) -> None:
    unknown = Wrong("FILE-02", None, "填报单位“翎县”不在名录里。", form="", sheet="")
    home.files = [
        File(name, at, {"XC04": ("returned", 3)}, [unknown], None, month, county_workbook(name))
        for name, at, month in (("甲.xlsx", FIRST, "2026-09"), ("乙.xlsx", SECOND, None))
    ]
    home.run()
    assert home.names() == ["未认定/退回单_待认1号.docx", "未认定/退回单_待认2号.docx"]
    text = home.text("退回单_待认2号.docx", "未认定")
    assert "文件报送单位：" in text
    assert "你单位报送的巡察报表（文件“乙.xlsx”）" in text
    assert "这个文件整份退回，没有计入统计。" in text
    assert home.rows("退回单_待认1号.docx", "未认定")[0][2:5] == ["整份文件", "—", unknown.message]


def test_a_month_that_is_not_known_is_not_made_up(home: Home) -> None:
    unstated = Wrong("FILE-04", None, "不知道是哪个月的报表。", form="", sheet="")
    parts = {"XC04": ("returned", 3)}
    home.files = [File("甲.xlsx", FIRST, parts, [unstated], UNIT, None, county_workbook())]
    home.run()
    folder = "未认定/990121 东篱县"
    assert home.names() == [f"{folder}/{NOTICE}"]
    text = home.text(NOTICE, folder)
    assert "\n巡察报表文件退回单（第1次）\n" in text
    assert "省巡办退〔2026〕990121-未定-1号" in text


def test_a_damaged_file_is_told_and_not_opened_again(home: Home) -> None:
    damaged = Wrong("FILE-01", None, "文件已损坏，请另存为新的工作簿。", form="", sheet="")
    home.files = [File("a.xlsx", FIRST, {"": ("returned", 0)}, [damaged], data=b"PK\x03\x04")]
    home.run()
    assert home.names(FOLDER) == [NOTICE]
    assert "按表中所写的办法改正后，把整个文件重新报送。" in home.text(NOTICE)


def test_a_part_that_waits_for_a_heading_is_not_sent_back(home: Home) -> None:
    waits = Wrong("PART-10", "C3", "表头没有认出，等待省办确认。", form="XC02", sheet="问题")
    parts = {"XC02": ("waiting_layout", 0)}
    home.files = [File("a.xlsx", FIRST, parts, [waits], data=county_workbook())]
    home.run()
    assert home.names() == []
    home.files = [replace(wrong_file("b.xlsx"), parts={**wrong_file().parts, **parts})]
    home.files[0] = replace(home.files[0], wrong=[BAD_DATE, waits])
    home.run()
    assert len(home.rows(NOTICE)) == 1
    assert "《巡察发现问题台账》有表头需要我办确认" in home.text(NOTICE)


def test_queries_alone_are_asked_in_a_notice_of_their_own(home: Home) -> None:
    parts = {"XC04": ("accepted", 0)}
    home.files = [File("a.xlsx", FIRST, parts, [QUERY], data=county_workbook())]
    home.run()
    assert home.names(FOLDER) == ["核实单_第1次.docx", "核实单_第1次_a_标注.xlsx"]
    text = home.text("核实单_第1次.docx")
    assert "2026年9月巡察报表核实单（第1次）" in text
    assert "全部计入统计。其中有1处内容" in text
    assert "必须改正" not in text


def test_a_query_that_was_answered_needs_no_notice(home: Home) -> None:
    answered = replace(QUERY, is_explained=True)
    parts = {"XC04": ("accepted", 0)}
    home.files = [File("a.xlsx", FIRST, parts, [answered], data=county_workbook())]
    home.run()
    assert home.names() == []


def test_what_stands_in_free_text_stays_in_the_units_own_file(home: Home) -> None:
    secret = Wrong("ROW-06", "Z3", "“专项名称”中疑似填有手机号码，请删去后重报。")
    stray = Wrong("ROW-01", "A9", "第9行没有使用。")
    home.files = [wrong_file("a.xlsx", FIRST, secret, stray)]
    home.run()
    values = {row[3]: row[5] for row in home.rows(NOTICE)}
    assert values == {"Z3": "（见原件）", "A9": "（见原件）", "D4": "九月初"}


def test_long_lists_and_long_contents_are_cut_and_say_so(home: Home) -> None:
    many = [replace(BAD_DATE, cell=f"D{row}", value="日" * 60) for row in range(3, 103)]
    home.files = [replace(wrong_file(), wrong=many)]
    home.run()
    rows = home.rows(NOTICE)
    assert [row[3] for row in rows] == [f"D{row}" for row in range(3, 63)]
    assert rows[0][5] == "日" * 39 + "…"
    assert "必须改正的问题（100处）" in home.text(NOTICE)
    assert "共100处，本表列出前60处" in home.text(NOTICE)


def test_names_and_contents_that_would_break_a_document_are_harmless(home: Home) -> None:
    file = wrong_file("月报/{{ 7*7 }}<b>&.xlsx")
    home.files = [replace(file, wrong=[replace(BAD_DATE, value="=1+1\x01<w:p>{{ x }}")])]
    home.run()
    assert home.rows(NOTICE)[0][5] == "=1+1<w:p>{{ x }}"
    assert "（文件“{{ 7*7 }}<b>&.xlsx”）" in home.text(NOTICE)
    assert f"{FOLDER}/退回单_第1次_{{{{ 7_7 }}}}_b_&_标注.xlsx" in home.names()


def test_same_in_same_out(tmp_path: Path) -> None:
    made, file = [], wrong_file("a.xlsx", FIRST, QUERY)
    for name in ("first", "second"):
        home = Home(tmp_path / name, [file])
        home.run()
        folder = home.path / "returned"
        made.append({path: (folder / path).read_bytes() for path in home.names()})
    assert made[0] == made[1]
    assert len(made[0]) == 2


def test_the_properties_name_the_office_and_the_day(home: Home) -> None:
    home.files = [wrong_file()]
    home.run()
    properties = Document(str(home.path / "returned" / FOLDER / NOTICE)).core_properties
    assert properties.author == properties.last_modified_by == "省委巡视工作领导小组办公室"
    assert properties.title == "2026年9月巡察报表退回单（第1次）"
    # Word keeps UTC; the office's clock is eight hours ahead.
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2026-10-05 10:00"
    assert f"{AS_OF:%H:%M}" == "18:00"
