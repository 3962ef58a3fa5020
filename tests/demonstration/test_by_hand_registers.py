"""Villages, organisations, workforce, mergers and the quality of reporting, worked out on paper."""

from datetime import date, datetime

import pytest

from dagster_project.demonstration.expected import (
    expected_indicator_values,
    expected_parts,
    expected_problems,
    expected_states,
    expected_submission_status,
)
from dagster_project.demonstration.truth import Truth, TruthRegion
from tests.demonstration.by_hand import file, month, numbered, region, row, truth, unit
from tests.demonstration.by_hand_ledgers import (
    FEBRUARY,
    JANUARY,
    MARCH,
    TERM_START,
    Values,
    closed,
    day,
    figure,
    finding,
    inspected,
    inspection,
    measure,
    organisation,
    round_row,
    village,
    workforce,
)

UNIT, TOWN = "990121", "990121101"
V1, V2, V3, V4 = (f"{TOWN}{number}" for number in (201, 202, 203, 204))
END = datetime(2026, 9, 1)
DECEMBER, JUNE = "2025-12", "2026-06"


def places(*villages: TruthRegion) -> list[TruthRegion]:
    return [region(TOWN, "town", UNIT), *villages]


def of(period: str, form: str, *rows: Values, of_unit: str = UNIT) -> Truth:
    files = month(of_unit, period, {form: list(rows)})
    return truth(files, [unit(of_unit)], TERM_START, places(region(V1, "village", TOWN)))


# -- villages ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def merged_villages() -> Truth:
    """V1 and V2 become V3 on 1 February; V4 stays. V1 was inspected in 2025, V2 in January."""
    regions = places(
        region(V1, "village", TOWN, date(2026, 1, 31), V3),
        region(V2, "village", TOWN, date(2026, 1, 31), V3),
        region(V3, "village", TOWN, since=date(2026, 2, 1)),
        region(V4, "village", TOWN),
    )
    before = [village(V1, "key", **inspected(date(2025, 11, 5))), village(V2), village(V4, "good")]
    after = [
        village(V2, **inspected(day(1, 10))), village(V4, "key"),
    ]  # fmt: skip
    files = [
        *month(UNIT, DECEMBER, {"XC15": [round_row(started_on=date(2025, 10, 1))]}),
        *month(UNIT, DECEMBER, {"XC06": before}),
        *month(UNIT, JANUARY, {"XC06": after}),
        *month(UNIT, FEBRUARY, {"XC06": [village(V3), village(V4, "key")]}),
    ]
    return truth(files, [unit(UNIT)], TERM_START, regions)


@pytest.mark.parametrize(
    ("indicator", "period", "split", "expected"),
    [
        ("villages_total", JANUARY, "all", ("3", None, "3")),
        ("villages_total", FEBRUARY, "all", ("2", None, "2")),
        # Of V3 one part was inspected in 2025, the last in January: that is its day.
        ("villages_inspected", JANUARY, "all", ("1", None, "1")),
        ("villages_inspected", FEBRUARY, "all", ("0", None, "0")),
        ("villages_inspected", "2025", "all", ("1", None, "1")),
        ("village_coverage", "2025", "all", ("1", "3", "0.333333")),
        ("village_coverage", "2026", "all", ("1", "2", "0.5")),
        ("village_coverage", "T2021", "all", ("1", "2", "0.5")),
        # V4 counts with its tier of December, V3 with the first that was told of it.
        ("villages_total", FEBRUARY, "good", ("1", None, "1")),
        ("villages_total", FEBRUARY, "general", ("1", None, "1")),
    ],
)
def test_villages(
    merged_villages: Truth,
    indicator: str,
    period: str,
    split: str,
    expected: tuple[str | None, ...],
) -> None:
    rows = expected_indicator_values(merged_villages, END)
    assert figure(rows, indicator, UNIT, period, split) == expected
    assert figure(rows, indicator, "990000", period, split) == expected


def test_merged_village_is_not_inspected_while_one_part_is_not() -> None:
    regions = places(
        region(V1, "village", TOWN, date(2026, 1, 31), V3),
        region(V2, "village", TOWN, date(2026, 1, 31), V3),
        region(V3, "village", TOWN, since=date(2026, 2, 1)),
    )
    files = [
        *month(UNIT, JANUARY, {"XC15": [round_row()]}),
        *month(UNIT, JANUARY, {"XC06": [village(V1, **inspected(day(1, 20))), village(V2)]}),
        *month(UNIT, FEBRUARY, {"XC06": []}),
    ]
    rows = expected_indicator_values(truth(files, [unit(UNIT)], TERM_START, regions), END)
    assert figure(rows, "village_coverage", UNIT, "2026") == ("0", "1", "0")
    # A village that no row speaks of has no tier: it is in the total alone.
    with pytest.raises(LookupError):
        figure(rows, "villages_total", UNIT, FEBRUARY, "general")


def test_village_that_no_register_has() -> None:
    small = of(MARCH, "XC06", village(V1), village(V2), village(V1[:-1] + "9", town_code=UNIT))
    problems = [(p["check_code"], p["cell"]) for p in expected_problems(small, END)]
    assert problems == [("ROW-08", "B5"), ("ROW-08", "B6"), ("ROW-08", "E6")]


def test_findings_of_a_village_are_counted_on_both_sides() -> None:
    forms = {
        "XC15": [round_row()],
        "XC01": [inspection()],
        "XC02": [finding("F1", village_code=V1), finding("F2")],
        "XC06": [village(V1, findings_count=2, **inspected(day(1, 20)))],
    }
    regions = places(region(V1, "village", TOWN))
    small = truth(month(UNIT, MARCH, forms), [unit(UNIT)], TERM_START, regions)
    problems = [(p["check_code"], p["cell"], p["value"]) for p in expected_problems(small, END)]
    assert problems == [("XC06-Q14", "L4", "2")]


# -- organisations -------------------------------------------------------------------------------


def test_coverage_of_organisations() -> None:
    first = inspection("990121001", left_on=day(2, 3))
    again = inspection("990121001", round_no=10, left_on=day(3, 3))
    files = [
        *month(UNIT, JANUARY, {"XC15": [round_row(9), round_row(10)]}),
        *month(UNIT, JANUARY, {
            "XC17": [
                organisation("990121001"), organisation("990121002", parent_code="990121009"),
                organisation("990121003", in_plan_to=day(3, 31), reason="撤销"),
            ],
        }),
        *month(UNIT, MARCH, {"XC01": [first, again, inspection("990121008")]}),
    ]  # fmt: skip
    small = truth(files, [unit(UNIT)], TERM_START)
    rows = expected_indicator_values(small, END)
    # Two inspections of one organisation, which counts once, on the day of the first.
    assert figure(rows, "organisations_inspected", UNIT, "2026") == ("2", None, "2")
    assert figure(rows, "organisations_covered", UNIT, "2026") == ("1", None, "1")
    assert figure(rows, "organisations_covered", UNIT, MARCH) == ("0", None, "0")
    # The third leaves the plan on 31 March.
    assert figure(rows, "organisations_in_plan", UNIT, FEBRUARY) == ("3", None, "3")
    assert figure(rows, "organisation_coverage", UNIT, "2026") == ("1", "2", "0.5")
    problems = [(p["check_code"], p["value"]) for p in expected_problems(small, END)]
    assert problems == [("XC17-Q03", "990121009"), ("XC01-Q11", "990121008")]


# -- workforce -----------------------------------------------------------------------------------


def test_workforce() -> None:
    small = of(
        JUNE, "XC11", workforce("office", 4, 3), workforce("teams", 12, 12),
        workforce("total", 16, 14, wanted_count=10, got_count=8),
        workforce("village_teams", 0, 0, organisations_count=6, actual_count=30),
    )  # fmt: skip
    # 3 + 12 is not 14; wanted and got stand in the total alone, so they are not the sums either.
    problems = [(p["check_code"], p["cell"], p["value"]) for p in expected_problems(small, END)]
    assert problems == [
        ("XC11-Q02", "D6", "14"),
        ("XC11-Q02", "P6", "10"),
        ("XC11-Q02", "Q6", "8"),
    ]
    rows = expected_indicator_values(small, END)
    assert figure(rows, "office_staffing_rate", UNIT, JUNE) == ("3", "4", "0.75")
    assert figure(rows, "team_staff", UNIT, JUNE) == ("12", None, "12")
    assert figure(rows, "seconding_rate", UNIT, "2026") == ("8", "10", "0.8")
    assert figure(rows, "village_team_cadres", UNIT, JUNE) == ("30", None, "30")


def test_workforce_without_a_total() -> None:
    small = of(JUNE, "XC11", workforce("office", 4, 5), workforce("teams", 12, 12))
    problems = [(p["check_code"], p["cell"], p["value"]) for p in expected_problems(small, END)]
    assert problems == [("XC11-Q01", "D4", "5"), ("XC11-Q03", None, "total")]


# -- mergers -------------------------------------------------------------------------------------


def test_merger_form_by_form() -> None:
    """990121 becomes 990123 on 1 February: measures go over, the register ends, villages stay."""
    units = [unit(UNIT, date(2026, 1, 31), "990123"), unit("990123", since=date(2026, 2, 1))]
    before: dict[str, list[Values]] = {
        "XC15": [round_row()],
        "XC01": [inspection(left_on=day(1, 20), feedback_on=day(1, 25))],
        "XC02": [finding("F1"), finding("F2")],
        "XC03": [measure("F1"), measure("F2")],
        "XC06": [village(V1)],
        "XC17": [organisation("990121001")],
    }
    after: dict[str, list[Values]] = {
        "XC03": [closed("F1", 1, day(2, 5), day(2, 6))],
        "XC06": [],
        "XC17": [organisation("990123001")],
    }
    files = [*month(UNIT, JANUARY, before), *month("990123", FEBRUARY, after)]
    small = truth(files, units, TERM_START, places(region(V1, "village", TOWN)))
    told = {
        form: [
            (r["unit_code"], r["valid_from_period"], r["valid_to_period"], r["is_vanished"])
            for r in expected_states(small, END, form)
        ]
        for form in ("XC03", "XC06", "XC17", "XC02")
    }
    assert told["XC03"] == [
        (UNIT, JANUARY, FEBRUARY, False),
        (UNIT, JANUARY, FEBRUARY, False),
        (UNIT, FEBRUARY, None, True),
        ("990123", FEBRUARY, None, False),
    ]
    assert told["XC06"] == [(UNIT, JANUARY, None, False)]
    assert told["XC17"] == [(UNIT, JANUARY, FEBRUARY, False), ("990123", FEBRUARY, None, False)]
    assert told["XC02"] == [(UNIT, JANUARY, None, False)] * 2
    rows = expected_indicator_values(small, END)  # the findings stay with the old unit
    assert figure(rows, "close_rate", UNIT, FEBRUARY) == ("1", "2", "0.5")
    assert figure(rows, "close_rate", "990000", FEBRUARY) == ("1", "2", "0.5")
    # The new unit is asked about the measure of F2, open in the old one and not in its own return.
    asked = [(row["check_code"], row["value"]) for row in expected_problems(small, END)]
    assert asked == [("XC03-Q23", "F2|1")]


# -- reporting -----------------------------------------------------------------------------------


def test_forms_are_due_by_month_and_kind() -> None:
    files = [*month(UNIT, "2026-05", {"XC04": []}), *month(UNIT, JUNE, {"XC04": []})]
    small = truth(files, [unit(UNIT)], TERM_START)
    due = [(r["period"], r["form"]) for r in expected_submission_status(small, END)]
    monthly = ["XC01", "XC02", "XC03", "XC04", "XC05", "XC13"]
    quarterly = ["XC06", "XC07", "XC08", "XC09", "XC12", "XC18", "XC19"]
    assert [form for period, form in due if period == "2026-05"] == monthly
    in_june = sorted([*monthly, *quarterly, "XC11", "XC17"])
    assert [form for period, form in due if period == JUNE] == in_june


def test_quality_of_reporting() -> None:
    """January: XC01 returned, then accepted; XC02 with one row of two held back; no others."""
    wrong = row(2, {"found_on": ("年初", "ROW-02")}, finding_no="F2")
    files = [
        file(UNIT, JANUARY, "2026-02-01 09:00:00", [], form="XC15"),
        file(UNIT, JANUARY, "2026-02-02 09:00:00", [], status="returned", form="XC01"),
        file(UNIT, JANUARY, "2026-02-03 09:00:00", numbered(inspection(mode_code="cross")),
             form="XC01", name="again.csv"),
        file(UNIT, JANUARY, "2026-02-07 09:00:00",
             [*numbered(finding("F1", found_on=day(2, 1))), wrong], form="XC02"),
    ]  # fmt: skip
    files[0] = month(UNIT, JANUARY, {"XC15": [round_row()]})[0]
    small = truth(files, [unit(UNIT)], TERM_START)
    assert [part["rows_held_back"] for part in expected_parts(small, END)] == [0, 0, 0, 1]
    rows = expected_indicator_values(small, END)
    for indicator, expected in {
        "returns_due": ("6", None, "6"),
        "returns_on_time": ("1", None, "1"),
        "returns_on_time_rate": ("1", "6", "0.166667"),
        "returns_complete_rate": ("2", "6", "0.333333"),
        "returns_first_time_rate": ("0", "2", "0"),
        "rows_reported": ("3", None, "3"),
        "rows_held": ("1", None, "1"),
        "rows_held_rate": ("1", "3", "0.333333"),
        # XC01-Q06 (no sender) and XC02-Q04 (found after the month).
        "open_queries": ("2", None, "2"),
    }.items():
        assert figure(rows, indicator, UNIT, JANUARY) == expected, indicator
