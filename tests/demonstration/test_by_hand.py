"""Two units, two months, three clues: every expected value below was worked out on paper.

Unit 990121: January holds A1 (transferred 5 January) and A2 (transferred 10 December, deadline
15 January); February, sent late, holds A1 settled by a case on 16 February, A2 with a date that
cannot be read, and A3, new on 10 February. Unit 990122: nothing in January, no February.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from dagster_project.demonstration import Truth
from dagster_project.demonstration.expected import (
    expected_comparisons,
    expected_indicator_values,
    expected_parts,
    expected_problems,
    expected_states,
    expected_submission_status,
)
from dagster_project.demonstration.fields import CLUES
from tests.demonstration.by_hand import file, money, row, truth, unit

END = datetime(2026, 4, 1)
BEFORE_FEBRUARY = datetime(2026, 3, 1)

A1 = {
    "clue_no": "A1", "term_no": 15, "round_no": 9, "source_code": "inspection",
    "transferred_on": date(2026, 1, 5), "received_on": date(2026, 1, 6),
    "subject_rank_code": "township_principal", "is_key_few": True,
    "disposal_code": "preliminary_inquiry", "disposal_on": date(2026, 1, 20),
    "due_on": date(2026, 7, 5), "is_supervised": True, "status_code": "in_progress",
    "amount_involved_wan_yuan": money("12.5"), "is_void": False,
}  # fmt: skip
A1_SETTLED = A1 | {
    "status_code": "settled", "case_filed_on": date(2026, 2, 16),
    "disciplined_count": 1, "party_count": 1, "form3_count": 1,
}  # fmt: skip
A2 = {
    "clue_no": "A2", "source_code": "petition", "transferred_on": date(2025, 12, 10),
    "received_on": date(2025, 12, 12), "subject_rank_code": "general_cadre", "is_key_few": False,
    "due_on": date(2026, 1, 15), "is_supervised": False, "status_code": "pending",
    "is_void": False,
}  # fmt: skip
A3 = {
    "clue_no": "A3", "source_code": "audit", "transferred_on": date(2026, 2, 10),
    "subject_rank_code": "general_cadre", "is_key_few": False, "is_supervised": False,
    "status_code": "pending", "is_void": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Truth:
    a2_wrong = {name: value for name, value in A2.items() if name != "received_on"}
    february = [
        row(1, **A1_SETTLED),
        row(2, {"received_on": ("12月32日", "ROW-02")}, **a2_wrong),
        row(3, **A3),
    ]
    files = [
        file("990121", "2026-01", "2026-02-04 09:00:00", [row(1, **A1), row(2, **A2)]),
        file("990122", "2026-01", "2026-02-05 23:59:59", []),
        file("990121", "2026-02", "2026-03-08 10:00:00", february),
    ]
    return truth(files, [unit("990121"), unit("990122")], date(2021, 6, 8))


def value(
    rows: list[dict[str, Any]], indicator: str, region: str, period: str, split: str = "all"
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    found = [
        (row["numerator"], row["denominator"], row["value"])
        for row in rows
        if (row["indicator_code"], row["region_code"], row["period"], row["split_code"])
        == (indicator, region, period, split)
    ]
    assert len(found) == 1, (indicator, region, period, split, found)
    return found[0]


def test_parts(small: Truth) -> None:
    told = [
        (row["unit_code"], row["period"], row["status"], row["rows_received"], row["rows_used"],
         row["rows_held_back"])
        for row in expected_parts(small, END)
    ]  # fmt: skip
    assert told == [
        ("990121", "2026-01", "accepted", 2, 2, 0),
        ("990122", "2026-01", "accepted", 0, 0, 0),
        ("990121", "2026-02", "accepted_with_held_rows", 3, 2, 1),
    ]


def test_problems(small: Truth) -> None:
    problems = expected_problems(small, END)
    told = [(row["check_code"], row["severity"], row["cell"], row["value"]) for row in problems]
    # received_on is the eleventh field: column K; the second row of data is row 5.
    assert told == [("ROW-02", "fatal", "K5", "12月32日")]


def test_states(small: Truth) -> None:
    told = [
        (row["clue_no"], row["valid_from_period"], row["valid_to_period"], row["row_period"],
         row["is_stale"], row["is_settled"], row["settled_on_effective"], row["outcome_on"],
         row["_row"])
        for row in expected_states(small, END)
    ]  # fmt: skip
    settled, disposed = date(2026, 2, 16), date(2026, 1, 20)
    assert told == [
        ("A1", "2026-01", "2026-02", "2026-01", False, False, None, disposed, 4),
        ("A1", "2026-02", None, "2026-02", False, True, settled, settled, 4),
        ("A2", "2026-01", "2026-02", "2026-01", False, False, None, None, 5),
        ("A2", "2026-02", None, "2026-01", True, False, None, None, 5),
        ("A3", "2026-02", None, "2026-02", False, False, None, None, 6),
    ]


def test_states_as_they_were_known_earlier(small: Truth) -> None:
    rows = expected_states(small, BEFORE_FEBRUARY)
    assert [(row["clue_no"], row["valid_to_period"]) for row in rows] == [
        ("A1", None),
        ("A2", None),
    ]


def test_submission_status(small: Truth) -> None:
    told = [
        (row["unit_code"], row["period"], row["due_on"], row["state"], row["is_nil"],
         row["is_carried"], row["rows_used"])
        for row in expected_submission_status(small, END)
        if row["form"] == CLUES
    ]  # fmt: skip
    assert told == [
        ("990121", "2026-01", date(2026, 2, 5), "on_time", False, False, 2),
        ("990122", "2026-01", date(2026, 2, 5), "on_time", True, False, 0),
        ("990121", "2026-02", date(2026, 3, 5), "late", False, False, 2),
        ("990122", "2026-02", date(2026, 3, 5), "missing", False, True, 0),
    ]


@pytest.mark.parametrize(
    ("indicator", "period", "numerator", "denominator", "expected"),
    [
        ("clues_transferred", "2026-01", "1", None, "1"),
        ("clues_transferred", "2026-02", "1", None, "1"),
        ("clues_transferred", "2026Q1", "2", None, "2"),
        ("clues_transferred", "2026", "2", None, "2"),
        ("clues_transferred", "T2021", "3", None, "3"),
        ("clues_disposed", "2026-01", "1", None, "1"),
        ("clues_disposed", "2026-02", "0", None, "0"),
        ("clues_settled", "2026-01", "0", None, "0"),
        ("clues_settled", "2026-02", "1", None, "1"),
        ("cases_filed", "2026H1", "1", None, "1"),
        ("key_few_clues", "2026", "1", None, "1"),
        ("persons_disciplined", "2026-02", "1", None, "1"),
        ("form3_persons", "2026", "1", None, "1"),
        ("form4_persons", "2026", "0", None, "0"),
        ("amount_involved", "2026-01", "12.5", None, "12.5"),
        ("amount_involved", "2026-02", "0", None, "0"),
        ("clues_open", "2026-01", "2", None, "2"),
        ("clues_open", "2026-02", "2", None, "2"),
        ("clues_pending", "2026-01", "1", None, "1"),
        ("clues_pending", "2026-02", "2", None, "2"),
        ("clues_supervised_open", "2026-01", "1", None, "1"),
        ("clues_supervised_open", "2026-02", "0", None, "0"),
        # A2: received 12 December, no disposal by 12 January.
        ("clues_disposal_overdue", "2026-01", "1", None, "1"),
        ("clues_handling_overdue", "2026-02", "1", None, "1"),
        ("handling_overdue_rate", "2026-02", "1", "2", "0.5"),
        # Of A1 and A3, transferred in 2026, A1 is settled; since 2021 it is one of three.
        ("settlement_rate", "2026", "1", "2", "0.5"),
        ("settlement_rate", "T2021", "1", "3", "0.333333"),
        ("disposal_rate", "2026", "1", "2", "0.5"),
        ("case_rate", "T2021", "1", "3", "0.333333"),
        ("key_few_share", "2026", "1", "2", "0.5"),
        # 6 January to 16 February: 25 days to the end of January and 16 more.
        ("median_days_to_settle", "2026-02", None, "1", "41"),
        ("median_days_to_settle", "2026-01", None, "0", None),
    ],
)
@pytest.mark.parametrize("region", ["990121", "990100", "990000"])
def test_indicators(
    small: Truth,
    indicator: str,
    period: str,
    numerator: str | None,
    denominator: str | None,
    expected: str | None,
    region: str,
) -> None:
    rows = expected_indicator_values(small, END)
    wanted = tuple(
        None if text is None else Decimal(text) for text in (numerator, denominator, expected)
    )
    assert value(rows, indicator, region, period) == wanted


def test_splits_are_told_only_where_something_counts(small: Truth) -> None:
    rows = [
        (row["split_kind"], row["split_code"], row["value"])
        for row in expected_indicator_values(small, END)
        if (row["indicator_code"], row["region_code"], row["period"])
        == ("clues_open", "990000", "2026-02")
    ]
    one = Decimal(1)
    assert rows == [("all", "all", 2 * one), ("source", "audit", one), ("source", "petition", one)]


def test_unit_with_nothing_has_zeros(small: Truth) -> None:
    rows = expected_indicator_values(small, END)
    zero = Decimal(0)
    assert value(rows, "clues_open", "990122", "2026-02") == (zero, None, zero)
    assert value(rows, "handling_overdue_rate", "990122", "2026-02") == (zero, zero, None)


def test_comparison_with_the_month_before(small: Truth) -> None:
    rows = {
        (row["indicator_code"], row["comparison_kind"]): row
        for row in expected_comparisons(small, END)
        if (row["region_code"], row["period"], row["split_kind"]) == ("990000", "2026-02", "all")
    }
    pending = rows[("clues_pending", "previous_period")]
    assert pending["base_period"] == "2026-01"
    assert (pending["base_value"], pending["change"]) == (Decimal(1), Decimal(1))
    assert pending["change_rate"] == Decimal(1)
    settled = rows[("clues_settled", "previous_period")]
    assert (settled["base_value"], settled["change"]) == (Decimal(0), Decimal(1))
    assert settled["change_rate"] is None
    assert ("clues_pending", "year_on_year") not in rows


def test_open_clue_left_out_is_vanished_until_it_is_seen_again() -> None:
    files = [
        file("990121", "2026-01", "2026-02-04 09:00:00", [row(1, **A1), row(2, **A2)]),
        file("990121", "2026-02", "2026-03-04 09:00:00", [row(1, **A1)]),
        file("990121", "2026-03", "2026-04-04 09:00:00", [row(1, **A1), row(2, **A2)]),
    ]
    small = truth(files, [unit("990121")], date(2021, 6, 8))
    told = [
        (row["valid_from_period"], row["valid_to_period"], row["is_vanished"])
        for row in expected_states(small, datetime(2026, 5, 1))
        if row["clue_no"] == "A2"
    ]
    assert told == [
        ("2026-01", "2026-02", False),
        ("2026-02", "2026-03", True),
        ("2026-03", None, False),
    ]
    problems = expected_problems(small, datetime(2026, 5, 1))
    assert [(row["check_code"], row["period"], row["value"]) for row in problems] == [
        ("XC04-Q23", "2026-02", "A2")
    ]


def test_resend_supersedes_and_equal_bytes_do_not() -> None:
    first = file("990121", "2026-01", "2026-02-04 09:00:00", [row(1, **A1)])
    second = file("990121", "2026-01", "2026-02-06 09:00:00", [row(1, **A1_SETTLED)], "b.csv")
    again = file("990121", "2026-01", "2026-02-09 09:00:00", [row(1, **A1_SETTLED)], "c.csv")
    equal = type(again)(**(vars(again) | {"sha256": second.sha256}))
    small = truth([first, second, equal], [unit("990121")], date(2021, 6, 8))
    told = [row["status"] for row in expected_parts(small, datetime(2026, 3, 1))]
    assert told == ["superseded", "accepted", "duplicate"]
    between = expected_parts(small, datetime(2026, 2, 5))
    assert [row["status"] for row in between] == ["accepted"]
    # What A1 says of February lies after the period's end; the duplicate is not told again.
    problems = expected_problems(small, datetime(2026, 3, 1))
    assert [(row["check_code"], row["file_name"]) for row in problems] == [("XC04-Q04", "b.csv")]


def test_merged_unit_hands_its_open_clues_over() -> None:
    units = [
        unit("990121", date(2026, 1, 31), "990123"),
        unit("990123", since=date(2026, 2, 1)),
    ]
    files = [
        file("990121", "2026-01", "2026-02-04 09:00:00", [row(1, **A1), row(2, **A2)]),
        file("990123", "2026-02", "2026-03-04 09:00:00", [row(1, **A1_SETTLED), row(2, **A3)]),
    ]
    small = truth(files, units, date(2021, 6, 8))
    told = [
        (row["unit_code"], row["clue_no"], row["valid_from_period"], row["valid_to_period"],
         row["is_vanished"])
        for row in expected_states(small, END)
    ]  # fmt: skip
    assert told == [
        ("990121", "A1", "2026-01", "2026-02", False),
        ("990121", "A2", "2026-01", "2026-02", False),
        ("990121", "A2", "2026-02", None, True),
        ("990123", "A1", "2026-02", None, False),
        ("990123", "A3", "2026-02", None, False),
    ]
    rows = expected_indicator_values(small, END)
    assert value(rows, "clues_transferred", "990100", "T2021")[2] == 3
    assert value(rows, "clues_open", "990000", "2026-02")[2] == 2
