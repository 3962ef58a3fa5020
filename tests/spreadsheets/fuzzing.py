"""Bytes of small sound files changed at random, each read in a child process by two readers.

    python -m tests.spreadsheets.fuzzing --examples 4000 --seed 1

What comes out must be a refusal, or what the second reader finds in the same bytes; never an
exception, a dead process or one that does not end.
"""

import argparse
import io
import multiprocessing
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import TimeoutError as TaskTimeoutError
from dataclasses import dataclass
from random import Random

from pebble import ProcessExpired, ProcessPool

from dagster_project.spreadsheets.formats.opening import open_workbook
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from tests.spreadsheets.fuzz_seeds import SEEDS, Seed
from tests.spreadsheets.second_reader import CannotReadError, Sheets, differences

SECONDS = 20.0
LETTERS = b"0123456789ABCDEXYZabcdefrstv"


@dataclass(frozen=True)
class Finding:
    """What became of a changed file: "refused", "equal", "alone" (no second reader) or worse."""

    kind: str
    number: int
    outcome: str
    detail: str = ""


def mutated(data: bytes, random: Random) -> bytes:
    """The bytes with one character for another, or with one to four changes of any kind."""
    changed = bytearray(data)
    if random.random() < 0.5:
        places = [place for place, byte in enumerate(changed) if chr(byte).isalnum()]
        changed[random.choice(places or [0])] = random.choice(LETTERS)
        return bytes(changed)
    for _ in range(random.randint(1, 4)):
        if not changed:
            break
        place = random.randrange(len(changed))
        length = random.choice((1, 1, 2, 4, 16, 200))
        kind = random.randrange(7)
        if kind == 0:
            changed[place] ^= 1 << random.randrange(8)
        elif kind == 1:
            changed[place] = random.randrange(256)
        elif kind == 2:
            del changed[place : place + length]
        elif kind == 3:
            changed[place:place] = random.randbytes(length)
        elif kind == 4:
            changed[place:place] = changed[place : place + length]
        elif kind == 5:
            other = random.randrange(len(changed))
            changed[place : place + length] = changed[other : other + length]
        elif random.random() < 0.3:
            del changed[place:]
        else:
            changed[place] = random.choice(b"<>&\"'=/ 0123456789ABCXYZ,;\t\n\r\0\xff")
    return bytes(changed)


def changed_file(seed: Seed, number: int) -> bytes:
    """The file of a seed with its changes: those of this number are always the same."""
    random = Random(f"{seed.kind} {number}")  # noqa: S311
    if seed.parts is None:
        return mutated(seed.data, random)
    file = io.BytesIO()
    target = random.choice(seed.parts)
    with zipfile.ZipFile(io.BytesIO(seed.data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutated(content, random) if name == target else content)
    return file.getvalue()


def examined(kind: str, number: int) -> Finding:
    """Read one changed file with both readers; runs in a child process."""
    seed = SEEDS[kind]
    data = changed_file(seed, number)
    try:
        found: Sheets = {}
        for sheet in open_workbook(data, seed.file_name):
            found[sheet.name] = {
                (row, column): text
                for column, texts in enumerate(sheet.columns)
                for row, text in enumerate(texts)
                if text is not None
            }
    except UnreadableFileError as error:
        is_clear = "报送" in str(error)
        return Finding(kind, number, "refused" if is_clear else "unclear", str(error))
    try:
        wanted = seed.second(data)
    except CannotReadError as error:
        return Finding(kind, number, "alone", str(error))
    told = [line for line in differences(found, wanted) if not seed.is_explained(line)]
    return Finding(kind, number, "different" if told else "equal", "; ".join(told[:4]))


def findings(kinds: list[str], examples: int, seed: int, workers: int = 1) -> Iterator[Finding]:
    """Examine `examples` changed files of each kind, numbered from `seed` × a million."""
    context = multiprocessing.get_context("spawn")
    with ProcessPool(max_workers=workers, context=context) as pool:
        tasks = [(kind, seed * 1_000_000 + n) for kind in kinds for n in range(examples)]
        futures = [pool.schedule(examined, args=task, timeout=SECONDS) for task in tasks]
        for (kind, number), future in zip(tasks, futures, strict=True):
            try:
                yield future.result()
            except TaskTimeoutError:
                yield Finding(kind, number, "hang")
            except ProcessExpired as error:
                yield Finding(kind, number, "dead", str(error))
            except Exception as error:  # noqa: BLE001
                yield Finding(kind, number, "exception", repr(error))


GOOD = ("refused", "equal", "alone")


def main() -> None:
    """Print every bad finding, then how many there were of each outcome."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="*", default=list(SEEDS))
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for finding in findings(options.kinds, options.examples, options.seed):
        counts[finding.kind, finding.outcome] += 1
        if finding.outcome not in GOOD:
            print(finding, flush=True)  # noqa: T201
    for (kind, outcome), times in sorted(counts.items()):
        print(f"{kind}: {outcome} {times}")  # noqa: T201


if __name__ == "__main__":
    main()
