"""One intake from beginning to end: archive, read what is new, replace the raw files.

The order makes it safe to be killed at any moment: originals are archived before anything reads
them, and the record that an extraction is done is written after all its rows. A later run drops
and rewrites whatever has no such record. The caller holds the lock against a second run.

A delivery is read as of its receipt, and once more as of each later decision that concerns it.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from dagster_project.decisions import load_decisions
from dagster_project.forms import load_code_lists, load_forms, sources_fingerprint
from dagster_project.intake.archive import Arrivals, Delivery, archive_inbox
from dagster_project.intake.pool import ReaderPool
from dagster_project.intake.raw_store import (
    Extraction,
    recorded_extractions,
    recorded_questions,
    replace_partitions,
    write_empty_tables,
)
from dagster_project.intake.raw_tables import EXTRACTIONS, RawTable, extraction_id, raw_tables
from dagster_project.intake.staging import StagedTable, stage
from dagster_project.intake.worker import ReadResult, ReadTask
from dagster_project.spreadsheets.confirmed import Asked, next_moment
from dagster_project.spreadsheets.context import ReaderContext, build_context

STAGING = ".staging"


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What an intake did. All but `files_seen` (deliveries in the archive) are of this run.

    A file that was read as of several moments counts once, as it was read last. `files_returned`
    counts files without an accepted part, `files_waiting` those of which a part waits for the
    office; `files_left` are names of files that changed while they were read and stay in the inbox
    for the next run; `rows_by_form` the data rows taken into the raw tables, by form name;
    `problems` what the reader found.
    """

    files_seen: int
    files_read: int
    files_returned: int
    files_waiting: int
    files_left: tuple[str, ...]
    rows_by_form: dict[str, int]
    problems: int


def load_context(home: Path, sources: Path) -> ReaderContext:
    """Return forms and decisions as the reader wants them, with the fingerprint to read under."""
    decisions = load_decisions(home / "decisions")
    return build_context(
        load_forms(sources), load_code_lists(sources), decisions, sources_fingerprint(sources)
    )


def take_in(
    home: Path,
    sources: Path,
    now: datetime,
    workers: int = 2,
    on_progress: Callable[[int, int], None] | None = None,
    pool: ReaderPool | None = None,
) -> IntakeResult:
    """Archive what lies in the inbox and read what is not read yet.

    Args:
        home: XUNCHA_HOME.
        sources: the folder of forms and code lists.
        now: Shanghai wall time, for files that `inbox/received.csv` does not list.
        workers: how many processes read.
        on_progress: called with (files read so far, files to read).
        pool: a pool that is already warm; by default one is started and stopped.

    Raises:
        FormError, DecisionError, InboxError: what ships or what the office keeps is wrong.
    """
    raw = home / "raw"
    context = load_context(home, sources)
    tables = raw_tables(context.forms)
    write_empty_tables(raw, tables)
    arrivals = archive_inbox(home, now.replace(microsecond=0))
    recorded = recorded_extractions(raw)
    staging = _new_staging(raw) if pool is None else pool.staging
    try:
        with nullcontext(pool) if pool else ReaderPool(context, staging, workers) as reader:
            found = _read(
                arrivals.deliveries, recorded, recorded_questions(raw), reader, on_progress
            )
        _write(raw, tables, found, _records(found, context, staging))
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return _summary(arrivals, found)


def _extraction_id(delivery: Delivery, accepted_at: datetime) -> str:
    return extraction_id(delivery.sha256, delivery.file_name, delivery.received_at, accepted_at)


def _new_staging(raw: Path) -> Path:
    """A fresh folder for rows that wait; what a killed run left is removed."""
    shutil.rmtree(raw / STAGING, ignore_errors=True)
    (raw / STAGING).mkdir(parents=True)
    return Path(tempfile.mkdtemp(dir=raw / STAGING))


@dataclass
class _Found:
    """What was read in this run, in order, and which recorded readings no longer count."""

    readings: list[tuple[Delivery, ReadResult]] = field(default_factory=list)
    outdated: set[str] = field(default_factory=set)


def _read(
    deliveries: list[Delivery],
    recorded: list[Extraction],
    asked: dict[str, Asked],
    reader: ReaderPool,
    on_progress: Callable[[int, int], None] | None,
) -> _Found:
    """Read each delivery as of its receipt, and again as of each decision that concerns it.

    What a decision concerns is known from what the reading before it asked, so the readings of a
    delivery follow from the archive and the decisions alone, whenever the runs took place.
    """
    context, found = reader.context, _Found()
    done = {one.extraction_id: one.reader_fingerprint for one in recorded}
    due = [(delivery, delivery.received_at) for delivery in deliveries]
    counting: set[str] = set()
    while due:
        tasks = []
        for delivery, moment in due:
            identifier = _extraction_id(delivery, moment)
            counting.add(identifier)
            if done.get(identifier) != context.fingerprint_at(moment):
                task = ReadTask(identifier, delivery.file_name, moment, delivery.original)
                tasks.append((delivery, task))
        for delivery, result in _read_all(tasks, reader, len(found.readings), on_progress):
            found.readings.append((delivery, result))
            asked[result.task.extraction_id] = result.asked
        due = list(_concerned(due, asked, context))
    known = {(one.sha256, one.file_name, one.received_at) for one in deliveries}
    found.outdated = {
        one.extraction_id
        for one in recorded
        if one.extraction_id not in counting
        and (one.sha256, one.file_name, one.received_at) in known
    }
    return found


def _read_all(
    tasks: list[tuple[Delivery, ReadTask]],
    reader: ReaderPool,
    before: int,
    on_progress: Callable[[int, int], None] | None,
) -> Iterator[tuple[Delivery, ReadResult]]:
    deliveries = {task.extraction_id: delivery for delivery, task in tasks}
    finished = before

    def on_done() -> None:
        nonlocal finished
        finished += 1
        if on_progress is not None:
            on_progress(finished, before + len(tasks))

    for result in reader.read_all([task for _, task in tasks], on_done):
        yield deliveries[result.task.extraction_id], result


def _concerned(
    due: list[tuple[Delivery, datetime]], asked: dict[str, Asked], context: ReaderContext
) -> Iterator[tuple[Delivery, datetime]]:
    """The deliveries that a later decision concerns, each with the moment of the first such one."""
    for delivery, moment in due:
        questions = asked.get(_extraction_id(delivery, moment))
        if questions is not None:
            later = next_moment(questions, moment, context.layouts, context.units)
            if later is not None:
                yield delivery, later


def _records(found: _Found, context: ReaderContext, staging: Path) -> list[StagedTable]:
    """One row an extraction, waiting to be written last."""
    staged = []
    for delivery, result in found.readings:
        task = result.task
        row = {
            "extraction_id": task.extraction_id,
            "sha256": delivery.sha256,
            "file_name": delivery.file_name,
            "received_at": delivery.received_at,
            "accepted_at": task.accepted_at,
            "reader_fingerprint": context.fingerprint_at(task.accepted_at),
        }
        table = pa.Table.from_pylist([row], schema=EXTRACTIONS)
        month = f"{delivery.received_at:%Y-%m}"
        staged.append(stage(staging, "extractions", month, task.extraction_id, table))
    return staged


def _write(
    raw: Path, tables: dict[str, RawTable], found: _Found, records: list[StagedTable]
) -> None:
    """Replace the partitions of every table; `extractions` comes last in `tables`."""
    replaced = found.outdated | {record.extraction_id for record in records}
    if not replaced:
        return
    waiting: dict[str, list[StagedTable]] = {"extractions": records}
    for _, result in found.readings:
        for item in result.staged:
            waiting.setdefault(item.table, []).append(item)
    for name, table in tables.items():
        replace_partitions(raw, table, waiting.get(name, []), replaced)


def _summary(arrivals: Arrivals, found: _Found) -> IntakeResult:
    rows: Counter[str] = Counter()
    for _, result in found.readings:
        rows.update(result.rows_by_form)
    last = {delivery.delivery_id: result for delivery, result in found.readings}
    return IntakeResult(
        files_seen=len(arrivals.deliveries),
        files_read=len(last),
        files_returned=sum(result.is_returned for result in last.values()),
        files_waiting=sum(result.is_waiting for result in last.values()),
        files_left=arrivals.left,
        rows_by_form=dict(rows),
        problems=sum(result.problems for result in last.values()),
    )
