"""A run that is killed and the one after it: the same release as if nothing had happened.

Kills while files are read are in tests/intake, while a release is published in test_publishing.py.
"""

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


def test_a_run_killed_in_the_middle_leaves_nothing_behind(
    built: BuiltHome, fresh_home: Path
) -> None:
    """The same inputs in another home, a kill between, half a document: the same rows and bytes."""
    kill_at(fresh_home, "warehouse")
    assert not (fresh_home / "published" / "current").exists()
    half_made = fresh_home / "warehouse" / "documents" / "2026-08" / "R01.docx"
    half_made.parent.mkdir(parents=True)
    half_made.write_bytes(b"half")
    result = run(fresh_home, PERIOD, AS_OF)
    assert result.ok, result.message
    assert result.release is not None
    assert result.release.name == built.release.name
    assert release_files(result.release) == release_files(built.release)
    assert list((fresh_home / "published" / "releases").iterdir()) == [result.release]
