"""The problems that must be found: those of rows, of covers, between forms and over time."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from dagster_project.demonstration.evidence import Evidence, PartState, RowState
from dagster_project.demonstration.fields import COVER, FORMS, Value, severity_of
from dagster_project.demonstration.months import month_of
from dagster_project.demonstration.queries_between import Between, ItemsOf
from dagster_project.demonstration.queries_rows import repeated_descriptions
from dagster_project.demonstration.row_queries import row_queries
from dagster_project.demonstration.time_queries import Question, heir_queries, time_queries
from dagster_project.demonstration.truth import PlantedProblem

Row = dict[str, Any]


def problem_rows(evidence: Evidence, items_of: ItemsOf) -> list[Row]:
    """Return the rows of `problems` without their messages; those of duplicates are not told.

    `value` is the text of the cell, None where it is blank, free text or of a row of no known kind.
    """
    starts: dict[str | None, dict[int, date]] = {}
    for term in evidence.truth.terms:
        starts.setdefault(term.region_code, {})[term.term_no] = term.started_on
    problems: list[Row] = []
    for part in evidence.parts:
        if part.status == "duplicate":
            continue
        problems += [
            _problem(part, planted.check_code, planted.sheet, planted.cell, planted.value)
            for planted in _of_reader(part)
        ]
        if part.part.form in FORMS and part.status != "returned":
            problems += _of_rows(part, starts.get(part.part.unit_code, {}))
    problems += [_asked(part, question) for part, question in _questions(evidence, items_of)]
    for (_, form, _), part in evidence.in_force.items():
        if form in FORMS:
            problems += _cover_problems(part)
    return sorted(problems, key=_order)


def _questions(evidence: Evidence, items_of: ItemsOf) -> Iterator[tuple[PartState, Question]]:
    for unit in evidence.truth.units:
        for form in FORMS:
            parts = evidence.parts_of(unit.unit_code, form)
            yield from time_queries(form, parts)
            if unit.successor_code and unit.valid_to:
                last = month_of(unit.valid_to)
                heirs = evidence.parts_of(unit.successor_code, form)
                yield from heir_queries(form, parts, [p for p in heirs if p.period > last])
    yield from Between(evidence, items_of).questions()


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


def _at(part: PartState, code: str, row: RowState, name: str) -> Row:
    """Return the problem of a field of a row; the text of free-text fields is left out."""
    is_free = name in FORMS[str(part.part.form)].free_text
    value = None if is_free else row.row.raw.get(name)
    return _problem(part, code, row.sheet.name, row.sheet.cell(row.row, name), value)


def _asked(part: PartState, question: Question) -> Row:
    if question.row is None or question.field is None:
        return _problem(part, question.check_code, "", None, question.value)
    return _at(part, question.check_code, question.row, question.field)


def _of_rows(part: PartState, term_starts: dict[int, date]) -> list[Row]:
    form, found = str(part.part.form), []
    for row in part.rows:
        asked = row.fatal or [
            *row_queries(form, row.values, part.period, term_starts),
            *_rough_numbers(form, row),
        ]
        found += [_at(part, code, row, name) for code, name in asked]
    if form == "XC02":
        found += [_at(part, "XC02-Q10", row, "description") for row in repeated_descriptions(part)]
    return found


def _rough_numbers(form: str, row: RowState) -> Iterator[tuple[str, str]]:
    """Yield ROW-09 and field of each number that is written with a word or a remark about it."""
    for name, kind in FORMS[form].types.items():
        text = row.row.raw.get(name) or ""
        if kind in ("integer", "decimal") and any(word in text for word in ("约", "余", "（")):
            yield "ROW-09", name


def _cover_problems(part: PartState) -> Iterator[Row]:
    """Yield what the cover of the same file says differently from a form in force."""
    for sheet, row in part.file.rows_of(COVER):
        values = row.values
        if values.get("form_code") != part.part.form:
            continue
        wrong = {
            "PART-04": "declared_rows_count"
            if values.get("declared_rows_count") != part.rows_received
            else None,
            "PART-05": "control_total" if _is_other_total(values, part) else None,
            "PART-07": "is_nil" if values.get("is_nil") and part.rows_received else None,
        }
        for code, name in wrong.items():
            if name:
                yield _problem(part, code, sheet.name, sheet.cell(row, name), row.raw.get(name))


def _is_other_total(values: dict[str, Value], part: PartState) -> bool:
    name = FORMS[str(part.part.form)].control_total
    if name is None:
        return False
    amounts = [row.values.get(name) for row in part.rows]
    total = sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal(0))
    return values.get("control_total") is not None and values["control_total"] != total
