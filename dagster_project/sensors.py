"""What the jobs wait for: an inbox in which something new has come to rest.

An inbox that others write to is asked about twice: only what is the same at two looks is taken, so
that a file is not read while it is copied. What was asked for once is not asked for again until
something changes, whatever became of the run.
"""

import hashlib
from pathlib import Path

from dagster import RunRequest, SensorEvaluationContext, SensorResult, SkipReason, sensor

from dagster_project import clock
from dagster_project.home import find_home
from dagster_project.jobs import month_end
from dagster_project.partitions import newest_complete_month

SECONDS_BETWEEN_LOOKS = 60


@sensor(
    job=month_end,
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    description="收件箱有新文件且两次查看之间没有变动时，收件并更新上月文档。",
)
def inbox_at_rest(context: SensorEvaluationContext) -> SensorResult:
    """Ask for a run when the inbox has changed and then stood still between two looks."""
    looked, _, asked = (context.cursor or "").partition(" ")
    now = inbox_state(find_home() / "inbox")
    if now != looked:
        return SensorResult(
            skip_reason=SkipReason("收件箱有变动，等下一次查看。"), cursor=f"{now} {asked}"
        )
    if now == asked:
        return SensorResult(skip_reason=SkipReason("收件箱没有新文件。"), cursor=context.cursor)
    period = newest_complete_month(clock.now())
    return SensorResult(
        run_requests=[RunRequest(run_key=f"{now} {period}", partition_key=period)],
        cursor=f"{now} {now}",
    )


def inbox_state(inbox: Path) -> str:
    """Return a hash of the names, sizes and times of all files in the inbox."""
    digest = hashlib.sha256()
    for path in sorted(inbox.rglob("*")):
        if path.is_file():
            about = path.stat()
            name = path.relative_to(inbox).as_posix()
            digest.update(f"{name}|{about.st_size}|{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:32]
