"""A demonstration of ordinary size, written once for all tests of this folder."""

from pathlib import Path

import pytest

from dagster_project.demonstration import DemoOptions, Truth, write_demonstration


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("demonstration")
    write_demonstration(home, DemoOptions())
    return home


@pytest.fixture(scope="session")
def demo_truth(demo_home: Path) -> Truth:
    return Truth.load(demo_home / "demonstration" / "truth.json")
