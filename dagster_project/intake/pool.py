"""Worker processes that read files, and what becomes of a file that ends one.

Pebble, because it loses only the task that killed its worker and kills on time-out. Each worker
is spawned fresh, and the parent's main module is kept out of it.
"""

import multiprocessing
import multiprocessing.spawn
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as TaskTimeoutError
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from dagster_project.intake import worker
from dagster_project.intake.worker import ReadResult, ReadTask
from dagster_project.spreadsheets.context import ReaderContext
from dagster_project.spreadsheets.reading import refused

SECONDS_A_FILE = 10.0

TOO_SLOW = (
    "读取这个文件超过 10 秒，已停止读取，可能是表格过大或已损坏。请把有效数据复制到新工作簿，"
    "另存为 .xlsx 后重新报送。"
)
ENDED_WORKER = (
    "这个文件使读取程序异常中止，已拒绝读取，文件可能已损坏。请在 Excel 或 WPS 中打开原表检查，"
    "另存为新的 .xlsx 工作簿后重新报送。"
)


class ReaderPool:
    """Worker processes that read deliveries under one context into one staging folder.

    Use as a context manager; processes start with the first file.
    """

    def __init__(
        self,
        context: ReaderContext,
        staging: Path,
        workers: int,
        seconds: float = SECONDS_A_FILE,
        read: Callable[[ReadTask], ReadResult] = worker.read,
    ) -> None:
        """Keep what workers need; no process starts yet. `read` is what they do with a task."""
        self.context = context
        self.staging = staging
        self._seconds = seconds
        self._read = read
        self._main_kept_out = main_module_kept_out()
        self._pool = self._new_pool(workers)

    def __enter__(self) -> "ReaderPool":
        """Keep the main module out of the processes that start from now on."""
        self._main_kept_out.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        """Stop the worker processes at once: nothing of theirs is left to wait for."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._main_kept_out.__exit__(None, None, None)

    def read_all(self, tasks: list[ReadTask], on_done: Callable[[], None]) -> Iterator[ReadResult]:
        """Read every task and yield the results in their order, hostile files last.

        A file that runs out of time is refused; one whose worker died is tried once more, alone,
        so that it is refused for its own fault only.
        """
        futures = [self._schedule(self._pool, task) for task in tasks]
        suspects: list[ReadTask] = []
        for task, future in zip(tasks, futures, strict=True):
            try:
                yield future.result()
                on_done()
            except TaskTimeoutError:
                yield self._refuse(task, TOO_SLOW)
                on_done()
            except ProcessExpired:
                suspects.append(task)
        for task in suspects:
            yield self._read_alone(task)
            on_done()

    def _read_alone(self, task: ReadTask) -> ReadResult:
        pool = self._new_pool(1)
        try:
            result: ReadResult = self._schedule(pool, task).result()
            return result
        except TaskTimeoutError:
            return self._refuse(task, TOO_SLOW)
        except ProcessExpired:
            return self._refuse(task, ENDED_WORKER)
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _refuse(self, task: ReadTask, message: str) -> ReadResult:
        reading = refused(task.file_name, message, task.accepted_at, self.context)
        return worker.store(reading, task, self.context, self.staging)

    def _new_pool(self, workers: int) -> ProcessPool:
        return ProcessPool(
            max_workers=workers,
            context=multiprocessing.get_context("spawn"),
            initializer=worker.start,
            initargs=[self.context, self.staging],
        )

    def _schedule(self, pool: ProcessPool, task: ReadTask) -> "ProcessFuture[ReadResult]":
        return pool.schedule(self._read, args=[task], timeout=self._seconds)


@contextmanager
def main_module_kept_out() -> Iterator[None]:
    """Spawn processes that do not import the parent's main module.

    The main module is the `dagster` or `xuncha` command; with it every worker would load all of
    Dagster (hundreds of MB and seconds) only to read workbooks.
    """
    original = multiprocessing.spawn.get_preparation_data

    def without_main(name: str) -> dict[str, Any]:
        data = original(name)
        return {key: value for key, value in data.items() if not key.startswith("init_main")}

    multiprocessing.spawn.get_preparation_data = without_main
    try:
        yield
    finally:
        multiprocessing.spawn.get_preparation_data = original
