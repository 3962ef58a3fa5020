"""The files are there, open, and hold in each cell what the truth says of it."""

import csv
import hashlib
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from dagster_project.demonstration import DemoOptions, Truth, write_demonstration
from dagster_project.demonstration.forms import COVER, FORMS
from dagster_project.demonstration.truth import TruthFile, TruthSheet
from tests.mess.plain_reader import cells_in

SMALL = DemoOptions(units=6, months=3, seed=5)


def contents(home: Path) -> dict[str, bytes]:
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }


def cells_of(path: Path) -> dict[tuple[str, str], str]:
    """Return the text of every cell that is not blank, by sheet and address."""
    return {
        (sheet, f"{openpyxl.utils.get_column_letter(column)}{row}"): text
        for sheet, cells in cells_in(path.read_bytes()).items()
        for (row, column), text in cells.items()
    }


def test_same_options_give_the_same_bytes(tmp_path: Path) -> None:
    write_demonstration(tmp_path / "one", SMALL)
    write_demonstration(tmp_path / "two", SMALL)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_another_seed_gives_other_files(tmp_path: Path) -> None:
    write_demonstration(tmp_path / "one", SMALL)
    write_demonstration(tmp_path / "two", DemoOptions(units=6, months=3, seed=6))
    assert contents(tmp_path / "one") != contents(tmp_path / "two")


def test_writing_again_replaces_the_earlier_demonstration(tmp_path: Path) -> None:
    write_demonstration(tmp_path / "one", DemoOptions(units=7, months=3))
    (tmp_path / "one" / "inbox" / "另收.txt").write_text("留着", encoding="utf-8")
    write_demonstration(tmp_path / "one", SMALL)
    write_demonstration(tmp_path / "two", SMALL)
    assert contents(tmp_path / "one").keys() - contents(tmp_path / "two").keys() == {
        "inbox/另收.txt"
    }


def test_truth_survives_saving(tmp_path: Path) -> None:
    truth = write_demonstration(tmp_path, SMALL)
    assert Truth.load(tmp_path / "demonstration" / "truth.json") == truth


def test_inbox_holds_what_the_truth_says(demo_home: Path, demo_truth: Truth) -> None:
    inbox = demo_home / "inbox"
    names = {path.relative_to(inbox).as_posix() for path in inbox.rglob("*") if path.is_file()}
    assert names == {file.file_name for file in demo_truth.files} | {"received.csv"}
    with (inbox / "received.csv").open(encoding="utf-8", newline="") as stream:
        received = {row["file_name"]: row["received_at"] for row in csv.DictReader(stream)}
    for file in demo_truth.files:
        content = (inbox / file.file_name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert received[file.file_name] == str(file.received_at)
        assert len(content) < 160_000


def sample(truth: Truth) -> list[TruthFile]:
    """Return files of every hand and every kind."""
    kinds: dict[tuple[str, str], list[TruthFile]] = {}
    for file in truth.files:
        if file.sheets:
            kinds.setdefault((file.hand, file.kind), []).append(file)
    return [file for files in kinds.values() for file in files[:3]]


def test_cells_hold_what_the_truth_says(demo_home: Path, demo_truth: Truth) -> None:
    files = sample(demo_truth)
    assert {file.hand for file in files} == set("ABCDEF")
    for file in files:
        cells = cells_of(demo_home / "inbox" / file.file_name)
        for sheet in file.sheets:
            for row in sheet.rows:
                if row.row_class != "data":
                    continue
                for field, letter in sheet.columns.items():
                    found = cells.get((sheet.name, str(sheet.cell(row, field))))
                    assert found == row.raw.get(field), (file.file_name, sheet.name, field, row)
                    if field in row.corners:
                        assert (sheet.name, f"{letter}{row.row}") not in cells


def test_every_row_is_classed(demo_home: Path, demo_truth: Truth) -> None:
    for file in sample(demo_truth):
        cells = cells_of(demo_home / "inbox" / file.file_name)
        rows = {(sheet, coordinate_from_string(cell)[1]) for sheet, cell in cells}
        told = {(sheet.name, row.row) for sheet in file.sheets for row in sheet.rows}
        assert rows == told, file.file_name


def test_planted_problems_stand_where_the_truth_says(demo_home: Path, demo_truth: Truth) -> None:
    for file in demo_truth.files:
        told = [problem for problem in file.planted if problem.cell and problem.value]
        if not told:
            continue
        cells = cells_of(demo_home / "inbox" / file.file_name)
        for problem in told:
            assert cells[(problem.sheet, str(problem.cell))] == problem.value


def test_files_come_in_many_containers(demo_home: Path, demo_truth: Truth) -> None:
    """By what is in them: the ending says little."""
    heads = {
        "open document": (b"PK", ".ods"),
        "workbook with macros": (b"PK", ".xlsm"),
        "new workbook under an old name": (b"PK", ".xls"),
        "old workbook under a new name": (b"\xd0\xcf", ".xlsx"),
        "old workbook of WPS": (b"\xd0\xcf", ".et"),
        "XML": (b"<?xml", ".xls"),
        "web page": (b"<html", ".xls"),
        "UTF-16": (b"\xff\xfe", ".csv"),
        "UTF-16 with tabs": (b"\xff\xfe", ".txt"),
        "UTF-8": (b"\xef\xbb\xbf", ".csv"),
    }
    found = {
        name
        for file in demo_truth.files
        for name, (head, ending) in heads.items()
        if file.file_name.endswith(ending)
        and (demo_home / "inbox" / file.file_name).read_bytes().startswith(head)
    }
    assert found == set(heads)


def test_units_keep_their_hand(demo_truth: Truth) -> None:
    hands: dict[str, set[str]] = {}
    for file in demo_truth.files:
        hands.setdefault(file.unit_code, set()).add(file.hand)
    assert all(len(used) == 1 for used in hands.values())


def merged(path: Path, sheet_name: str) -> dict[str, object]:
    """Return the merged areas of a sheet and what stands in their corners."""
    sheet = openpyxl.load_workbook(path)[sheet_name]
    return {str(item): sheet[str(item).split(":")[0]].value for item in sheet.merged_cells.ranges}


def with_rows(home: Path, truth: Truth, hand: str, form: str) -> tuple[TruthFile, TruthSheet]:
    """Return the largest sheet of a form in a hand, with its file, if that is an .xlsx."""
    found = [
        (file, sheet)
        for file in truth.files
        if file.hand == hand
        and file.file_name.endswith(".xlsx")
        and (home / "inbox" / file.file_name).read_bytes().startswith(b"PK")
        for sheet in file.sheets
        if sheet.form == form
    ]
    return max(found, key=lambda item: len(item[1].rows))


def test_two_row_header_is_merged(demo_home: Path, demo_truth: Truth) -> None:
    file, sheet = with_rows(demo_home, demo_truth, "B", "XC04")
    areas = merged(demo_home / "inbox" / file.file_name, sheet.name)
    groups = {text: area for area, text in areas.items() if text in ("处分情况", "四种形态")}
    assert len(groups) == 2
    for area in groups.values():
        first, last = (coordinate_from_string(corner)[0] for corner in area.split(":"))
        assert column_index_from_string(last) > column_index_from_string(first)


def test_three_row_header_is_merged(demo_home: Path, demo_truth: Truth) -> None:
    file, sheet = with_rows(demo_home, demo_truth, "B", "XC03")
    areas = merged(demo_home / "inbox" / file.file_name, sheet.name)
    rows = {
        text: coordinate_from_string(area.split(":")[0])[1]
        for area, text in areas.items()
        if text in ("整改进度", "期限", "审核销号", "问题编号")
    }
    assert len(rows) == 4
    assert rows["整改进度"] == rows["问题编号"]
    assert rows["期限"] == rows["审核销号"] == rows["整改进度"] + 1
    tall = next(area for area, text in areas.items() if text == "问题编号")
    first, last = (coordinate_from_string(corner)[1] for corner in tall.split(":"))
    assert last - first == 2


@pytest.mark.parametrize("form", ["XC02", "XC03"])
def test_repeated_values_are_merged_cells(demo_home: Path, demo_truth: Truth, form: str) -> None:
    file, sheet = with_rows(demo_home, demo_truth, "A", form)
    areas = merged(demo_home / "inbox" / file.file_name, sheet.name)
    corners = {area.split(":")[0] for area in areas}
    covered = [row for row in sheet.rows if row.corners]
    assert covered
    assert {corner for row in covered for corner in row.corners.values()} <= corners


def test_every_hand_sends_every_form(demo_truth: Truth) -> None:
    sent = {
        (file.hand, sheet.form)
        for file in demo_truth.files
        for sheet in file.sheets
        if sheet.form in FORMS and any(row.row_class == "data" for row in sheet.rows)
    }
    assert sent == {(hand, form) for hand in "ABCDEF" for form in FORMS}


def test_forms_are_sent_when_they_are_due(demo_truth: Truth) -> None:
    """A unit's sound return has every form due, and in its first month everything it has.

    A period return counts its period only, so it is not sent before it is due.
    """
    kinds = {unit.unit_code: unit.unit_kind for unit in demo_truth.units}
    sent: dict[tuple[str, str], set[str]] = {}
    for file in demo_truth.files:
        forms = sent.setdefault((file.unit_code, file.period), set())
        forms |= {part.form for part in file.parts if part.form in FORMS}
    first = min(period for _, period in sent)
    full = [key for key, forms in sent.items() if len(forms) > 1]
    assert len(full) > 300
    for unit_code, period in full:
        forms = sent[(unit_code, period)]
        due = {form for form, spec in FORMS.items() if spec.is_due(kinds[unit_code], period)}
        assert due <= forms
        if period == first:
            assert forms - {"XC14"} == due | {
                form
                for form, spec in FORMS.items()
                if kinds[unit_code] in spec.unit_kinds and spec.kind != "period_return"
            }


def test_forms_of_rounds_are_sent_when_there_is_something_to_tell(demo_truth: Truth) -> None:
    first = demo_truth.files[0].period
    begins = {unit.unit_code: f"{unit.valid_from:%Y-%m}" for unit in demo_truth.units}
    nil = {
        (file.unit_code, file.period, part.form)
        for file in demo_truth.files
        for part in file.parts
        if part.form in ("XC10", "XC14", "XC15", "XC16") and part.is_nil
    }
    assert {form for _, _, form in nil} <= {"XC10", "XC15", "XC16"}
    # Only when a unit begins to report does it say that it has none.
    assert all(period == max(first, begins[unit_code]) for unit_code, period, _ in nil)


def test_table_with_a_total_is_written_in_the_ways_of_the_hands(demo_truth: Truth) -> None:
    orders: dict[str, list[list[str]]] = {}
    for file in demo_truth.files:
        for sheet in file.sheets:
            if sheet.form == "XC12" and file.kind == "ordinary":
                rows = [row for row in sheet.rows if row.row_class == "data"]
                orders.setdefault(file.hand, []).append(
                    [str(row.values["row_code"]) for row in rows]
                )
    bodies = list(FORMS["XC12"].labels["row_code"])
    assert all(order == bodies for hand in "ACE" for order in orders[hand] if order)
    assert all(order == ["total", *bodies[:-1]] for order in orders["B"])
    assert all(order == bodies[:-1] for order in orders["F"])
    assert all(order[-1] == "total" for order in orders["D"])
    assert any(len(order) < len(bodies) for order in orders["D"])


def test_cover_tells_what_is_sent(demo_home: Path, demo_truth: Truth) -> None:
    ordinary = [file for file in demo_truth.files if file.kind == "ordinary"]
    covers = 0
    for file in ordinary:
        for sheet in file.sheets:
            if sheet.form != COVER:
                continue
            covers += 1
            told = {row.values["form_code"]: row.values for row in sheet.rows if row.values}
            assert set(told) == {part.form for part in file.parts} - {COVER}
            for form, values in told.items():
                rows = file.rows_of(str(form))
                assert values["declared_rows_count"] == len(rows)
                assert values["is_nil"] == (not rows)
                if file.hand != "D" and rows and (name := FORMS[str(form)].control_total):
                    amounts = [row.values.get(name) or Decimal(0) for _, row in rows]
                    assert values["control_total"] == sum(Decimal(str(a)) for a in amounts)
    assert covers > 100


def test_text_files_hold_a_form_each(demo_truth: Truth) -> None:
    for file in demo_truth.files:
        if file.hand in "CF" and not file.file_name.endswith(".xlsx"):
            assert len(file.parts) == 1
            assert not file.parts[0].is_nil
        elif file.hand in "CF":
            assert all(part.is_nil or part.form in (COVER, None) for part in file.parts)


def test_longer_periods_are_stated_as_such(demo_home: Path, demo_truth: Truth) -> None:
    stated = set()
    for hand, form in (("A", "XC06"), ("B", "XC06"), ("C", "XC06"), ("B", "XC17")):
        for file in demo_truth.files:
            if file.hand == hand and file.sheets and file.period == "2025-12":
                names = [sheet.name for sheet in file.sheets if sheet.form == form]
                cells = cells_of(demo_home / "inbox" / file.file_name)
                stated |= {
                    text
                    for (name, _), text in cells.items()
                    if name in names and re.search("季度|Q4|年度", text)
                }
    told = " ".join(sorted(stated))
    assert "2025年第四季度" in told
    assert "2025Q4" in told
    assert "2025年四季度" in told
    assert "2025年度" in told


@pytest.mark.parametrize(
    "options",
    [DemoOptions(units=3), DemoOptions(units=500), DemoOptions(months=0), DemoOptions(months=90)],
)
def test_impossible_options_are_refused(tmp_path: Path, options: DemoOptions) -> None:
    with pytest.raises(ValueError, match="must be"):
        write_demonstration(tmp_path, options)
    assert not list(tmp_path.iterdir())


MESS = {
    "_on": [
        r"\d{4}年\d+月\d+日",
        r"\d{4}\.\d+\.\d+",
        r"\d{4}/\d+/\d+",
        r"\d{8}",
        r"\d{5}",
        r"\d\d/\d+/\d+",
        r"\d\d\.\d+\.\d+",
        r"\d+月\d+日",
        r"二〇二.年.+日",
        r"２０.+",
        r"\d{4}-\d\d-\d\d 00:00:00",
        r"[—－无/-]",
    ],
    "_count": [r"\d+人", r"[０-９]+", r"\d+\.0", r"[一二三]", r" \d+"],
    "_wan_yuan": [r"[\d.]+万元", r"\d+元", r"[１-９][０-９．]*", r"\d+,\d{3}"],
    "clue_no": [r"ＸＳ.+", r"xs.+"],
    "source_code": [r"信\n访", r"信\u3000访"],
    "is_key_few": [r"√", r"×", r"有", r"Y"],
    "term_no": [r"15届"],
    "round_no": [r"第\d+轮", r"[一二三四五六七八九十]+"],
    "disposal_code": [r"初步\n核实"],
    "finding_no": [r"ＷＴ.+"],
    "supervision_item_code": [r"F2-\d\d", r"\D{8,}"],
    "_codes": [r"\D+、\D+", r"\D+,\D+", r"\D+/\D+", r"\D+；\D+", r"\D+ \D+"],
}


@pytest.mark.parametrize("ending", MESS)
def test_cells_are_written_in_many_ways(demo_truth: Truth, ending: str) -> None:
    texts = {
        text
        for file in demo_truth.files
        for sheet in file.sheets
        for row in sheet.rows
        for field, text in row.raw.items()
        if field.endswith(ending)
    }
    missing = [
        style for style in MESS[ending] if not any(re.fullmatch(style, text) for text in texts)
    ]
    assert not missing
