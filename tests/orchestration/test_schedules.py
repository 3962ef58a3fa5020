"""The jobs run by themselves on the morning after the last return of a period was due."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dagster import DagsterInstance, RunRequest, SkipReason, build_schedule_context, job

from dagster_project.decisions import DueDay
from dagster_project.due_days import due_on
from dagster_project.forms import load_forms
from dagster_project.home import sources_folder
from dagster_project.jobs import JOBS, PERIOD_KIND_TAG
from dagster_project.partitions import kinds_ending_in, newest_complete
from dagster_project.schedules import SCHEDULES, longest_kind_due

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONGEST_FIRST = ["year", "half_year", "quarter", "month"]


@job
def empty_job() -> None:
    """Stands for a run that a schedule asked for."""


def ask(kind: str, moment: datetime, instance: DagsterInstance) -> RunRequest | None:
    context = build_schedule_context(instance, moment.replace(tzinfo=SHANGHAI))
    answer = SCHEDULES[kind](context)
    if isinstance(answer, SkipReason):
        return None
    assert isinstance(answer, RunRequest)
    return answer


def asked_on(day: date, instance: DagsterInstance, switched_off: str = "") -> dict[str, str | None]:
    """What the schedules ask for in one morning, in the order of their times: kind and month."""
    asked = {}
    for kind in LONGEST_FIRST:
        request = ask(kind, datetime(day.year, day.month, day.day, 6), instance)
        if request is not None and kind != switched_off:
            asked[kind] = request.partition_key
            empty_job.execute_in_process(instance=instance, tags=dict(request.tags))
    return asked


def decide(home: Path, due_day: int, from_period: str) -> None:
    """The office decides another due day for every form."""
    lines = [
        f"{code},{due_day},{from_period},office,2026-08-20" for code in load_forms(sources_folder())
    ]
    text = "\n".join(["form,due_day,from_period,decided_by,decided_at", *lines, ""])
    (home / "decisions" / "due_days.csv").write_text(text, encoding="utf-8")


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


def test_the_month_is_asked_for_on_the_morning_after_the_due_day_only(
    home: Path, instance: DagsterInstance
) -> None:
    decide(home, 5, "2021-01")
    assert asked_on(date(2026, 9, 6), instance) == {"month": "2026-08"}
    for day in (5, 7):
        assert asked_on(date(2026, 9, day), instance) == {}


def test_a_decided_due_day_moves_every_schedule(home: Path, instance: DagsterInstance) -> None:
    decide(home, 8, "2026-09")
    assert asked_on(date(2026, 10, 6), instance) == {}
    assert asked_on(date(2026, 10, 9), instance) == {"quarter": "2026-09"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 6), {"month": "2026-08"}),
        (date(2026, 10, 6), {"quarter": "2026-09"}),
        (date(2026, 7, 6), {"half_year": "2026-06"}),
        (date(2027, 1, 6), {"year": "2026-12"}),
    ],
)
def test_where_mornings_fall_together_the_longest_period_runs_for_all(
    home: Path, instance: DagsterInstance, day: date, expected: dict[str, str]
) -> None:
    decide(home, 5, "2021-01")
    assert asked_on(day, instance) == expected


def test_a_period_whose_schedule_is_off_does_not_take_the_shorter_ones_with_it(
    home: Path, instance: DagsterInstance
) -> None:
    decide(home, 5, "2021-01")
    asked = asked_on(date(2027, 1, 6), instance, switched_off="year")
    assert asked == {"half_year": "2026-12"}


def test_one_morning_has_one_key_however_often_it_is_looked_at(
    home: Path, instance: DagsterInstance
) -> None:
    decide(home, 5, "2021-01")
    morning = datetime(2026, 9, 6, 6)
    first, second = (ask("month", morning, instance) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.run_key == second.run_key


def test_the_longest_period_asked_for_has_had_its_due_day(home: Path) -> None:
    decide(home, 5, "2021-01")
    assert longest_kind_due(datetime(2026, 10, 5, 12)) == "month"
    assert longest_kind_due(datetime(2026, 10, 6)) == "quarter"
    assert longest_kind_due(datetime(2027, 1, 31)) == "year"


def test_periods_end_with_their_last_month() -> None:
    assert kinds_ending_in("2026-09") == ["month", "quarter"]
    assert kinds_ending_in("2026-12") == ["month", "quarter", "half_year", "year"]
    assert newest_complete("quarter", datetime(2026, 9, 30)) == "2026-06"
    assert newest_complete("year", datetime(2026, 1, 1)) == "2025-12"


def test_a_job_leaves_out_the_documents_of_longer_periods_only() -> None:
    from dagster_project.definitions import defs

    graph = defs.resolve_asset_graph()
    kinds = {key: graph.get(key).tags.get(PERIOD_KIND_TAG) for key in graph.get_all_asset_keys()}
    assert set(kinds.values()) > {None}
    for number, kind in enumerate(reversed(LONGEST_FIRST)):
        chosen = defs.resolve_job_def(JOBS[kind].name).asset_layer.executable_asset_keys
        shorter = {None, *list(reversed(LONGEST_FIRST))[: number + 1]}
        assert chosen == {key for key, of_kind in kinds.items() if of_kind in shorter}
