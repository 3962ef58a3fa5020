"""What a sheet says of unit and month, in the spellings it is said in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.spreadsheets.grid import Sheet
from dagster_project.spreadsheets.statements import (
    stated_money_unit,
    stated_period,
    statements_in,
    title_period,
)

NUMERALS = "〇一二三四五六七八九"
MONTHS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
YEAR_AND_MONTH = st.tuples(st.integers(2018, 2035), st.integers(1, 12))


def spellings(year: int, month: int) -> list[str]:
    chinese = "".join(NUMERALS[int(digit)] for digit in str(year))
    return [
        f"{year}年{month}月",
        f"{year}年{month:02}月",
        f"{year} 年 {month} 月份",
        f"{year}-{month:02}",
        f"{year}-{month}",
        f"{year}.{month}",
        f"{year}/{month:02}",
        f"{year}{month:02}",
        f"{chinese}年{MONTHS[month - 1]}月",
        f"{chinese}年{MONTHS[month - 1]}月".replace("〇", "零"),
        f"{chinese}年{MONTHS[month - 1]}月".replace("〇", "○"),
        f"（{year}年{month}月）",
        "".join(
            chr(ord(mark) + 0xFEE0) if mark.isdigit() else mark for mark in f"{year}年{month}月"
        ),
    ]


@given(YEAR_AND_MONTH)
def test_every_spelling_of_a_month(when: tuple[int, int]) -> None:
    wanted = f"{when[0]}-{when[1]:02}"
    for text in spellings(*when):
        assert stated_period(text) == wanted, text
        assert title_period(f"问题线索台账{text}") == wanted, text


@given(YEAR_AND_MONTH, st.integers(1, 28))
def test_a_day_of_filling_in_is_no_month_of_a_title(when: tuple[int, int], day: int) -> None:
    year, month = when
    for text in (
        f"{year}年{month}月{day}日",
        f"{year}-{month:02}-{day:02}",
        f"{year}{month:02}{day:02}",
    ):
        assert title_period(f"填表于{text}") is None
        assert stated_period(text) == f"{year}-{month:02}"


@pytest.mark.parametrize(
    "text",
    [
        "9月",
        "2026年",
        "2026年1-9月",
        "2026年第三季度",
        "2026年13月",
        "2026年8月至2026年9月",
        "",
        "12345",
    ],
)
def test_what_is_no_single_month_is_none(text: str) -> None:
    assert stated_period(text) is None


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["填报单位：东篱县"], [("unit", 0, "东篱县")]),
        (["填 报 单 位:东 篱 县   报告期：2026年9月  单位：万元"],
         [("unit", 0, "东 篱 县"), ("period", 0, "2026年9月")]),
        (["填报单位(盖章)：", None, "东篱县"], [("unit", 2, "东篱县")]),
        (["填报单位（公章）", "东篱县", "报告期", "2026-09-01"],
         [("unit", 1, "东篱县"), ("period", 3, "2026-09-01")]),
        (["报送单位：甲南市东篱县；统计月份：二〇二六年九月"],
         [("unit", 0, "甲南市东篱县"), ("period", 0, "二〇二六年九月")]),
        (["填报单位：", "报告期：2026年9月"], [("period", 1, "2026年9月")]),
        (["截至2026年9月30日"], [("period", 0, "2026年9月30日")]),
        (["填表人：甲", "填报日期：2026年10月8日"], []),
        (["承办单位：第一室"], []),
        (["东篱县台账（2026年9月）"], [("title_period", 0, "东篱县台账（2026年9月）")]),
    ],
)  # fmt: skip
def test_statements_and_their_cells(
    row: list[str | None], found: list[tuple[str, int, str]]
) -> None:
    sheet = Sheet("表", [[text] for text in row])
    lines = statements_in(sheet, [0])
    assert [(line.kind, line.column, line.text) for line in lines] == found


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        (["单位：万元"], "万元"),
        (["填报单位：元字县", "金额单位：元"], "元"),
        (["计量单位：件、人、万元"], "万元"),
        (["单位：元字县"], None),
        (["填报单位：庆字元县"], None),
        (["台账（金额单位：万元）"], "万元"),
        (["台账（元）"], "元"),
        (["单位：千元"], "千元"),
        (["单位：件"], None),
    ],
)
def test_money_units_of_lines(lines: list[str], unit: str | None) -> None:
    assert stated_money_unit(lines) == unit
