"""Who reported: the status of each return that is due, and what it counts for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from dagster_project.demonstration.evidence import Evidence, Key, PartState
from dagster_project.demonstration.expected_catalogue import Counted, amount, share
from dagster_project.demonstration.fields import FORMS
from dagster_project.demonstration.months import due_day, last_day, months_between
from dagster_project.demonstration.truth import TruthUnit

Row = dict[str, Any]


def status_rows(evidence: Evidence) -> list[Row]:
    """Return the rows of `submission_status`: units and forms due, by month of the calendar."""
    calendar = months_between(*evidence.months()) if evidence.months() else []
    parts = _parts_by_key(evidence)
    return [
        _status(evidence, (unit.unit_code, form, month), parts)
        for month in calendar
        for unit in evidence.truth.units
        if _exists_on(unit, last_day(month))
        for form, spec in FORMS.items()
        if spec.is_due(unit.unit_kind, month)
    ]


def _exists_on(unit: TruthUnit, day: date) -> bool:
    return unit.valid_from <= day and (unit.valid_to is None or unit.valid_to >= day)


def _parts_by_key(evidence: Evidence) -> dict[Key, list[PartState]]:
    parts: dict[Key, list[PartState]] = defaultdict(list)
    for part in evidence.parts:
        parts[(part.part.unit_code, part.part.form, part.part.period)].append(part)
    return parts


def _status(evidence: Evidence, key: Key, parts_by_key: dict[Key, list[PartState]]) -> Row:
    unit_code, form, month = key
    parts = parts_by_key.get(key, [])
    accepted = [part.file.received_at for part in parts if part.status != "returned"]
    current, due_on = evidence.in_force.get(key), due_day(str(month))
    received_at = min(accepted) if accepted else None
    is_on_time = received_at is not None and received_at.date() <= due_on
    return {
        "unit_code": unit_code,
        "form": form,
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


def _state(has_parts: bool, has_accepted: bool, is_on_time: bool) -> str:
    if not has_accepted:
        return "returned" if has_parts else "missing"
    return "on_time" if is_on_time else "late"


def returns_counter(
    evidence: Evidence, problems: Iterable[Row]
) -> Callable[[str], Iterator[tuple[str, Counted]]]:
    """Return what goes through the returns due up to a month; `problems` as they are published."""
    first_parts = {key: parts[0] for key, parts in _parts_by_key(evidence).items()}
    queries = Counter(
        (row["extraction_id"], row["form"]) for row in problems if row["severity"] == "query"
    )
    counted = []
    for row in status_rows(evidence):
        key = (row["unit_code"], row["form"], row["period"])
        current = evidence.in_force.get(key)
        open_queries = queries[(current.file.extraction_id, row["form"])] if current else 0
        found = list(_of_return(row, first_parts.get(key), open_queries))
        counted.append((row["period"], row["unit_code"], found))

    def count(month: str) -> Iterator[tuple[str, Counted]]:
        for period, unit_code, found in counted:
            if period <= month:
                for item in found:
                    yield unit_code, item

    return count


def _of_return(row: Row, first: PartState | None, open_queries: int) -> Iterator[Counted]:
    day = last_day(row["period"])
    received, held = row["rows_received"], row["rows_held_back"]
    yield Counted("returns_due", day)
    if row["is_on_time"]:
        yield Counted("returns_on_time", day)
    yield share("returns_on_time_rate", row["is_on_time"], day)
    yield share("returns_complete_rate", not row["is_carried"], day)
    if first is not None:
        is_sound = first.status != "returned" and first.rows_used == first.rows_received
        yield share("returns_first_time_rate", is_sound, day)
    yield from amount("rows_reported", received, day)
    yield from amount("rows_held", held, day)
    yield Counted("rows_held_rate", day, held, received)
    yield from amount("open_queries", open_queries, day)
