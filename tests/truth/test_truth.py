"""Every row, state, problem and value of the warehouse against what the generator wrote.

The truth and everything that follows from it is worked out a second time, in plain Python, by
code that shares nothing with the reader or the models (`demonstration/expected.py`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

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


def resend_moments(truth: Truth) -> tuple[datetime, datetime]:
    """Just before and at the arrival of a file that replaces what is in force."""
    accepted: set[tuple[str | None, str | None, str | None]] = set()
    replacing = []
    for file in sorted(truth.files, key=lambda file: file.received_at):
        parts = [part for part in file.parts if part.reader_status == "accepted"]
        keys = {(part.unit_code, part.form, part.period) for part in parts}
        if keys & accepted:
            replacing.append(file)
        accepted |= keys
    resent = replacing[len(replacing) // 2]
    return resent.received_at - timedelta(seconds=1), resent.received_at


@dataclass(frozen=True)
class Built:
    """A warehouse as at a moment, and the truth that it must hold."""

    truth: Truth
    as_of: datetime
    warehouse: duckdb.DuckDBPyConnection


@pytest.fixture(scope="module", params=["before a resend", "after the resend", "at the end"])
def built(
    request: pytest.FixtureRequest, province: Province, small_province: Province
) -> Iterator[Built]:
    before, after = resend_moments(small_province.truth)
    home, as_of = {
        "before a resend": (small_province, before),
        "after the resend": (small_province, after),
        "at the end": (province, expected.latest(province.truth)),
    }[request.param]
    with duckdb.connect(str(home.warehouse_at(as_of)), read_only=True) as connection:
        yield Built(home.truth, as_of, connection)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_missing_extra_or_different(built: Built, table: str) -> None:
    query, expect = TABLES[table]
    rows = expect(built.truth, built.as_of)
    assert rows, "the truth is empty: nothing would be compared"
    assert differences(built.warehouse, query, rows) == []


def test_an_item_is_named_by_the_headings_of_its_key(built: Built, province: Province) -> None:
    told = built.warehouse.sql(
        "select message from problems where check_code = 'XC03-Q23'"
    ).fetchall()
    assert told or built.truth is not province.truth
    assert [message for (message,) in told if "、措施序号" not in message] == []


def test_a_resend_changes_what_is_in_force(small_province: Province) -> None:
    before, after = resend_moments(small_province.truth)
    assert expected.expected_parts(small_province.truth, before) != [
        {**part, "status": part["status"]}
        for part in expected.expected_parts(small_province.truth, after)
        if part["received_at"] <= before
    ]


def test_every_kind_of_mistake_was_planted(province: Province) -> None:
    planted = {problem.check_code for file in province.truth.files for problem in file.planted}
    assert planted == {*FATAL, *QUERIES}
