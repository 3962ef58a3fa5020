"""What worker processes are made to do in tests; imports only what a worker has anyway."""

import os
import resource
import signal
import sys
import time

from dagster_project.intake import worker
from dagster_project.intake.worker import ReadResult, ReadTask

CULPRIT, SLOW = "culprit.xlsx", "slow.xlsx"


def misbehave(task: ReadTask) -> ReadResult:
    """Stand in for `worker.read` and do what parsers have been seen to do, by the file's name."""
    if task.file_name == CULPRIT:
        os.kill(os.getpid(), signal.SIGKILL)
    if task.file_name == SLOW:
        time.sleep(60)
    return worker.read(task)


def loaded_modules(_: ReadTask) -> list[str]:
    """Every module the worker has loaded."""
    return sorted(sys.modules)


def address_space(_: ReadTask) -> int:
    """The worker's limit in bytes."""
    return resource.getrlimit(resource.RLIMIT_AS)[0]
