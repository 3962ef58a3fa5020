"""Bytes changed at random end in a refusal or in what a second reader finds; a small sample.

`python -m tests.spreadsheets.fuzzing --examples 1000` tries more.
"""

import pytest

from dagster_project.spreadsheets.formats.opening import open_workbook
from tests.spreadsheets.fuzz_seeds import SEEDS
from tests.spreadsheets.fuzzing import GOOD, changed_file, findings
from tests.spreadsheets.second_reader import differences

EXAMPLES = 60


@pytest.mark.parametrize("kind", SEEDS)
def test_the_unchanged_file_is_read_alike(kind: str) -> None:
    seed = SEEDS[kind]
    found = {
        sheet.name: {
            (row, number): text
            for number, column in enumerate(sheet.columns)
            for row, text in enumerate(column)
            if text is not None
        }
        for sheet in open_workbook(seed.data, seed.file_name)
    }
    assert differences(found, seed.second(seed.data)) == []
    assert sum(map(len, found.values())) >= 7


def test_changes_are_the_same_in_every_run() -> None:
    seed = SEEDS["page"]
    files = [changed_file(seed, number) for number in range(20)]
    assert files == [changed_file(seed, number) for number in range(20)]
    assert len(set(files)) == 20


def test_changed_files_are_refused_or_read_alike() -> None:
    bad = [one for one in findings(list(SEEDS), EXAMPLES, seed=7) if one.outcome not in GOOD]
    assert not bad
