"""The figures that published texts tell come out of the returns that were built to have them."""

from decimal import Decimal

import duckdb
import pytest

# unit, indicator, split, value: as the texts tell them.
FIGURES = [
    ("990121", "findings_found", "all", "1760"),
    ("990121", "findings_rectified", "all", "1679"),
    ("990121", "matters_raised", "all", "526"),
    ("990121", "matters_solved", "all", "485"),
    ("990121", "systems_built", "all", "2300"),
    ("990122", "village_teams", "all", "46"),
    ("990122", "village_team_cadres", "all", "264"),
    ("990122", "talent_pool", "all", "1600"),
    ("990122", "office_posts", "all", "4"),
    ("990122", "office_staff", "all", "4"),
    ("990122", "office_staffing_rate", "all", "1"),
    ("990122", "team_posts", "all", "12"),
    ("990122", "team_staff", "all", "12"),
    ("990122", "team_staffing_rate", "all", "1"),
    ("990122", "sent_to_provincial", "all", "2"),
    ("990122", "sent_to_municipal", "all", "5"),
    ("990123", "findings_found", "decisions", "830"),
    ("990123", "findings_found", "corruption_nearby", "920"),
    ("990123", "findings_found", "livelihood", "543"),
    ("990123", "immediate_matters", "all", "61"),
    ("990123", "livelihood_matters", "all", "31"),
    ("990123", "villages_inspected", "village", "30"),
    ("990123", "villages_inspected", "community", "24"),
    ("990124", "findings_found", "all", "1856"),
    ("990124", "immediate_findings", "all", "215"),
    ("990125", "clues_transferred", "all", "104"),
    ("990125", "cases_filed", "all", "36"),
    ("990125", "persons_disciplined", "all", "37"),
    ("990126", "organisations_inspected", "paired_aid", "86"),
    ("990126", "findings_found", "all", "1697"),
    ("990126", "clues_transferred", "all", "141"),
]


def value_of(
    warehouse: duckdb.DuckDBPyConnection, unit: str, indicator: str, split: str
) -> Decimal | None:
    """The value of the year to date."""
    rows = warehouse.execute(
        "select value from indicator_values where region_code = $unit and region_level = 'unit'"
        " and indicator_code = $indicator and split_code = $split and period = '2026'",
        {"unit": unit, "indicator": indicator, "split": split},
    ).fetchall()
    return rows[0][0] if rows else None


@pytest.mark.parametrize(("unit", "indicator", "split", "value"), FIGURES)
def test_a_published_figure_comes_out(
    warehouse: duckdb.DuckDBPyConnection, unit: str, indicator: str, split: str, value: str
) -> None:
    assert value_of(warehouse, unit, indicator, split) == Decimal(value)


def test_95_point_4_percent_of_the_findings_are_rectified(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    rate = value_of(warehouse, "990121", "rectification_rate", "all")
    assert rate is not None
    assert round(rate * 100, 1) == Decimal("95.4")


def test_over_60_percent_of_the_clues_are_on_the_key_few(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    share = value_of(warehouse, "990123", "key_few_share", "all")
    assert share is not None
    assert share > Decimal("0.6")


def test_no_row_of_these_returns_is_held_back(warehouse: duckdb.DuckDBPyConnection) -> None:
    held = warehouse.execute(
        "select form, unit_code, rows_held_back, status from submission_parts"
        " where rows_held_back <> 0 or status <> 'accepted'"
    ).fetchall()
    assert held == []
