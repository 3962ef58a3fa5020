"""What the jobs wait for: an inbox in which something new has come to rest; and housekeeping.

An inbox that others write to is asked about twice: only what is the same at two looks is taken, so
that a file is not read while it is copied. What was asked for once is not asked for again until
something changes, whatever became of the run.
"""

import hashlib
from pathlib import Path

from dagster import (
    DefaultSensorStatus,
    RunRequest,
    SensorEvaluationContext,
    SensorResult,
    SkipReason,
    sensor,
)

from dagster_project import clock
from dagster_project.home import find_home
from dagster_project.jobs import JOBS, job_name
from dagster_project.partitions import newest_complete_month
from dagster_project.retention import KEEP_RUNS_DAYS, forget_old_runs
from dagster_project.schedules import longest_kind_due

SECONDS_BETWEEN_LOOKS = 60
SECONDS_OF_A_DAY = 24 * 60 * 60


@sensor(
    jobs=list(JOBS.values()),
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    description="收件箱有新文件且两次查看之间没有变动时，收件并更新上月文档。",
)
def inbox_at_rest(context: SensorEvaluationContext) -> SensorResult:
    """Ask for a run when the inbox has changed and then stood still between two looks.

    The documents are those of last month, and of the quarter or year that ended with it once its
    returns were due.
    """
    looked, _, asked = (context.cursor or "").partition(" ")
    now = inbox_state(find_home() / "inbox")
    if not now:
        return SensorResult(skip_reason=SkipReason("收件箱是空的。"), cursor=f" {asked}")
    if now != looked:
        return SensorResult(
            skip_reason=SkipReason("收件箱有变动，等下一次查看。"), cursor=f"{now} {asked}"
        )
    if now == asked:
        return SensorResult(skip_reason=SkipReason("收件箱没有新文件。"), cursor=context.cursor)
    moment = clock.now()
    period = newest_complete_month(moment)
    request = RunRequest(
        run_key=f"{now} {period}",
        partition_key=period,
        job_name=job_name(longest_kind_due(moment)),
    )
    return SensorResult(run_requests=[request], cursor=f"{now} {now}")


@sensor(
    minimum_interval_seconds=SECONDS_OF_A_DAY,
    default_status=DefaultSensorStatus.RUNNING,
    description=f"每天清理一次 {KEEP_RUNS_DAYS} 天以前的运行记录；各分区最近一次成功的记录保留。",
)
def housekeeping(context: SensorEvaluationContext) -> SkipReason:
    """Delete Dagster's records of old runs; there is nothing to run for it."""
    return SkipReason(f"清理了 {forget_old_runs(context.instance)} 次旧运行的记录。")


def inbox_state(inbox: Path) -> str:
    """Return a hash of the names, sizes and times of all files in the inbox; '' of an empty one."""
    files = [path for path in sorted(inbox.rglob("*")) if path.is_file()]
    digest = hashlib.sha256()
    for path in files:
        about = path.stat()
        name = path.relative_to(inbox).as_posix()
        digest.update(f"{name}|{about.st_size}|{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:32] if files else ""
