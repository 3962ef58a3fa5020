"""What waits is listed, confirmed by number or in one sheet, and written down for the next run."""

import csv
import shutil
from datetime import datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest

from dagster_project import clock
from dagster_project.deciding.waiting import number_of
from dagster_project.home import sources_folder
from dagster_project.intake import take_in
from tests.cli.command import RunCommand
from tests.intake.homes import county_file, deliver, rows
from tests.spreadsheets.province import HEADINGS, clue, cover, ledger, workbook, write_registers

RECEIVED = "2026-10-03 09:00:00"
NOW = datetime(2026, 10, 8, 10, 30, 0)
RELEASE_SQL = """
create table problems as
select * from (values
    ('aaaaaaaaaa', 'query', 'XC04-Q01', '990121', '2026-09', 'XC04', 'e1', 'a.xlsx', '台账', 'E3',
        '2026-09-01', '受理早于移交。'),
    ('bbbbbbbbbb', 'fatal', 'ROW-02', '990121', '2026-09', 'XC04', 'e1', 'a.xlsx', '台账', 'D3',
        '不明', '这不是日期。'),
    ('cccccccccc', 'query', 'XC01-Q11', '990121', '2026-09', 'XC01', 'e1', 'a.xlsx', '登记', 'C4',
        '县财政局', '不在底册中。'),
    ('dddddddddd', 'query', 'XC01-Q11', '990121', '2026-09', 'XC01', 'e1', 'a.xlsx', '登记', 'D4',
        '别的列', '不在底册中。')
) as t (
    problem_no, severity, check_code, unit_code, period, form, extraction_id, file_name, sheet,
    cell, value, message
);
create table part_columns as
select 'e1' as extraction_id, 'XC01' as form, '登记' as sheet, 'organisation_code' as field,
    'C' as column_letter;
create table fct_organisation as
select * from (values
    ('990121', '0001', '县财政局党组', '2026-06'),
    ('990121', '0002', '县教育局党组', '2026-06'),
    ('990122', '0003', '县财政局', '2026-06')
) as t (unit_code, organisation_code, organisation_name, valid_from_period);
"""


def own_layout(**words: str) -> bytes:
    """A county's workbook with its own words for some columns."""
    headings = [words.get(heading, heading) for heading in HEADINGS]
    clues = [clue(1, "线1"), clue(2, "线2")]
    return workbook({"封面": cover(2), "台账": ledger(clues, headings=headings)})


@pytest.fixture(scope="module")
def read_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home read once: one part waits, one file is of an unknown unit, one column is unused."""
    home = tmp_path_factory.mktemp("home")
    write_registers(home)
    data = own_layout(受理日期="受理时点", 处分人数="@经办科室")
    deliver(home, "东篱县.xlsx", data, RECEIVED)
    deliver(home, "上报.xlsx", county_file("东蓠县"), RECEIVED)
    take_in(home, sources_folder(), NOW)
    return home


@pytest.fixture
def home(read_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setenv("XUNCHA_HOME", str(tmp_path / "home"))
    return shutil.copytree(read_home, tmp_path / "home")


@pytest.fixture
def released(home: Path) -> Path:
    release = home / "published" / "releases" / "r1"
    release.mkdir(parents=True)
    with duckdb.connect(str(release / "warehouse.duckdb")) as warehouse:
        warehouse.execute(RELEASE_SQL)
    (home / "published" / "current").symlink_to(release)
    return home


HEADING = number_of("990121", "XC04", "受理时点")
UNUSED = number_of("990121", "XC04", "@经办科室")
UNIT = number_of("", "", "东蓠县")
ORGANISATION = number_of("990121", "XC17", "县财政局")


def lines(home: Path, file: str) -> list[dict[str, str]]:
    with (home / "decisions" / file).open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


# ---------------------------------------------------------------- the list


def test_what_waits_is_listed_with_what_it_may_be(released: Path, xuncha: RunCommand) -> None:
    code, out, _ = xuncha("proposals")
    assert code == 0
    assert "表头 2 项（其中 1 项有报表在等），单位名称 1 项，党组织 1 项" in out
    told = out.split("\n")
    first = next(place for place, line in enumerate(told) if HEADING in line)
    assert "东篱县《问题线索台账》表头“受理时点”  报表在等" in told[first]
    assert "东篱县.xlsx 台账 E2" in told[first + 1]
    assert "2026-09-05" in told[first + 2]
    assert "受理日期（写法相近 75%，内容符合）" in told[first + 3]
    assert f"{UNIT}  填报单位“东蓠县”" in out
    assert "990121 东篱县（写法相近 66%）" in out
    assert f"{ORGANISATION}  东篱县 党组织“县财政局”不在底册" in out
    # 县财政局 and 县财政局党组: 2 × 4 / (4 + 6).
    assert "0001 县财政局党组（写法相近 80%）" in out
    assert "别的列" not in out
    assert "0003" not in out


def test_without_a_release_all_but_organisations_are_listed(home: Path, xuncha: RunCommand) -> None:
    code, out, err = xuncha("proposals")
    assert code == 0
    assert "党组织 0 项" in out
    assert "xuncha run" in err


def test_nothing_waits(tmp_path: Path, xuncha: RunCommand) -> None:
    write_registers(tmp_path)
    code, out, _ = xuncha("proposals", "--home", tmp_path)
    assert (code, out) == (0, "没有等待确认的事项。\n")


# ---------------------------------------------------------------- by number, to the end


def test_a_heading_goes_the_whole_way(home: Path, xuncha: RunCommand) -> None:
    code, out, err = xuncha("confirm", HEADING, "受理日期", "--by", "统计组")
    assert code == 0, err
    assert "decisions/layouts.csv" in out
    assert "重新读取 1 个文件，仍按原收到时间计算：东篱县.xlsx" in out
    assert lines(home, "layouts.csv") == [
        {
            "unit_code": "990121",
            "form": "XC04",
            "heading": "受理时点",
            "field": "received_on",
            "from_period": "2026-09",
            "decided_by": "统计组",
            "decided_at": "2026-10-08 10:30:00",
        }
    ]
    assert HEADING not in xuncha("proposals")[1]
    assert take_in(home, sources_folder(), NOW).files_read == 1
    assert [row["received_on"] for row in rows(home, "xc04_clues")] == ["2026-09-05"] * 2
    accepted = [
        row["accepted_at"] for row in rows(home, "extractions") if row["file_name"] == "东篱县.xlsx"
    ]
    assert sorted(map(str, accepted)) == [RECEIVED, f"{NOW}"]
    assert sorted(accepted, key=str) == [datetime.fromisoformat(RECEIVED), NOW]


def test_a_unit_goes_the_whole_way(home: Path, xuncha: RunCommand) -> None:
    assert xuncha("confirm", UNIT, "990121", "--by", "统计组")[0] == 0
    row = lines(home, "unit_aliases.csv")[0]
    assert (row["alias"], row["unit_code"], row["from_period"]) == ("东蓠县", "990121", "2026-09")
    assert take_in(home, sources_folder(), NOW).files_read == 1
    assert UNIT not in xuncha("proposals")[1]
    assert {p["unit_code"] for p in rows(home, "parts")} == {None, "990121"}


def test_an_organisation_is_written_down_for_its_unit(released: Path, xuncha: RunCommand) -> None:
    code, out, _ = xuncha("confirm", ORGANISATION, "0001 县财政局党组", "--by", "统计组")
    assert code == 0
    assert "按新的写法核对" in out
    row = lines(released, "organisation_aliases.csv")[0]
    assert (row["unit_code"], row["alias"], row["organisation_code"]) == (
        "990121",
        "县财政局",
        "0001",
    )
    assert ORGANISATION not in xuncha("proposals")[1]


def test_none_of_them_is_an_answer_too(home: Path, xuncha: RunCommand) -> None:
    for number in (HEADING, UNUSED, UNIT):
        assert xuncha("confirm", number, "无", "--by", "统计组")[0] == 0
    assert [row["field"] for row in lines(home, "layouts.csv")] == ["", ""]
    assert xuncha("proposals")[1] == "没有等待确认的事项。\n"
    take_in(home, sources_folder(), NOW)
    problems = {str(row["check_code"]) for row in rows(home, "reader_problems")}
    assert {row["received_on"] for row in rows(home, "xc04_clues")} == {None}
    assert "FILE-02" in problems


def test_for_every_unit_and_from_another_month(home: Path, xuncha: RunCommand) -> None:
    where = ("--by", "统计组", "--all-units", "--from", "2026-01")
    assert xuncha("confirm", HEADING, "received_on", *where)[0] == 0
    row = lines(home, "layouts.csv")[0]
    assert (row["unit_code"], row["from_period"], row["field"]) == ("*", "2026-01", "received_on")


# ---------------------------------------------------------------- in one sheet


def filled(path: Path, answers: dict[str, tuple[str, str | None]]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["待确认"]
    for row in range(2, sheet.max_row + 1):
        answer = answers.get(str(sheet.cell(row, 1).value))
        if answer is not None:
            sheet.cell(row, 6).value, sheet.cell(row, 7).value = answer
    book.save(path)


def test_the_sheet_has_drop_downs_and_no_formula(
    released: Path, xuncha: RunCommand, tmp_path: Path
) -> None:
    path = tmp_path / "待确认.xlsx"
    code, out, _ = xuncha("proposals", "--sheet", path)
    assert code == 0
    assert "共 4 项" in out
    book = openpyxl.load_workbook(path)
    sheet = book["待确认"]
    cells = {str(row[0].value): row for row in sheet.iter_rows(min_row=2)}
    assert set(cells) == {HEADING, UNUSED, UNIT, ORGANISATION}
    assert cells[UNUSED][4].value == "@经办科室"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    row = cells[HEADING][0].row
    area = lists[f"F{row}"].removeprefix("'可选项'!").replace("$", "")
    choices = [cell.value for (cell,) in book["可选项"][area]]
    assert choices[0] == "无"
    assert "受理日期" in choices
    assert f"G{row}" in lists
    assert f"G{cells[UNIT][0].row}" not in lists


def test_answers_in_the_sheet_are_taken_together(
    released: Path, xuncha: RunCommand, tmp_path: Path
) -> None:
    path = tmp_path / "待确认.xlsx"
    xuncha("proposals", "--sheet", path)
    filled(
        path,
        {
            HEADING: ("受理日期", "所有单位"),
            UNUSED: ("无", None),
            ORGANISATION: ("0001 县财政局党组", "本单位"),
        },
    )
    code, out, err = xuncha("confirm", "--sheet", path, "--by", "统计组")
    assert code == 0, err
    assert "已记下 3 项决定" in out
    assert {(r["unit_code"], r["heading"], r["field"]) for r in lines(released, "layouts.csv")} == {
        ("*", "受理时点", "received_on"),
        ("990121", "'@经办科室", ""),
    }
    assert [row["organisation_code"] for row in lines(released, "organisation_aliases.csv")] == [
        "0001"
    ]
    left = xuncha("proposals")[1]
    assert UNIT in left
    assert not {HEADING, UNUSED, ORGANISATION} & set(left.split())


def test_one_wrong_answer_in_the_sheet_writes_none_down(
    home: Path, xuncha: RunCommand, tmp_path: Path
) -> None:
    path = tmp_path / "待确认.xlsx"
    xuncha("proposals", "--sheet", path)
    filled(path, {HEADING: ("受理日期", None), UNIT: ("某县", None)})
    code, _, err = xuncha("confirm", "--sheet", path, "--by", "统计组")
    assert code == 2
    assert "第 4 行：“某县”不能作为“东蓠县”的答案" in err
    assert not (home / "decisions" / "layouts.csv").exists()


def test_a_sheet_that_is_not_filled_in_decides_nothing(
    home: Path, xuncha: RunCommand, tmp_path: Path
) -> None:
    path = tmp_path / "待确认.xlsx"
    xuncha("proposals", "--sheet", path)
    code, out, _ = xuncha("confirm", "--sheet", path, "--by", "统计组")
    assert code == 0
    assert "还没有填写" in out


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("confirm", "00000000", "受理日期", "--by", "甲"), "没有编号为“00000000”"),
        (("confirm", HEADING, "受理", "--by", "甲"), "不能作为“受理时点”的答案"),
        (("confirm", HEADING, "移交日期", "--by", "甲"), "已有“移交日期”这一列"),
        (("confirm", HEADING, "受理日期", "--by", " "), "--by"),
        (("confirm", HEADING, "受理日期"), "--by"),
        (("confirm", HEADING, "--by", "甲"), "两种写法只用一种"),
        (("confirm", "--by", "甲"), "两种写法只用一种"),
        (("confirm", HEADING, "无", "--sheet", "a.xlsx", "--by", "甲"), "两种写法只用一种"),
        (("confirm", "--sheet", "没有.xlsx", "--by", "甲"), "找不到文件"),
        (("confirm", HEADING, "受理日期", "--by", "甲", "--from", "9月"), "2026-09"),
        (("proposals", "--sheet", "待确认.doc"), ".xlsx"),
    ],
)
def test_wrong_input_is_refused_with_what_to_do(
    home: Path, xuncha: RunCommand, arguments: tuple[str, ...], words: str
) -> None:
    code, _, err = xuncha(*arguments)
    assert code == 2
    assert words in err
    assert not (home / "decisions" / "layouts.csv").exists()


def test_a_workbook_of_something_else_is_refused(home: Path, xuncha: RunCommand) -> None:
    code, _, err = xuncha("confirm", "--sheet", home / "inbox" / "东篱县.xlsx", "--by", "甲")
    assert code == 2
    assert "确认为" in err


# ---------------------------------------------------------------- the files themselves


def test_lines_are_added_and_never_changed(home: Path, xuncha: RunCommand) -> None:
    path = home / "decisions" / "layouts.csv"
    before = "form,unit_code,heading,field,from_period,decided_by,decided_at,备注\r\n"
    before += "XC04,990122,甲栏,,2026-01,省办,2026-01-05,旧的"
    path.write_text(before, "utf-8-sig", newline="")
    assert xuncha("confirm", HEADING, "受理日期", "--by", "统计组")[0] == 0
    after = path.read_bytes().decode("utf-8-sig")
    assert after.startswith(before)
    assert [row["heading"] for row in lines(home, "layouts.csv")] == ["甲栏", "受理时点"]
    assert [row["备注"] for row in lines(home, "layouts.csv")] == ["旧的", ""]
    assert not list(path.parent.glob("*.part"))


@pytest.mark.parametrize("content", [b"unit_code,form,heading\n", "单位\n".encode("gbk")])
def test_a_file_that_cannot_be_added_to_is_left_alone(
    home: Path, xuncha: RunCommand, content: bytes
) -> None:
    path = home / "decisions" / "layouts.csv"
    path.write_bytes(content)
    code, _, err = xuncha("confirm", HEADING, "受理日期", "--by", "甲")
    assert code == 2
    assert "layouts.csv" in err
    assert path.read_bytes() == content


# ---------------------------------------------------------------- explanations


def test_an_explanation_is_written_down_for_a_query(released: Path, xuncha: RunCommand) -> None:
    code, out, _ = xuncha("explain", "AAAAAAAAAA", "@经核实 属实\n已附函", "--by", "统计组")
    assert code == 0
    assert "aaaaaaaaaa" in out
    assert lines(released, "explanations.csv") == [
        {
            "problem_no": "aaaaaaaaaa",
            "explanation": "'@经核实 属实 已附函",
            "decided_by": "统计组",
            "decided_at": "2026-10-08 10:30:00",
        }
    ]


@pytest.mark.parametrize(
    ("number", "text", "words"),
    [
        ("bbbbbbbbbb", "属实", "强制性问题"),
        ("0000000000", "属实", "没有编号为"),
        ("aaaaaaaaaa", "  ", "不能是空的"),
    ],
)
def test_only_a_query_can_be_explained(
    released: Path, xuncha: RunCommand, number: str, text: str, words: str
) -> None:
    code, _, err = xuncha("explain", number, text, "--by", "统计组")
    assert code == 2
    assert words in err
    assert not (released / "decisions" / "explanations.csv").exists()


def test_without_a_release_nothing_can_be_explained(home: Path, xuncha: RunCommand) -> None:
    code, _, err = xuncha("explain", "aaaaaaaaaa", "属实", "--by", "统计组")
    assert code == 2
    assert "xuncha run" in err
