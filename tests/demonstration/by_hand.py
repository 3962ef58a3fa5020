"""Builds a truth row by row, for cases small enough to be worked out on paper."""

from datetime import date, datetime
from decimal import Decimal

from dagster_project.demonstration.fields import CLUES, FIELD_TYPES, Value, to_text
from dagster_project.demonstration.truth import (
    DemoOptions,
    Truth,
    TruthFile,
    TruthPart,
    TruthRow,
    TruthSheet,
    TruthTerm,
    TruthUnit,
)

LETTERS = [chr(65 + n) for n in range(26)] + ["A" + chr(65 + n) for n in range(26)]
COLUMNS = dict(zip(FIELD_TYPES, LETTERS, strict=False))
HEADER_ROWS = 3


def row(number: int, wrong: dict[str, tuple[str, str]] | None = None, **values: Value) -> TruthRow:
    """Return a data row; `wrong` gives (text, check code) of fields that cannot be read."""
    wrong = wrong or {}
    raw = {name: to_text(value) or "" for name, value in values.items()}
    raw |= {name: text for name, (text, _) in wrong.items()}
    codes = {name: code for name, (_, code) in wrong.items()}
    return TruthRow(number + HEADER_ROWS, "data", raw, dict(values), codes)


def file(
    unit: str,
    period: str,
    received: str,
    rows: list[TruthRow],
    name: str | None = None,
    status: str = "accepted",
) -> TruthFile:
    """Return a text file with one table of clues; without rows it is a nil report."""
    moment = datetime.fromisoformat(received)
    heading = [TruthRow(number, "heading") for number in range(1, HEADER_ROWS + 1)]
    sheets = [TruthSheet("", CLUES, COLUMNS, heading + rows)] if rows else []
    return TruthFile(
        file_name=name or f"{period}/{unit}.csv",
        sha256=f"{unit}{period}{received}".ljust(64, "0"),
        received_at=moment,
        unit_code=unit,
        period=period,
        hand="C",
        kind="ordinary",
        parts=[TruthPart(CLUES, unit, period, status, is_nil=not rows)],
        sheets=sheets,
        reader_problems=[],
        planted=[],
    )


def truth(files: list[TruthFile], units: list[TruthUnit], start: date) -> Truth:
    """Return a truth in which one term runs everywhere from a day on."""
    codes = ["990000", "990100", *(unit.unit_code for unit in units)]
    terms = [TruthTerm(code, "T2021", 15, start) for code in codes]
    return Truth(DemoOptions(), "990000", units, terms, files, {})


def unit(
    code: str,
    until: date | None = None,
    successor: str | None = None,
    since: date = date(2020, 1, 1),
) -> TruthUnit:
    """Return a county of the only city."""
    return TruthUnit(code, f"甲{code}", code, "county", code, "990100", since, until, successor)


def money(text: str) -> Decimal:
    """Return an amount in 万元."""
    return Decimal(text)
