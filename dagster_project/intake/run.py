"""One intake from beginning to end: archive, read what is new, replace the raw files.

The order makes it safe to be killed at any moment: originals are archived before anything reads
them, and the record that an extraction is done is written after all its rows. A later run drops
and rewrites whatever has no such record. The caller holds the lock against a second run.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from dagster_project.decisions import load_decisions
from dagster_project.forms import load_code_lists, load_forms, sources_fingerprint
from dagster_project.intake.archive import Delivery, archive_inbox
from dagster_project.intake.pool import ReaderPool
from dagster_project.intake.raw_store import (
    done_extractions,
    replace_partitions,
    write_empty_tables,
)
from dagster_project.intake.raw_tables import EXTRACTIONS, RawTable, extraction_id, raw_tables
from dagster_project.intake.staging import StagedTable, stage
from dagster_project.intake.worker import ReadResult, ReadTask
from dagster_project.spreadsheets.context import ReaderContext, build_context

STAGING = ".staging"


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What an intake did. All but `files_seen` (deliveries in the archive) are of this run.

    `files_returned` counts files without an accepted part; `rows_by_form` the data rows taken
    into the raw tables, by form name; `problems` what the reader found.
    """

    files_seen: int
    files_read: int
    files_returned: int
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
    deliveries = archive_inbox(home, now.replace(microsecond=0))
    done = done_extractions(raw, context.fingerprint)
    tasks = [task for task in map(_task, deliveries) if task.extraction_id not in done]
    staging = _new_staging(raw) if pool is None else pool.staging
    try:
        results = _read(tasks, context, staging, workers, on_progress, pool)
        _write(raw, tables, results, _records(deliveries, tasks, context, staging))
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return _summary(deliveries, results)


def _task(delivery: Delivery) -> ReadTask:
    accepted_at = delivery.received_at
    identifier = extraction_id(
        delivery.sha256, delivery.file_name, delivery.received_at, accepted_at
    )
    return ReadTask(identifier, delivery.file_name, delivery.received_at, delivery.original)


def _new_staging(raw: Path) -> Path:
    """A fresh folder for rows that wait; what a killed run left is removed."""
    shutil.rmtree(raw / STAGING, ignore_errors=True)
    (raw / STAGING).mkdir(parents=True)
    return Path(tempfile.mkdtemp(dir=raw / STAGING))


def _read(
    tasks: list[ReadTask],
    context: ReaderContext,
    staging: Path,
    workers: int,
    on_progress: Callable[[int, int], None] | None,
    pool: ReaderPool | None,
) -> list[ReadResult]:
    if not tasks:
        return []
    finished = 0

    def on_done() -> None:
        nonlocal finished
        finished += 1
        if on_progress is not None:
            on_progress(finished, len(tasks))

    count = max(1, min(workers, len(tasks)))
    with nullcontext(pool) if pool else ReaderPool(context, staging, count) as reader:
        return list(reader.read_all(tasks, on_done))


def _records(
    deliveries: list[Delivery], tasks: list[ReadTask], context: ReaderContext, staging: Path
) -> list[StagedTable]:
    """One row an extraction, waiting to be written last."""
    sha256 = {_task(delivery).extraction_id: delivery.sha256 for delivery in deliveries}
    staged = []
    for task in tasks:
        row = {
            "extraction_id": task.extraction_id,
            "sha256": sha256[task.extraction_id],
            "file_name": task.file_name,
            "received_at": task.received_at,
            "accepted_at": task.received_at,
            "reader_fingerprint": context.fingerprint,
        }
        table = pa.Table.from_pylist([row], schema=EXTRACTIONS)
        month = f"{task.received_at:%Y-%m}"
        staged.append(stage(staging, "extractions", month, task.extraction_id, table))
    return staged


def _write(
    raw: Path,
    tables: dict[str, RawTable],
    results: list[ReadResult],
    records: list[StagedTable],
) -> None:
    """Replace the partitions of every table; `extractions` comes last in `tables`."""
    replaced = {record.extraction_id for record in records}
    if not replaced:
        return
    waiting: dict[str, list[StagedTable]] = {"extractions": records}
    for result in results:
        for item in result.staged:
            waiting.setdefault(item.table, []).append(item)
    for name, table in tables.items():
        replace_partitions(raw, table, waiting.get(name, []), replaced)


def _summary(deliveries: list[Delivery], results: list[ReadResult]) -> IntakeResult:
    rows: Counter[str] = Counter()
    for result in results:
        rows.update(result.rows_by_form)
    return IntakeResult(
        files_seen=len(deliveries),
        files_read=len(results),
        files_returned=sum(result.is_returned for result in results),
        rows_by_form=dict(rows),
        problems=sum(result.problems for result in results),
    )
