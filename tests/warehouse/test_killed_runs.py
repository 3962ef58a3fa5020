"""Runs that are killed one after the other: nothing half made stands, the next makes it good."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from dagster_project.runner import run
from tests.warehouse.homes import AS_OF, PERIOD, BuiltHome, release_files

DRIVER = """
import sys
from datetime import datetime
from pathlib import Path
from dagster_project.runner import run
result = run(Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3]),
             lambda step, done, total: print(step, done, total, flush=True))
print("ended", result.ok, flush=True)
"""


def kill_at(home: Path, step: str) -> None:
    """Start a run in a process of its own and kill it as soon as it says that it is at `step`."""
    process = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(home), PERIOD, AS_OF.isoformat()],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(step):
            break
        assert not line.startswith("ended"), f"the run ended before {step}"
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    process.stdout.close()


# Kills while files are read have a test of their own (tests/intake); a release is killed with the
# documents before it made.
STEPS = ("warehouse", "release")


def test_runs_killed_in_the_middle_leave_nothing_behind(built: BuiltHome, fresh_home: Path) -> None:
    for step in STEPS:
        kill_at(fresh_home, step)
        assert not (fresh_home / "published" / "current").exists(), step
    result = run(fresh_home, PERIOD, AS_OF)
    assert result.ok, result.message
    assert built.result.release is not None
    assert result.release is not None
    assert release_files(result.release) == release_files(built.result.release)
    assert [path.name for path in (fresh_home / "published" / "releases").iterdir()] == [
        built.result.release.name
    ]
