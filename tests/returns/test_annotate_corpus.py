"""Every workbook of the corpus that can be read is marked, and nothing but the marks differs.

The corpus lies in the shared data, outside the project; without it these tests are skipped.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from dagster_project.returns.annotate import CannotAnnotateError, annotate
from dagster_project.returns.marks import Mark
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError, recognise
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from dagster_project.spreadsheets.grid import Sheet, address
from tests.conftest import shared_folder
from tests.returns.marked import assert_only_marks_differ, content, faults, mark, parts, values

CORPUS = shared_folder() / "corpus"
# 88 MB of formatted blank cells: seconds to compare, and nothing in it that others have not.
TOO_LARGE = "made/styled_blank_400k_rows.xlsx"
WORKBOOKS = sorted(
    name
    for path in CORPUS.glob("**/*.xls[xm]")
    if (name := path.relative_to(CORPUS).as_posix()) != TOO_LARGE
)
# Two parts of one name: which of them a program reads is its own choice.
NOT_MARKED = {"poi/duplicate-filename.xlsx"}
# Deeper than lxml goes, so only the reader compares it.
TOO_DEEP = "made/deep_nesting.xlsx"
# What openpyxl cannot open (names with backslashes, a picture that is not there) or
# opens without its sheets (the other standard's namespaces).
NOT_COMPARED = {
    "made/strict_ooxml_ns.xlsx",
    "poi/SampleSS.strict.xlsx",
    "phpspreadsheet/zip_backslashes.xlsx",
    "tidyxl/london_underground_almanac.xlsx",
    TOO_DEEP,
}
# Slow to compare (openpyxl, openxml-audit); that the reader reads the same is tested all the same.
LARGE = 1_000_000
Shared = Callable[[str], Path]


def marks_of(sheets: list[Sheet]) -> list[Mark]:
    """Some cells of each sheet, inside and just outside of what is filled in."""
    draw = Random(20260930)  # noqa: S311
    marks = [mark("", None, "query")]
    for sheet in sheets:
        for number in range(8):
            row, column = draw.randrange(sheet.height + 2), draw.randrange(sheet.width + 2)
            severity = "fatal" if number % 2 else "query"
            marks.append(mark(sheet.name, address(row, min(column, 16_383)), severity))
    return marks


def test_the_corpus_is_there(require_shared: Shared) -> None:
    require_shared("corpus")
    assert len(WORKBOOKS) > 40


@pytest.mark.parametrize("name", WORKBOOKS)
def test_marked_and_otherwise_the_same(name: str, tmp_path: Path) -> None:
    data = (CORPUS / name).read_bytes()
    try:
        recognise(data, name)
        sheets = read_xlsx(data)
    except UnreadableFileError:
        return  # it goes back with a list workbook
    marks = marks_of(sheets)
    if name in NOT_MARKED:
        with pytest.raises(CannotAnnotateError):
            annotate(data, marks)
        return
    after = annotate(data, marks)
    assert content(read_xlsx(after))[1:] == content(sheets)
    size = max(map(len, parts(data).values()))
    if size < 10 * LARGE and name != TOO_DEEP:
        assert_only_marks_differ(data, after, marks)
    if size > LARGE:
        return
    if name not in NOT_COMPARED:
        assert_same_by_openpyxl(data, after)
    assert not faults(after, tmp_path) - faults(data, tmp_path)


def assert_same_by_openpyxl(before: bytes, after: bytes) -> None:
    for computed in (True, False):
        found = values(after, computed=computed)
        del found[next(iter(found))]
        assert found == values(before, computed=computed)
