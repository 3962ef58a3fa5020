"""How long the blank workbooks of a province take.

    python -m benchmarks.blanks        120 units

A demonstration home of that many units gives the registers, villages and codes; without a release
nothing is open, so the rows of XC03 and XC04 are not in it.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.demo import COMMAND, seconds_of
from dagster_project.blank_workbooks import write_blank_workbooks
from dagster_project.home import sources_folder

UNITS = 120
PERIOD = "2026-09"
BOUND = 30.0


def main() -> int:
    """Measure and print; the exit code is 1 where the bound is passed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        size = ("--units", str(UNITS), "--months", "1", "--until", PERIOD)
        seconds_of(COMMAND, "demo", *size, "--files-only", "--out", str(home))
        started = time.perf_counter()
        written = list(write_blank_workbooks(home, sources_folder(), PERIOD, Path(folder) / "out"))
        seconds = time.perf_counter() - started
        size_of_all = sum(blank.path.stat().st_size for blank in written) / 1e6
    forms = sum(blank.forms for blank in written)
    print(f"{len(written)} workbooks, {forms} forms: {seconds:.1f} s, {size_of_all:.1f} MB")
    return int(seconds > BOUND)


if __name__ == "__main__":
    sys.exit(main())
