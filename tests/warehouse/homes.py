"""What the tests of releases share: the options of their home, and what a release promises."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from dagster_project.demonstration import DemoOptions

AS_OF = datetime(2026, 10, 20, 9, 0)
PERIOD = "2026-09"
OPTIONS = DemoOptions(units=6, months=4, until=PERIOD, seed=3)


@dataclass(frozen=True)
class BuiltHome:
    """A home after a run that was not disturbed."""

    home: Path
    release: Path


def release_files(release: Path) -> dict[str, bytes]:
    """Names and bytes of what a release promises to be the same again: all but the databases."""
    return {
        path.relative_to(release).as_posix(): path.read_bytes()
        for path in sorted(release.rglob("*"))
        if path.is_file() and path.suffix != ".duckdb"
    }


def mark(build: Path, number: int) -> None:
    """Make another build of it, told by one number in two tables."""
    with duckdb.connect(str(build)) as connection:
        connection.execute(f"set variable number = {number}")
        connection.execute("update submission_parts set rows_received = getvariable('number')")
        connection.execute(
            "update build_context"
            " set as_of = make_timestamp(2026, 10, 20, 9, getvariable('number'), 0)"
        )
