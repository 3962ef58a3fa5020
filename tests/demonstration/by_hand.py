"""Builds a truth row by row, for cases small enough to be worked out on paper."""

from datetime import date, datetime
from decimal import Decimal

from dagster_project.demonstration.fields import CLUES, FORMS, Value, to_text
from dagster_project.demonstration.truth import (
    DemoOptions,
    Truth,
    TruthFile,
    TruthPart,
    TruthRegion,
    TruthRow,
    TruthSheet,
    TruthTerm,
    TruthUnit,
)

LETTERS = [chr(65 + n) for n in range(26)] + ["A" + chr(65 + n) for n in range(26)]
HEADER_ROWS = 3
Rows = list[TruthRow]


def columns(form: str) -> dict[str, str]:
    """Return the columns of a form's table: its fields in order, from A on."""
    return dict(zip(FORMS[form].types, LETTERS, strict=False))


def row(number: int, wrong: dict[str, tuple[str, str]] | None = None, **values: Value) -> TruthRow:
    """Return a data row; `wrong` gives (text, check code) of fields that cannot be read."""
    wrong = wrong or {}
    raw = {name: to_text(value) or "" for name, value in values.items()}
    raw |= {name: text for name, (text, _) in wrong.items()}
    codes = {name: code for name, (_, code) in wrong.items()}
    return TruthRow(number + HEADER_ROWS, "data", raw, dict(values), codes)


def numbered(*values: dict[str, Value]) -> Rows:
    """Return data rows, one after the other."""
    return [row(number, **of_row) for number, of_row in enumerate(values, start=1)]


def file(
    unit: str,
    period: str,
    received: str,
    rows: Rows,
    name: str | None = None,
    status: str = "accepted",
    form: str = CLUES,
) -> TruthFile:
    """Return a text file with one table; without rows it is a nil report."""
    moment = datetime.fromisoformat(received)
    heading = [TruthRow(number, "heading") for number in range(1, HEADER_ROWS + 1)]
    sheets = [TruthSheet("", form, columns(form), heading + rows)] if rows else []
    return TruthFile(
        file_name=name or f"{period}/{unit}{form}.csv",
        sha256=f"{unit}{period}{form}{received}".ljust(64, "0"),
        received_at=moment,
        unit_code=unit,
        period=period,
        hand="C",
        kind="ordinary",
        parts=[TruthPart(form, unit, period, status, is_nil=not rows)],
        sheets=sheets,
        reader_problems=[],
        planted=[],
    )


def month(unit: str, period: str, rows_of: dict[str, list[dict[str, Value]]]) -> list[TruthFile]:
    """Return a file of each form, received on the 3rd of the next month."""
    year, number = int(period[:4]), int(period[5:])
    received = f"{year + number // 12}-{number % 12 + 1:02d}-03 09:00:00"
    return [
        file(unit, period, received, numbered(*rows), form=form) for form, rows in rows_of.items()
    ]


def truth(
    files: list[TruthFile],
    units: list[TruthUnit],
    start: date,
    regions: list[TruthRegion] | None = None,
) -> Truth:
    """Return a truth in which one term runs everywhere from a day on."""
    codes = ["990000", "990100", *(unit.unit_code for unit in units)]
    terms = [TruthTerm(code, "T2021", 15, start) for code in codes]
    return Truth(DemoOptions(), "990000", units, terms, regions or [], files, {})


def region(
    code: str,
    level: str,
    parent: str,
    until: date | None = None,
    successor: str | None = None,
    since: date = date(2020, 1, 1),
) -> TruthRegion:
    """Return a town or village."""
    heirs = [successor] if successor else []
    return TruthRegion(code, f"乙{code}", level, parent, since, until, heirs)


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
