"""What the pages say of the returns: how many are in, and when documents are withheld for it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from dagster import AssetCheckSeverity, AssetKey

from dagster_project.checks import status_results, threshold, why_withheld, withheld_months
from dagster_project.decisions import DecisionError, Threshold, load_decisions

KEY = AssetKey("submission_status")
HALF = Threshold("quorum", Decimal("0.6"), "2026-09", "office", "2026-08-20")


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Ten units with two returns each: in August 18 returns of 9 units are in, in September 8 of 5.

    September's are due on 5 October.
    """
    with duckdb.connect(":memory:") as connection:
        connection.execute(
            "create table submission_status as"
            " select unit, form, period, due_on, case period when '2026-08' then unit > 9"
            "   else unit > 5 or (unit > 3 and form = 'XC02') end as is_carried,"
            "   'u' || unit as unit_code"
            " from range(1, 11) as units(unit), (values ('XC02'), ('XC04')) as forms(form),"
            " (values ('2026-08', date '2026-09-05'), ('2026-09', date '2026-10-05'))"
            "   as months(period, due_on)"
        )
        yield connection


def told_on(
    connection: duckdb.DuckDBPyConnection, day: date, *decided: Threshold
) -> dict[str | None, bool]:
    results = status_results(connection, KEY, day, decided)
    severities = {result.check_name: result.severity for result in results}
    assert severities == {
        "coverage": AssetCheckSeverity.WARN,
        "quorum": AssetCheckSeverity.ERROR,
    }
    return {result.check_name: result.passed for result in results}


def test_the_newest_month_whose_returns_were_all_due_is_looked_at(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert told_on(warehouse, date(2026, 10, 5)) == {"coverage": True, "quorum": True}
    assert told_on(warehouse, date(2026, 10, 6)) == {"coverage": False, "quorum": True}
    (coverage, quorum) = status_results(warehouse, KEY, date(2026, 10, 6), ())
    assert coverage.description == "2026-09 应报 20 份报表，已报 8，占 40%（下限 90%）。"
    assert quorum.description == "2026-09 应报 10 个单位，已报 5，占 50%（下限 50%）。"


def test_before_the_first_due_day_nothing_is_wrong(warehouse: duckdb.DuckDBPyConnection) -> None:
    results = status_results(warehouse, KEY, date(2026, 9, 5), ())
    assert [result.passed for result in results] == [True, True]


def test_the_office_decides_the_thresholds_from_a_month_on(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert threshold("quorum", "2026-08", [HALF]) == Decimal("0.5")
    assert told_on(warehouse, date(2026, 10, 6), HALF) == {"coverage": False, "quorum": False}


def test_documents_of_months_without_a_quorum_are_withheld(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    months = ["2026-08", "2026-09"]
    assert withheld_months(warehouse, months, []) == []
    (withheld,) = withheld_months(warehouse, months, [HALF])
    assert why_withheld(withheld, [HALF]) == (
        "2026-09 应报 10 个单位，已报 5 个，不足 60%，不出文档；数据已发布，请催报后再运行。"
    )
    assert withheld_months(warehouse, ["2026-08"], [HALF]) == []


@pytest.mark.parametrize(
    ("line", "is_right"),
    [
        ("quorum,0.6,2026-09,office,2026-08-20", True),
        ("coverage,1,2026-09,office,2026-08-20", True),
        ("quorum,60,2026-09,office,2026-08-20", False),
        ("quorum,60%,2026-09,office,2026-08-20", False),
        ("turnout,0.6,2026-09,office,2026-08-20", False),
    ],
)
def test_thresholds_are_read_strictly(tmp_path: Path, line: str, is_right: bool) -> None:
    text = f"measure,share,from_period,decided_by,decided_at\n{line}\n"
    (tmp_path / "thresholds.csv").write_text(text, encoding="utf-8")
    if is_right:
        assert len(load_decisions(tmp_path).thresholds) == 1
    else:
        with pytest.raises(DecisionError, match=r"thresholds\.csv line 2"):
            load_decisions(tmp_path)
