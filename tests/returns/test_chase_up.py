"""What is missing is chased from the day after the due day on, once, until it has come."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.returns.homes import DUE_ON, FOLDER, SECOND, UNIT, Home
from tests.returns.test_closing import status

DUE_DAY = datetime(2026, 10, 5, 23, 59)
DAY_AFTER = datetime(2026, 10, 6, 6, 0)
CHASE = "催报单_第1次.docx"
LATE = datetime(2026, 10, 6, 15, 0)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(
        tmp_path,
        due={
            (UNIT, "XC01"): ("on_time", SECOND),
            (UNIT, "XC02"): ("missing", None),
            (UNIT, "XC04"): ("returned", None),
            ("990122", "XC04"): ("on_time", SECOND),
        },
    )


def test_nothing_is_chased_on_the_due_day(home: Home) -> None:
    assert not home.run(DUE_DAY).issued
    assert home.names() == []


def test_on_the_day_after_the_unit_is_asked_for_what_is_missing(home: Home) -> None:
    home.run(DUE_DAY)
    assert [entry.forms for entry in home.run(DAY_AFTER).issued] == [("XC02", "XC04")]
    assert home.names() == [f"{FOLDER}/{CHASE}"]
    assert home.rows(CHASE) == [
        ["1", "XC02", "巡察发现问题台账", "2026年10月5日", "1", "没有收到"],
        ["2", "XC04", "问题线索台账", "2026年10月5日", "1", "已退回，没有重报"],
    ]
    text = home.text(CHASE)
    assert "2026年9月巡察报表催报单（第1次）" in text
    assert "东篱县巡察办：" in text
    assert "应报报表3张，截至2026年10月6日还有2张" in text
    assert "省巡办催〔2026〕990121-202609-1号" in text
    assert "“零报告”栏打√" in text
    assert "迟报" not in text


def test_days_of_grace_are_waited_for(home: Home) -> None:
    assert not home.run(DAY_AFTER + timedelta(days=2), grace_days=3).issued
    assert home.run(DAY_AFTER + timedelta(days=3), grace_days=3).issued


def test_a_unit_that_sent_nothing_is_told_so(home: Home) -> None:
    home.due = {(UNIT, "XC04"): ("missing", None)}
    home.run(DAY_AFTER)
    assert "应报的1张报表，截至2026年10月6日我办都没有收到有效报送" in home.text(CHASE)
    assert "已退回" not in home.text(CHASE)


def test_what_came_late_is_told_where_something_else_is_missing(home: Home) -> None:
    home.due[UNIT, "XC01"] = ("late", LATE)
    home.run(datetime(2026, 10, 7, 6, 0))
    assert "《被巡察党组织登记表》（应报10月5日，收到10月6日）已经收到" in home.text(CHASE)


def test_a_form_that_waits_for_the_office_is_not_chased(home: Home) -> None:
    home.due = {(UNIT, "XC04"): ("waiting", None)}
    assert not home.run(DAY_AFTER).issued


def test_a_unit_is_asked_once_until_more_is_missing(home: Home) -> None:
    home.run(DAY_AFTER)
    home.due[UNIT, "XC02"] = ("late", LATE)
    assert not home.run(DAY_AFTER + timedelta(days=1)).issued
    home.due[UNIT, "XC15"] = ("missing", None)
    home.run(DAY_AFTER + timedelta(days=2))
    assert status(home) == [("chase", 1, "replaced"), ("chase", 2, "open")]
    assert home.names(FOLDER) == ["催报单_第2次.docx", f"已代替/{CHASE}"]


def test_it_closes_when_everything_has_come(home: Home) -> None:
    home.run(DAY_AFTER)
    home.due[UNIT, "XC02"] = ("late", LATE)
    home.run(DAY_AFTER + timedelta(days=1))
    assert status(home) == [("chase", 1, "open")]
    home.due[UNIT, "XC04"] = ("late", LATE)
    home.run(DAY_AFTER + timedelta(days=2))
    assert status(home) == [("chase", 1, "arrived")]
    assert home.names(FOLDER) == [f"已更正/{CHASE}"]


def test_long_past_months_are_not_chased(home: Home) -> None:
    assert not home.run(datetime(2027, 10, 6, 6, 0)).issued
    assert DUE_ON.year == 2026
