"""A demonstration of ordinary size, written once for all tests of this folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project.demonstration import DemoOptions, Truth, write_demonstration
from dagster_project.demonstration.province import Province, build_province
from dagster_project.demonstration.world import World


@pytest.fixture(scope="session")
def demo_home(make_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    def write(home: Path) -> None:
        write_demonstration(home, DemoOptions())

    return make_once("demonstration", write)


@pytest.fixture(scope="session")
def demo_truth(demo_home: Path) -> Truth:
    return Truth.load(demo_home / "demonstration" / "truth.json")


@pytest.fixture(scope="session")
def province() -> Province:
    return build_province(DemoOptions())


@pytest.fixture(scope="session")
def world(province: Province) -> World:
    """What happens in the province, without a burst of clues."""
    return World(province, 1, None)
