"""One row, one question: each question of a single row, and of a row against the one before."""

from datetime import date, datetime

import pytest

from dagster_project.demonstration.expected import expected_problems
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.row_queries import row_queries
from tests.demonstration.by_hand import file, money, month, numbered, truth, unit
from tests.demonstration.by_hand_ledgers import (
    FEBRUARY,
    JANUARY,
    MARCH,
    TERM_START,
    Values,
    closed,
    day,
    finding,
    inspected,
    inspection,
    measure,
    organisation,
    round_row,
    village,
    workforce,
)

UNIT = "990121"
END = datetime(2026, 9, 1)
BEFORE_TERM, AFTER = date(2021, 6, 7), day(4, 1)
CLOSED = closed("F1", 1, day(2, 1), day(2, 10))
MATTER: Values = {
    "matter_no": "M1", "term_no": 15, "is_immediate": True, "category_code": "water",
    "raised_on": day(1, 10), "handed_on": day(1, 12), "status_code": "in_progress",
}  # fmt: skip
SOLVED = MATTER | {"solved_on": day(2, 1), "status_code": "solved"}
V1 = "990121101201"


def without(values: Values, *names: str) -> Values:
    return {name: value for name, value in values.items() if name not in names}


@pytest.mark.parametrize(
    ("form", "values", "expected"),
    [
        ("XC15", round_row(ended_on=date(2025, 12, 31)), ["Q01 ended_on"]),
        ("XC15", round_row(reported_on=date(2025, 12, 31)), ["Q02 reported_on"]),
        (
            "XC15",
            round_row(reported_on=day(2, 2), closed_on=day(2, 1)),
            ["Q03 closed_on"],
        ),
        ("XC15", round_row(ended_on=AFTER), ["Q04 ended_on"]),
        ("XC15", round_row(started_on=BEFORE_TERM), ["Q05 started_on"]),
        ("XC15", round_row(started_on=TERM_START), []),
        ("XC01", inspection(left_on=day(1, 1)), ["Q01 left_on"]),
        ("XC01", inspection(left_on=day(1, 2), feedback_on=day(1, 1)), ["Q02 feedback_on"]),
        ("XC01", inspection(entered_on=AFTER), ["Q04 entered_on"]),
        ("XC01", inspection(entered_on=BEFORE_TERM), ["Q05 entered_on"]),
        ("XC01", inspection(entered_on=BEFORE_TERM, term_no=13), []),
        ("XC01", inspection(mode_code="pooled"), ["Q06 sender_unit"]),
        ("XC01", inspection(mode_code="raised"), []),
        ("XC01", inspection(mode_code="paired_aid", sender_unit="乙县"), []),
        ("XC02", finding("F1", found_on=AFTER), ["Q04 found_on"]),
        ("XC02", finding("F1", found_on=BEFORE_TERM), ["Q05 found_on"]),
        ("XC02", finding("F1", supervision_item_code="F1-02"), ["Q06 supervision_item_code"]),
        ("XC02", finding("F1", supervision_item_code="F2-02"), []),
        ("XC02", finding("F1", amount_wan_yuan=money("-0.01")), ["Q09 amount_wan_yuan"]),
        ("XC03", CLOSED, []),
        ("XC03", CLOSED | {"completed_on": day(2, 11)}, ["Q01 closed_on"]),
        ("XC03", without(CLOSED, "reviewed_on"), ["Q02 review_result_code"]),
        ("XC03", CLOSED | {"review_result_code": "sent_back"}, ["Q02 review_result_code"]),
        ("XC03", measure("F1", status_code="completed"), ["Q03 completed_on"]),
        ("XC03", CLOSED | {"closed_on": AFTER}, ["Q04 closed_on"]),
        ("XC03", without(CLOSED, "closed_on"), ["Q06 closed_on"]),
        ("XC03", measure("F1", status_code="sent_back"), ["Q07 sent_back_count"]),
        (
            "XC03",
            measure("F1", status_code="sent_back", sent_back_count=0),
            ["Q07 sent_back_count"],
        ),
        ("XC03", measure("F1", closed_on=day(2, 1)), ["Q08 status_code"]),
        (
            "XC03",
            measure("F1", recovered_amount_wan_yuan=money("-3")),
            ["Q09 recovered_amount_wan_yuan"],
        ),
        (
            "XC03",
            measure("F1", extended_due_on=day(2, 19), extension_count=1),
            ["Q13 extended_due_on"],
        ),
        ("XC03", measure("F1", extended_due_on=day(2, 21)), ["Q14 extension_count"]),
        ("XC05", MATTER | {"handed_on": day(1, 9)}, ["Q01 handed_on"]),
        ("XC05", SOLVED | {"solved_on": day(1, 9)}, ["Q02 solved_on"]),
        ("XC05", MATTER | {"handed_on": AFTER}, ["Q04 handed_on"]),
        ("XC05", MATTER | {"raised_on": BEFORE_TERM}, ["Q05 raised_on"]),
        ("XC05", without(MATTER | {"raised_on": BEFORE_TERM}, "term_no"), []),
        ("XC05", without(SOLVED, "solved_on"), ["Q06 solved_on"]),
        ("XC05", MATTER | {"solved_on": day(2, 1)}, ["Q07 status_code"]),
        ("XC05", MATTER | {"is_immediate": False}, ["Q08 is_immediate"]),
        (
            "XC05",
            MATTER | {"refunded_amount_wan_yuan": money("-1")},
            ["Q09 refunded_amount_wan_yuan"],
        ),
        ("XC06", village(V1, **without(inspected(day(1, 5)), "round_no")), ["Q01 round_no"]),
        ("XC06", village(V1, **without(inspected(day(1, 5)), "mode_code")), ["Q03 mode_code"]),
        ("XC06", village(V1, tier_set_on=AFTER), ["Q04 tier_set_on"]),
        ("XC06", village(V1, **inspected(BEFORE_TERM)), ["Q05 inspected_on"]),
        ("XC06", village(V1, findings_count=1), ["Q06 inspected_on"]),
        ("XC06", village(V1, findings_count=0), []),
        ("XC11", workforce("office", 4, 5), ["Q01 staffed_count"]),
        (
            "XC11",
            {"row_code": "teams", "actual_count": 3, "women_count": 4, "degree_count": 5},
            ["Q05 women_count", "Q05 degree_count"],
        ),
        ("XC11", {"row_code": "teams", "women_count": 4, "got_count": 2}, []),
        ("XC11", {"row_code": "teams", "wanted_count": 1, "got_count": 2}, ["Q06 got_count"]),
        (
            "XC17",
            organisation("990121001", in_plan_to=date(2021, 6, 30), reason="撤销"),
            ["Q01 in_plan_to"],
        ),
        ("XC17", organisation("990121001", in_plan_to=day(3, 1)), ["Q02 reason"]),
    ],
)
def test_questions_of_a_row(form: str, values: Values, expected: list[str]) -> None:
    found = row_queries(form, values, MARCH, {14: date(2016, 5, 1), 15: TERM_START})
    assert [f"{code.removeprefix(form)[1:]} {name}" for code, name in found] == expected


def asked(forms: dict[str, list[dict[str, list[Values]]]]) -> list[tuple[str, str, Value]]:
    """Return the problems of months sent one after the other, from January on."""
    files = [
        item
        for form, months in forms.items()
        for period, rows_of in zip((JANUARY, FEBRUARY, MARCH), months, strict=False)
        for item in month(UNIT, period, {form: rows_of["rows"]})
    ]
    problems = expected_problems(truth(files, [unit(UNIT)], TERM_START), END)
    return [(row["check_code"], row["period"], row["value"]) for row in problems]


def sent(*rows: Values) -> dict[str, list[Values]]:
    return {"rows": list(rows)}


def with_parents(form: str, *months: dict[str, list[Values]]) -> list[tuple[str, str, Value]]:
    """Return the problems of a form beside a round, its inspection and the finding F1."""
    done = inspection(left_on=day(1, 5), feedback_on=day(1, 20))
    return asked(
        {
            "XC15": [sent(round_row())],
            "XC01": [sent(done)],
            "XC02": [sent(finding("F1"))],
            form: list(months),
        }
    )


def test_measures_against_the_return_before() -> None:
    first = measure("F1", systems_count=2)
    moved = measure("F1", due_on=day(3, 20), systems_count=1)
    # In February a rule less and another deadline; in March an extension, though the deadline of
    # February's row had not passed.
    later = moved | {"extended_due_on": day(5, 1), "extension_count": 1}
    assert with_parents("XC03", sent(first), sent(moved), sent(later)) == [
        ("XC03-Q21", FEBRUARY, "1"),
        ("XC03-Q24", FEBRUARY, "2026-03-20"),
    ]
    # The deadline of 20 February has passed when March begins.
    extended = first | {"extended_due_on": day(5, 1), "extension_count": 1}
    assert with_parents("XC03", sent(first), sent(first), sent(extended)) == [
        ("XC03-Q25", MARCH, "2026-05-01")
    ]


def test_closed_measure_may_be_sent_back_but_not_reopened() -> None:
    back = measure("F1", status_code="sent_back", sent_back_count=1)
    done = closed("F1", 1, day(1, 30), day(1, 31))
    assert (
        with_parents("XC03", sent(done), sent(back), sent(measure("F1", sent_back_count=1))) == []
    )
    assert with_parents("XC03", sent(done), sent(measure("F1"))) == [
        ("XC03-Q22", FEBRUARY, "in_progress")
    ]


def test_measure_completed_before_the_finding() -> None:
    early = measure("F1", status_code="completed", completed_on=day(1, 14))
    assert with_parents("XC03", sent(early)) == [("XC03-Q12", JANUARY, "2026-01-14")]


def test_open_measures_under_other_numbers() -> None:
    first = [measure("F1", seq) for seq in range(1, 7)]
    second = [measure("F1", seq) for seq in (1, 2, 3, 4, 57, 58)]
    assert with_parents("XC03", sent(*first), sent(*second)) == [
        ("XC03-Q23", FEBRUARY, "F1|5"),
        ("XC03-Q23", FEBRUARY, "F1|6"),
        ("XC03-Q26", FEBRUARY, "2"),
    ]


def test_matters_against_the_return_before() -> None:
    helped = SOLVED | {"solved_on": day(1, 20), "beneficiaries_count": 30}
    less = helped | {"beneficiaries_count": 29}
    assert asked({"XC05": [sent(helped), sent(less)]}) == [("XC05-Q21", FEBRUARY, "29")]
    assert asked({"XC05": [sent(helped), sent(MATTER | {"beneficiaries_count": 30})]}) == [
        ("XC05-Q22", FEBRUARY, "in_progress")
    ]
    assert asked({"XC05": [sent(MATTER), sent(), sent()]}) == [("XC05-Q23", FEBRUARY, "M1")]


def test_flagged_finding_without_a_matter() -> None:
    flagged = finding("F1", is_livelihood=True, is_immediate=True)
    parents = {"XC15": [sent(round_row())], "XC01": [sent(inspection())]}
    matter = MATTER | {"finding_no": "F1"}
    # Without any return of matters nothing is asked.
    assert asked(parents | {"XC02": [sent(flagged)]}) == []
    assert asked(parents | {"XC02": [sent(flagged)], "XC05": [sent(MATTER)]}) == [
        ("XC02-Q14", JANUARY, "true")
    ]
    assert asked(parents | {"XC02": [sent(flagged)], "XC05": [sent(matter)]}) == []


def test_same_words_twice_in_a_return() -> None:
    words = {"description": "未按规定 公开财务收支"}
    other = {"description": "未按规定公开财务收支"}
    short = {"description": "未公开"}
    rows = [
        finding("F1", **words),
        finding("F2", **other),
        finding("F3", **short),
        finding("F4", **short),
    ]
    files = [
        *month(UNIT, JANUARY, {"XC15": [round_row()], "XC01": [inspection()]}),
        file(UNIT, JANUARY, "2026-02-03 09:00:00", numbered(*rows), form="XC02"),
    ]
    problems = expected_problems(truth(files, [unit(UNIT)], TERM_START), END)
    # The description is free text: its cell is named, its words are not told.
    assert [(row["check_code"], row["cell"], row["value"]) for row in problems] == [
        ("XC02-Q10", "L4", None),
        ("XC02-Q10", "L5", None),
    ]
