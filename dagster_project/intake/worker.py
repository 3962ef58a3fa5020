"""What happens inside a worker process: one original read and its rows put aside.

Imports pyarrow and the reader, nothing of Dagster, dbt or pandas. Runs under limits, because a
parser given a hostile file can take all memory, never return, or end the process; what then
happens to the file is `pool.py`'s.
"""

import ctypes
import gc
import logging
import resource
import signal
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from dagster_project.intake.raw_tables import UNKNOWN_PERIOD, reading_tables
from dagster_project.intake.staging import StagedTable, stage
from dagster_project.spreadsheets.confirmed import Asked
from dagster_project.spreadsheets.context import ReaderContext
from dagster_project.spreadsheets.reading import Reading, read_workbook, refused

ADDRESS_SPACE = 2 << 30
MAX_FILE_SIZE = 100 << 20
MUCH_RESIDENT = 160 << 20
STATUS = Path("/proc/self/statm")

TOO_LARGE = (
    "文件超过 100 MB，已拒绝读取。请删去图片和空白区域，把有效数据复制到新工作簿，"
    "另存为 .xlsx 后重新报送。"
)
TOO_MUCH_MEMORY = (
    "读取这个文件所需的内存超出限制，已停止读取。请把有效数据复制到新工作簿，"
    "另存为 .xlsx 后重新报送。"
)
READER_FAILED = (
    "系统读取这个文件时出错，没有读取任何数据。请用 Excel 或 WPS 打开后另存为新的 .xlsx "
    "工作簿再报送；仍不能读取的，请与省办联系。"
)


@dataclass(frozen=True, slots=True)
class ReadTask:
    """One delivery to read, under the decisions that were taken by `accepted_at`."""

    extraction_id: str
    file_name: str
    accepted_at: datetime
    original: Path


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of a task: where its rows wait, what it asks, and counts for the summary."""

    task: ReadTask
    staged: tuple[StagedTable, ...]
    rows_by_form: dict[str, int]
    is_returned: bool
    is_waiting: bool
    problems: int
    asked: Asked


@dataclass
class _Worker:
    """The state of this process, set once when it starts."""

    context: ReaderContext | None = None
    staging: Path | None = None


_worker = _Worker()


def start(context: ReaderContext, staging: Path) -> None:
    """Prepare a worker process: limits first, then what it reads with."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    _worker.context, _worker.staging = context, staging


def read(task: ReadTask) -> ReadResult:
    """Read one delivery in a worker process that `start` has prepared."""
    if _worker.context is None or _worker.staging is None:
        raise RuntimeError("the worker process was not started with start()")
    result = store(_reading(task, _worker.context), task, _worker.context, _worker.staging)
    _give_back_memory()
    return result


def _give_back_memory() -> None:
    """Let go of what a large file has left behind: kept, it would add to the next one's.

    Takes tens of milliseconds, so only where there is much; small files leave nothing of weight.
    """
    if not STATUS.exists():  # not Linux
        return
    resident = int(STATUS.read_text(encoding="ascii").split()[1])
    if resident * resource.getpagesize() < MUCH_RESIDENT:
        return
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's own
    if trim is not None:
        trim(0)


def store(reading: Reading, task: ReadTask, context: ReaderContext, staging: Path) -> ReadResult:
    """Put the rows of a reading aside and return what the parent process must know of them."""
    partition = reading.period or UNKNOWN_PERIOD
    tables = reading_tables(reading, task.extraction_id, context.forms)
    return ReadResult(
        task=task,
        staged=tuple(
            stage(staging, name, partition, task.extraction_id, table)
            for name, table in tables.items()
        ),
        rows_by_form={name: len(rows.rows) for name, rows in reading.rows.items()},
        is_returned=bool(reading.parts)
        and all(part.reader_status == "returned" for part in reading.parts),
        is_waiting=any(part.reader_status == "waiting_layout" for part in reading.parts),
        problems=len(reading.problems),
        asked=Asked(reading.unit_code, reading.period, tuple(reading.questions)),
    )


def _reading(task: ReadTask, context: ReaderContext) -> Reading:
    if task.original.stat().st_size > MAX_FILE_SIZE:
        return refused(task.file_name, TOO_LARGE, task.accepted_at, context)
    try:
        data = task.original.read_bytes()
        return read_workbook(data, task.file_name, task.accepted_at, context)
    except MemoryError:
        return refused(task.file_name, TOO_MUCH_MEMORY, task.accepted_at, context)
    except Exception:  # one file that trips the reader must not keep the others waiting
        logging.getLogger(__name__).exception("cannot read %s", task.extraction_id)
        return refused(task.file_name, READER_FAILED, task.accepted_at, context)
