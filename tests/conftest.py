"""What every test may ask of the machine, and how tests are dealt to the workers.

A test that needs a program, a font or the shared data asks for it here; where the machine lacks
it the test is skipped with a reason that pytest lists at the end. `XUNCHA_REQUIRE_ALL=1` turns
every skip into a failure, so that a complete machine can show a complete run. Fixtures of one
subject (a built warehouse, a demonstration) live beside the tests that use them.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import settings

PROJECT_ROOT = Path(__file__).resolve().parent.parent
REQUIRE_ALL_VARIABLE = "XUNCHA_REQUIRE_ALL"
SHARED_VARIABLE = "XUNCHA_SHARED"
SLOW_FIRST = ("warehouse", "truth", "recipes", "orchestration", "acceptance")

# The same examples in every run, and no time limit for one: a busy machine is not a fault.
settings.register_profile("project", derandomize=True, deadline=None)
settings.load_profile("project")


def is_all_required() -> bool:
    """Tell whether a skipped test counts as failed in this run."""
    return os.environ.get(REQUIRE_ALL_VARIABLE, "") not in ("", "0")


def shared_folder() -> Path:
    """Return the folder of shared data: `XUNCHA_SHARED`, else `shared/` beside the project."""
    named = os.environ.get(SHARED_VARIABLE)
    return Path(named) if named else PROJECT_ROOT.parent / "shared"


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds `dagster_project/`, `dbt/` and `sources/`."""
    return PROJECT_ROOT


@pytest.fixture(scope="session")
def require_tool() -> Callable[[str], str]:
    """A function: name of a program → its path; skips the test where it is not installed."""

    def require(name: str) -> str:
        found = shutil.which(name)
        if found is None:
            pytest.skip(f"the program {name} is not installed")
        return found

    return require


@pytest.fixture(scope="session")
def require_shared() -> Callable[[str], Path]:
    """A function: path within the shared data → full path; skips the test where it is absent."""

    def require(path: str) -> Path:
        found = shared_folder() / path
        if not found.exists():
            pytest.skip(f"the shared data {path} is not there (set {SHARED_VARIABLE})")
        return found

    return require


@pytest.fixture(scope="session")
def make_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str, Callable[[Path], None]], Path]:
    """A function: name, what fills a folder → that folder, filled by the first worker that asks.

    The other workers wait for it. Its tests only read it.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return make


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deal the files that take minutes first, so that both workers end together."""
    items.sort(key=lambda item: item.path.parent.name not in SLOW_FIRST)


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    is_expected_failure = hasattr(report, "wasxfail")
    if not report.skipped or is_expected_failure or not is_all_required():
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"{REQUIRE_ALL_VARIABLE} is set, so a skip is a failure. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one where everything is required."""
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a skipped test file into a failed one where everything is required."""
    report = yield
    _fail_if_skipped(report)
    return report
