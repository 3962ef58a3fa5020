"""However a heading is dressed, it means its field; and what means nothing stays unrecognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.forms import load_forms
from dagster_project.home import sources_folder
from dagster_project.spreadsheets.text import heading_keys, letters_only, money_unit
from dagster_project.spreadsheets.traditional import SIMPLIFIED
from tests.spreadsheets.province import context

ALIASES = [
    (form.code, field.name, text)
    for form in load_forms(sources_folder()).values()
    for field in form.fields
    for text in (field.label, *field.aliases)
]
GAPS = st.sampled_from(["", " ", "\n", "　", "\u00a0", "\r\n", "_x000D_\n"])
TAILS = st.sampled_from(["", "(人)", "（万元）", "[件]", "【元】", "（是/否）", "：", "*"])
HEADS = st.sampled_from(["", "*", "1.", "（3）", "12、", "★"])


def full_width(text: str) -> str:
    return "".join(chr(ord(mark) + 0xFEE0) if "!" <= mark <= "~" else mark for mark in text)


def field_of(code: str, heading: str) -> str | None:
    headings = context().form(code).headings
    return next((headings[key] for key in heading_keys(heading) if key in headings), None)


@given(st.sampled_from(ALIASES), st.data())
def test_width_spaces_breaks_and_brackets_never_matter(
    alias: tuple[str, str, str], data: st.DataObject
) -> None:
    code, field, text = alias
    spaced = "".join(mark + data.draw(GAPS) for mark in text)
    dressed = data.draw(HEADS) + spaced + data.draw(TAILS)
    assert field_of(code, dressed) == field
    assert field_of(code, full_width(dressed.replace("_x000D_", ""))) == field


@given(st.text(max_size=30))
def test_any_text_has_keys_of_letters_and_digits_only(text: str) -> None:
    for key in heading_keys(text):
        assert key
        assert letters_only(key) == key


@pytest.mark.parametrize("heading", ["分管领导", "备注说明", "涉及", "金额", "", "()", "线索"])
def test_what_means_nothing_stays_unrecognised(heading: str) -> None:
    assert field_of("XC04", heading) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("涉及金额（万元）", "万元"),
        ("涉及金额(元)", "元"),
        ("涉及金额\n（人民币：万 元）", "万元"),
        ("涉及金额（千元）", "千元"),
        ("处分人数（人）", None),
    ],
)
def test_money_units_of_headings(text: str, unit: str | None) -> None:
    assert money_unit(text) == unit


@pytest.mark.parametrize(
    ("code", "heading", "field"),
    [
        ("XC02", "問題編號", "finding_no"),
        ("XC02", "被巡察黨組織代碼", "organisation_code"),
        ("XC04", "線索來源", "source_code"),
        ("XC04", "涉及金額（萬元）", "amount_involved_wan_yuan"),
        ("XC04", "辦結日期", "settled_on"),
        ("XC06", "村（社區）代碼", "village_code"),
        ("XC11", "實有人數", "actual_count"),
        ("COVER", "零報告", "is_nil"),
    ],
)
def test_traditional_characters_mean_the_same(code: str, heading: str, field: str) -> None:
    assert field_of(code, heading) == field


def test_pairs_of_characters_are_whole_and_lead_nowhere_else() -> None:
    assert len(SIMPLIFIED) == 2435
    assert all(isinstance(plain, int | str) for plain in SIMPLIFIED.values())
    plain = {ord(str(mark)) if isinstance(mark, str) else mark for mark in SIMPLIFIED.values()}
    assert not plain & set(SIMPLIFIED)
    written = "".join(text for _, _, text in ALIASES)
    assert not {ord(mark) for mark in written} & set(SIMPLIFIED)


@pytest.mark.parametrize(
    "heading",
    ["处分人数(人)", "1.处分人数", "12处分人数", "（三）处分人数", "A.处分人数", "②处分人数",
     "处分人数（单位：人）", "处分人数,单位：人", "处分人数/人", "处分人数（含党纪（政务））",
     "处分人数(人", "處分人數\r\n(人)", "处 分 人 数：", "*处分人数*"],
)  # fmt: skip
def test_dressings(heading: str) -> None:
    assert field_of("XC04", heading) == "disciplined_count"


@pytest.mark.parametrize(
    "heading",
    ["处份人数", "处分人数（1月）", "处分人数（累计）", "处分人数（上年同期）", "处分人数（同比%）",
     "1月处分人数", "处分人数一", "2026处分人数", "处分人数（计划）"],
)  # fmt: skip
def test_one_wrong_character_or_another_time_is_another_heading(heading: str) -> None:
    assert field_of("XC04", heading) is None


@pytest.mark.parametrize(
    ("code", "heading", "field"),
    [
        ("XC06", "村(社区)名称（必填）", "village_name"),
        ("XC06", "村（社区）名称(按实际填写)", "village_name"),
        ("XC06", "（必填）2.村(社区)名称【文字】", "village_name"),
        ("XC03", "延期(次)（必填）", "extension_count"),
        ("XC06", "村(社区)名称（1月）", None),
        ("XC15", "1届", None),
        ("XC15", "1.届", "term_no"),
    ],
)
def test_a_hint_behind_brackets_and_a_number_before_one_character(
    code: str, heading: str, field: str | None
) -> None:
    assert field_of(code, heading) == field
