"""Each kind of mess alone: what is readable raises nothing, all else raises its check."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dagster_project.demonstration.mess.kinds import Kind, kinds_of
from tests.mess.comparing import Collected, check_reading, read
from tests.mess.drawing import ABLE, KINDS, Case, write

# Each kind twice at least, and until its truth has a value that it can be of.
FEWEST, SEEDS = 2, range(1, 13)
# A form with fields of every type that a kind may need.
LEDGER, FIXED, WITH_CODES = "XC04", "XC11", "XC01"


def cases(kind: Kind) -> Iterator[Case]:
    """Cases that hold a kind and nothing else."""
    form = FIXED if "fixed" in kind.forms else WITH_CODES if "codes" in kind.fields else LEDGER
    form = "XC06" if kind.code == "period_as_quarter" else form
    for seed in SEEDS:
        container = next(code for code in ABLE if kind.needs <= KINDS[code].can)
        case = Case(form=form, container=container, rows=4, seed=seed)
        if kind.outcome != "readable":
            yield replaced(case, asked=kind.code)
        elif kind.level == "file":
            yield replaced(case, container=kind.code)
        elif kind.level == "layout":
            with_rows = {"cells_merged": ("same_values",), "tables_on_one_sheet": ("two_forms",)}
            yield replaced(case, layouts=(*with_rows.get(kind.code, ()), kind.code))
        else:
            yield replaced(case, cells=(kind.code,))


def replaced(case: Case, **fields: object) -> Case:
    return Case(**(vars(case) | fields))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def collected() -> Collected:
    return Collected()


@pytest.mark.parametrize("code", list(KINDS))
def test_a_kind_alone_comes_out_as_the_table_says(code: str, collected: Collected) -> None:
    applied: set[str] = set()
    for number, case in enumerate(cases(KINDS[code])):
        if number >= FEWEST and code in applied:
            break
        written = write(case)
        reading = read(written)
        check_reading(written, reading)
        collected.add(written, reading)
        applied |= written.applied
    assert code in applied


def test_values_of_all_of_them_are_what_was_meant(collected: Collected, registers: Path) -> None:
    assert len(collected.cases) >= len(KINDS) * FEWEST
    faults = collected.faults(registers)
    assert not faults, "\n".join([f"{len(faults)} cells", *faults[:20]])


def test_a_case_is_written_the_same_every_time() -> None:
    for kind in kinds_of("file"):
        case = next(cases(kind))
        assert write(case).data == write(case).data, kind.code
