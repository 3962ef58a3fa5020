"""The sentences of R01 follow the figures. All expected texts are worked out by hand."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from dagster_project.documents.numbers import number_text, plain_text, points_text, rate_text
from dagster_project.documents.periods import Month
from tests.documents.conftest import Render
from tests.documents.sample import PERIOD, PROVINCE, Key, SampleMonth, units
from tests.documents.word_parts import paragraphs, table_rows

Value = int | None
MONTH: Key = ("clues_transferred", PROVINCE, "month")
YEAR_RATE: Key = ("disposal_rate", PROVINCE, "year")


def document_text(render: Render, month: SampleMonth) -> str:
    return "\n".join(paragraphs(render(month)[0]))


@pytest.mark.parametrize(
    ("value", "previous", "year_ago", "expected"),
    [
        # 45 against 40: 5 more, 5/40 = 12.5 %; against 48: 3 fewer, 3/48 = 6.25 % → 6.3 %.
        (45, 40, 48, "移交问题线索45件，比上月增加5件、增长12.5%，比上年同月减少3件、下降6.3%；"),
        (45, 45, 45, "移交问题线索45件，与上月持平，与上年同月持平；"),
        # From nothing there is no relative change; a base that is absent is said to be so.
        (5, 0, None, "移交问题线索5件，比上月增加5件，上年同月无可比数据；"),
        # Down to nothing, and level at nothing.
        (0, 5, 0, "未移交问题线索，比上月减少5件，与上年同月持平；"),
        # 10001 against 10000 is 0.01 %, which says nothing at one decimal.
        (
            10001,
            10000,
            20002,
            "移交问题线索10,001件，比上月增加1件，比上年同月减少10,001件、下降50.0%；",
        ),
        (None, 5, 5, "移交问题线索数暂缺；"),
    ],
)
def test_counts(
    render: Render, value: Value, previous: Value, year_ago: Value, expected: str
) -> None:
    month = SampleMonth(values={MONTH: (value, previous, year_ago)})
    assert f"2026年9月，全省{expected}" in document_text(render, month)


@pytest.mark.parametrize(
    ("value", "year_ago", "expected"),
    [
        # 87.25 % prints as 87.3 %; the change is taken from the exact values: 2.25 points → 2.3.
        ("0.8725", "0.85", "处置率为87.3%，比上年同期提高2.3个百分点；"),
        ("0.85", "0.8725", "处置率为85.0%，比上年同期降低2.3个百分点；"),
        ("0.85", "0.85", "处置率为85.0%，与上年同期持平；"),
        ("0.8502", "0.85", "处置率为85.0%，与上年同期基本持平；"),
        ("0", "0.5", "处置率为0.0%，比上年同期降低50.0个百分点；"),
        ("0.5", None, "处置率为50.0%，上年同期无可比数据；"),
    ],
)
def test_rates(render: Render, value: str, year_ago: str | None, expected: str) -> None:
    told = (Decimal(value), None, None if year_ago is None else Decimal(year_ago))
    text = document_text(render, SampleMonth(values={YEAR_RATE: told}))
    assert f"本年移交的问题线索中，{expected}" in text


def test_first_month_says_once_that_nothing_can_be_compared(render: Render) -> None:
    month = SampleMonth(has_previous=False, has_year_ago=False)
    month.values[MONTH] = (46, None, None)
    docx, _ = render(month)
    opening = next(text for text in paragraphs(docx) if text.startswith("2026年9月，"))
    assert opening.startswith("2026年9月，全省移交问题线索46件；处置问题线索")
    assert opening.count("暂无上月和上年同月数据可供比较。") == 1
    # The year to date says it for itself, once; no single figure repeats it.
    assert "".join(paragraphs(docx)).count("无可比数据") == 1
    overall = table_rows(docx)[0]
    assert overall[2][2:] == ["46", "—", "—", overall[2][5], "—"]


def test_a_year_without_a_year_before(render: Render) -> None:
    text = document_text(render, SampleMonth(has_year_ago=False))
    assert "上年同月无可比数据，未作同比。" in text
    assert text.count("上年同期无可比数据，累计数和比率未作同比。") == 1
    assert "比上月增加" in text
    assert "比上年同月增加" not in text


def test_zero_is_0_and_absent_is_a_dash_in_tables(render: Render) -> None:
    month = SampleMonth()
    month.values[("clues_transferred", "990121", "month")] = (Decimal(0), None, None)
    month.values[("disposal_rate", "990121", "year")] = None
    rows = table_rows(render(month)[0])[1]
    row = next(row for row in rows if row[0] == "清溪县")
    assert row[1] == "0"
    assert row[11] == "—"


def test_changes_in_the_table_of_indicators(render: Render) -> None:
    month = SampleMonth()
    month.values[MONTH] = (45, 48, 0)
    month.values[YEAR_RATE] = (Decimal("0.8725"), None, Decimal("0.885"))
    rows = {row[0]: row for row in table_rows(render(month)[0])[0]}
    # 3/48 = 6.25 % down; no base in the year before; 1.25 points down → 1.3.
    assert rows["移交问题线索"][2:5] == ["45", "-6.3%", "—"]
    assert rows["处置率"][2:] == ["—", "—", "—", "87.3%", "-1.3个百分点"]


def test_rows_are_province_then_cities_with_their_units(render: Render) -> None:
    names = [row[0] for row in table_rows(render(SampleMonth())[0])[1][2:]]
    assert names[:4] == ["全省", "明州市", "明州市市本级", "清溪县"]
    assert names.index("岚江市") == 7
    assert len(names) == 1 + 5 + 23


def test_cities_that_share_the_lead_are_all_named(render: Render) -> None:
    month = SampleMonth()
    for city, value in zip(range(1, 6), (3, 9, 9, 0, 1), strict=True):
        month.values[("clues_transferred", f"990{city}00", "month")] = (value, None, None)
        month.values[("clues_settled", f"990{city}00", "month")] = (0, None, None)
    text = document_text(render, month)
    assert (
        "本月移交问题线索最多的是岚江市（9件）、松原岭市（9件）。本月各市均未办结问题线索。" in text
    )


def test_nothing_overdue_has_a_sentence_and_no_table(render: Render) -> None:
    month = SampleMonth(has_overdue=False)
    for indicator in ("clues_disposal_overdue", "clues_handling_overdue"):
        month.values[(indicator, PROVINCE, "month")] = (0, 0, 0)
    docx, _ = render(month)
    text = "\n".join(paragraphs(docx))
    assert "截至9月30日，无处置超期的问题线索。" in text
    assert "截至9月30日，无办理超期的问题线索。" in text
    # Indicators, units, and the 版记.
    assert len(table_rows(docx)) == 3


def test_overdue_names_units_and_items(render: Render) -> None:
    docx, _ = render(SampleMonth())
    text = "\n".join(paragraphs(docx))
    # Units 3, 9, 15 and 21 of the list have one each; the month before had two fewer.
    assert (
        "受理后超过规定时限尚未处置的问题线索4件，比上月末增加2件、增长100.0%，涉及4个填报单位："
        "云台区1件、松原岭市市本级1件、沙湾县1件、银杏县1件。其中督办1件。" in text
    )
    assert table_rows(docx)[2][1] == ["1", "云台区", "9901221503010040", "2026-08-15", "46", "是"]


class ManyOverdue(SampleMonth):
    """A month in which every unit but one has a clue overdue for disposal."""

    def overdue_rows(self) -> Iterator[tuple[Any, ...]]:
        for order, (code, name, _) in enumerate(units()[1:]):
            item = (code, name, f"A{order:02d}", "2026-08-15", 46 - order, order < 3)
            yield PERIOD, order, "disposal", *item


def test_long_lists_move_into_an_attachment(render: Render) -> None:
    month = ManyOverdue()
    for code, _, _ in units()[1:]:
        month.values[("clues_disposal_overdue", code, "month")] = (1, None, None)
    docx, _ = render(month)
    text = "\n".join(paragraphs(docx))
    # Twelve of 22 units by name; the list itself stands after the signature.
    assert "涉及22个填报单位：清溪县1件、" in text
    assert "白鹭县1件、丹霞县1件、望湖县1件等22个单位。其中督办3件。清单见附件。" in text
    assert text.index("附件：处置超期问题线索清单") < text.index("2026年10月8日\n附件\n")
    listed = table_rows(docx)[-2]
    assert len(listed) == 1 + 22
    assert listed[1] == ["1", "清溪县", "A00", "2026-08-15", "46", "是"]
    assert "\n处置超期问题线索\n" not in text


def test_coverage_names_late_missing_returned_and_carried(render: Render) -> None:
    docx, _ = render(SampleMonth())
    text = "\n".join(paragraphs(docx))
    # 23 units, 3 of them not on time: 20/23 = 86.96 %.
    assert "本月应报送单位23个，按时报送20个，按时报送率为87.0%。" in text
    assert "迟报1个：石桥县。未报送1个：南浦区。退回后尚未重报1个：白鹭县。" in text
    # 60 … 82 without 68 and 70 (the two that sent nothing) is 1633 − 138; three rows held back.
    assert "本月收到问题线索台账1495行，采用1492行，退回核实3行：" in text
    assert "南浦区、白鹭县等2个单位本月没有有效报送" in text
    names = [row[0] for row in table_rows(docx)[1]]
    assert {"南浦区※", "白鹭县※"} <= set(names)
    assert "※" in next(each for each in paragraphs(docx) if each.startswith("注：带"))


def test_coverage_when_all_is_in_order(render: Render) -> None:
    text = document_text(render, SampleMonth(states={}))
    assert "按时报送23个，按时报送率为100.0%。无迟报、未报和退回。" in text
    assert "没有有效报送" not in text


def test_numbers() -> None:
    assert number_text(Decimal(9999)) == "9999"
    assert number_text(Decimal(10000)) == "10,000"
    assert number_text(Decimal("1234.565"), 2) == "1234.57"
    assert number_text(Decimal("-0.04"), 1) == "0.0"
    assert rate_text(Decimal("0.0005")) == "0.1%"
    assert rate_text(Decimal("0.99949")) == "99.9%"
    assert rate_text(Decimal(1)) == "100.0%"
    assert points_text(Decimal("-0.0125")) == "-1.3"
    assert (plain_text(Decimal("45.500000")), plain_text(Decimal("45.000000"))) == ("45.5", "45")


def test_periods() -> None:
    assert Month.parse("2026-01").words["year_to_date_zh"] == "1月"
    assert Month.parse("2026-09").words["year_to_date_zh"] == "1—9月"
    assert str(Month.parse("2026-01").before(1)) == "2025-12"
    assert Month.parse("2028-02").words["as_at_zh"] == "2月29日"
    with pytest.raises(ValueError, match="not a month"):
        Month.parse("2026-13")
