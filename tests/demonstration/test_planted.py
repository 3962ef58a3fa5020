"""What was planted is what the rules find, and nothing else."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from dagster_project.demonstration import DemoOptions, Truth, write_demonstration
from dagster_project.demonstration.expected import (
    expected_comparisons,
    expected_indicator_values,
    expected_parts,
    expected_problems,
    expected_states,
    expected_submission_status,
    latest,
)
from dagster_project.demonstration.forms import FORMS
from dagster_project.demonstration.states import FACT_TABLES
from tests.demonstration.checks import FATAL, QUERIES

OPEN_FORMS = ("XC01", "XC03", "XC04", "XC05")


def differences(truth: Truth) -> tuple[Counter[tuple[object, ...]], Counter[tuple[object, ...]]]:
    found = Counter(
        tuple(row[name] for name in ("file_name", "check_code", "form", "sheet", "cell", "value"))
        for row in expected_problems(truth, latest(truth))
    )
    planted = Counter(
        (file.file_name, item.check_code, item.form, item.sheet, item.cell, item.value)
        for file in truth.files
        for item in file.planted
    )
    return found - planted, planted - found


def test_every_check_is_planted(demo_truth: Truth) -> None:
    assert set(demo_truth.totals["planted"]) == {*FATAL, *QUERIES}
    assert demo_truth.totals["not_planted"] == 0


def test_problems_are_those_planted(demo_truth: Truth) -> None:
    assert differences(demo_truth) == (Counter(), Counter())


@pytest.mark.parametrize(("units", "months", "seed"), [(6, 3, 1), (9, 8, 2), (30, 3, 3)])
def test_problems_are_those_planted_in_other_sizes(
    tmp_path: Path, units: int, months: int, seed: int
) -> None:
    truth = write_demonstration(tmp_path, DemoOptions(units=units, months=months, seed=seed))
    assert differences(truth) == (Counter(), Counter())


def test_without_mess_nothing_is_wrong(tmp_path: Path) -> None:
    truth = write_demonstration(tmp_path, DemoOptions(units=10, months=12, mess=False))
    assert expected_problems(truth, latest(truth)) == []
    assert {row["state"] for row in expected_submission_status(truth, latest(truth))} == {
        "on_time",
        "late",
        "missing",
    }


def test_statuses_all_occur(demo_truth: Truth) -> None:
    statuses = Counter(row["status"] for row in expected_parts(demo_truth, latest(demo_truth)))
    assert set(statuses) == {
        "accepted",
        "accepted_with_held_rows",
        "duplicate",
        "returned",
        "superseded",
    }
    states = Counter(
        (row["state"], row["is_nil"])
        for row in expected_submission_status(demo_truth, latest(demo_truth))
    )
    assert {state for state, _ in states} == {"on_time", "late", "missing", "returned"}
    assert states[("on_time", True)] > 10
    kinds = {file.kind for file in demo_truth.files}
    assert kinds == {"ordinary", "planted", "correction", "resend", "duplicate", "older"}


def test_nil_report_of_a_csv_hand_is_a_workbook(demo_truth: Truth) -> None:
    nil = [
        file
        for file in demo_truth.files
        if file.hand in "CF" and any(part.is_nil for part in file.parts)
    ]
    assert nil
    assert all(file.file_name.endswith(".xlsx") for file in nil)


@pytest.mark.parametrize("form", FACT_TABLES)
def test_states_hold_one_after_the_other(demo_truth: Truth, form: str) -> None:
    rows = expected_states(demo_truth, latest(demo_truth), form)
    assert any(row["is_vanished"] for row in rows) == (form in OPEN_FORMS)
    assert form not in OPEN_FORMS or any(row["is_stale"] for row in rows)
    following: dict[tuple[object, ...], str | None] = {}
    for row in rows:
        key = (row["unit_code"], *(row[name] for name in FORMS[form].key))
        if key in following:
            assert following[key] == row["valid_from_period"]
        following[key] = row["valid_to_period"]
        assert row["valid_to_period"] is None or row["valid_to_period"] > row["valid_from_period"]


def test_merged_clues_are_counted_once(demo_truth: Truth) -> None:
    merged = {unit.unit_code for unit in demo_truth.units if unit.successor_code}
    assert len(merged) == 2
    rows = expected_states(demo_truth, latest(demo_truth))
    left = [row for row in rows if row["unit_code"] in merged and row["valid_to_period"] is None]
    assert left
    assert all(row["is_settled"] or row["is_void"] for row in left)


def test_a_later_correction_changes_what_counts(demo_truth: Truth) -> None:
    correction = next(file for file in demo_truth.files if file.kind == "resend")
    before = correction.received_at - timedelta(seconds=1)
    after = correction.received_at
    assert len(expected_parts(demo_truth, after)) > len(expected_parts(demo_truth, before))
    old, new = (
        {row["_extraction_id"] for row in expected_states(demo_truth, moment)}
        for moment in (before, after)
    )
    assert correction.extraction_id in new - old


def test_comparisons_repeat_the_published_values(demo_truth: Truth) -> None:
    moment = latest(demo_truth)
    values = expected_indicator_values(demo_truth, moment)
    keys = ("indicator_code", "region_code", "period_kind", "period", "split_kind", "split_code")
    by_key = {tuple(row[name] for name in keys): row["value"] for row in values}
    assert len(by_key) == len(values)
    told = 0
    for row in expected_comparisons(demo_truth, moment):
        value = by_key[tuple(row[name] for name in keys)]
        if row["base_value"] is None or value is None:
            assert row["change"] is None
            assert row["change_rate"] is None
        else:
            told += 1
            assert row["change"] == value - row["base_value"]
    assert told > 1000
