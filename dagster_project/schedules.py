"""When the jobs run by themselves: the morning after the last return of a period was due.

The day follows from the due days of forms and office (`due_days.py`), so a changed due day moves
the run; nothing is configured twice. A quarter waits for its monthly returns too.

Where the mornings of a month, a quarter and a year fall together, the longest goes first and its
job makes the documents of the shorter ones too. The shorter ones look a few minutes later, see its
run and skip; where the longer one is switched off, the next one runs. So there is one run, and
none is lost.
"""

from datetime import date, datetime, timedelta

from dagster import (
    RunRequest,
    RunsFilter,
    ScheduleDefinition,
    ScheduleEvaluationContext,
    SkipReason,
    schedule,
)

from dagster_project.decisions import DueDay, load_decisions
from dagster_project.due_days import all_due_on
from dagster_project.forms import load_forms
from dagster_project.home import find_home, sources_folder
from dagster_project.jobs import JOBS, KIND_TITLES
from dagster_project.partitions import (
    MONTHS_OF_KIND,
    kinds_ending_in,
    kinds_up_to,
    newest_complete,
    newest_complete_month,
)

HOUR = 6
MINUTES_BETWEEN_KINDS = 5
# On a run that a schedule asked for: the month of its documents and the kind of period.
MORNING_TAG = "xuncha/morning_after"
KIND_TAG = "xuncha/period_kind"


def decided_due_days() -> tuple[DueDay, ...]:
    """Return the office's decisions on due days; HomeNotFoundError where there is no home."""
    return load_decisions(find_home() / "decisions").due_days


def last_due_on(kind: str, month: str, decided: tuple[DueDay, ...]) -> date:
    """Return the day on which the last return of the period that ends in `month` is due."""
    frequencies = kinds_up_to(kind)
    forms = (f for f in load_forms(sources_folder()).values() if f.frequency in frequencies)
    return all_due_on(forms, month, decided)


def longest_kind_due(moment: datetime) -> str:
    """Return the longest kind of period that ends in the newest month and has had its due day."""
    month, decided = newest_complete_month(moment), decided_due_days()
    kinds = kinds_ending_in(month)
    due = [kind for kind in kinds if last_due_on(kind, month, decided) < moment.date()]
    return due[-1] if due else "month"


def _schedule(kind: str) -> ScheduleDefinition:
    order = list(reversed(MONTHS_OF_KIND)).index(kind)

    @schedule(
        name=f"{kind}_after_due_day",
        job=JOBS[kind],
        cron_schedule=f"{order * MINUTES_BETWEEN_KINDS} {HOUR} * * *",
        execution_timezone="Asia/Shanghai",
        description=f"{KIND_TITLES[kind]}应报日次日早上出{KIND_TITLES[kind]}文档，与更长周期同日时合并。",
    )
    def after_due_day(context: ScheduleEvaluationContext) -> RunRequest | SkipReason:
        moment = context.scheduled_execution_time
        month = newest_complete(kind, moment)
        due = last_due_on(kind, month, decided_due_days())
        if moment.date() != due + timedelta(days=1):
            return SkipReason(f"{KIND_TITLES[kind]}（至 {month}）的报表 {due} 到期，次日运行。")
        longer = _run_of_longer_kind(context, kind, month, due)
        if longer:
            return SkipReason(
                f"{KIND_TITLES[longer]}的运行已包含 {month} 的{KIND_TITLES[kind]}文档。"
            )
        return RunRequest(
            run_key=f"{kind} {month} {due}",
            partition_key=month,
            tags={MORNING_TAG: f"{month} {due}", KIND_TAG: kind},
        )

    return after_due_day


def _run_of_longer_kind(
    context: ScheduleEvaluationContext, kind: str, month: str, due: date
) -> str | None:
    """The longer kind that this morning's documents were asked for with, None if there is none."""
    asked = context.instance.get_runs(RunsFilter(tags={MORNING_TAG: f"{month} {due}"}))
    longer = set(MONTHS_OF_KIND) - set(kinds_up_to(kind))
    return next((run.tags[KIND_TAG] for run in asked if run.tags.get(KIND_TAG) in longer), None)


SCHEDULES = {kind: _schedule(kind) for kind in MONTHS_OF_KIND}
