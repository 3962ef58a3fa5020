"""What the tests of releases share: the options of their home, and what a release promises."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dagster_project.demonstration import DemoOptions
from dagster_project.runner import RunResult

AS_OF = datetime(2026, 10, 20, 9, 0)
PERIOD = "2026-09"
OPTIONS = DemoOptions(units=6, months=4, until=PERIOD, seed=3)


@dataclass(frozen=True)
class BuiltHome:
    """A home after a run that was not disturbed."""

    home: Path
    result: RunResult


def release_files(release: Path) -> dict[str, bytes]:
    """Names and bytes of what a release promises to be the same again: all but the databases."""
    return {
        path.relative_to(release).as_posix(): path.read_bytes()
        for path in sorted(release.rglob("*"))
        if path.is_file() and path.suffix != ".duckdb"
    }
