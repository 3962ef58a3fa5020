"""How long the demonstration takes once everything is installed, and how much of it is start-up.

    python -m benchmarks.demo

Start-up is what a run costs before it does anything: starting Python, importing Dagster and dbt,
putting the definitions together from the project's manifest. Each part runs in a fresh process.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LONGEST_SECONDS = 120
COMMAND = "import sys; from dagster_project.cli import main; sys.exit(main())"
START_UP = "import dagster_project.definitions, dagster_project.runner"


def seconds_of(program: str, *arguments: str) -> float:
    """Return the wall time of a Python program in a process of its own.

    Raises:
        subprocess.CalledProcessError: the program failed.
    """
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, *arguments],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def main() -> int:
    """Measure and print; the exit code is 1 if the demonstration took too long."""
    seconds_of(START_UP)  # once before, so that a missing manifest is not counted
    with tempfile.TemporaryDirectory() as folder:
        writing = seconds_of(COMMAND, "demo", "--files-only", "--out", f"{folder}/files")
        whole = seconds_of(COMMAND, "demo", "--out", f"{folder}/whole")
    start_up = seconds_of(START_UP)
    print(f"demo, whole            {whole:6.1f} s   (bound {LONGEST_SECONDS} s)")
    print(f"  writing the files    {writing:6.1f} s")
    print(f"  start-up of the run  {start_up:6.1f} s   {start_up / whole:.0%} of the whole")
    print(f"  the run itself       {whole - writing - start_up:6.1f} s")
    return int(whole > LONGEST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
