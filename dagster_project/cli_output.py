"""What the command line prints: the progress of a run, its results, the table of status.

Progress and faults go to standard error, results to standard output. The wording is in
`cli_messages.py`; nothing here reads a file or works out a figure.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from dagster_project.cli_messages import WORDINGS, Say
from dagster_project.progress import OnProgress
from dagster_project.published import CURRENT, WAREHOUSE_NAME, open_warehouse, standing_release
from dagster_project.status import ReleaseSummary, UnitStatus, UnplacedFile, summarise_release

WIDTH_OF_A_FILE = 160
# The step that comes after the release.
AFTER_RELEASE = "return_notices"


@contextmanager
def progress_bar(say: Say) -> Iterator[OnProgress]:
    """Show how far a run is, one bar a step; the block is given what to call on progress."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[part]}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as progress:
        waiting = progress.add_task(say("run.starting"), total=None, part="")
        tasks = {}

        def on_progress(step: str, done: int, total: int) -> None:
            progress.update(waiting, visible=False)
            if step not in tasks:
                tasks[step] = progress.add_task(step_name(say, step), total=None, part="")
            part = f"{done}/{total}" if total else ""
            progress.update(tasks[step], completed=done, total=total or None, part=part)

        yield on_progress


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """Show that something is going on whose length is not known."""
    with Console(stderr=True).status(text):
        yield


def step_name(say: Say, step: str | None) -> str:
    """Return the name of a step of the run for a reader; a new step is called as it is."""
    key = f"run.step.{step}"
    return say(key) if key in WORDINGS else str(step)


def print_failure(say: Say, home: Path, failed_step: str | None, message: str) -> None:
    """Say at which step a run failed and what stands all the same."""
    errors = console(stderr=True)
    text = say("run.failed", step=step_name(say, failed_step), message=message)
    errors.print(text, style="red", markup=False)
    if failed_step == AFTER_RELEASE and (release := standing_release(home)) is not None:
        errors.print(say("run.published", release=release.name), markup=False)
        return
    errors.print(standing_line(say, home), markup=False)


def print_interruption(say: Say, home: Path) -> None:
    """Say that a run was broken off and what stands all the same."""
    text = say("error.interrupted", standing=standing_line(say, home))
    console(stderr=True).print(text, markup=False)


def standing_line(say: Say, home: Path) -> str:
    """Return the sentence on the release that stands."""
    release = standing_release(home)
    if release is None:
        return say("run.nothing_stands")
    return say("run.stands", release=release.name)


def print_results(say: Say, home: Path, period: str, withheld: str, seconds: float) -> None:
    """Say what a run made, in numbers, and where it lies; `period` is the documents' month.

    `withheld` says why its documents were not issued now; it is empty where they were.
    """
    out = console()
    with open_warehouse(home) as warehouse:
        summary = summarise_release(warehouse)
        as_of = warehouse.execute("select as_of from build_context").fetchall()[0][0]
    for line in _summary_lines(say, summary):
        out.print(line, markup=False)
    current = home / CURRENT
    documents = sorted((current / "documents" / period).glob("*.docx"))
    for document in documents:
        out.print(say("run.documents", path=_shown(document)), markup=False)
    if withheld:
        out.print(say("run.withheld", reason=withheld), markup=False)
    elif not documents:
        out.print(say("run.no_documents", period=period), markup=False)
    out.print(_returns_line(say, home, as_of), markup=False)
    out.print(say("run.tables", path=_shown(current / "data")), markup=False)
    out.print(say("run.warehouse", path=_shown(current / WAREHOUSE_NAME)), markup=False)
    out.print(say("run.done", seconds=round(seconds)), markup=False)


def _returns_line(say: Say, home: Path, as_of: datetime) -> str:
    """What a run sent back to the units, and how much of all that was sent is open."""
    # Heavy, and asked for after a run only.
    from dagster_project.returns.register import RETURNED_FOLDER, Register

    returned = home / RETURNED_FOLDER
    register = Register.load(returned)
    if register.as_of is not None and register.as_of > as_of:
        return say("run.returns_past", later=register.as_of)
    open_now = [entry for entry in register.entries if entry.is_open]
    issued = Counter(entry.kind for entry in open_now if entry.issued_at == as_of)
    return say(
        "run.returns",
        returned=issued["return"],
        query=issued["query"],
        chase=issued["chase"],
        open=len(open_now),
        path=_shown(returned),
    )


def print_statuses(
    say: Say, period: str, shown: Sequence[UnitStatus], statuses: Sequence[UnitStatus]
) -> None:
    """Print a table of those shown, and how many of all were on time, late and so on."""
    table = Table(title=say("status.title", period=period), title_justify="left")
    for key in ("unit", "form", "due", "received", "state", "status"):
        table.add_column(say(f"status.{key}"))
    for key in ("rows", "used", "held", "queries", "returned"):
        table.add_column(say(f"status.{key}"), justify="right")
    for status in shown:
        table.add_row(*_status_cells(say, status))
    out = console()
    out.print(table)
    states = Counter(status.state for status in statuses)
    numbers = {
        state: states[state] for state in ("on_time", "late", "missing", "returned", "waiting")
    }
    out.print(say("status.sum", due=len(statuses), **numbers), markup=False)


def print_unplaced(say: Say, files: Sequence[UnplacedFile]) -> None:
    """Print the returned files that stand at no unit of the table."""
    if not files:
        return
    out = console()
    out.print(say("status.unplaced", count=len(files)), markup=False)
    for file in files:
        out.print(f"  {file.file_name}  {file.message}", markup=False)


def _summary_lines(say: Say, summary: ReleaseSummary) -> list[str]:
    return [
        say(
            "run.parts",
            parts=summary.parts,
            accepted=summary.accepted,
            held=summary.with_held_rows,
            returned=summary.returned,
            duplicate=summary.duplicate,
            superseded=summary.superseded,
        ),
        say(
            "run.rows",
            received=summary.rows_received,
            used=summary.rows_used,
            held=summary.rows_held_back,
            fatal=summary.fatal_count,
            query=summary.query_count,
        ),
    ]


def _status_cells(say: Say, status: UnitStatus) -> list[str]:
    received = f"{status.received_at:%Y-%m-%d %H:%M:%S}" if status.received_at else "—"
    nil = say("status.nil") if status.is_nil else ""
    return [
        f"{status.unit_code} {status.unit_name}",
        status.form,
        f"{status.due_on:%Y-%m-%d}",
        received,
        say(f"status.state.{status.state}"),
        say(f"status.status.{status.status}") + nil,
        str(status.rows_received),
        str(status.rows_used),
        str(status.rows_held_back),
        str(status.open_query_count),
        str(status.returned_count),
    ]


def _shown(path: Path) -> str:
    """Return a path as short as it can be said from the working directory."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def console(*, stderr: bool = False) -> Console:
    """Return a console that does not break the lines of what is read by another program."""
    screen = Console(stderr=stderr, highlight=False, soft_wrap=True)
    if not screen.is_terminal:
        screen.width = WIDTH_OF_A_FILE
    return screen
