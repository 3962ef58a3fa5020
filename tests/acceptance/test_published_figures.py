"""The figures that published texts tell come out of the returns that were built to have them.

The county that sends the ten forms of which no published figure is built is read in the same run.
"""

from datetime import date
from decimal import Decimal

import duckdb
import pytest

from tests.acceptance.ten_forms import SENT

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
        " where unit_code <> '990127' and (rows_held_back <> 0 or status <> 'accepted')"
    ).fetchall()
    assert held == []


# -- the ten forms ---------------------------------------------------------------------------------


def test_each_check_of_the_ten_forms_finds_its_cell_and_no_other(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = warehouse.execute(
        "select form, check_code, cell from problems where unit_code = '990127'"
    ).fetchall()
    planted = set().union(*(sent.problems(form) for form, sent in SENT.items()))
    assert len(found) == len(planted)
    assert set(found) == planted


@pytest.mark.parametrize("form", SENT)
def test_every_row_of_the_ten_forms_is_used_or_held_back(
    warehouse: duckdb.DuckDBPyConnection, form: str
) -> None:
    sent = SENT[form]
    used, held = len(sent.rows) - sent.held_count, sent.held_count
    counted = warehouse.execute(
        "select rows_received, rows_used, rows_held_back from submission_parts"
        " where unit_code = '990127' and form = $form",
        {"form": form},
    ).fetchall()
    assert counted == [(len(sent.rows), used, held)]
    states = warehouse.execute(
        f"select valid_from_period, valid_to_period, row_period, count(*) from {sent.fact}"  # noqa: S608
        " where unit_code = '990127' and not is_stale and not is_vanished group by all"
    ).fetchall()
    assert states == [("2026-09", None, "2026-09", used)]


def test_facts_of_the_ten_forms_hold_what_was_sent_but_no_free_text(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    outputs = warehouse.sql("select * from fct_output where output_no = 'CG0'")
    assert not {"title", "addressed_to", "void_reason"} & set(outputs.columns)
    chosen = outputs.select("output_kind_code, items_count, adopted_items_count, issued_on")
    assert chosen.fetchall() == [("suggestion", 4, 4, date(2026, 6, 1))]
    scores = warehouse.execute(
        "select discipline_score, organisation_score, inspection_score, conclusion_code"
        " from fct_evaluation where item_key = '15|9|990127000'"
    ).fetchall()
    assert scores == [(Decimal(0), Decimal("88.5"), Decimal(100), "fairly_good")]
    bodies = warehouse.execute(
        "select row_code, fed_back_count from fct_joint_supervision order by row_code"
    ).fetchall()
    assert bodies == [("audit", 5), ("discipline", 4), ("total", 9)]
    (pair,) = warehouse.execute(
        "select told_by_code, sender_code, receiver_code, mode_code, cadres_count"
        " from fct_pairing where round_no = 1"
    ).fetchall()
    assert pair == ("sender", "990127", "990126", "pooled", 7)
