"""From the inbox to raw Parquet: archive, read in worker processes, write whole files.

A plain library that knows no Dagster and no dbt. `archive` keeps the originals, `pool` and
`worker` read them, `raw_tables` says what the raw tables hold, `raw_store` replaces their files,
`run` puts it together. How a workbook is read is `dagster_project.spreadsheets`.

Importing the package imports nothing else: worker processes start from here.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dagster_project.intake.run import IntakeResult


def take_in(
    home: Path,
    sources: Path,
    now: datetime,
    workers: int = 2,
    on_progress: Callable[[int, int], None] | None = None,
) -> "IntakeResult":
    """Archive what lies in the inbox and read what is not read yet; see `run.take_in`."""
    from dagster_project.intake import run

    return run.take_in(home, sources, now, workers, on_progress)
