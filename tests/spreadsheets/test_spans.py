"""A return that is not monthly may say its month as the quarter, half-year or year it ends."""

import pytest

from dagster_project.spreadsheets.spans import span_in
from tests.spreadsheets.province import codes, comma_separated, read, workbook
from tests.spreadsheets.wide import FORMS, cover_of, table, titled


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026年第三季度", "2026-09"),
        ("2026 年 三 季度", "2026-09"),
        ("2026年3季度", "2026-09"),
        ("2026年度第1季度", "2026-03"),
        ("二〇二六年第四季度", "2026-12"),
        ("2026Q3", "2026-09"),
        ("2026年Q2", "2026-06"),
        ("２０２６－Q3", "2026-09"),
        ("2026年上半年", "2026-06"),
        ("2026年下半年", "2026-12"),
        ("2026年度", "2026-12"),
        ("（2026年）", "2026-12"),
        ("东篱县2026年第三季度村(社区)巡察进度台账", "2026-09"),
        ("2026年7-9月", "2026-09"),
        ("2026年7—9月", "2026-09"),
        ("２０２６年７～９月", "2026-09"),
        ("2026年7月至9月", "2026-09"),
        ("2026年10月-2026年12月", "2026-12"),
        ("2026.01-2026.03", "2026-03"),
        ("2026年7-9月（三季度）", "2026-09"),
        ("2026年1-6月", "2026-06"),
        ("2026年1-6月（上半年）", "2026-06"),
        ("东篱县2026年7-9月村(社区)巡察进度台账", "2026-09"),
    ],
)
def test_spellings(text: str, month: str) -> None:
    span = span_in(text)
    assert span is not None
    assert span.last_month == month
    assert span.months[-1] == month


@pytest.mark.parametrize(
    "text",
    ["三季度", "2026年前三季度", "2026年第五季度", "2026年三季度至四季度", "2026年初", "半年",
     "2026年度巡察对象底册", "2026年一季度、2026年二季度", "2026年以来", "2026-2027年",
     "7-9月", "一季度", "1季度", "第1季度", "上半年", "2026年1-9月", "2026年8-10月", "2026-07-09",
     "2026年7-9日", "2026年7-9月(二季度)", "2026年7-9月和10-12月", "2025年12月-2026年2月"],
)  # fmt: skip
def test_what_is_no_single_span(text: str) -> None:
    assert span_in(text) is None


def sent(code: str, period: str, cover_period: str) -> list[str]:
    sheet = titled(FORMS[code], table(FORMS[code]), period)
    rows = 5 if code == "XC11" else 2
    data = workbook({"封面": cover_of({code: (rows, None)}, cover_period), "表": sheet})
    return codes(read(data))


@pytest.mark.parametrize(
    ("code", "period", "cover_period", "problems"),
    [
        ("XC06", "2026年第三季度", "2026年9月", []),
        ("XC06", "2026年第二季度", "2026年9月", ["PART-08"]),
        ("XC11", "2026年上半年", "2026年6月", []),
        ("XC11", "2026年上半年", "2026年12月", ["PART-08"]),
        ("XC17", "2026年度", "2026年12月", []),
        ("XC17", "2026年", "2026年6月", ["PART-08"]),
        ("XC15", "2026Q3", "2026年9月", []),
        ("XC02", "2026年三季度", "2026年9月", []),
        ("XC02", "2026年度", "2026年12月", ["PART-08"]),
        ("XC06", "2026年9月", "2026年第三季度", ["FILE-04"]),
        ("XC06", "2026年7-9月", "2026年9月", []),
        ("XC06", "2026年7—9月", "2026年9月", []),
        ("XC06", "2026年4-6月", "2026年9月", ["PART-08"]),
        ("XC11", "2026年1-6月", "2026年6月", []),
        ("XC06", "7-9月", "2026年9月", ["PART-08"]),
        ("XC06", "三季度", "2026年9月", ["PART-08"]),
    ],
)
def test_beside_a_cover(code: str, period: str, cover_period: str, problems: list[str]) -> None:
    assert sent(code, period, cover_period) == problems


@pytest.mark.parametrize(
    ("code", "period", "month"),
    [
        ("XC06", "2026年第三季度", "2026-09"),
        ("XC17", "2026年度", "2026-12"),
        ("XC02", "2026年第三季度", None),
        ("XC02", "2026年度", None),
        ("XC06", "2026年7-9月", "2026-09"),
        ("XC02", "2026年7-9月", None),
        ("XC06", "7-9月", None),
        ("XC06", "一季度", None),
        ("XC06", "1季度", None),
        ("XC06", "第1季度", None),
        ("XC11", "上半年", None),
    ],
)
def test_without_a_cover(code: str, period: str, month: str | None) -> None:
    rows = titled(FORMS[code], table(FORMS[code]), period)
    reading = read(comma_separated(rows, "utf-8"), "上报.csv")
    assert reading.period == month
    assert codes(reading) == ([] if month else ["FILE-04"])


@pytest.mark.parametrize(
    ("file_name", "problems", "month"),
    [
        ("2026年第三季度/东篱县.csv", ["FILE-07", "FILE-08"], "2026-09"),
        ("2026年/东篱县2026Q3.csv", ["FILE-07", "FILE-08"], "2026-09"),
        ("2026年/东篱县.csv", ["FILE-04", "FILE-07"], None),
        ("东篱县2026年7-9月.csv", ["FILE-07", "FILE-08"], "2026-09"),
        ("东篱县7-9月.csv", ["FILE-04", "FILE-07"], None),
    ],
)
def test_from_the_name(file_name: str, problems: list[str], month: str | None) -> None:
    rows = [[FORMS["XC06"].title], *table(FORMS["XC06"])]
    reading = read(comma_separated(rows, "utf-8"), file_name)
    assert codes(reading) == problems
    assert reading.period == month


def test_a_name_of_another_quarter_contradicts() -> None:
    rows = titled(FORMS["XC02"], table(FORMS["XC02"]), "2026年8月")
    assert codes(read(comma_separated(rows, "utf-8"), "2026年三季度/上报.csv")) == []
    assert codes(read(comma_separated(rows, "utf-8"), "2026年7-9月/上报.csv")) == []
    assert codes(read(comma_separated(rows, "utf-8"), "2026年4-6月/上报.csv")) == ["FILE-05"]
    assert codes(read(comma_separated(rows, "utf-8"), "2026年二季度/上报.csv")) == ["FILE-05"]


@pytest.mark.parametrize("text", ["三季度", "7-9月", "上半年", "2026年1-9月"])
def test_what_cannot_be_read_is_said(text: str) -> None:
    rows = titled(FORMS["XC06"], table(FORMS["XC06"]), text)
    [problem] = read(comma_separated(rows, "utf-8"), "上报.csv").problems
    assert (problem.check_code, problem.value) == ("FILE-04", text)
    assert text in problem.message
