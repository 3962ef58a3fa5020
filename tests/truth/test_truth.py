"""Every row, state, problem and value of the warehouse against what the generator wrote.

The truth and everything that follows from it is worked out a second time, in plain Python, by
code that shares nothing with the reader or the models (`demonstration/expected.py`).
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import duckdb
import pytest

from dagster_project.demonstration import Truth, expected
from tests.demonstration.checks import FATAL, QUERIES
from tests.truth.comparison import differences
from tests.truth.conftest import Province

Expect = Callable[[Truth, datetime], list[expected.Row]]

TABLES: dict[str, tuple[str, Expect]] = {
    "submission_parts": ("select * from submission_parts", expected.expected_parts),
    "row_classes": ('select *, row_no as "row" from row_classes', expected.expected_row_classes),
    "problems": ("select * from problems", expected.expected_problems),
    **{
        table: (f"select * from {table}", partial(expected.expected_states, form=form))  # noqa: S608
        for form, table in expected.FACT_TABLES.items()
    },
    "submission_status": (
        "select * from submission_status",
        expected.expected_submission_status,
    ),
    "indicator_values": ("select * from indicator_values", expected.expected_indicator_values),
    "indicator_comparisons": (
        "select * from indicator_comparisons",
        expected.expected_comparisons,
    ),
}


def resend_moments(province: Province) -> tuple[datetime, datetime]:
    """Just before and at the arrival of the first file that replaces one in force."""
    resent = next(
        file
        for file in province.truth.files
        if file.kind == "resend" and file.received_at > datetime(2026, 2, 1)
    )
    return resent.received_at - timedelta(seconds=1), resent.received_at


@pytest.fixture(scope="module", params=["before a resend", "after the resend", "at the end"])
def built(
    request: pytest.FixtureRequest, province: Province
) -> Iterator[tuple[datetime, duckdb.DuckDBPyConnection]]:
    before, after = resend_moments(province)
    as_of = {
        "before a resend": before,
        "after the resend": after,
        "at the end": expected.latest(province.truth),
    }[request.param]
    warehouse: Path = province.warehouse_at(as_of)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        yield as_of, connection


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_missing_extra_or_different(
    built: tuple[datetime, duckdb.DuckDBPyConnection], province: Province, table: str
) -> None:
    as_of, warehouse = built
    query, expect = TABLES[table]
    rows = expect(province.truth, as_of)
    assert rows, "the truth is empty: nothing would be compared"
    assert differences(warehouse, query, rows) == []


def test_a_resend_changes_what_is_in_force(province: Province) -> None:
    before, after = resend_moments(province)
    assert expected.expected_parts(province.truth, before) != [
        {**part, "status": part["status"]}
        for part in expected.expected_parts(province.truth, after)
        if part["received_at"] <= before
    ]


def test_every_kind_of_mistake_was_planted(province: Province) -> None:
    planted = {problem.check_code for file in province.truth.files for problem in file.planted}
    assert planted == {*FATAL, *QUERIES}
