"""A skip is listed with its reason, and is a failure where everything is required."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDS_WHAT_IS_NOT_THERE = """
import pytest

def test_tool(require_tool):
    require_tool("no-such-program")

def test_shared(require_shared):
    require_shared("no/such/file")
"""


def run_pytest(project_root: Path, folder: Path, require_all: str) -> str:
    tests = folder / "tests"
    tests.mkdir()
    shutil.copy(project_root / "tests" / "conftest.py", tests)
    (tests / "test_lacking.py").write_text(NEEDS_WHAT_IS_NOT_THERE, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-ra",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            folder,
            tests,
        ],
        env={**os.environ, "XUNCHA_REQUIRE_ALL": require_all, "COLUMNS": "200"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("require_all", "closing"), [("", "2 skipped"), ("0", "2 skipped"), ("1", "2 failed")]
)
def test_skips_are_listed_or_failures(
    project_root: Path, tmp_path: Path, require_all: str, closing: str
) -> None:
    printed = run_pytest(project_root, tmp_path, require_all)
    assert closing in printed.splitlines()[-1]
    assert "no-such-program is not installed" in printed
