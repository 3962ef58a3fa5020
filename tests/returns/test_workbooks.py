"""The workbook that goes back is made under limits: one file never keeps the others waiting."""

from pathlib import Path

import pytest

from dagster_project.returns import making, workbooks
from dagster_project.returns.making import MadeWorkbook, WorkbookTask, make_workbook
from dagster_project.returns.marks import Mark
from dagster_project.returns.workbooks import make_all
from tests.returns import probe
from tests.returns.homes import county_workbook

MARK = Mark("台账", "D4", "fatal", "ROW-02", "不是有效日期。", "aa", "问题线索台账", "九月初")


def task(folder: Path, name: str, data: bytes) -> WorkbookTask:
    path = folder / name
    path.write_bytes(data)
    return WorkbookTask(path, name, (MARK,))


def test_workers_make_every_workbook_in_order(tmp_path: Path) -> None:
    tasks = [
        task(tmp_path, "a.xlsx", county_workbook()),
        task(tmp_path, "b.csv", b"text"),
        task(tmp_path, "c.xlsx", b"PK\x03\x04 no workbook"),
    ]
    made = list(make_all(tasks))
    assert [each.is_annotated for each in made] == [True, False, False]
    assert [each.content for each in made] == [make_workbook(each).content for each in tasks]


def test_a_file_that_ends_its_worker_gets_a_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "make_workbook", probe.die)
    (made,) = make_all([task(tmp_path, "a.xlsx", county_workbook())])
    assert not made.is_annotated
    assert made.content.startswith(b"PK")


def test_a_fault_in_marking_one_file_is_not_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(original: bytes, marks: tuple[Mark, ...]) -> bytes:
        raise TypeError(len(original))

    monkeypatch.setattr(making, "annotate", fail)
    made = make_workbook(task(tmp_path, "a.xlsx", county_workbook()))
    assert isinstance(made, MadeWorkbook)
    assert not made.is_annotated
