"""`xuncha trace --file … --cell …`: from a cell to what became of it and the figures it feeds."""

from pathlib import Path

import pytest

from dagster_project.published import open_warehouse
from dagster_project.trace_cells import (
    CellTrace,
    CellWanted,
    NoFileError,
    NoSheetError,
    trace_cell,
)
from tests.cli.command import RunCommand


def traced(home: Path, file: str, cell: str, sheet: str | None = None) -> CellTrace:
    with open_warehouse(home) as warehouse:
        (only,) = trace_cell(warehouse, CellWanted(file, cell, sheet))
    return only


def of_county_a(home: Path, cell: str) -> CellTrace:
    return traced(home, "county-a/2026-09.xlsx", cell, "线索")


def fed(trace: CellTrace) -> set[tuple[str, str, str, str]]:
    return {(f.definition.indicator, f.region_code, f.period, f.split_code) for f in trace.figures}


def test_the_key_of_an_item_feeds_every_figure_that_the_item_counts_in(small_home: Path) -> None:
    trace = of_county_a(small_home, "B6")
    assert (trace.outcome, trace.item_key, trace.row) == ("used", "A-02", 6)
    assert fed(trace) == {
        ("clues_transferred", "990121", "2026-09", "all"),
        ("clues_transferred", "990121", "2026-09", "audit"),
        ("clues_transferred", "990121", "2026", "all"),
        ("clues_transferred", "990000", "2026-09", "all"),
        ("clues_transferred", "990100", "2026", "all"),
        ("clues_transferred", "990100", "T2021", "all"),
        ("amount_involved", "990121", "2026-09", "all"),
        ("settlement_rate", "990121", "2026", "all"),
    }


def test_another_cell_feeds_the_figures_whose_definitions_look_at_it(small_home: Path) -> None:
    assert fed(of_county_a(small_home, "G6")) == {
        ("clues_transferred", "990121", "2026-09", "audit")
    }
    (rate,) = of_county_a(small_home, "H6").figures
    assert (rate.definition.indicator, rate.role) == ("settlement_rate", "both")
    open_clues, rate = sorted(
        of_county_a(small_home, "H5").figures, key=lambda figure: figure.definition.indicator
    )
    assert (open_clues.definition.indicator, open_clues.role) == ("clues_open", "numerator")
    assert (rate.role, rate.reports) == ("denominator", ("R01",))


def test_a_cell_feeds_what_an_item_was_built_of_it(small_home: Path, home_with_parts: Path) -> None:
    alone = fed(traced(small_home, "county-b/2026-09.csv", "A2"))
    with_parts = fed(traced(home_with_parts, "county-b/2026-09.csv", "A2"))
    assert ("clues_transferred", "990121", "2026-09", "audit") in with_parts - alone


def test_an_amount_is_told(small_home: Path) -> None:
    (figure,) = of_county_a(small_home, "K6").figures
    assert (figure.definition.indicator, str(figure.amount)) == ("amount_involved", "1.5000")


def test_a_merged_cell_is_found_at_its_own_address(small_home: Path) -> None:
    # D5 is the date of the clue of row 5 and, merged over it, of row 6.
    with open_warehouse(small_home) as warehouse:
        found = trace_cell(warehouse, CellWanted("county-a/2026-09.xlsx", "D5", "线索"))
    assert [trace.item_key for trace in found] == ["A-01", "A-02"]
    assert of_county_a(small_home, "D6").outcome == "no_field"


def test_an_earlier_row_names_the_row_that_stands(small_home: Path) -> None:
    trace = of_county_a(small_home, "B3")
    assert [(s.valid_from_period, s.valid_to_period) for s in trace.states] == [
        ("2026-03", "2026-09")
    ]
    assert trace.standing is not None
    assert trace.standing.row == 7
    assert trace.figures == ()


def test_a_void_row_feeds_nothing(small_home: Path) -> None:
    trace = of_county_a(small_home, "B8")
    assert [state.is_void for state in trace.states] == [True]
    assert trace.figures == ()


def test_a_held_row_tells_its_problems(small_home: Path) -> None:
    trace = traced(small_home, "county-b/2026-09.csv", "A4")
    assert trace.outcome == "held_back"
    assert [(p.check_code, p.cell) for p in trace.problems] == [("ROW-02", "C4")]


def test_a_replaced_return_names_the_one_in_force(small_home: Path) -> None:
    trace = traced(small_home, "first.xlsx", "B5")
    assert trace.outcome == "superseded"
    assert trace.replaced_by is not None
    assert trace.replaced_by[0] == "county-a/2026-09.xlsx"


def test_a_returned_file_tells_why(small_home: Path) -> None:
    trace = traced(small_home, "nobody.xlsx", "B5")
    assert trace.outcome == "returned"
    assert [problem.check_code for problem in trace.problems] == ["FILE-02"]


@pytest.mark.parametrize(
    ("cell", "outcome"), [("B4", "not_data"), ("A5", "no_field"), ("B99", "nothing")]
)
def test_a_cell_that_is_no_data(small_home: Path, cell: str, outcome: str) -> None:
    assert of_county_a(small_home, cell).outcome == outcome


def test_what_is_not_there(small_home: Path) -> None:
    with pytest.raises(NoFileError):
        traced(small_home, "county-c.xlsx", "A1")
    with pytest.raises(NoSheetError, match="线索"):
        traced(small_home, "county-a/2026-09.xlsx", "B5")


def test_command_tells_the_row_and_the_figures(small_home: Path, xuncha: RunCommand) -> None:
    asked = ("trace", "--file", "2026-09.xlsx", "--sheet", "线索", "--cell", "$b$6")
    code, out, err = xuncha(*asked, "--home", small_home)
    assert code == 0, err
    assert "B6：第 6 行，栏目“线索编号”，编号 A-02" in out
    assert "这一行已采用。" in out
    assert "计入截至 2026-09 的 8 个数字" in out
    assert "source=audit" in out
    _, out, _ = xuncha(*asked, "--home", small_home, "--lang", "en")
    assert "B6: row 6, column '线索编号', item A-02" in out
    assert "settlement_rate Settlement rate" in out


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("file", "cell"),
    [
        ("county-b/2026-09.csv", "C4"),
        ("county-a/first.xlsx", "B5"),
        ("nobody.xlsx", "A1"),
    ],
)
def test_command_tells_what_became_of_other_rows(
    small_home: Path, xuncha: RunCommand, language: str, file: str, cell: str
) -> None:
    code, out, err = xuncha(
        "trace", "--file", file, "--cell", cell, "--lang", language, "--home", small_home
    )
    assert code == 0, err
    assert file in out
    assert len(out.splitlines()) >= 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--file", "county-c.xlsx", "--cell", "A1"],
        ["--file", "county-a/2026-09.xlsx", "--cell", "B5"],
        ["--file", "nobody.xlsx", "--cell", "5B"],
        ["--file", "nobody.xlsx"],
        ["R01", "--file", "nobody.xlsx", "--cell", "B5"],
        ["--file", "nobody.xlsx", "--cell", "B5", "--period", "2030-01"],
    ],
)
def test_command_refuses_in_one_line(
    small_home: Path, xuncha: RunCommand, arguments: list[str]
) -> None:
    code, out, err = xuncha("trace", *arguments, "--home", small_home)
    assert (code, out, err.count("\n")) == (2, "", 1)
