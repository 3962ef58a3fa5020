"""Rows of the ledgers about inspections, short enough to be read beside the expected values."""

from datetime import date
from typing import Any

from dagster_project.demonstration.fields import Value

Values = dict[str, Value]
JANUARY, FEBRUARY, MARCH = "2026-01", "2026-02", "2026-03"
TERM_START = date(2021, 6, 8)


def day(month: int, number: int) -> date:
    """Return a day of 2026."""
    return date(2026, month, number)


def round_row(round_no: int = 9, **more: Value) -> Values:
    """Return a regular round of the county."""
    values: Values = {
        "term_no": 15, "round_no": round_no, "inspecting_level_code": "county",
        "round_kind_code": "regular", "started_on": day(1, 1),
    }  # fmt: skip
    return values | more


def inspection(organisation: str = "990121001", **more: Value) -> Values:
    """Return an inspected organisation, entered on 2 January."""
    values: Values = {
        "term_no": 15, "round_no": 9, "organisation_code": organisation,
        "organisation_name": "中共甲镇委员会", "organisation_kind_code": "town",
        "mode_code": "same_level", "entered_on": day(1, 2),
    }  # fmt: skip
    return values | more


def finding(number: str, **more: Value) -> Values:
    """Return a finding of 15 January."""
    values: Values = {
        "finding_no": number, "term_no": 15, "round_no": 9, "organisation_code": "990121001",
        "problem_kind_code": "livelihood", "focus_code": "F2", "description": f"问题{number}",
        "found_on": day(1, 15),
    }  # fmt: skip
    return values | more


def measure(number: str, seq: int = 1, **more: Value) -> Values:
    """Return a measure in progress, due on 20 February."""
    values: Values = {
        "finding_no": number, "measure_seq": seq, "measure": "整改", "due_on": day(2, 20),
        "rectification_kind_code": "by_deadline", "status_code": "in_progress",
    }  # fmt: skip
    return values | more


def closed(number: str, seq: int, completed: date, closed_on: date, **more: Value) -> Values:
    """Return a closed measure, reviewed on the day on which it was closed."""
    values: Values = {
        "status_code": "closed", "completed_on": completed, "reviewed_on": closed_on,
        "review_result_code": "passed", "closed_on": closed_on,
    }  # fmt: skip
    return measure(number, seq) | values | more


def village(code: str, tier: str = "general", **more: Value) -> Values:
    """Return a village of the running term."""
    values: Values = {
        "term_no": 15, "village_code": code, "village_name": "乙村", "village_kind_code": "village",
        "tier_code": tier,
    }  # fmt: skip
    return values | more


def inspected(on: date) -> Values:
    """Return what a village's row holds besides once it was inspected."""
    return {"round_no": 9, "inspected_on": on, "mode_code": "direct"}


def workforce(code: str, posts: int, staffed: int, **more: Value) -> Values:
    """Return a row of the workforce table."""
    return {"row_code": code, "posts_count": posts, "staffed_count": staffed} | more


def organisation(code: str, since: date = date(2021, 7, 1), **more: Value) -> Values:
    """Return an organisation in the plan."""
    values: Values = {
        "organisation_code": code, "organisation_name": "中共甲镇委员会",
        "organisation_kind_code": "town", "in_plan_from": since,
    }  # fmt: skip
    return values | more


def figure(
    rows: list[dict[str, Any]], indicator: str, region: str, period: str, split: str = "all"
) -> tuple[str | None, ...]:
    """Return numerator, denominator and value of a published figure, as plain text."""
    found = [
        (row["numerator"], row["denominator"], row["value"])
        for row in rows
        if (row["indicator_code"], row["region_code"], row["period"], row["split_code"])
        == (indicator, region, period, split)
    ]
    if len(found) != 1:
        raise LookupError(f"{indicator} {region} {period} {split}: {found}")
    return tuple(None if number is None else _plain(str(number)) for number in found[0])


def _plain(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
