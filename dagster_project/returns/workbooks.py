"""The workbook that goes with a notice, made in worker processes under limits.

The unit's own file is opened once more here, so the same care is taken as when it was first read:
whatever it does, it ends in time and takes no other file with it. A file that cannot be marked, or
not in time, gets a list of its own.
"""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as TaskTimeoutError

from pebble import ProcessExpired, ProcessPool

from dagster_project.intake.pool import main_module_kept_out
from dagster_project.returns.list_workbook import list_workbook
from dagster_project.returns.making import (
    MadeWorkbook,
    WorkbookTask,
    limit_memory,
    make_workbook,
)

WORKERS = 2
SECONDS_A_FILE = 20.0


def make_all(tasks: Sequence[WorkbookTask]) -> Iterator[MadeWorkbook]:
    """Make the workbook of every task and yield them in their order."""
    if not tasks:
        return
    with main_module_kept_out():
        pool = ProcessPool(
            max_workers=min(WORKERS, len(tasks)),
            context=multiprocessing.get_context("spawn"),
            initializer=limit_memory,
        )
        try:
            futures = [
                pool.schedule(make_workbook, args=[each], timeout=SECONDS_A_FILE) for each in tasks
            ]
            for task, future in zip(tasks, futures, strict=True):
                try:
                    yield future.result()
                except (TaskTimeoutError, ProcessExpired):
                    yield MadeWorkbook(list_workbook(task.name, task.marks), False)
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
