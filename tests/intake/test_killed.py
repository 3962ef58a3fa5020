"""kill -9 at any moment, then a run: the same files as if nothing had happened."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dagster_project.home import project_root, sources_folder
from dagster_project.intake import take_in
from tests.intake.homes import NOW, filled_home, raw_files

# Runs an intake that kills itself (its own process only) before the n-th call of a function.
PROGRAM = """
import os, signal, sys
from datetime import datetime
from pathlib import Path

if __name__ == "__main__":
    from dagster_project.intake import archive, raw_store, run

    home, sources, module, name, wanted = sys.argv[1:]
    owner = {"archive": archive, "run": run, "raw_store": raw_store}.get(module)
    original, calls = getattr(owner, name, None), 0

    def counted(*args, **kwargs):
        global calls
        calls += 1
        if calls == int(wanted):
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **kwargs) if original else None

    if owner:
        setattr(owner, name, counted)
    on_progress = None if owner else counted
    run.take_in(Path(home), Path(sources), datetime(2026, 10, 9, 8), on_progress=on_progress)
"""

MOMENTS = [
    ("archive", "_copy", 5),
    ("archive", "_note_deliveries", 1),
    ("archive", "_delivery", 7),
    ("reading", "on_progress", 1),
    ("reading", "on_progress", 8),
    ("reading", "on_progress", 13),
    ("run", "_records", 1),
    ("run", "replace_partitions", 1),
    ("run", "replace_partitions", 5),
    ("run", "replace_partitions", 7),
    ("raw_store", "_write", 9),
    ("raw_store", "settle", 3),
    ("raw_store", "settle", 12),
    ("raw_store", "settle", 18),
]


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose inbox nobody has read, one file to be read as of two moments; tests copy it."""
    home = filled_home(tmp_path_factory.mktemp("waiting") / "home")
    header = "alias,unit_code,decided_by,decided_at,from_period"
    (home / "decisions" / "unit_aliases.csv").write_text(
        f"{header}\n无名县,990123,省办,2026-10-08 10:30:00,2026-01\n", "utf-8"
    )
    return home


@pytest.fixture(scope="module")
def undisturbed(waiting: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = shutil.copytree(waiting, tmp_path_factory.mktemp("undisturbed") / "home")
    take_in(home, sources_folder(), NOW)
    return raw_files(home)


@pytest.mark.parametrize(("module", "name", "call"), MOMENTS)
def test_a_run_after_a_kill_ends_as_if_undisturbed(
    tmp_path: Path,
    waiting: Path,
    undisturbed: dict[str, str],
    module: str,
    name: str,
    call: int,
) -> None:
    home = shutil.copytree(waiting, tmp_path / "home")
    program = tmp_path / "killed.py"
    program.write_text(PROGRAM, "utf-8")
    done = subprocess.run(
        [sys.executable, program, home, sources_folder(), module, name, str(call)],
        env={**os.environ, "PYTHONPATH": str(project_root())},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    take_in(home, sources_folder(), NOW)
    assert raw_files(home) == undisturbed
