"""How the time of a full run grows with the number of units, and what one unit's resending costs.

    python -m benchmarks.growth            24, 60 and 120 units, 15 months
    python -m benchmarks.growth 6 12       other numbers of units, for a try

All in one go, so that the numbers stand beside each other: for each number of units the
demonstration's files are written, everything is run on them once, and then once more after one
unit has sent its newest return again. Start-up (imports) is told apart, because it does not grow.
"""

import shutil
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.demo import COMMAND, START_UP, seconds_of

UNITS = (24, 60, 120)
MONTHS = 15
PERIOD = "2026-09"
# Two moments after the last file: the resent one is received in between.
FIRST_AS_OF, SECOND_AS_OF = "2026-11-15 00:00:00", "2026-11-17 00:00:00"
RESENT_AT = "2026-11-16 00:00:00"
# At most as the units do; the start-up comes on top.
BOUND = 1.0


@dataclass(frozen=True)
class Measured:
    """Seconds of the runs in one home, and how large it is."""

    units: int
    files: int
    full: float
    resent: float
    megabytes: float


def main(units: tuple[int, ...]) -> int:
    """Measure and print; the exit code is 1 if a run grew by more than the units did."""
    seconds_of(START_UP)  # once before, so that a missing manifest is not counted
    start_up = seconds_of(START_UP)
    print(f"start-up {start_up:.1f} s, not in the columns of growth")
    print("units  files  full run s  ÷ first  ÷ units  resent s  share of full  build MB")
    first: Measured | None = None
    has_grown_more = False
    for number in units:
        found = measured(number)
        first = first or found
        growth = (found.full - start_up) / (first.full - start_up)
        per_unit = growth / (found.units / first.units)
        has_grown_more = has_grown_more or per_unit > BOUND
        print(
            f"{found.units:5}  {found.files:5}  {found.full:10.1f}  {growth:7.2f}  {per_unit:7.2f}"
            f"  {found.resent:8.1f}  {found.resent / found.full:13.0%}  {found.megabytes:8.1f}"
        )
    return int(has_grown_more)


def measured(units: int) -> Measured:
    """Write the files of a number of units, run on them, let one unit send again, run again."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        size = ("--units", str(units), "--months", str(MONTHS), "--until", PERIOD)
        seconds_of(COMMAND, "demo", *size, "--files-only", "--out", str(home))
        files = sum(path.is_file() for path in (home / "inbox").rglob("*")) - 1
        run = ("run", "--period", PERIOD, "--home", str(home), "--as-of")
        full = seconds_of(COMMAND, *run, FIRST_AS_OF)
        send_again(home)
        resent = seconds_of(COMMAND, *run, SECOND_AS_OF)
        size_of_build = (home / "warehouse" / "build.duckdb").stat().st_size
        return Measured(units, files, full, resent, size_of_build / 1e6)


def send_again(home: Path) -> None:
    """Put a unit's newest workbook into the inbox once more: other bytes, the same return."""
    inbox = home / "inbox"
    newest = max((p for p in inbox.rglob("*.xlsx") if PERIOD in p.parts), key=lambda p: p.name)
    again = newest.with_name(f"{newest.stem}（重报）{newest.suffix}")
    shutil.copyfile(newest, again)
    with zipfile.ZipFile(again, "a") as workbook:
        workbook.comment = b"sent again"
    with (inbox / "received.csv").open("a", encoding="utf-8") as received:
        received.write(f"{again.relative_to(inbox).as_posix()},{RESENT_AT}\n")


if __name__ == "__main__":
    sys.exit(main(tuple(int(number) for number in sys.argv[1:]) or UNITS))
