"""When the jobs run by themselves: the morning after the month's returns were due.

The day follows from the due days of forms and office (`due_days.py`), so a changed due day moves
the run; nothing is configured twice.
"""

from datetime import timedelta

from dagster import RunRequest, ScheduleEvaluationContext, SkipReason, schedule

from dagster_project.decisions import load_decisions
from dagster_project.due_days import all_due_on
from dagster_project.forms import load_forms
from dagster_project.home import find_home, sources_folder
from dagster_project.jobs import month_end
from dagster_project.partitions import newest_complete_month


@schedule(
    job=month_end,
    cron_schedule="0 6 * * *",
    execution_timezone="Asia/Shanghai",
    description="应报日次日早上六点出上月的文档。",
)
def morning_after_due_day(context: ScheduleEvaluationContext) -> RunRequest | SkipReason:
    """Ask for the documents of last month on the morning after its last due day."""
    moment = context.scheduled_execution_time
    period = newest_complete_month(moment)
    decisions = load_decisions(find_home() / "decisions")
    due = all_due_on(load_forms(sources_folder()).values(), period, decisions.due_days)
    if moment.date() != due + timedelta(days=1):
        return SkipReason(f"{period} 的报表 {due} 到期，次日运行。")
    return RunRequest(run_key=period, partition_key=period)
