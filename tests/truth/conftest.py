"""Demonstration provinces, read and built as the office would."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from dagster_project.demonstration import DemoOptions, Truth, write_demonstration
from dagster_project.runner import run


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
    """The default demonstration: 24 units, 15 months, everything planted."""
    home = tmp_path_factory.mktemp("province")
    return Province(home, write_demonstration(home, DemoOptions()))


@pytest.fixture(scope="session")
def small_province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    """A smaller one, for what holds at earlier moments too."""
    home = tmp_path_factory.mktemp("small_province")
    return Province(home, write_demonstration(home, DemoOptions(units=9, months=8, seed=2)))
