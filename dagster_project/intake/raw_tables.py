"""What the raw tables hold: their columns, and a reading laid out as their rows.

One Arrow schema a table; the tables of forms follow from the form. Where their files lie and how
they are replaced is `raw_store.py`'s.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from dagster_project.spreadsheets.assemble import FormRows
from dagster_project.spreadsheets.context import ReaderForm
from dagster_project.spreadsheets.proposals import Candidate, Proposal
from dagster_project.spreadsheets.reading import Reading

UNKNOWN_PERIOD = "unknown"
BETWEEN_SAMPLES = "；"
_TEXT = pa.string()
_COUNT = pa.int64()
_TIME = pa.timestamp("us")
Columns = list[Sequence[object]]

EXTRACTIONS = pa.schema(
    [
        ("extraction_id", _TEXT),
        ("sha256", _TEXT),
        ("file_name", _TEXT),
        ("received_at", _TIME),
        ("accepted_at", _TIME),
        ("reader_fingerprint", _TEXT),
    ]
)
PARTS = pa.schema(
    [
        ("extraction_id", _TEXT),
        ("form", _TEXT),
        ("unit_code", _TEXT),
        ("period", _TEXT),
        ("reader_status", _TEXT),
        ("rows_received", _COUNT),
        ("is_nil", pa.bool_()),
        ("source_system", _TEXT),
    ]
)
ROW_CLASSES = pa.schema(
    [
        ("extraction_id", _TEXT),
        ("form", _TEXT),
        ("sheet", _TEXT),
        ("row", _COUNT),
        ("row_class", _TEXT),
        ("reason", _TEXT),
    ]
)
READER_PROBLEMS = pa.schema(
    [
        ("extraction_id", _TEXT),
        ("form", _TEXT),
        ("unit_code", _TEXT),
        ("period", _TEXT),
        ("check_code", _TEXT),
        ("severity", _TEXT),
        ("sheet", _TEXT),
        ("cell", _TEXT),
        ("value", _TEXT),
        ("message", _TEXT),
    ]
)
LAYOUTS = pa.schema(
    [
        ("extraction_id", _TEXT),
        ("form", _TEXT),
        ("sheet", _TEXT),
        ("table", _COUNT),
        ("field", _TEXT),
        ("column_letter", _TEXT),
        ("heading", _TEXT),
        ("money_unit", _TEXT),
    ]
)
QUESTIONS = pa.schema(
    [
        ("extraction_id", _TEXT),
        ("unit_code", _TEXT),
        ("period", _TEXT),
        ("kind", _TEXT),
        ("form", _TEXT),
        ("text", _TEXT),
    ]
)
LAYOUT_PROPOSALS = pa.schema(
    [
        ("extraction_id", _TEXT),
        ("form", _TEXT),
        ("sheet", _TEXT),
        ("table", _COUNT),
        ("column_letter", _TEXT),
        ("cell", _TEXT),
        ("heading", _TEXT),
        ("sample", _TEXT),
        ("rank", _COUNT),
        ("field", _TEXT),
        ("label", _TEXT),
        ("similarity", _COUNT),
        ("is_fitting", pa.bool_()),
    ]
)
SUBTOTALS = pa.schema(
    [
        ("extraction_id", _TEXT),
        ("form", _TEXT),
        ("sheet", _TEXT),
        ("table", _COUNT),
        ("row", _COUNT),
        ("first_row", _COUNT),
        ("last_row", _COUNT),
        ("field", _TEXT),
        ("text", _TEXT),
        ("cell", _TEXT),
    ]
)
RETURNED_EXPLANATIONS = pa.schema(
    [
        ("extraction_id", _TEXT),
        ("unit_code", _TEXT),
        ("problem_no", _TEXT),
        ("explanation", _TEXT),
        ("sheet", _TEXT),
        ("cell", _TEXT),
    ]
)
READING_TABLES = {
    "parts": PARTS,
    "row_classes": ROW_CLASSES,
    "reader_problems": READER_PROBLEMS,
    "layouts": LAYOUTS,
    "questions": QUESTIONS,
    "layout_proposals": LAYOUT_PROPOSALS,
    "subtotals": SUBTOTALS,
    "returned_explanations": RETURNED_EXPLANATIONS,
}


@dataclass(frozen=True, slots=True)
class RawTable:
    """A raw table: its folder under `raw/`, its columns, and which of them names the extraction."""

    name: str
    schema: pa.Schema
    id_column: str


def raw_tables(forms: Iterable[ReaderForm]) -> dict[str, RawTable]:
    """Return every raw table by name, `extractions` last: what is in it counts as done."""
    tables = {
        name: RawTable(name, schema, "extraction_id") for name, schema in READING_TABLES.items()
    }
    for form in forms:
        tables[form.name] = RawTable(form.name, form_schema(form), "_extraction_id")
    tables["extractions"] = RawTable("extractions", EXTRACTIONS, "extraction_id")
    return tables


def form_schema(form: ReaderForm) -> pa.Schema:
    """Columns of a form's raw table: where the row stands, whose it is, and every field as text."""
    fields = [
        ("_extraction_id", _TEXT),
        ("_sheet", _TEXT),
        ("_table", _COUNT),
        ("_row", _COUNT),
        ("_cells", _TEXT),
        ("unit_code", _TEXT),
        ("period", _TEXT),
    ]
    fields += [(field.name, _TEXT) for field in form.fields]
    fields += [(f"{field.name}__unit", _TEXT) for field in form.fields if field.is_money]
    return pa.schema(fields)


def extraction_id(sha256: str, file_name: str, received_at: datetime, accepted_at: datetime) -> str:
    """The name of one reading of one delivery: 16 hex digits from what makes it this one."""
    text = f"{sha256}|{file_name}|{received_at:%Y-%m-%d %H:%M:%S}|{accepted_at:%Y-%m-%d %H:%M:%S}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def reading_tables(
    reading: Reading, extraction: str, forms: Iterable[ReaderForm]
) -> dict[str, pa.Table]:
    """Lay a reading out as rows of the raw tables, by table name; empty ones left out."""
    tables = {
        "parts": _parts(reading, extraction),
        "row_classes": _row_classes(reading, extraction),
        "reader_problems": _problems(reading, extraction),
        "layouts": _layouts(reading, extraction),
        "questions": _questions(reading, extraction),
        "layout_proposals": _proposals(reading, extraction),
        "subtotals": _subtotals(reading, extraction),
        "returned_explanations": _explanations(reading, extraction),
    }
    for form in forms:
        if form.name in reading.rows:
            tables[form.name] = _form_table(reading, reading.rows[form.name], extraction, form)
    return {name: table for name, table in tables.items() if table.num_rows}


def _parts(reading: Reading, extraction: str) -> pa.Table:
    parts = reading.parts
    columns: Columns = [
        [extraction] * len(parts),
        [part.form for part in parts],
        [reading.unit_code] * len(parts),
        [reading.period] * len(parts),
        [part.reader_status for part in parts],
        [part.rows_received for part in parts],
        [part.is_nil for part in parts],
        [None] * len(parts),
    ]
    return _table(columns, PARTS)


def _row_classes(reading: Reading, extraction: str) -> pa.Table:
    marks = reading.row_marks
    columns: Columns = [
        [extraction] * len(marks),
        [mark.form for mark in marks],
        [mark.sheet for mark in marks],
        [mark.row for mark in marks],
        [mark.row_class for mark in marks],
        [mark.reason for mark in marks],
    ]
    return _table(columns, ROW_CLASSES)


def _problems(reading: Reading, extraction: str) -> pa.Table:
    problems = reading.problems
    columns: Columns = [
        [extraction] * len(problems),
        [problem.form for problem in problems],
        [reading.unit_code] * len(problems),
        [reading.period] * len(problems),
        [problem.check_code for problem in problems],
        [problem.severity for problem in problems],
        [problem.sheet for problem in problems],
        [problem.cell for problem in problems],
        [problem.value for problem in problems],
        [problem.message for problem in problems],
    ]
    return _table(columns, READER_PROBLEMS)


def _layouts(reading: Reading, extraction: str) -> pa.Table:
    layouts = reading.layouts
    columns: Columns = [
        [extraction] * len(layouts),
        [layout.form for layout in layouts],
        [layout.sheet for layout in layouts],
        [layout.table for layout in layouts],
        [layout.field for layout in layouts],
        [layout.column_letter for layout in layouts],
        [layout.heading for layout in layouts],
        [layout.money_unit for layout in layouts],
    ]
    return _table(columns, LAYOUTS)


def _questions(reading: Reading, extraction: str) -> pa.Table:
    questions = reading.questions
    columns: Columns = [
        [extraction] * len(questions),
        [reading.unit_code] * len(questions),
        [reading.period] * len(questions),
        [question.kind for question in questions],
        [question.form for question in questions],
        [question.text for question in questions],
    ]
    return _table(columns, QUESTIONS)


def _proposals(reading: Reading, extraction: str) -> pa.Table:
    """One row a candidate, the likeliest of rank 1; one of rank 0 where there is none."""
    ranked: list[tuple[Proposal, int, Candidate | None]] = []
    for proposal in reading.proposals:
        ranked += [(proposal, rank, one) for rank, one in enumerate(proposal.candidates, start=1)]
        if not proposal.candidates:
            ranked.append((proposal, 0, None))
    columns: Columns = [
        [extraction] * len(ranked),
        [proposal.form for proposal, _, _ in ranked],
        [proposal.sheet for proposal, _, _ in ranked],
        [proposal.table for proposal, _, _ in ranked],
        [proposal.cell.rstrip("0123456789") for proposal, _, _ in ranked],
        [proposal.cell for proposal, _, _ in ranked],
        [proposal.heading for proposal, _, _ in ranked],
        [BETWEEN_SAMPLES.join(proposal.samples) or None for proposal, _, _ in ranked],
        [rank for _, rank, _ in ranked],
        [one and one.field for _, _, one in ranked],
        [one and one.label for _, _, one in ranked],
        [one and one.similarity for _, _, one in ranked],
        [one and one.is_fitting for _, _, one in ranked],
    ]
    return _table(columns, LAYOUT_PROPOSALS)


def _subtotals(reading: Reading, extraction: str) -> pa.Table:
    cells = reading.subtotals
    columns: Columns = [
        [extraction] * len(cells),
        *([getattr(cell, name) for cell in cells] for name in SUBTOTALS.names[1:]),
    ]
    return _table(columns, SUBTOTALS)


def _explanations(reading: Reading, extraction: str) -> pa.Table:
    explanations = reading.explanations
    columns: Columns = [
        [extraction] * len(explanations),
        [reading.unit_code] * len(explanations),
        [explained.problem_no for explained in explanations],
        [explained.explanation for explained in explanations],
        [explained.sheet for explained in explanations],
        [explained.cell for explained in explanations],
    ]
    return _table(columns, RETURNED_EXPLANATIONS)


def _form_table(reading: Reading, rows: FormRows, extraction: str, form: ReaderForm) -> pa.Table:
    count = len(rows.rows)
    columns: Columns = [
        [extraction] * count,
        rows.sheets,
        rows.tables,
        rows.rows,
        rows.cells,
        [reading.unit_code] * count,
        [reading.period] * count,
    ]
    schema = form_schema(form)
    columns += [rows.texts[name] for name in schema.names[len(columns) :]]
    return _table(columns, schema)


def _table(columns: Columns, schema: pa.Schema) -> pa.Table:
    arrays = [
        pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
