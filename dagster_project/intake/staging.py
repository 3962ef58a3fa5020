"""Rows that wait in Arrow files until the partition they belong to is replaced.

Written by worker processes, read back by the run; apart from `raw_store.py` so that a worker does
not load the Parquet library.
"""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class StagedTable:
    """Rows of one extraction waiting in an Arrow file: of which table, for which partition."""

    table: str
    partition: str
    extraction_id: str
    path: Path
    rows: int


def stage(
    folder: Path, name: str, partition: str, extraction_id: str, table: pa.Table
) -> StagedTable:
    """Put rows aside until the partition they belong to is replaced."""
    path = folder / f"{extraction_id}.{name}.arrow"
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return StagedTable(name, partition, extraction_id, path, table.num_rows)


def staged_rows(item: StagedTable) -> pa.Table:
    """Return the rows that were put aside."""
    with pa.OSFile(str(item.path), "rb") as source:
        return pa.ipc.open_file(source).read_all()
