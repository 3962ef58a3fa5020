"""What reading a file costs, asked of a worker; imports only what a worker has anyway."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

from dagster_project.intake import worker
from dagster_project.intake.staging import staged_rows
from dagster_project.intake.worker import ReadResult, ReadTask


@dataclass(frozen=True)
class Measured:
    """The first problem of a file, the seconds it took, and the worker's peak so far."""

    task_id: str
    code: str
    message: str
    seconds: float
    megabytes: int


def read(task: ReadTask) -> Measured:
    """Stand in for `worker.read` and measure it."""
    start = time.perf_counter()
    result = worker.read(task)
    seconds = time.perf_counter() - start
    return Measured(task.extraction_id, *first_problem(result), seconds, peak_megabytes())


def peak_megabytes() -> int:
    """The most resident memory of this process; `ru_maxrss` would begin with its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s*([0-9]+) kB", status)[1]) // 1024  # type: ignore[index]


def first_problem(result: ReadResult) -> tuple[str, str]:
    """Code and message of the first problem that the reader found; blank where there is none."""
    for staged in result.staged:
        if staged.table == "reader_problems":
            row = staged_rows(staged).to_pylist()[0]
            return row["check_code"], row["message"]
    return "", ""
