"""Keeps Dagster's own records small: what is deleted of them, and when.

Dagster prunes its ticks by settings and its runs not at all; a run leaves about a megabyte of
events. Nothing here touches what the office received or published.
"""

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dagster import DagsterInstance, DagsterRunStatus, RunRecord

# How long runs are kept, and the looks of schedules and sensors: the one place that says so.
KEEP_RUNS_DAYS = 60
KEEP_TICKS_DAYS = {"skipped": 7, "success": KEEP_RUNS_DAYS, "failure": KEEP_RUNS_DAYS}
# A run that says so much later that it still runs was killed; it cannot have told.
LONGEST_RUN_HOURS = 24

TICK_SETTINGS = {
    kind: {"purge_after_days": {**KEEP_TICKS_DAYS, "started": KEEP_TICKS_DAYS["skipped"]}}
    for kind in ("schedule", "sensor")
}

_PARTITION_TAGS = (
    "dagster/partition",
    "dagster/asset_partition_range_start",
    "dagster/asset_partition_range_end",
)


def forget_old_runs(instance: DagsterInstance, now: datetime | None = None) -> int:
    """Delete the runs that ended longer ago than they are kept; return how many there were.

    The newest success of each job, partition and selection stays, however old: with it Dagster
    would forget that those assets were ever made. `now` has a time zone.
    """
    moment = now or datetime.now(UTC)
    records = instance.get_run_records()
    _close_killed_runs(instance, records, moment - timedelta(hours=LONGEST_RUN_HOURS))
    old = [
        record.dagster_run.run_id
        for record in records
        if record.create_timestamp.astimezone(UTC) < moment - timedelta(days=KEEP_RUNS_DAYS)
        and record.dagster_run.is_finished
    ]
    forgotten = sorted(set(old) - _newest_successes(records))
    for run_id in forgotten:
        instance.delete_run(run_id)
        _delete_files(Path(instance.root_directory), run_id)
    return len(forgotten)


def _newest_successes(records: Iterable[RunRecord]) -> set[str]:
    """Runs without which an asset or a partition of it would look as if it had never been made."""
    newest: dict[object, str] = {}
    for record in sorted(records, key=lambda record: record.create_timestamp):
        run = record.dagster_run
        if run.status == DagsterRunStatus.SUCCESS:
            partition = tuple(run.tags.get(tag) for tag in _PARTITION_TAGS)
            newest[run.job_name, partition, run.asset_selection] = run.run_id
    return set(newest.values())


def _close_killed_runs(
    instance: DagsterInstance, records: Iterable[RunRecord], before: datetime
) -> None:
    for record in records:
        run = record.dagster_run
        if not run.is_finished and record.create_timestamp.astimezone(UTC) < before:
            instance.report_run_failed(run, "运行被中断，没有留下结果。")


def _delete_files(folder: Path, run_id: str) -> None:
    """Delete what Dagster leaves of a deleted run: its emptied log, its output, its checks."""
    for path in (folder / "history" / "runs").glob(f"{run_id}.db*"):
        path.unlink()
    shutil.rmtree(folder / "storage" / run_id, ignore_errors=True)
    # Deleting a run leaves its check results behind, some fifty rows, and nothing else prunes them.
    with closing(sqlite3.connect(folder / "history" / "runs" / "index.db")) as index, index:
        index.execute("delete from asset_check_executions where run_id = ?", (run_id,))
