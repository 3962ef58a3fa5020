"""Files built to cost without end are refused clearly, or read right, and the run goes on.

Every one is read as deliveries are: in worker processes, under their limits, one after another.
"""

import pytest

from tests.intake.measured import Measured
from tests.spreadsheets.hostile_cases import CASES
from tests.spreadsheets.hostile_runs import outcomes

MOST_RESIDENT_MB = 512


@pytest.fixture(scope="module")
def found() -> dict[str, Measured]:
    return outcomes(CASES, workers=2)


@pytest.mark.parametrize("name", CASES)
def test_outcome(name: str, found: dict[str, Measured]) -> None:
    assert CASES[name].words in found[name].message


def test_no_file_ended_its_worker(found: dict[str, Measured]) -> None:
    """All were refused or read by the reader itself: none was killed, nothing broke."""
    ended = [name for name, one in found.items() if one.megabytes == 0]
    assert not ended
    assert not [name for name, one in found.items() if "系统读取这个文件时出错" in one.message]


def test_resident_memory_stays_within_the_limit(found: dict[str, Measured]) -> None:
    """The peaks are those of a worker that has read all files before, so of the worst of them."""
    assert max(one.megabytes for one in found.values()) < MOST_RESIDENT_MB
