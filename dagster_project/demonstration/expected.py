"""What the warehouse must hold, worked out from the truth alone and in plain Python.

Each function takes the truth and a moment (`as_of`; files received later do not count) and returns
rows, as dictionaries, in the shape of the published table. Nothing here uses floats, SQL or any
code of the reader. Rows come in a total order.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from dagster_project.demonstration.comparisons import comparison_rows
from dagster_project.demonstration.evidence import Evidence, PartState
from dagster_project.demonstration.fields import CLUES, COVER, FREE_TEXT, Value, severity_of
from dagster_project.demonstration.indicators import Indicators
from dagster_project.demonstration.months import due_day, last_day, months_between
from dagster_project.demonstration.row_queries import row_queries
from dagster_project.demonstration.states import all_items, state_rows
from dagster_project.demonstration.time_queries import AMOUNT, time_queries
from dagster_project.demonstration.truth import PlantedProblem, Truth, TruthPart

Row = dict[str, Any]


def latest(truth: Truth) -> datetime:
    """Return the moment after the last file: the `as_of` at which everything counts."""
    return max(file.received_at for file in truth.files) + timedelta(days=1)


def expected_parts(truth: Truth, as_of: datetime) -> list[Row]:
    """Return the rows of `submission_parts`, in the order of receipt."""
    return [
        {
            "extraction_id": part.file.extraction_id,
            "sha256": part.file.sha256,
            "file_name": part.file.file_name,
            "form": part.part.form,
            "unit_code": part.part.unit_code,
            "period": part.part.period,
            "received_at": part.file.received_at,
            "status": part.status,
            "rows_received": part.rows_received,
            "rows_used": part.rows_used,
            "rows_held_back": part.rows_received - part.rows_used,
        }
        for part in Evidence(truth, as_of).parts
    ]


def expected_row_classes(truth: Truth, as_of: datetime) -> list[Row]:
    """Return every row that is neither blank nor data, of files that can be opened at all."""
    return [
        {
            "extraction_id": file.extraction_id,
            "form": sheet.form,
            "sheet": sheet.name,
            "row": row.row,
            "row_class": row.row_class,
        }
        for file in truth.files
        if file.received_at <= as_of
        for sheet in file.sheets
        for row in sheet.rows
        if row.row_class != "data"
    ]


def expected_states(truth: Truth, as_of: datetime) -> list[Row]:
    """Return the rows of `fct_clue`: one for each stretch of time in which a clue's state holds."""
    return state_rows(all_items(Evidence(truth, as_of)))


def expected_indicator_values(truth: Truth, as_of: datetime) -> list[Row]:
    """Return the rows of `indicator_values`."""
    return _indicators(truth, as_of).published()


def expected_comparisons(truth: Truth, as_of: datetime) -> list[Row]:
    """Return the rows of `indicator_comparisons`."""
    return comparison_rows(_indicators(truth, as_of))


def _indicators(truth: Truth, as_of: datetime) -> Indicators:
    evidence = Evidence(truth, as_of)
    return Indicators(truth, all_items(evidence), evidence.months())


# -- problems ------------------------------------------------------------------------------------


def expected_problems(truth: Truth, as_of: datetime) -> list[Row]:
    """Return the rows of `problems` without their messages; those of duplicates are not told.

    `value` is the text of the cell, None where it is blank, free text or of a row of no known kind.
    """
    evidence = Evidence(truth, as_of)
    problems: list[Row] = []
    for part in evidence.parts:
        if part.status == "duplicate":
            continue
        problems += [
            _problem(part, planted.check_code, planted.sheet, planted.cell, planted.value)
            for planted in _of_reader(part)
        ]
        if part.part.form == CLUES and part.status != "returned":
            problems += _row_problems(part, truth)
    for unit in truth.units:
        parts = evidence.clue_parts(unit.unit_code)
        for part, question in time_queries(parts):
            if question.row is None or question.field is None:
                problems.append(_problem(part, question.check_code, "", None, question.value))
            else:
                sheet, row = question.row.sheet, question.row.row
                cell = sheet.cell(row, question.field)
                problems.append(
                    _problem(part, question.check_code, sheet.name, cell, question.value)
                )
        for part in parts:
            problems += _cover_problems(part)
    return sorted(problems, key=_order)


def _order(row: Row) -> tuple[str, ...]:
    names = ("file_name", "check_code", "sheet", "cell", "value")
    return tuple(str(row[name] or "") for name in names)


def _problem(part: PartState, code: str, sheet: str, cell: str | None, value: str | None) -> Row:
    is_of_file = code.startswith("FILE")
    return {
        "check_code": code,
        "severity": severity_of(code),
        "unit_code": part.part.unit_code,
        "period": part.part.period,
        "form": None if is_of_file else part.part.form,
        "extraction_id": part.file.extraction_id,
        "file_name": part.file.file_name,
        "sheet": sheet,
        "cell": cell,
        "value": value,
    }


def _of_reader(part: PartState) -> list[PlantedProblem]:
    """Return the reader's problems that belong to this part; those of a file to its first."""
    first = part.file.parts[0] is part.part
    return [
        problem
        for problem in part.file.reader_problems
        if (problem.form is None and first)
        or (problem.form is not None and problem.form == part.part.form)
    ]


def _row_problems(part: PartState, truth: Truth) -> list[Row]:
    starts = {
        term.term_no: term.started_on
        for term in truth.terms
        if term.region_code == part.part.unit_code
    }
    rows = []
    for state in part.rows:
        found = state.fatal or list(row_queries(state.values, str(part.part.period), starts))
        for code, name in found:
            text = None if name in FREE_TEXT else state.row.raw.get(name)
            cell = state.sheet.cell(state.row, name)
            rows.append(_problem(part, code, state.sheet.name, cell, text))
    return rows


def _cover_problems(part: PartState) -> list[Row]:
    """Return what the cover of the same file says differently from its clues."""
    covers = [
        (sheet, row)
        for sheet, row in part.file.rows_of(COVER)
        if row.values.get("form_code") == CLUES
    ]
    problems = []
    for sheet, row in covers:
        values = row.values
        wrong = {
            "PART-04": "declared_rows_count"
            if values.get("declared_rows_count") != part.rows_received
            else None,
            "PART-05": "control_total" if _is_other_total(values, part) else None,
            "PART-07": "is_nil" if values.get("is_nil") and part.rows_received else None,
        }
        problems += [
            _problem(part, code, sheet.name, sheet.cell(row, name), row.raw.get(name))
            for code, name in wrong.items()
            if name
        ]
    return problems


def _is_other_total(values: dict[str, Value], part: PartState) -> bool:
    amounts = [row.values.get(AMOUNT) for row in part.rows]
    total = sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal(0))
    return values.get("control_total") is not None and values["control_total"] != total


# -- who reported --------------------------------------------------------------------------------


def expected_submission_status(truth: Truth, as_of: datetime) -> list[Row]:
    """Return the rows of `submission_status`: units due, by month of the calendar."""
    evidence = Evidence(truth, as_of)
    calendar = months_between(*evidence.months()) if evidence.months() else []
    return [
        _status(evidence, unit.unit_code, month)
        for month in calendar
        for unit in truth.units
        if unit.valid_from <= last_day(month)
        and (unit.valid_to is None or unit.valid_to >= last_day(month))
    ]


def _status(evidence: Evidence, unit_code: str, month: str) -> Row:
    key = (unit_code, CLUES, month)
    parts = [part for part in evidence.parts if _key(part.part) == key]
    accepted = [part.file.received_at for part in parts if part.status != "returned"]
    current, due_on = evidence.in_force.get(key), due_day(month)
    received_at = min(accepted) if accepted else None
    is_on_time = received_at is not None and received_at.date() <= due_on
    return {
        "unit_code": unit_code,
        "form": CLUES,
        "period": month,
        "due_on": due_on,
        "received_at": received_at,
        "is_on_time": is_on_time,
        "state": _state(bool(parts), bool(accepted), is_on_time),
        "is_nil": current is not None and current.part.is_nil,
        "rows_received": current.rows_received if current else 0,
        "rows_used": current.rows_used if current else 0,
        "rows_held_back": current.rows_received - current.rows_used if current else 0,
        "is_carried": current is None,
    }


def _key(part: TruthPart) -> tuple[str | None, str | None, str | None]:
    return (part.unit_code, part.form, part.period)


def _state(has_parts: bool, has_accepted: bool, is_on_time: bool) -> str:
    if not has_accepted:
        return "returned" if has_parts else "missing"
    return "on_time" if is_on_time else "late"
