"""The jobs run by themselves when the inbox has come to rest; old records are forgotten."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dagster import DagsterInstance, SensorResult, build_sensor_context, job, op

from dagster_project.retention import KEEP_RUNS_DAYS, forget_old_runs
from dagster_project.sensors import inbox_at_rest


def look(cursor: str | None) -> SensorResult:
    result = inbox_at_rest(build_sensor_context(cursor=cursor))
    assert isinstance(result, SensorResult)
    return result


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
    (home / "inbox" / "a.xlsx").write_bytes(b"old")
    asked = look(look(None).cursor)
    assert asked.run_requests
    (home / "inbox" / "b.xlsx").write_bytes(b"new")
    changed = look(asked.cursor)
    assert not changed.run_requests
    assert look(changed.cursor).run_requests


def test_an_empty_inbox_is_nothing_to_run_for(home: Path) -> None:
    first = look(None)
    assert not first.run_requests
    assert not look(first.cursor).run_requests


def test_the_sensor_asks_for_a_quarter_once_its_returns_were_due(
    home: Path, set_clock: Callable[[datetime], None]
) -> None:
    asked = {}
    for moment in (datetime(2026, 10, 2, 9), datetime(2026, 10, 30, 9)):
        set_clock(moment)
        (home / "inbox" / f"{moment:%d}.xlsx").write_bytes(b"new")
        requests = look(look(None).cursor).run_requests
        assert requests is not None
        asked[moment.day] = [(request.job_name, request.partition_key) for request in requests]
    assert asked == {2: [("month_end", "2026-09")], 30: [("quarter_end", "2026-09")]}


@op
def work() -> None:
    """A step, so that a run leaves a log."""


@job
def small_job() -> None:
    """Stands for a month's job: what is kept is decided by job and partition."""
    work()


@job
def broken_job() -> None:
    """A run of it that is begun and never ended stands for one that was killed."""
    work()


def run_once(instance: DagsterInstance, partition: str) -> str:
    tags = {"dagster/partition": partition}
    return small_job.execute_in_process(instance=instance, tags=tags).run_id


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in (folder / "dagster").rglob("*") if path.is_file())


def test_old_runs_are_forgotten_but_the_newest_success_of_each_partition(
    home: Path, instance: DagsterInstance
) -> None:
    runs = [run_once(instance, partition) for partition in ("2026-08", "2026-08", "2026-09")]
    size = size_of(home)
    young = datetime.now(UTC) + timedelta(days=KEEP_RUNS_DAYS - 1)
    assert forget_old_runs(instance, young) == 0
    assert forget_old_runs(instance, young + timedelta(days=2)) == 1
    assert {run.run_id for run in instance.get_runs()} == set(runs[1:])
    assert size_of(home) < size
    left = [path for path in (home / "dagster").rglob("*") if runs[0] in path.name]
    assert not left


def test_a_run_that_was_killed_is_closed_and_forgotten_in_time(instance: DagsterInstance) -> None:
    killed = instance.create_run_for_job(broken_job)
    instance.report_engine_event("begun", killed)
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    assert forget_old_runs(instance, tomorrow) == 0
    closed = instance.get_run_by_id(killed.run_id)
    assert closed is not None
    assert closed.is_finished
    assert forget_old_runs(instance, tomorrow + timedelta(days=KEEP_RUNS_DAYS)) == 1
