"""However a heading is dressed, it means its field; and what means nothing stays unrecognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.forms import load_forms
from dagster_project.home import sources_folder
from dagster_project.spreadsheets.text import heading_keys, letters_only, money_unit
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
