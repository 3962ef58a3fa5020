"""A small demonstration, read and built once for the tests of releases."""

from pathlib import Path

import pytest

from dagster_project.demonstration import write_demonstration
from dagster_project.runner import run
from tests.warehouse.homes import AS_OF, OPTIONS, PERIOD, BuiltHome


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltHome:
    """The small demonstration after one run."""
    home = tmp_path_factory.mktemp("undisturbed")
    write_demonstration(home, OPTIONS)
    result = run(home, PERIOD, AS_OF)
    assert result.ok, result.message
    return BuiltHome(home, result)


@pytest.fixture
def fresh_home(tmp_path: Path) -> Path:
    """The same demonstration, waiting in the inbox of a home of its own."""
    write_demonstration(tmp_path, OPTIONS)
    return tmp_path
