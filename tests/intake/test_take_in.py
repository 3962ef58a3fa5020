"""An intake archives first, reads only what is new, and leaves whole files behind."""

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dagster_project.forms import load_forms
from dagster_project.home import sources_folder
from dagster_project.intake import take_in
from dagster_project.intake.archive import InboxError
from tests.intake.homes import NOW, UNITS, county_file, deliver, filled_home, raw_files, rows

SOURCES = sources_folder()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after one intake; tests only look at it."""
    home = filled_home(tmp_path_factory.mktemp("home"))
    progress: list[tuple[int, int]] = []
    result = take_in(home, SOURCES, NOW, 2, lambda done, total: progress.append((done, total)))
    assert (result.files_seen, result.files_read, result.files_returned) == (12, 12, 2)
    assert result.rows_by_form == {"cover": 10, "xc04_clues": 2 * (2 + 3 + 4 + 5 + 6)}
    assert result.problems == 2
    assert progress == [(done, 12) for done in range(1, 13)]
    return home


def test_originals_are_kept_with_a_note_beside(home: Path) -> None:
    for path in (home / "inbox").rglob("*.xlsx"):
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        folder = home / "archive" / sha256[:2] / sha256
        assert (folder / "original.xlsx").read_bytes() == data
        note = json.loads(next(folder.glob("delivery-*.json")).read_text("utf-8"))
        assert note["file_name"] == path.relative_to(home / "inbox").as_posix()
        assert note["sha256"] == sha256
    assert not list((home / "archive").rglob("*.part"))


def test_extractions_are_named_by_what_came(home: Path) -> None:
    row = next(r for r in rows(home, "extractions") if r["file_name"] == "2026-09/东篱县.xlsx")
    assert row["received_at"] == row["accepted_at"] == datetime(2026, 10, 1, 9, 0, 0)
    text = f"{row['sha256']}|2026-09/东篱县.xlsx|2026-10-01 09:00:00|{row['accepted_at']}"
    assert row["extraction_id"] == hashlib.sha256(text.encode()).hexdigest()[:16]
    months = {path.stem for path in (home / "raw" / "extractions").glob("*.parquet")}
    assert months == {"_columns", "2026-09", "2026-10"}


def test_parts_rows_and_problems_lie_by_month(home: Path) -> None:
    parts = rows(home, "parts")
    found = {(p["form"], p["unit_code"], p["period"], p["rows_received"]) for p in parts}
    assert ("XC04", "990121", "2026-09", 2) in found
    assert ("XC04", "990171", "2026-08", 6) in found
    assert {p["reader_status"] for p in parts if p["unit_code"] is None} == {"returned"}
    assert len(parts) == 2 * 2 * len(UNITS) + 1 + 2
    assert [p["check_code"] for p in rows(home, "reader_problems")] in (
        ["FILE-01", "FILE-02"],
        ["FILE-02", "FILE-01"],
    )
    stems = {path.stem for path in (home / "raw" / "xc04_clues").glob("*.parquet")}
    assert stems == {"_columns", "2026-08", "2026-09"}


def test_rows_are_texts_with_their_cells(home: Path) -> None:
    extraction = next(
        r["extraction_id"]
        for r in rows(home, "extractions")
        if r["file_name"] == "2026-09/东篱县.xlsx"
    )
    own = [r for r in rows(home, "xc04_clues") if r["_extraction_id"] == extraction]
    assert [(r["_sheet"], r["_table"], r["_row"]) for r in own] == [("台账", 1, 3), ("台账", 1, 4)]
    assert [r["clue_no"] for r in own] == ["东篱1", "东篱2"]
    assert {(r["unit_code"], r["period"], r["campaign"]) for r in own} == {
        ("990121", "2026-09", None)
    }


def test_every_table_tells_its_columns_even_when_empty(home: Path) -> None:
    tables = ["extractions", "parts", "row_classes", "reader_problems", "layouts"]
    tables += [form.name for form in load_forms(SOURCES).values()]
    for table in tables:
        empty = pq.read_table(home / "raw" / table / "_columns.parquet")
        assert empty.num_rows == 0
        for path in (home / "raw" / table).glob("20*.parquet"):
            assert pq.read_schema(path).equals(empty.schema)


def test_a_second_run_reads_nothing(home: Path) -> None:
    before = raw_files(home)
    result = take_in(home, SOURCES, datetime(2026, 10, 20))
    assert (result.files_seen, result.files_read) == (12, 0)
    assert raw_files(home) == before


def test_an_unlisted_file_is_received_when_archived_and_stays_so(tmp_path: Path) -> None:
    filled_home(tmp_path, months=0)
    deliver(tmp_path, "东篱县.xlsx", county_file("东篱县"))
    take_in(tmp_path, SOURCES, NOW)
    take_in(tmp_path, SOURCES, datetime(2026, 11, 1))
    times = [
        r["received_at"] for r in rows(tmp_path, "extractions") if r["file_name"] == "东篱县.xlsx"
    ]
    assert times == [NOW]


def test_the_same_bytes_under_another_name_are_another_delivery(tmp_path: Path) -> None:
    filled_home(tmp_path, months=0)
    data = county_file("东篱县")
    deliver(tmp_path, "东篱县.xlsx", data, "2026-10-01 09:00:00")
    deliver(tmp_path, "再报/东篱县.xlsx", data, "2026-10-02 09:00:00")
    result = take_in(tmp_path, SOURCES, NOW)
    assert result.files_read == 4
    named = [r for r in rows(tmp_path, "extractions") if "东篱县" in str(r["file_name"])]
    assert len({r["sha256"] for r in named}) == 1
    assert len({r["extraction_id"] for r in named}) == 2


def test_an_earlier_version_sent_again_is_a_new_delivery(tmp_path: Path) -> None:
    home = filled_home(tmp_path)
    path = home / "inbox" / "2026-09" / "东篱县.xlsx"
    first = path.read_bytes()
    take_in(home, SOURCES, NOW)
    path.write_bytes((home / "inbox" / "2026-08" / "东篱县.xlsx").read_bytes())
    assert take_in(home, SOURCES, NOW + timedelta(days=1)).files_read == 1
    path.write_bytes(first)
    assert take_in(home, SOURCES, NOW + timedelta(days=2)).files_read == 1
    assert take_in(home, SOURCES, NOW + timedelta(days=3)).files_read == 0
    came = [r for r in rows(home, "extractions") if r["file_name"] == "2026-09/东篱县.xlsx"]
    assert sorted(r["received_at"] for r in came) == [
        datetime(2026, 10, 1, 9, 0),  # as received.csv states
        NOW + timedelta(days=1),
        NOW + timedelta(days=2),
    ]


def test_a_new_form_field_is_null_in_old_partitions(tmp_path: Path) -> None:
    """Files of another month are left as they are; DuckDB reads them by name."""
    filled_home(tmp_path, months=1)
    take_in(tmp_path, SOURCES, NOW)
    before = raw_files(tmp_path)
    deliver(tmp_path, "2026-07/东篱县.xlsx", county_file("东篱县", "2026年7月"))
    take_in(tmp_path, SOURCES, NOW)
    after = raw_files(tmp_path)
    assert after["xc04_clues/2026-09.parquet"] == before["xc04_clues/2026-09.parquet"]
    assert "xc04_clues/2026-07.parquet" in after


@pytest.mark.parametrize("line", ["东篱县.xlsx,昨天", "东篱县.xlsx"])
def test_a_wrong_line_of_received_csv_is_named(tmp_path: Path, line: str) -> None:
    filled_home(tmp_path, months=0)
    (tmp_path / "inbox" / "received.csv").write_text(f"file_name,received_at\n{line}\n", "utf-8")
    with pytest.raises(InboxError, match="line 2"):
        take_in(tmp_path, SOURCES, NOW)


def test_lock_files_are_returned_and_system_files_ignored(tmp_path: Path) -> None:
    filled_home(tmp_path, months=0)
    for name in ("~$东篱县.xlsx", ".DS_Store", "Thumbs.db", "a/.hidden/x.xlsx"):
        deliver(tmp_path, name, b"owner")
    result = take_in(tmp_path, SOURCES, NOW)
    assert result.files_seen == 3
    named = {r["file_name"] for r in rows(tmp_path, "extractions")}
    assert "~$东篱县.xlsx" in named
