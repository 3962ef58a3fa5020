"""A small home with an instance of its own: what the daemon would drive is driven by hand."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from dagster import DagsterInstance

from dagster_project import clock
from dagster_project.demonstration import DemoOptions, write_demonstration
from dagster_project.home import HOME_VARIABLE
from dagster_project.runner import prepare_dagster_home

OPTIONS = DemoOptions(units=6, months=3, until="2026-09", seed=3)


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three months of returns of six units, written once."""
    folder = tmp_path_factory.mktemp("province")
    write_demonstration(folder, OPTIONS)
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, which schedules and sensors find."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "decisions").mkdir()
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setenv("DAGSTER_HOME", str(prepare_dagster_home(tmp_path)))
    return tmp_path


@pytest.fixture
def registered_home(home: Path, province: Path) -> Path:
    """A home that knows its units and has received nothing yet."""
    shutil.copytree(province / "decisions", home / "decisions", dirs_exist_ok=True)
    return home


@pytest.fixture
def instance(home: Path) -> Iterator[DagsterInstance]:
    """Dagster's records of that home, on disk as in daily use."""
    with DagsterInstance.get() as instance:
        yield instance


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """A function: the wall time that the clock tells from then on."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)
