"""All of the shared corpus dropped in the inbox at once: a finished intake, every file answered."""

import shutil
from collections.abc import Callable
from pathlib import Path

from dagster_project.home import sources_folder
from dagster_project.intake import take_in
from tests.intake.homes import NOW, county_file, deliver, rows
from tests.spreadsheets.corpus import entries
from tests.spreadsheets.province import write_registers

OWN = "2026-09/东篱县.xlsx"


def test_every_file_is_answered_for(require_shared: Callable[[str], Path], tmp_path: Path) -> None:
    corpus = require_shared("corpus")
    write_registers(tmp_path)
    names = [entry.path for entry in entries()]
    for name in names:
        path = tmp_path / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(corpus / name, path)
    deliver(tmp_path, "Thumbs.db", b"system file")
    deliver(tmp_path, OWN, county_file("东篱县"))
    result = take_in(tmp_path, sources_folder(), NOW, workers=2)
    assert result.files_read == len(names) + 1
    assert result.rows_by_form["xc04_clues"] == 3  # the one sound file, in the midst of the others
    file_of = {row["extraction_id"]: row["file_name"] for row in rows(tmp_path, "extractions")}
    assert sorted(map(str, file_of.values())) == sorted([*names, OWN])
    problems = rows(tmp_path, "reader_problems")
    told = {
        file_of[row["extraction_id"]]
        for row in problems
        if str(row["check_code"]).startswith("FILE-") and "请" in str(row["message"])
    }
    assert told == set(names)
    parts = {file_of[row["extraction_id"]] for row in rows(tmp_path, "parts")}
    assert parts == {*names, OWN}


def test_no_worker_ended_and_nothing_was_written_outside(
    require_shared: Callable[[str], Path], tmp_path: Path
) -> None:
    """Not one file of the corpus needs the last resort; a zip with path tricks unpacks nothing."""
    corpus = require_shared("corpus")
    home = tmp_path / "deep" / "home"
    write_registers(home)
    for path in sorted(corpus.glob("*/*")):
        target = home / "inbox" / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    take_in(home, sources_folder(), NOW, workers=2)
    messages = [str(row["message"]) for row in rows(home, "reader_problems")]
    assert not [text for text in messages if "异常中止" in text or "系统读取" in text]
    assert [path.name for path in tmp_path.iterdir()] == ["deep"]
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["home"]
