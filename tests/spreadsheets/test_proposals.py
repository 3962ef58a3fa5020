"""A heading that no form knows is asked about, never guessed; where it matters the part waits."""

from datetime import datetime

import pytest

from dagster_project.decisions import LayoutDecision
from dagster_project.forms import load_code_lists, load_forms, sources_fingerprint
from dagster_project.home import sources_folder
from dagster_project.regions import DecisionError
from dagster_project.spreadsheets.context import ReaderContext, build_context
from dagster_project.spreadsheets.problems import Problem
from dagster_project.spreadsheets.proposals import (
    could_be_boolean,
    could_be_code,
    could_be_codes,
    could_be_date,
    could_be_decimal,
    could_be_integer,
    similar,
)
from dagster_project.spreadsheets.reading import Reading, read_workbook
from tests.spreadsheets.province import (
    DECISIONS,
    HEADINGS,
    RECEIVED,
    Cell,
    clue,
    codes,
    column,
    cover,
    ledger,
    read,
    statuses,
    workbook,
)

EARLIER = datetime(2026, 9, 1)
LATER = datetime(2026, 10, 20, 15, 0, 0)


def with_heading(known: str, typed: str, rows: int = 2, **sheets: list[list[Cell]]) -> bytes:
    """A county's workbook in which one heading is another."""
    headings = [typed if heading == known else heading for heading in HEADINGS]
    clues = [clue(number, f"线{number}") for number in range(1, rows + 1)]
    return workbook({"封面": cover(rows), "台账": ledger(clues, headings=headings), **sheets})


def decided(*rows: LayoutDecision) -> ReaderContext:
    sources = sources_folder()
    forms, lists = load_forms(sources), load_code_lists(sources)
    decisions = DECISIONS.__class__(
        DECISIONS.regions, DECISIONS.reporting_units, DECISIONS.unit_aliases, layouts=rows
    )
    return build_context(forms, lists, decisions, sources_fingerprint(sources))


def layout(
    field: str,
    heading: str = "受理时点",
    unit: str = "990121",
    form: str = "XC04",
    since: str = "2026-01",
    at: datetime = EARLIER,
) -> LayoutDecision:
    return LayoutDecision(unit, form, heading, field, since, "省办", at)


def read_under(
    data: bytes, *rows: LayoutDecision, at: datetime = RECEIVED, name: str = "上报.xlsx"
) -> Reading:
    return read_workbook(data, name, at, decided(*rows))


def the(reading: Reading, code: str) -> Problem:
    return next(problem for problem in reading.problems if problem.check_code == code)


# ---------------------------------------------------------------- what waits


def test_a_heading_like_a_fields_waits_with_its_part() -> None:
    reading = read(with_heading("受理日期", "受理时点"))
    assert statuses(reading) == {"COVER": ("accepted", 1), "XC04": ("waiting_layout", 2)}
    assert codes(reading) == ["PART-10"]
    assert "xc04_clues" not in reading.rows
    problem = the(reading, "PART-10")
    assert (problem.severity, problem.form, problem.sheet) == ("fatal", "XC04", "台账")
    assert (problem.cell, problem.value) == ("E2", "受理时点")
    assert "“受理时点”" in problem.message
    assert "“受理日期”" in problem.message
    assert "没有退回" in problem.message
    proposal = reading.proposals[0]
    assert (proposal.cell, proposal.heading, proposal.samples) == (
        "E2",
        "受理时点",
        ("2026-09-05",),
    )
    first = proposal.candidates[0]
    # 受理时点 and 受理时间 share three characters of four: 2 × 3 / 8.
    assert (first.field, first.similarity, first.is_fitting) == ("received_on", 750, True)


def test_a_required_column_that_an_unknown_one_may_be_waits_whatever_it_is_called() -> None:
    reading = read(with_heading("办理状态", "目前进展"))
    assert statuses(reading)["XC04"] == ("waiting_layout", 2)
    assert codes(reading) == ["PART-10"]
    assert [c.field for c in reading.proposals[0].serious] == ["status_code"]


def test_a_heading_like_none_is_a_query_and_is_proposed_all_the_same() -> None:
    reading = read(with_heading("处分人数", "经办科室"))
    assert statuses(reading)["XC04"] == ("accepted", 2)
    assert codes(reading) == ["PART-06"]
    assert [proposal.heading for proposal in reading.proposals] == ["经办科室"]
    assert not reading.proposals[0].serious
    assert column(reading, "disciplined_count") == [None, None]


def test_values_of_another_type_do_not_wait() -> None:
    headings = ["受理时点" if heading == "受理日期" else heading for heading in HEADINGS]
    rows = [[*clue(1, "线1")[:4], "见附件", *clue(1, "线1")[5:]]]
    reading = read(workbook({"封面": cover(1), "台账": ledger(rows, headings=headings)}))
    assert codes(reading) == ["PART-06"]


def test_an_empty_column_has_nothing_to_wait_for() -> None:
    headings = ["受理时点" if heading == "受理日期" else heading for heading in HEADINGS]
    rows = [[*clue(1, "线1")[:4], "—", *clue(1, "线1")[5:]], [*clue(2, "线2")[:4], None, "处置中"]]
    reading = read(workbook({"封面": cover(2), "台账": ledger(rows, headings=headings)}))
    assert codes(reading) == ["PART-06"]


def test_a_part_that_goes_back_anyway_does_not_wait() -> None:
    headings = [{"受理日期": "受理时点", "办理状态": "无关列"}.get(h, h) for h in HEADINGS]
    rows = [[*clue(1, "线1")[:5], "见附件", *clue(1, "线1")[6:]]]
    reading = read(workbook({"封面": cover(1), "台账": ledger(rows, headings=headings)}))
    assert statuses(reading)["XC04"] == ("returned", 1)
    assert codes(reading) == ["PART-01", "PART-06", "PART-06"]
    assert [p.heading for p in reading.proposals if p.serious] == ["受理时点"]


def test_one_heading_cannot_stand_for_two_missing_columns() -> None:
    headings = ["来历" if heading == "线索编号" else heading for heading in HEADINGS if heading]
    rows = [row[:3] + row[4:] for row in [clue(1, "线1"), clue(2, "线2")]]
    headings.remove("移交日期")
    reading = read(workbook({"封面": cover(2), "台账": ledger(rows, headings=headings)}))
    assert statuses(reading)["XC04"] == ("returned", 2)
    assert codes(reading) == ["PART-01", "PART-01", "PART-06"]


def test_headings_over_a_heading_belong_to_its_name() -> None:
    rows: list[list[Cell]] = [
        ["问题线索台账"],
        ["线索编号", "线索来源", "移交日期", "办理状态", "经办情况", None],
        [None, None, None, None, "科室", "受理日子"],
        ["线1", "巡察移交", "2026-09-02", "处置中", "一科", "2026-09-05"],
    ]
    merges = {"台账": ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"]}
    reading = read(workbook({"封面": cover(1), "台账": rows}, merges))
    assert {p.heading: p.cell for p in reading.proposals} == {
        "经办情况/科室": "E3",
        "经办情况/受理日子": "F3",
    }


# ---------------------------------------------------------------- what was confirmed


def test_a_confirmed_heading_holds_its_field() -> None:
    reading = read_under(with_heading("受理日期", "受理时点"), layout("received_on"))
    assert codes(reading) == []
    assert column(reading, "received_on") == ["2026-09-05", "2026-09-05"]
    used = next(used for used in reading.layouts if used.field == "received_on")
    assert (used.column_letter, used.heading) == ("E", "受理时点")
    assert [question.text for question in reading.questions] == ["受理时点"]


def test_a_required_column_supplied_by_a_confirmed_heading_is_not_missing() -> None:
    """Rows are classed anew with it: a lone key is data only where its column is known."""
    rows: list[list[Cell]] = [["案卷标识", "线索来源", "移交日期", "办理状态"]]
    rows += [["线1", "巡察移交", "2026-09-02", "处置中"], ["线2", None, None, None]]
    data = workbook({"封面": cover(2), "台账": [["问题线索台账"], *rows]})
    before = read(data)
    assert statuses(before)["XC04"][0] == "waiting_layout"
    reading = read_under(data, layout("clue_no", "案卷标识"))
    assert column(reading, "clue_no") == ["线1", "线2"]
    assert statuses(reading)["XC04"] == ("accepted", 2)


def test_a_column_that_carries_nothing_is_neither_asked_nor_told() -> None:
    reading = read_under(with_heading("受理日期", "受理时点"), layout(""))
    assert codes(reading) == []
    assert column(reading, "received_on") == [None, None]
    assert reading.proposals == []


def test_a_required_column_is_missing_once_the_only_one_it_could_be_is_not_it() -> None:
    reading = read_under(with_heading("办理状态", "目前进展"), layout("", "目前进展"))
    assert codes(reading) == ["PART-01"]
    assert statuses(reading)["XC04"] == ("returned", 2)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (layout("received_on", unit="990122"), "waiting_layout"),
        (layout("received_on", form="XC03", heading="受理时点", unit="*"), None),
        (layout("received_on", since="2026-10"), "waiting_layout"),
        (layout("received_on", at=LATER), "waiting_layout"),
        (layout("received_on", unit="*"), "accepted"),
        (layout("received_on", heading=" 受理\n时点 "), "accepted"),
        (layout("received_on", since=""), "accepted"),
    ],
)
def test_a_decision_counts_for_its_unit_form_month_and_time(
    decision: LayoutDecision, expected: str | None
) -> None:
    if expected is None:
        with pytest.raises(DecisionError, match="XC03 has no field"):
            decided(decision)
    else:
        reading = read_under(with_heading("受理日期", "受理时点"), decision)
        assert statuses(reading)["XC04"][0] == expected


def test_the_units_own_decision_comes_first_then_the_newest() -> None:
    data = with_heading("受理日期", "受理时点")
    rows = [
        layout("disposal_on", unit="990121", at=datetime(2026, 8, 1)),
        layout("received_on", unit="*", at=datetime(2026, 9, 20)),
    ]
    own = read_under(data, *rows)
    assert column(own, "disposal_on") == ["2026-09-05", "2026-09-05"]
    newer = read_under(data, *rows, layout("received_on", at=datetime(2026, 9, 21)))
    assert column(newer, "received_on") == ["2026-09-05", "2026-09-05"]
    corrected = read_under(data, layout("disposal_on"), layout("received_on"))
    assert column(corrected, "received_on") == ["2026-09-05", "2026-09-05"]


def test_a_forms_own_heading_is_not_to_be_confirmed_away() -> None:
    reading = read_under(with_heading("受理日期", "受理日期"), layout("disposal_on", "受理日期"))
    assert column(reading, "received_on") == ["2026-09-05", "2026-09-05"]


def test_two_headings_confirmed_as_one_field_are_a_repetition() -> None:
    headings = [{"受理日期": "受理时点", "处分人数": "收件时点"}.get(h, h) for h in HEADINGS]
    rows = [[*clue(1, "线1")[:6], "2026-09-06", 1.5]]
    data = workbook({"封面": cover(1), "台账": ledger(rows, headings=headings)})
    reading = read_under(data, layout("received_on"), layout("received_on", "收件时点"))
    assert codes(reading) == ["PART-06"]
    assert "重复" in the(reading, "PART-06").message
    assert column(reading, "received_on") == ["2026-09-05"]


def test_merged_cells_are_read_the_same_a_second_time() -> None:
    headings = ["受理时点" if heading == "受理日期" else heading for heading in HEADINGS]
    rows = [clue(1, "线1"), [2, "线2", None, *clue(2, "线2")[3:]]]
    data = workbook(
        {"封面": cover(2), "台账": ledger(rows, headings=headings)}, {"台账": ["C3:C4"]}
    )
    reading = read_under(data, layout("received_on"))
    assert column(reading, "source_code") == ["巡察移交", "巡察移交"]
    assert reading.rows["xc04_clues"].cells == [None, '{"source_code": "C3"}']


# ---------------------------------------------------------------- the fingerprint


def test_a_decision_changes_no_reading_of_an_earlier_moment() -> None:
    without, with_one = decided(), decided(layout("received_on", at=LATER))
    assert without.fingerprint_at(RECEIVED) == with_one.fingerprint_at(RECEIVED)
    assert without.fingerprint_at(LATER) != with_one.fingerprint_at(LATER)
    assert with_one.fingerprint_at(LATER) == with_one.fingerprint_at(datetime(2030, 1, 1))


# ---------------------------------------------------------------- what a value could be


@pytest.mark.parametrize(
    "text",
    ["2026-09-05", "2026年9月5日", "2026.9.5", "26/9/5", "20260905", "46270", "9月5日", "2026年9月",
     "二〇二六年九月五日", "２０２６年９月５日", "2026-09-05 00:00:00"],
)  # fmt: skip
def test_dates(text: str) -> None:
    assert could_be_date(text)


@pytest.mark.parametrize("text", ["5", "2026", "见附件", "县纪委", "13800000000", "5月底前"])
def test_no_dates(text: str) -> None:
    assert not could_be_date(text)


@pytest.mark.parametrize(
    "text", ["12", "12人", "1,234", "12.0", "约120", "1760余个", "十二", "第3轮"]
)
def test_whole_numbers(text: str) -> None:
    assert could_be_integer(text)
    assert not could_be_integer(f"{text}元整啦")


@pytest.mark.parametrize("text", ["1.5", "-3", "1,234.56万元", "35000元", "95%", "约3万元", "12"])
def test_decimals(text: str) -> None:
    assert could_be_decimal(text)


@pytest.mark.parametrize("text", ["1.5.2", "一科", "2026-09-05", "12人民"])
def test_no_numbers(text: str) -> None:
    assert not could_be_decimal(text)
    assert not could_be_integer(text)


def test_ticks_and_codes() -> None:
    assert all(map(could_be_boolean, ["是", "√", "×", "有", "无", "1", "N", "ＹＥＳ"]))
    assert not could_be_boolean("待定")
    known = frozenset({"处置中", "已办结"})
    assert could_be_code(" 处置 中", known)
    assert not could_be_code("处置中、已办结", known)
    assert could_be_codes("处置中、已办结", known)
    assert not could_be_codes("处置中、别的", known)
    assert not could_be_codes("、", known)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("移交时间", "移交日期", 500), ("受理", "受理", 1000), ("甲", "乙", 0), ("", "", 0),
     ("受理时间", "受理日", 571)],
)  # fmt: skip
def test_similarity_is_dices_measure_of_the_characters(
    first: str, second: str, expected: int
) -> None:
    assert similar(first, second) == expected
