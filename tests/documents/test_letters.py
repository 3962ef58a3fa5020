"""Letters (退回单, 催报单) keep the measures of GB/T 9704, 10.1, and hold nothing typed in.

Drawn with substitute fonts; half a millimetre of tolerance for rules, one for characters.
"""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from openxml_audit import OpenXmlValidator

from dagster_project.documents.letters import LetterTemplate, Signed
from tests.documents.rendering import Band, ink_bands, page_ink, page_words
from tests.documents.word_parts import W, paragraphs, part, text_of, value

LEFT, RIGHT, BOTTOM = 28.0, 184.0, 262.0
LINE_MM = 225 / 22
OFFICE = "省委巡视工作领导小组办公室"
SIGNED = Signed(OFFICE, "2026年10月8日", datetime(2026, 10, 8, 17, 0))
ROW = {
    "form": "问题线索台账",
    "sheet": "线索",
    "cell": "D12",
    "message": "“移交日期”填写的“九月初”不是有效日期，请按“2026-03-05”的格式填写。",
    "value": "九月初",
    "title": "问题线索台账",
    "due_on": "2026年10月5日",
    "days_overdue": "3",
    "state": "没有收到",
}
HEAD = {
    "secrecy": "内部",
    "issuing_mark": OFFICE,
    "document_number": "省巡办退〔2026〕990121-202609-1号",
    "title": "2026年9月巡察报表退回单",
    "addressee": "东篱县巡察办",
    "opening": ["你单位报送的2026年9月巡察报表，我办于2026年10月3日9时30分收到。" * 2],
    "steps": ["1. 请逐处改正，然后把整个文件重新报送，不要只报改过的行。"] * 3,
}
TABLES = {
    "return_notice": {
        "fatal_heading": "一、必须改正的问题（12处）",
        "fatal_rows": [ROW] * 12,
        "fatal_note": [],
        "query_heading": "二、请核实说明的问题（1处）",
        "query_rows": [ROW],
        "query_note": ["共100处。"],
        "steps_heading": "三、怎样办理",
        "attachment_lines": ["退回单_第1次_东篱县_标注.xlsx"],
    },
    "chase_up": {"missing_rows": [ROW] * 5},
}


def write(project_root: Path, folder: Path, name: str, **changes: Any) -> Path:
    template = LetterTemplate(project_root / "report_templates" / name / "template.docx")
    out = folder / f"{name}.docx"
    out.write_bytes(template.letter({**HEAD, **TABLES[name], **changes}, HEAD["title"], SIGNED))
    return out


@pytest.fixture(scope="module", params=list(TABLES))
def letter(
    request: pytest.FixtureRequest, project_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return write(project_root, tmp_path_factory.mktemp("letters"), request.param)


@pytest.fixture(scope="module")
def pdf(letter: Path, draw: Callable[[Path], Path]) -> Path:
    return draw(letter)


@pytest.fixture(scope="module")
def bands(pdf: Path) -> list[Band]:
    return ink_bands(page_ink(pdf, 1))


def rules_of(bands: list[Band]) -> list[Band]:
    return [band for band in bands if band.is_red and band.bottom - band.top < 2]


def test_the_mark_begins_30_mm_below_the_edge_of_the_page(bands: list[Band]) -> None:
    mark = next(band for band in bands if band.is_red)
    assert mark.top == pytest.approx(30, abs=1)
    assert mark.left - 20 == pytest.approx(190 - mark.right, abs=1)


def test_two_double_rules_of_170_mm_enclose_the_first_page(bands: list[Band]) -> None:
    mark = next(band for band in bands if band.is_red)
    rules = rules_of(bands)
    assert len(rules) == 4
    for rule in rules:
        assert (rule.left, rule.right) == (pytest.approx(20, abs=0.5), pytest.approx(190, abs=0.5))
    assert rules[0].top - mark.bottom == pytest.approx(4, abs=0.5)
    assert rules[2].top == pytest.approx(297 - 20, abs=0.5)
    # Above thick over thin, below thin over thick.
    thick = [rule.bottom - rule.top > 0.5 for rule in rules]
    assert thick == [True, False, False, True]


def test_secrecy_and_number_stand_below_the_rule(bands: list[Band], pdf: Path) -> None:
    rule = rules_of(bands)[1]
    number = next(band for band in bands if not band.is_red)
    seven_eighths = 16 * 7 / 8 * 25.4 / 72
    assert number.top - rule.bottom == pytest.approx(seven_eighths, abs=1)
    assert number.left == pytest.approx(LEFT, abs=1)
    assert number.right == pytest.approx(RIGHT, abs=1)


def test_the_title_stands_two_lines_below_and_centred(bands: list[Band]) -> None:
    number = next(band for band in bands if not band.is_red)
    title = bands[bands.index(number) + 1]
    assert title.top - number.bottom == pytest.approx(2 * LINE_MM, abs=5)
    assert title.left - LEFT == pytest.approx(RIGHT - title.right, abs=1)


def test_the_first_page_shows_text_and_no_number_the_others_do(pdf: Path) -> None:
    pages = page_words(pdf)
    assert any("你单位" in word.text for word in pages[0])
    assert not [word for word in pages[0] if word.top > BOTTOM]
    for number, words in enumerate(pages[1:], start=2):
        assert "".join(word.text for word in words if word.top > BOTTOM) == f"—{number}—"


def test_the_office_signs_with_the_date_below(pdf: Path) -> None:
    last = [word for word in page_words(pdf)[-1] if word.top < BOTTOM]
    office = [word for word in last if word.text == OFFICE][-1]
    date = [word for word in last if word.text.startswith("2026")][-1]
    assert RIGHT - office.right == pytest.approx(2 * 156 / 28, abs=0.7)
    assert date.left - office.left == pytest.approx(2 * 156 / 28, abs=0.7)
    assert date.top > office.top + LINE_MM / 2


def test_tables_are_as_wide_as_the_text_and_their_heads_repeat(letter: Path) -> None:
    tables = list(part(letter).iter(f"{W}tbl"))
    assert tables
    for table in tables:
        widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(widths) * 25.4 / 1440 == pytest.approx(156, abs=0.1)
        first = next(table.iter(f"{W}tr"))
        assert first.find(f"{W}trPr/{W}tblHeader") is not None


def test_a_letter_is_a_valid_document(letter: Path) -> None:
    result = OpenXmlValidator().validate(str(letter))
    assert result.is_valid, result.errors


def test_what_is_not_there_leaves_no_trace(project_root: Path, tmp_path: Path) -> None:
    nothing = {"query_rows": [], "fatal_note": [], "attachment_lines": []}
    letter = write(project_root, tmp_path, "return_notice", **nothing)
    text = "\n".join(paragraphs(letter))
    assert "请核实" not in text
    assert "附件" not in text
    assert len(list(part(letter).iter(f"{W}tbl"))) == 1


def test_a_name_that_does_not_exist_is_told(project_root: Path) -> None:
    template = LetterTemplate(project_root / "report_templates" / "chase_up" / "template.docx")
    with pytest.raises(UndefinedError, match="issuing_mark"):
        template.letter({"secrecy": ""}, "", SIGNED)


@pytest.mark.parametrize("name", list(TABLES))
def test_no_figure_year_or_name_is_typed_in(project_root: Path, name: str) -> None:
    folder = project_root / "report_templates" / name
    typed = re.sub(r"\{[{%].*?[%}]\}", "", "\n".join(paragraphs(folder / "template.docx")))
    assert not re.search(r"[0-9]|省|办公室", typed)
    words = (folder / "phrases.yml").read_text("utf-8")
    assert not re.search(r"[0-9]", re.sub(r"\{\{.*?\}\}|^ *#.*$", "", words, flags=re.MULTILINE))
    assert OFFICE not in words


def test_nothing_is_bold_and_the_first_page_has_a_foot_of_its_own(letter: Path) -> None:
    for bold in part(letter, "word/styles.xml").iter(f"{W}b"):
        assert bold.get(f"{W}val") == "0"
    section = part(letter).find(f".//{W}sectPr")
    assert section.find(f"{W}titlePg") is not None
    kinds = {each.get(f"{W}type") for each in section.iter(f"{W}footerReference")}
    assert kinds == {"default", "even"}


def test_the_mark_is_red_and_as_the_standard_names_its_font(letter: Path) -> None:
    styles = {
        each.get(f"{W}styleId"): each for each in part(letter, "word/styles.xml").iter(f"{W}style")
    }
    mark = styles["LetterMark"]
    assert value(mark, "rPr/color") == "FF0000"
    assert value(mark, "rPr/rFonts", "eastAsia") == "方正小标宋简体"
    shown = [
        text_of(each)
        for each in part(letter).iter(f"{W}p")
        if value(each, "pPr/pStyle") == "LetterMark"
    ]
    assert shown == [OFFICE]
