"""What a worker process is made to do in tests."""

import os

from dagster_project.returns.making import WorkbookTask


def die(task: WorkbookTask) -> None:
    """End the worker process as a parser does that is given a hostile file."""
    os._exit(len(task.marks))
