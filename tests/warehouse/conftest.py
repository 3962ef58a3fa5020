"""A small demonstration, read and built once for the tests of releases."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project.demonstration import write_demonstration
from dagster_project.published import standing_release
from dagster_project.runner import run
from tests.warehouse.homes import AS_OF, OPTIONS, PERIOD, BuiltHome


def _build(home: Path) -> None:
    write_demonstration(home, OPTIONS)
    result = run(home, PERIOD, AS_OF)
    assert result.ok, result.message


@pytest.fixture(scope="session")
def built(make_once: Callable[[str, Callable[[Path], None]], Path]) -> BuiltHome:
    """The small demonstration after one run."""
    home = make_once("undisturbed", _build)
    release = standing_release(home)
    assert release is not None
    return BuiltHome(home, release)


@pytest.fixture
def fresh_home(tmp_path: Path) -> Path:
    """The same demonstration, waiting in the inbox of a home of its own."""
    write_demonstration(tmp_path, OPTIONS)
    return tmp_path
