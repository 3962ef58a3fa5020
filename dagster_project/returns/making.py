"""The workbook that goes with one notice: the unit's own with its cells marked, or a list.

What happens inside a worker process (`workbooks.py` runs it under limits), so nothing heavy is
imported here.
"""

import logging
import resource
from dataclasses import dataclass
from pathlib import Path

from dagster_project.returns.annotate import CannotAnnotateError, annotate
from dagster_project.returns.list_workbook import list_workbook
from dagster_project.returns.marks import Mark

# Whatever it is called, a file that begins otherwise is no workbook that can be marked in place.
ZIP_START = b"PK"
ADDRESS_SPACE = 2 << 30


@dataclass(frozen=True, slots=True)
class WorkbookTask:
    """An original to be marked; `name` is what the sender called it."""

    original: Path
    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class MadeWorkbook:
    """The workbook that goes back; `is_annotated`: the unit's own, with its cells marked."""

    content: bytes
    is_annotated: bool


def make_workbook(task: WorkbookTask) -> MadeWorkbook:
    """Return the unit's workbook with its cells marked, or a list where that cannot be."""
    original = task.original.read_bytes()
    reason = ""
    if original.startswith(ZIP_START):
        try:
            return MadeWorkbook(annotate(original, task.marks), True)
        except CannotAnnotateError as error:
            reason = str(error)
        except Exception:  # one file that trips the marking must not keep the others waiting
            logging.getLogger(__name__).exception("cannot mark %s", task.original)
    return MadeWorkbook(list_workbook(task.name, task.marks, reason), False)


def limit_memory() -> None:
    """Let this process have only so much address space."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
