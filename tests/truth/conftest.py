"""Demonstration provinces, read and built as the office would.

`XUNCHA_TRUTH=full` compares the demonstration in its default size (24 units, 15 months); without it
a smaller one, which takes less time and in which every check is planted all the same.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from dagster_project.demonstration import DemoOptions, Truth, write_demonstration
from dagster_project.runner import run

FULL_VARIABLE = "XUNCHA_TRUTH"
SIZE_IN_EVERY_RUN = DemoOptions(units=18, months=12)


@dataclass(frozen=True)
class Province:
    """A demonstration in a home, and what was written into it."""

    home: Path
    truth: Truth

    def warehouse_at(self, as_of: datetime) -> Path:
        """Build the home as at a moment and return the released warehouse."""
        result = run(self.home, None, as_of)
        assert result.ok, result.message
        assert result.release is not None
        return result.release / "warehouse.duckdb"


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    """A demonstration with everything planted: the default one where the full truth is wanted."""
    home = tmp_path_factory.mktemp("province")
    is_full = os.environ.get(FULL_VARIABLE) == "full"
    options = DemoOptions() if is_full else SIZE_IN_EVERY_RUN
    return Province(home, write_demonstration(home, options))


@pytest.fixture(scope="session")
def small_province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    """A smaller one, for what holds at earlier moments too."""
    home = tmp_path_factory.mktemp("small_province")
    return Province(home, write_demonstration(home, DemoOptions(units=9, months=8, seed=2)))
