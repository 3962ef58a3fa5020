"""The headings that wait: what units called a column that no form knows and nobody has decided on.

Reads the raw tables as the last run left them, so that it answers at once and while a run goes on.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from dagster_project.deciding.waiting import Choice, Waiting, number_of
from dagster_project.decisions import Decisions
from dagster_project.forms import Form
from dagster_project.intake.raw_store import Extraction, partitions, recorded_extractions
from dagster_project.spreadsheets.confirmed import build_layouts

Row = dict[str, Any]
RETURNED, WAITS_FOR_HEADING = "returned", "PART-10"


@dataclass(frozen=True)
class _Known:
    """What is told with a heading: names of units, columns of parts, files, cells that hold up."""

    names: dict[str, str]
    columns: dict[tuple[str, str], frozenset[str]]
    files: dict[str, str]
    held: frozenset[tuple[str, str, str]]


def waiting_headings(
    home: Path, forms: dict[str, Form], decisions: Decisions, now: datetime
) -> list[Waiting]:
    """Return the undecided headings of the newest part of each unit, form and month.

    Those that a part waits for come first. An answer will count from the first month that waits,
    else from the newest one in which the heading stands.
    """
    raw = home / "raw"
    readings = newest_readings(recorded_extractions(raw))
    parts = _newest_parts(_rows(raw, "parts"), readings)
    proposals = _by_part(_rows(raw, "layout_proposals"), parts)
    layouts = build_layouts(decisions.layouts)
    asked: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for part, rows in proposals:
        for row in rows:
            where = (part["unit_code"], part["form"], row["heading"])
            if layouts.answer(*where, part["period"], now) is None:
                asked[number_of(*where)].append((part, row))
    known = _Known(
        names={unit.unit_code: unit.name for unit in decisions.reporting_units},
        columns=_columns(_rows(raw, "layouts")),
        files={one.extraction_id: one.file_name for one in readings},
        held=frozenset(
            (row["extraction_id"], row["sheet"], row["cell"])
            for row in _rows(raw, "reader_problems")
            if row["check_code"] == WAITS_FOR_HEADING
        ),
    )
    found = [
        _waiting(number, pairs, forms[pairs[0][0]["form"]], known)
        for number, pairs in asked.items()
    ]
    return sorted(found, key=lambda one: (not one.is_held, one.unit_code, one.form, one.cell))


def newest_readings(recorded: Iterable[Extraction]) -> list[Extraction]:
    """The last reading of each delivery, in the order of receipt."""
    newest: dict[tuple[str, str, datetime], Extraction] = {}
    for one in recorded:
        key = (one.sha256, one.file_name, one.received_at)
        if key not in newest or newest[key].accepted_at < one.accepted_at:
            newest[key] = one
    return sorted(newest.values(), key=lambda one: (one.received_at, one.extraction_id))


def _rows(raw: Path, table: str) -> list[Row]:
    return [row for path in partitions(raw / table) for row in pq.read_table(path).to_pylist()]


def _newest_parts(rows: Iterable[Row], readings: list[Extraction]) -> dict[tuple[str, str], Row]:
    """The part that counts of each unit, form and month, by reading and form.

    A part that went back counts only where nothing else has come.
    """
    order = {one.extraction_id: place for place, one in enumerate(readings)}
    newest: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        if row["extraction_id"] not in order or None in (
            row["unit_code"],
            row["period"],
            row["form"],
        ):
            continue
        key = (row["unit_code"], row["form"], row["period"])
        rank = (row["reader_status"] != RETURNED, order[row["extraction_id"]])
        before = newest.get(key)
        if before is None or rank > (
            before["reader_status"] != RETURNED,
            order[before["extraction_id"]],
        ):
            newest[key] = row
    return {(row["extraction_id"], row["form"]): row for row in newest.values()}


def _by_part(rows: Iterable[Row], parts: dict[tuple[str, str], Row]) -> list[tuple[Row, list[Row]]]:
    """Each part that counts with its proposals: the first row of every heading's candidates."""
    found: dict[tuple[str, str], dict[tuple[Any, ...], Row]] = defaultdict(dict)
    for row in rows:
        part = (row["extraction_id"], row["form"])
        if part in parts:
            place = (row["sheet"], row["table"], row["cell"])
            first = found[part].setdefault(place, {**row, "candidates": []})
            if row["field"] is not None:
                first["candidates"].append(row)
    pairs = [(parts[part], list(headings.values())) for part, headings in found.items()]
    return sorted(pairs, key=lambda pair: str(pair[0]["period"]))


def _columns(rows: Iterable[Row]) -> dict[tuple[str, str], frozenset[str]]:
    """The fields that have a column, by reading and form."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        found[row["extraction_id"], row["form"]].add(row["field"])
    return {part: frozenset(fields) for part, fields in found.items()}


def _waiting(number: str, asked: list[tuple[Row, Row]], form: Form, known: _Known) -> Waiting:
    """The question about a heading; `asked` are the parts with it, by month."""
    held = [
        (part, row)
        for part, row in asked
        if (row["extraction_id"], row["sheet"], row["cell"]) in known.held
    ]
    part, row = held[0] if held else asked[-1]
    since = part["period"]
    again = [one["extraction_id"] for one, _ in asked if one["period"] >= since]
    candidates = sorted(row["candidates"], key=lambda one: int(one["rank"]))
    return Waiting(
        kind="heading",
        number=number,
        unit_code=part["unit_code"],
        unit_name=known.names.get(part["unit_code"], str(part["unit_code"])),
        form=form.code,
        title=form.title,
        text=row["heading"],
        from_period=since,
        file_name=known.files[part["extraction_id"]],
        sheet=row["sheet"],
        cell=row["cell"],
        sample=row["sample"] or "",
        nearest=tuple(
            Choice(one["field"], one["label"], one["similarity"], one["is_fitting"])
            for one in candidates
        ),
        choices=tuple(Choice(one.name, one.label) for one in form.fields),
        is_held=bool(held),
        files=tuple(dict.fromkeys(known.files[one] for one in again)),
        taken=known.columns.get((part["extraction_id"], form.code), frozenset()),
    )
