"""The registers, code lists and the moment of a build, as Parquet files that dbt reads.

Written anew before each build from the forms, the code lists and the office's decisions, so that
dbt has one place to read and its models need no variable. What the rows mean is in `forms.py` and
`decisions.py` (the columns of regions too); nothing is decided here.
"""

import os
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dagster_project.decisions import Decisions, Explanation, OrganisationAlias
from dagster_project.forms import ALL_UNIT_KINDS, Code, Form
from dagster_project.regions import REGION_COLUMNS

_TEXT, _DATE, _INTEGER, _TIME = pa.string(), pa.date32(), pa.int64(), pa.timestamp("s")

SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "build_context": {"as_of": _TIME, "code_version": _TEXT},
    "code_values": {
        "code_list": _TEXT,
        "code": _TEXT,
        "label": _TEXT,
        "aliases": _TEXT,
        "valid_from": _DATE,
        "valid_to": _DATE,
        "sort_order": _INTEGER,
    },
    "regions": REGION_COLUMNS,
    "reporting_units": {
        "unit_code": _TEXT,
        "name": _TEXT,
        "short_name": _TEXT,
        "unit_kind": _TEXT,
        "region_code": _TEXT,
        "city_code": _TEXT,
        "valid_from": _DATE,
        "valid_to": _DATE,
        "successor_code": _TEXT,
    },
    "terms": {
        "region_code": _TEXT,
        "term_code": _TEXT,
        "term_no": _INTEGER,
        "started_on": _DATE,
        "ended_on": _DATE,
    },
    "due_days": {
        "form": _TEXT,
        "due_day": _INTEGER,
        "grace_days": _INTEGER,
        "from_period": _TEXT,
    },
    "organisation_aliases": {
        "unit_code": _TEXT,
        "alias": _TEXT,
        "organisation_code": _TEXT,
        "from_period": _TEXT,
        "decided_by": _TEXT,
        "decided_at": _TIME,
    },
    "explanations": {
        "problem_no": _TEXT,
        "explanation": _TEXT,
        "decided_by": _TEXT,
        "decided_at": _TIME,
    },
    "forms": {
        "form": _TEXT,
        "name": _TEXT,
        "title": _TEXT,
        "kind": _TEXT,
        "frequency": _TEXT,
        "due_day": _INTEGER,
        "unit_kinds": _TEXT,
        "control_total": _TEXT,
    },
}


def write_reference(
    folder: Path,
    forms: dict[str, Form],
    code_lists: dict[str, tuple[Code, ...]],
    decisions: Decisions,
    as_of: datetime,
    code_version: str,
) -> dict[str, int]:
    """Write every reference table under `folder`, each replaced whole; return rows by table."""
    tables: dict[str, list[dict[str, Any]]] = {
        "build_context": [{"as_of": as_of, "code_version": code_version}],
        "code_values": list(_code_rows(code_lists)),
        "reporting_units": [
            asdict(unit) | {"city_code": unit.city_code or None}
            for unit in decisions.reporting_units
        ],
        "terms": [asdict(term) for term in decisions.terms],
        "due_days": [asdict(day) for day in decisions.due_days],
        "organisation_aliases": list(_alias_rows(decisions.organisation_aliases)),
        "explanations": list(_explanation_rows(decisions.explanations)),
        "forms": [_form_row(form) for form in forms.values()],
    }
    folder.mkdir(parents=True, exist_ok=True)
    written = {name: _table(rows, SCHEMAS[name]) for name, rows in tables.items()}
    written["regions"] = decisions.regions
    for name, table in written.items():
        _write(folder / f"{name}.parquet", table)
    return {name: table.num_rows for name, table in written.items()}


def _alias_rows(aliases: Iterable[OrganisationAlias]) -> Iterable[dict[str, Any]]:
    """One row for what is decided of an alias at one moment: the last line."""
    return {
        (row.unit_code, row.alias, row.from_period, row.decided_at): asdict(row) for row in aliases
    }.values()


def _explanation_rows(explanations: Iterable[Explanation]) -> Iterable[dict[str, Any]]:
    """One row for what is said of a problem at one moment: the last line."""
    return {(row.problem_no, row.decided_at): asdict(row) for row in explanations}.values()


def _code_rows(code_lists: dict[str, tuple[Code, ...]]) -> Iterable[dict[str, Any]]:
    for list_name, codes in code_lists.items():
        for order, code in enumerate(codes, start=1):
            yield {
                "code_list": list_name,
                "code": code.code,
                "label": code.label,
                "aliases": "|".join(code.aliases),
                "valid_from": date.fromisoformat(code.valid_from) if code.valid_from else None,
                "valid_to": date.fromisoformat(code.valid_to) if code.valid_to else None,
                "sort_order": order,
            }


def _form_row(form: Form) -> dict[str, Any]:
    return {
        "form": form.code,
        "name": form.name,
        "title": form.title,
        "kind": form.kind,
        "frequency": form.frequency,
        "due_day": form.due_day,
        "unit_kinds": ""
        if set(form.unit_kinds) == set(ALL_UNIT_KINDS)
        else "|".join(form.unit_kinds),
        "control_total": form.control_total,
    }


def _table(rows: list[dict[str, Any]], columns: dict[str, pa.DataType]) -> pa.Table:
    schema = pa.schema(list(columns.items()))
    return pa.Table.from_pylist([{name: row[name] for name in columns} for row in rows], schema)


def _write(path: Path, table: pa.Table) -> None:
    temporary = path.with_suffix(".writing")
    with temporary.open("wb") as file:
        pq.write_table(table, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
