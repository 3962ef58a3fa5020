"""The raw Parquet files: each partition written whole, or left as it was.

One file per table and partition, its rows in the order of their extractions, so that the same
readings give the same bytes however many runs brought them in. What the tables hold is
`raw_tables.py`'s.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dagster_project.intake.archive import settle
from dagster_project.intake.raw_tables import RawTable
from dagster_project.intake.staging import StagedTable, staged_rows
from dagster_project.spreadsheets.confirmed import Asked, Question

EMPTY_FILE = "_columns.parquet"
ROWS_A_GROUP = 20_000


def write_empty_tables(raw: Path, tables: Mapping[str, RawTable]) -> None:
    """Make each table's empty file say what its columns are today."""
    for table in tables.values():
        folder = raw / table.name
        folder.mkdir(parents=True, exist_ok=True)
        for remains in folder.glob(".*.part"):
            remains.unlink()
        path = folder / EMPTY_FILE
        if not path.is_file() or not pq.read_schema(path).equals(table.schema):
            _write(path, iter([table.schema.empty_table()]), table.schema)


@dataclass(frozen=True, slots=True)
class Extraction:
    """A reading that is recorded: of which delivery, as of when, under which fingerprint."""

    extraction_id: str
    sha256: str
    file_name: str
    received_at: datetime
    accepted_at: datetime
    reader_fingerprint: str


def recorded_extractions(raw: Path) -> list[Extraction]:
    """The readings that are recorded as done."""
    return [
        Extraction(**row)
        for path in partitions(raw / "extractions")
        for row in pq.read_table(path).to_pylist()
    ]


def recorded_questions(raw: Path) -> dict[str, Asked]:
    """What each recorded reading asked of the office's decisions; those that asked nothing not."""
    found: dict[str, Asked] = {}
    for path in partitions(raw / "questions"):
        for row in pq.read_table(path).to_pylist():
            before = found.get(row["extraction_id"])
            question = Question(row["kind"], row["form"], row["text"])
            questions = (*(before.questions if before else ()), question)
            found[row["extraction_id"]] = Asked(row["unit_code"], row["period"], questions)
    return found


def partitions(folder: Path) -> list[Path]:
    """The partition files of a table, the empty one left out."""
    return sorted(path for path in folder.glob("*.parquet") if path.name != EMPTY_FILE)


def replace_partitions(
    raw: Path, table: RawTable, staged: list[StagedTable], replaced: set[str]
) -> None:
    """Drop the rows of `replaced` extractions and add the staged ones, each file written once.

    A file without any of either is not touched; one that ends without rows is removed.
    """
    folder = raw / table.name
    new: dict[str, list[StagedTable]] = {}
    for item in staged:
        new.setdefault(item.partition, []).append(item)
    existing = {path.stem: path for path in partitions(folder)}
    for partition in sorted({*new, *existing}):
        old = existing.get(partition)
        if partition not in new and (old is None or not _holds_any(old, table, replaced)):
            continue
        kept = _kept(old, table, replaced) if old is not None else iter(())
        added = _added(sorted(new.get(partition, []), key=lambda item: item.extraction_id))
        ordered = (rows for _, rows in merge(kept, added, key=lambda pair: pair[0]))
        _write(folder / f"{partition}.parquet", _grouped(ordered), table.schema)


def _holds_any(path: Path, table: RawTable, extractions: set[str]) -> bool:
    ids = pq.read_table(path, columns=[table.id_column])[table.id_column]
    return not extractions.isdisjoint(pc.unique(ids).to_pylist())


def _kept(path: Path, table: RawTable, replaced: set[str]) -> Iterator[tuple[str, pa.Table]]:
    """Rows of a file by extraction, in order, without those of `replaced`."""
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            rows = _conformed(file.read_row_group(group), table.schema)
            counts = pc.value_counts(rows[table.id_column]).to_pylist()
            start = 0
            for entry in counts:
                if entry["values"] not in replaced:
                    yield entry["values"], rows.slice(start, entry["counts"])
                start += entry["counts"]


def _conformed(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """The rows with today's columns; one that is new is null."""
    columns = [
        rows[field.name].cast(field.type)
        if field.name in rows.column_names
        else pa.nulls(rows.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _added(staged: list[StagedTable]) -> Iterator[tuple[str, pa.Table]]:
    for item in staged:
        yield item.extraction_id, staged_rows(item)


def _grouped(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Whole extractions gathered into row groups; never one extraction in two groups."""
    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        if sum(part.num_rows for part in waiting) >= ROWS_A_GROUP:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def _write(path: Path, groups: Iterator[pa.Table], schema: pa.Schema) -> None:
    """Write a file whole and flushed, or remove it if there are no rows (the empty one apart)."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    rows = 0
    with temporary.open("wb") as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in groups:
            writer.write_table(group, row_group_size=max(1, group.num_rows))
            rows += group.num_rows
    if rows or path.name == EMPTY_FILE:
        settle([(temporary, path)])
    else:
        temporary.unlink()
        path.unlink(missing_ok=True)
