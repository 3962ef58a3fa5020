"""The job runs by itself: the morning after the due day, and when the inbox has come to rest."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dagster import (
    RunRequest,
    SensorResult,
    SkipReason,
    build_schedule_context,
    build_sensor_context,
)

from dagster_project.decisions import DueDay
from dagster_project.due_days import due_on
from dagster_project.forms import load_forms
from dagster_project.home import HOME_VARIABLE, sources_folder
from dagster_project.schedules import morning_after_due_day
from dagster_project.sensors import inbox_at_rest

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "decisions").mkdir()
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    return tmp_path


def asked_on(day: datetime) -> object:
    return morning_after_due_day(build_schedule_context(scheduled_execution_time=day))


def look(cursor: str | None) -> SensorResult:
    result = inbox_at_rest(build_sensor_context(cursor=cursor))
    assert isinstance(result, SensorResult)
    return result


@pytest.mark.parametrize(
    ("period", "expected"), [("2026-09", date(2026, 10, 5)), ("2026-12", date(2027, 1, 5))]
)
def test_returns_are_due_on_the_fifth_of_the_next_month(period: str, expected: date) -> None:
    assert due_on(load_forms(sources_folder())["XC04"], period, []) == expected


def test_a_decision_moves_the_due_day_from_its_month_on() -> None:
    form = load_forms(sources_folder())["XC04"]
    decided = [
        DueDay("XC04", 8, "2026-03", "office", "2026-02-20"),
        DueDay("XC04", 10, "2026-09", "office", "2026-08-20"),
        DueDay("XC01", 20, "2026-01", "office", "2025-12-20"),
    ]
    assert due_on(form, "2026-02", decided) == date(2026, 3, 5)
    assert due_on(form, "2026-08", decided) == date(2026, 9, 8)
    assert due_on(form, "2026-09", decided) == date(2026, 10, 10)


def test_the_schedule_asks_on_the_morning_after_the_due_day_only(home: Path) -> None:
    request = asked_on(datetime(2026, 10, 6, 6, tzinfo=SHANGHAI))
    assert isinstance(request, RunRequest)
    assert request.partition_key == "2026-09"
    for day in (5, 7):
        assert isinstance(asked_on(datetime(2026, 10, day, 6, tzinfo=SHANGHAI)), SkipReason)


def test_a_decided_due_day_moves_the_schedule(home: Path) -> None:
    (home / "decisions" / "due_days.csv").write_text(
        "form,due_day,from_period,decided_by,decided_at\nXC04,8,2026-09,office,2026-08-20\n",
        encoding="utf-8",
    )
    assert isinstance(asked_on(datetime(2026, 10, 6, 6, tzinfo=SHANGHAI)), SkipReason)
    assert isinstance(asked_on(datetime(2026, 10, 9, 6, tzinfo=SHANGHAI)), RunRequest)


def test_the_sensor_waits_until_the_inbox_is_at_rest(home: Path) -> None:
    file = home / "inbox" / "a.xlsx"
    file.write_bytes(b"half")
    first = look(None)
    assert not first.run_requests
    file.write_bytes(b"half and the rest")
    still_changing = look(first.cursor)
    assert not still_changing.run_requests
    at_rest = look(still_changing.cursor)
    assert at_rest.run_requests is not None
    assert len(at_rest.run_requests) == 1
    assert not look(at_rest.cursor).run_requests


def test_what_was_asked_for_is_asked_again_only_after_a_change(home: Path) -> None:
    first = look(None)
    asked = look(first.cursor)
    assert asked.run_requests
    (home / "inbox" / "b.xlsx").write_bytes(b"new")
    changed = look(asked.cursor)
    assert not changed.run_requests
    assert look(changed.cursor).run_requests
