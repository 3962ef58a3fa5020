"""One county, three months, three findings: how far they have been put right.

The town 990121001 gets its feedback on 20 January, the town 990121002 none. F1 (two measures) and
F2 (one) were found in the first, F3 in the second. In February F1 is done: the first measure
closed, the second completed on 25 February, five days late. F2, sent back once, is overdue. In
March the second measure of F1 is closed, and the first is reopened.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from dagster_project.demonstration.expected import (
    expected_comparisons,
    expected_indicator_values,
    expected_problems,
    expected_states,
)
from dagster_project.demonstration.truth import Truth
from tests.demonstration.by_hand import file, money, month, numbered, truth, unit
from tests.demonstration.by_hand_ledgers import (
    FEBRUARY,
    JANUARY,
    MARCH,
    TERM_START,
    closed,
    day,
    figure,
    finding,
    inspection,
    measure,
    round_row,
)

UNIT, OTHER = "990121", "990121002"
END = datetime(2026, 5, 1)
FED_BACK = {"left_on": day(1, 18), "feedback_on": day(1, 20)}
F1, F2 = finding("F1", is_key_few=True), finding("F2", focus_code="F3", found_on=day(1, 16))
F3 = finding("F3", organisation_code=OTHER, village_code=None, amount_wan_yuan=money("2.5"))
SECOND = closed("F1", 2, day(2, 25), day(3, 10), systems_count=2)


@pytest.fixture(scope="module")
def small() -> Truth:
    sent_back = measure("F2", status_code="sent_back", sent_back_count=1, accountable_count=1)
    months = {
        JANUARY: {
            "XC15": [round_row()],
            "XC01": [inspection(**FED_BACK), inspection(OTHER)],
            "XC02": [F1, F2, {name: v for name, v in F3.items() if v is not None}],
            "XC03": [measure("F1", 1), measure("F1", 2), measure("F2")],
        },
        FEBRUARY: {
            "XC01": [inspection(OTHER)],
            "XC03": [
                closed("F1", 1, day(2, 10), day(2, 20), recovered_amount_wan_yuan=money("3")),
                measure("F1", 2, status_code="completed", completed_on=day(2, 25)),
                sent_back,
            ],
        },
        MARCH: {
            "XC01": [inspection(OTHER)],
            "XC03": [
                measure("F1", 1, recovered_amount_wan_yuan=money("3")),
                SECOND,
                sent_back,
            ],
        },
    }
    files = [item for period, forms in months.items() for item in month(UNIT, period, forms)]
    return truth(files, [unit(UNIT)], TERM_START)


@pytest.mark.parametrize(
    ("indicator", "period", "expected"),
    [
        ("organisations_inspected", JANUARY, ("1", None, "1")),
        ("organisations_fed_back", "2026", ("1", None, "1")),
        # Two findings in the one organisation that the team has left.
        ("findings_per_organisation", "2026", ("2", "1", "2")),
        ("findings_found", JANUARY, ("3", None, "3")),
        ("findings_found", FEBRUARY, ("0", None, "0")),
        ("village_findings", "2026", ("0", None, "0")),
        ("key_few_findings", "2026", ("1", None, "1")),
        ("key_few_finding_share", "2026", ("1", "3", "0.333333")),
        ("finding_amount", JANUARY, ("2.5", None, "2.5")),
        # F3 has had no feedback: it is in no base.
        ("findings_fed_back", JANUARY, ("2", None, "2")),
        ("rectification_rate", JANUARY, ("0", "2", "0")),
        ("findings_due", JANUARY, ("0", None, "0")),
        ("on_time_rate", JANUARY, ("0", "0", None)),
        ("findings_rectified", FEBRUARY, ("1", None, "1")),
        ("findings_closed", FEBRUARY, ("0", None, "0")),
        ("rectification_rate", FEBRUARY, ("1", "2", "0.5")),
        ("close_rate", FEBRUARY, ("0", "2", "0")),
        ("findings_due", FEBRUARY, ("2", None, "2")),
        # F1 was done on 25 February, due on the 20th.
        ("on_time_rate", FEBRUARY, ("0", "2", "0")),
        ("findings_overdue", FEBRUARY, ("1", None, "1")),
        # Reviewed are F1 (a day of review) and F2 (sent back).
        ("sent_back_rate", FEBRUARY, ("1", "2", "0.5")),
        ("findings_reopened", FEBRUARY, ("0", None, "0")),
        ("findings_reopened", MARCH, ("1", None, "1")),
        ("rectification_rate", MARCH, ("0", "2", "0")),
        ("findings_overdue", MARCH, ("2", None, "2")),
        ("median_days_to_close", "2026", (None, "0", None)),
        ("measures_total", FEBRUARY, ("3", None, "3")),
        ("recovered_amount_rectification", FEBRUARY, ("3", None, "3")),
        ("persons_accountable", MARCH, ("1", None, "1")),
        ("systems_built", MARCH, ("2", None, "2")),
    ],
)
@pytest.mark.parametrize("place", [UNIT, "990100", "990000"])
def test_indicators(
    small: Truth, indicator: str, period: str, expected: tuple[str | None, ...], place: str
) -> None:
    assert figure(expected_indicator_values(small, END), indicator, place, period) == expected


def test_rates_are_split_by_focus(small: Truth) -> None:
    rows = expected_indicator_values(small, END)
    assert figure(rows, "rectification_rate", UNIT, FEBRUARY, "F2") == ("1", "1", "1")
    assert figure(rows, "rectification_rate", UNIT, FEBRUARY, "F3") == ("0", "1", "0")


def told(rows: list[dict[str, Any]]) -> list[tuple[str, str, str | None, str | None]]:
    return [(row["check_code"], row["period"], row["cell"], row["value"]) for row in rows]


def test_problems(small: Truth) -> None:
    # The status is the ninth field of the measures, and the first row of data is row 4.
    assert told(expected_problems(small, END)) == [("XC03-Q22", MARCH, "I4", "in_progress")]


def test_finding_without_measure_a_month_after_feedback() -> None:
    forms = {
        JANUARY: {"XC15": [round_row()], "XC01": [inspection(**FED_BACK)], "XC02": [F1, F2]},
        FEBRUARY: {"XC03": [measure("F1")]},
    }
    forms[JANUARY]["XC03"] = [measure("F1")]
    files = [item for period, rows in forms.items() for item in month(UNIT, period, rows)]
    small = truth(files, [unit(UNIT)], TERM_START)
    # 20 January and 30 days is 19 February: before the end of February, not of January.
    assert told(expected_problems(small, END)) == [("XC03-Q31", FEBRUARY, None, "F2")]


def test_measures_all_closed_tell_the_days() -> None:
    forms = {
        JANUARY: {
            "XC15": [round_row()],
            "XC01": [inspection(**FED_BACK)],
            "XC02": [F1],
            "XC03": [measure("F1", 1), measure("F1", 2)],
        },
        MARCH: {"XC03": [closed("F1", 1, day(2, 10), day(2, 20)), SECOND]},
    }
    files = [item for period, rows in forms.items() for item in month(UNIT, period, rows)]
    rows = expected_indicator_values(truth(files, [unit(UNIT)], TERM_START), END)
    # 20 January to 10 March: 11 days, 28 and 10.
    assert figure(rows, "median_days_to_close", UNIT, MARCH) == (None, "1", "49")
    assert figure(rows, "close_rate", UNIT, MARCH) == ("1", "1", "1")
    assert figure(rows, "rectification_rate", UNIT, FEBRUARY) == ("0", "1", "0")


def test_change_against_a_negative_base_is_no_part_of_it() -> None:
    amounts = {JANUARY: F1 | {"amount_wan_yuan": money("-5")}, FEBRUARY: finding("F4")}
    amounts[FEBRUARY] |= {"found_on": day(2, 2), "amount_wan_yuan": money("10")}
    files = month(UNIT, JANUARY, {"XC15": [round_row()], "XC01": [inspection(**FED_BACK)]})
    for period, row in amounts.items():
        files += month(UNIT, period, {"XC02": [row]})
    told_of = {
        row["base_value"]: (row["change"], row["change_rate"])
        for row in expected_comparisons(truth(files, [unit(UNIT)], TERM_START), END)
        if (row["indicator_code"], row["region_code"], row["period"])
        == ("finding_amount", UNIT, FEBRUARY)
    }
    assert told_of == {Decimal(-5): (Decimal(15), None)}


def test_parent_in_no_return_holds_the_row_back() -> None:
    files = [
        *month(UNIT, JANUARY, {"XC15": [round_row()], "XC01": [inspection()], "XC02": [F1]}),
        # F2 is told in February only: in January it has no parent, and the returned file is none.
        file(UNIT, JANUARY, "2026-02-03 10:00:00", numbered(measure("F1"), measure("F2")),
             form="XC03"),
        file(UNIT, FEBRUARY, "2026-03-02 10:00:00", numbered(F2), form="XC02"),
        file(UNIT, FEBRUARY, "2026-03-03 10:00:00", numbered(measure("F1"), measure("F2")),
             form="XC03"),
        file(UNIT, FEBRUARY, "2026-03-04 10:00:00", numbered(inspection(round_no=8)),
             form="XC01"),
        file(UNIT, FEBRUARY, "2026-03-05 10:00:00", numbered(round_row(8)), status="returned",
             form="XC15"),
    ]  # fmt: skip
    small = truth(files, [unit(UNIT)], TERM_START)
    assert told(expected_problems(small, END)) == [
        ("ROW-07", JANUARY, "A5", "F2"),
        ("ROW-07", FEBRUARY, "B4", "8"),
        ("XC01-Q23", FEBRUARY, None, "15|9|990121001"),
    ]
    states = [
        (row["finding_no"], row["valid_from_period"]) for row in expected_states(small, END, "XC03")
    ]
    assert states == [("F1", JANUARY), ("F1", FEBRUARY), ("F2", FEBRUARY)]


def test_parent_held_back_does_not_hold_back_its_children() -> None:
    wrong = {name: value for name, value in F1.items() if name != "problem_kind_code"}
    files = month(
        UNIT,
        JANUARY,
        {
            "XC15": [round_row()],
            "XC01": [inspection()],
            "XC02": [wrong],
            "XC03": [measure("F1")],
        },
    )
    small = truth(files, [unit(UNIT)], TERM_START)
    assert told(expected_problems(small, END)) == [("ROW-04", JANUARY, "G4", None)]
    assert len(expected_states(small, END, "XC03")) == 1
