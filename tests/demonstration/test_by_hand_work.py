"""The forms about the work itself, worked out on paper: questions, rows held back, states, sums."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from dagster_project.demonstration.evidence import Evidence
from dagster_project.demonstration.expected import (
    expected_parts,
    expected_problems,
    expected_states,
    expected_submission_status,
)
from dagster_project.demonstration.row_queries import row_queries
from dagster_project.demonstration.states import all_items
from dagster_project.demonstration.truth import Truth
from tests.demonstration.by_hand import file, month, numbered, row, truth, unit
from tests.demonstration.by_hand_ledgers import FEBRUARY, JANUARY, MARCH, TERM_START, Values, day

UNIT, OTHER = "990121", "990122"
END = datetime(2026, 9, 1)
JUNE = "2026-06"
AFTER = day(4, 1)
OUTPUT: Values = {
    "output_no": "C1", "output_kind_code": "suggestion", "term_no": 15, "round_no": 9,
    "title": "意见建议", "issued_on": day(2, 10), "items_count": 7, "adopted_items_count": 7,
    "replied_on": day(2, 10),
}  # fmt: skip
PROCESS: Values = {
    "term_no": 15, "round_no": 9, "organisation_code": "990121001",
    "feedback_organisation_on": day(1, 5), "plan_on": day(1, 5), "plan_review_code": "passed",
    "organisation_report_on": day(1, 5), "report_due_on": day(12, 31),
}  # fmt: skip
VISIT: Values = {
    "visit_no": "H1", "visit_kind_code": "look_back", "conducted_by_code": "county",
    "term_no": 15, "round_no": 8, "organisation_code": "990121001", "visited_on": day(3, 31),
    "findings_checked_count": 5, "findings_precise_count": 5, "findings_rectified_count": 5,
    "clues_checked_count": 2, "clues_settled_count": 2, "new_findings_count": 0,
    "new_rectified_count": 0,
}  # fmt: skip
EVALUATION: Values = {
    "term_no": 15, "round_no": 9, "organisation_code": "990121001", "evaluated_on": day(3, 2),
    "discipline_score": Decimal(100), "organisation_score": Decimal(0),
    "inspection_score": Decimal("88.5"), "conclusion_code": "good",
}  # fmt: skip
PAIRING: Values = {
    "term_no": 15, "round_no": 9, "told_by_code": "receiver", "sender_code": OTHER,
    "receiver_code": UNIT, "mode_code": "cross", "cadres_count": 16, "teams_count": 2,
}  # fmt: skip
TEAM: Values = {
    "term_no": 15, "round_no": 9, "team_name": "第一巡察组", "members_count": 7,
    "seconded_count": 7, "letters_count": 3, "visits_count": 4, "signed_count": 7,
}  # fmt: skip
SELF_CHECK: Values = {
    "output_no": "C1", "organisation_code": "990121002", "self_checked_on": day(3, 1),
    "found_count": 4, "rectified_count": 4,
}  # fmt: skip
CAMPAIGN: Values = {
    "campaign_no": "Z1", "campaign_name": "粮食购销专项整治", "started_on": day(1, 1),
    "found_count": 9, "rectified_count": 9, "closed_on": day(1, 1),
}  # fmt: skip
ORGAN: Values = {
    "organ_code": "P1", "organ_kind_code": "stationed", "stationed_units_count": 4,
    "findings_count": 3, "rectified_count": 3, "reviewed_cases_count": 2, "case_faults_count": 5,
}  # fmt: skip


def body(code: str, **counts: int) -> Values:
    """Return a row of the table of joint supervision."""
    return {"row_code": code} | {f"{name}_count": count for name, count in counts.items()}


def without(values: Values, *names: str) -> Values:
    return {name: value for name, value in values.items() if name not in names}


def of(period: str, form: str, *rows: Values) -> Truth:
    return truth(month(UNIT, period, {form: list(rows)}), [unit(UNIT), unit(OTHER)], TERM_START)


def told(small: Truth) -> list[tuple[str, str | None, str | None]]:
    rows = expected_problems(small, END)
    return [(row["check_code"], row["cell"], row["value"]) for row in rows]


@pytest.mark.parametrize(
    ("form", "values", "expected"),
    [
        ("XC07", OUTPUT, []),
        ("XC07", OUTPUT | {"issued_on": AFTER}, ["Q01 issued_on", "Q03 replied_on"]),
        ("XC07", OUTPUT | {"adopted_items_count": 8}, ["Q02 adopted_items_count"]),
        ("XC07", without(OUTPUT | {"adopted_items_count": 8}, "items_count"), []),
        ("XC07", OUTPUT | {"replied_on": day(2, 9)}, ["Q03 replied_on"]),
        ("XC08", PROCESS, []),
        ("XC08", PROCESS | {"society_disclosed_on": AFTER}, ["Q01 society_disclosed_on"]),
        (
            "XC08",
            PROCESS | {"plan_on": day(1, 4)},
            ["Q02 plan_on"],
        ),
        ("XC08", PROCESS | {"organisation_report_on": day(1, 4)}, ["Q03 organisation_report_on"]),
        ("XC08", without(PROCESS, "plan_on"), ["Q04 plan_on"]),
        ("XC08", without(PROCESS, "plan_on", "plan_review_code"), []),
        ("XC09", VISIT, []),
        ("XC09", VISIT | {"visited_on": AFTER}, ["Q01 visited_on"]),
        ("XC09", VISIT | {"findings_precise_count": 6}, ["Q02 findings_precise_count"]),
        ("XC09", VISIT | {"findings_rectified_count": 6}, ["Q03 findings_rectified_count"]),
        ("XC09", VISIT | {"clues_settled_count": 3}, ["Q04 clues_settled_count"]),
        ("XC09", VISIT | {"new_rectified_count": 1}, ["Q05 new_rectified_count"]),
        ("XC10", EVALUATION, []),
        ("XC10", EVALUATION | {"report_reviewed_on": AFTER}, ["Q01 report_reviewed_on"]),
        ("XC10", without(EVALUATION, "evaluated_on"), ["Q02 evaluated_on"]),
        ("XC12", body("audit", transferred=2, received=1, fed_back=3), []),
        ("XC12", body("audit", transferred=2, received=1, fed_back=4), ["Q02 fed_back_count"]),
        ("XC12", body("audit", received=1, fed_back=2), ["Q02 fed_back_count"]),
        ("XC12", body("total", received=1, fed_back=2), []),
        ("XC13", ORGAN, []),
        ("XC13", ORGAN | {"rectified_count": 4}, ["Q01 rectified_count"]),
        ("XC13", ORGAN | {"reviewed_cases_count": 0}, ["Q02 case_faults_count"]),
        ("XC13", without(ORGAN, "reviewed_cases_count"), ["Q02 case_faults_count"]),
        ("XC13", without(ORGAN, "reviewed_cases_count") | {"case_faults_count": 0}, []),
        ("XC14", PAIRING, []),
        ("XC14", PAIRING | {"sender_code": UNIT}, ["Q01 receiver_code"]),
        ("XC16", TEAM, []),
        ("XC16", TEAM | {"seconded_count": 8}, ["Q02 seconded_count"]),
        ("XC16", TEAM | {"signed_count": 8}, ["Q03 signed_count"]),
        ("XC16", TEAM | {"signed_count": 8, "calls_count": 1}, []),
        ("XC18", SELF_CHECK, []),
        ("XC18", SELF_CHECK | {"self_checked_on": AFTER}, ["Q01 self_checked_on"]),
        ("XC18", SELF_CHECK | {"rectified_count": 5}, ["Q02 rectified_count"]),
        ("XC19", CAMPAIGN, []),
        ("XC19", CAMPAIGN | {"closed_on": AFTER}, ["Q01 closed_on"]),
        ("XC19", CAMPAIGN | {"rectified_count": 10}, ["Q02 rectified_count"]),
        ("XC19", CAMPAIGN | {"closed_on": date(2025, 12, 31)}, ["Q03 closed_on"]),
    ],
)
def test_one_row_one_question(form: str, values: Values, expected: list[str]) -> None:
    found = row_queries(form, values, MARCH, {15: TERM_START})
    assert [f"{code[5:]} {name}" for code, name in found] == expected


def test_score_out_of_scale_holds_the_row_back() -> None:
    second = EVALUATION | {"organisation_code": "990121002", "discipline_score": Decimal("100.1")}
    third = EVALUATION | {"organisation_code": "990121003", "organisation_score": Decimal("-0.5")}
    small = of(MARCH, "XC10", EVALUATION, second, third)
    # Scores stand in I, J, K; the first row is the fourth of the sheet.
    assert told(small) == [("XC10-F02", "I5", "100.1"), ("XC10-F02", "J6", "-0.5")]
    assert [item.key_text for item in all_items(Evidence(small, END), "XC10")] == ["15|9|990121001"]


def test_pairing_names_reporting_units() -> None:
    nowhere = PAIRING | {"round_no": 8, "sender_code": "990199", "receiver_code": "990198"}
    small = of(MARCH, "XC14", PAIRING, nowhere)
    assert told(small) == [("XC14-F02", "D5", "990199"), ("XC14-F02", "E5", "990198")]
    assert [part["rows_used"] for part in expected_parts(small, END)] == [1]


# -- the sums of joint supervision -----------------------------------------------------------------


def test_total_is_the_sum_of_the_bodies() -> None:
    """1 + 2 joint actions are not 4; 5 pieces of information are 5; 合计 has no meetings."""
    small = of(
        JUNE,
        "XC12",
        body("discipline", actions=1, information=5, meetings=1),
        body("audit", actions=2),
        body("total", actions=4, information=5),
    )
    assert told(small) == [("XC12-Q01", "C6", "4"), ("XC12-Q01", "D6", None)]


def test_no_total_no_question_about_it() -> None:
    assert told(of(JUNE, "XC12", body("audit", actions=2))) == []


def test_nothing_is_asked_of_a_total_whose_parts_are_held_back() -> None:
    wrong = row(1, {"actions_count": ("若干", "ROW-02")}, row_code="audit")
    rows = [wrong, *numbered({}, body("total", actions=4))[1:]]
    small = truth(
        [file(UNIT, JUNE, "2026-07-03 09:00:00", rows, form="XC12")], [unit(UNIT)], TERM_START
    )
    assert told(small) == [("ROW-02", "C4", "若干")]


# -- states ----------------------------------------------------------------------------------------


def test_a_ledger_of_the_work_is_never_open() -> None:
    """An output that the next return leaves out stays as it was; one held back is stale."""
    files = [
        *month(UNIT, MARCH, {"XC07": [OUTPUT, OUTPUT | {"output_no": "C2"}]}),
        *month(UNIT, JUNE, {"XC07": [OUTPUT | {"output_no": "C2", "is_void": True}]}),
    ]
    small = truth(files, [unit(UNIT)], TERM_START)
    assert [
        (r["output_no"], r["valid_from_period"], r["valid_to_period"], r["is_stale"])
        for r in expected_states(small, END, "XC07")
    ] == [
        ("C1", MARCH, None, False),
        ("C2", MARCH, JUNE, False),
        ("C2", JUNE, None, True),
    ]
    assert told(small) == [("XC07-F01", "P4", None)]


def test_period_returns_have_a_state_a_period() -> None:
    files = [
        *month(UNIT, JANUARY, {"XC13": [ORGAN]}),
        *month(UNIT, FEBRUARY, {"XC13": [ORGAN | {"findings_count": 8}]}),
    ]
    small = truth(files, [unit(UNIT)], TERM_START)
    rows = expected_states(small, END, "XC13")
    assert [(r["valid_from_period"], r["valid_to_period"], r["findings_count"]) for r in rows] == [
        (JANUARY, FEBRUARY, 3),
        (FEBRUARY, None, 8),
    ]


def test_what_a_merged_county_leaves() -> None:
    """Its outputs stay with it; its stationed organs end with it, the successor tells its own."""
    units = [unit(UNIT, date(2026, 1, 31), OTHER), unit(OTHER, since=date(2026, 2, 1))]
    files = month(UNIT, JANUARY, {"XC07": [OUTPUT], "XC13": [ORGAN], "XC16": [TEAM]})
    files += month(OTHER, FEBRUARY, {"XC07": [], "XC13": [ORGAN], "XC16": []})
    small = truth(files, units, TERM_START)
    states = {
        form: [
            (r["unit_code"], r["valid_from_period"], r["valid_to_period"], r["is_vanished"])
            for r in expected_states(small, END, form)
        ]
        for form in ("XC07", "XC13", "XC16")
    }
    assert states == {
        "XC07": [(UNIT, JANUARY, None, False)],
        "XC13": [(UNIT, JANUARY, FEBRUARY, False), (OTHER, FEBRUARY, None, False)],
        "XC16": [(UNIT, JANUARY, None, False)],
    }


def test_forms_of_rounds_are_due_on_no_day() -> None:
    small = of(JUNE, "XC16", TEAM)
    due = {row["form"] for row in expected_submission_status(small, END)}
    assert "XC13" in due
    assert not due & {"XC10", "XC14", "XC15", "XC16"}
