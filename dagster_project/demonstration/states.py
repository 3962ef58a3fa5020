"""The state of each clue over time, worked out in plain Python from the parts in force.

A clue's state is its row in the newest return up to a month. Held back: the last used row stands,
stale. Open and not there: vanished. A merged unit's clues go on under the unit that took them over.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dagster_project.demonstration.evidence import Evidence, PartState, RowState
from dagster_project.demonstration.fields import PUBLISHED_FIELDS, Value
from dagster_project.demonstration.months import month_of


@dataclass(frozen=True)
class Change:
    """What holds of a clue from a month on."""

    period: str
    part: PartState
    row: RowState
    is_stale: bool
    is_vanished: bool


@dataclass
class Item:
    """A clue of a unit: its changes in the order of time, and the month from which it is gone."""

    unit_code: str
    clue_no: str
    changes: list[Change] = field(default_factory=list)
    ended: str | None = None

    def at(self, month: str) -> Change | None:
        """Return what holds at the end of a month; None before the first and after the end."""
        if self.ended is not None and month >= self.ended:
            return None
        held = [change for change in self.changes if change.period <= month]
        return held[-1] if held else None


def is_settled(values: dict[str, Value]) -> bool:
    """Return whether a clue is settled: by its status or by a case."""
    return values.get("status_code") == "settled" or values.get("case_filed_on") is not None


def is_open(values: dict[str, Value]) -> bool:
    """Return whether a clue is neither settled nor void."""
    return not is_settled(values) and not values.get("is_void")


def settled_on_effective(values: dict[str, Value]) -> date | None:
    """Return the day of settling: that of the case, if there is one."""
    day = values.get("case_filed_on") or values.get("settled_on")
    return day if is_settled(values) and isinstance(day, date) else None


def outcome_on(values: dict[str, Value]) -> date | None:
    """Return the day to which persons and recovered money belong."""
    names = ("case_filed_on", "settled_on", "disposal_on")
    days = [day for name in names if isinstance(day := values.get(name), date)]
    return days[0] if days else None


def all_items(evidence: Evidence) -> list[Item]:
    """Return every clue that has a used row, by unit and number."""
    found: list[Item] = []
    for unit in evidence.truth.units:
        items: dict[str, Item] = {}
        for part in evidence.clue_parts(unit.unit_code):
            _observe(part, unit.unit_code, items)
        if unit.successor_code and unit.valid_to:
            last = month_of(unit.valid_to)
            for part in evidence.clue_parts(unit.successor_code):
                if str(part.part.period) > last:
                    _hand_over(part, items)
        found += items.values()
    return sorted(found, key=lambda item: (item.unit_code, item.clue_no))


def _by_number(part: PartState) -> tuple[dict[str, RowState], set[str]]:
    """Return the used rows by number and the numbers of rows held back."""
    used = {row.clue_no: row for row in part.used if row.clue_no}
    held = {row.clue_no for row in part.rows if row.clue_no and row.clue_no not in used}
    return used, held


def _observe(part: PartState, unit_code: str, items: dict[str, Item]) -> None:
    period = str(part.part.period)
    used, held = _by_number(part)
    for number, row in used.items():
        item = items.setdefault(number, Item(unit_code, number))
        item.changes.append(Change(period, part, row, is_stale=False, is_vanished=False))
    for number, item in items.items():
        if number not in used:
            _unseen(item, period, number in held)


def _hand_over(part: PartState, items: dict[str, Item]) -> None:
    """Let a return of the unit that took over end, or pass over, the clues of the old unit."""
    period = str(part.part.period)
    used, held = _by_number(part)
    for number, item in items.items():
        if item.ended is None and number in used:
            item.ended = period
        elif item.ended is None:
            _unseen(item, period, number in held)


def _unseen(item: Item, period: str, is_held_back: bool) -> None:
    """Note that a return has no used row of a clue."""
    last = item.changes[-1]
    if is_held_back:
        stale, gone = True, False
    elif is_open(last.row.values):
        stale, gone = last.is_stale, True
    else:
        return
    if (stale, gone) != (last.is_stale, last.is_vanished):
        item.changes.append(Change(period, last.part, last.row, stale, gone))


def state_rows(items: list[Item]) -> list[dict[str, Any]]:
    """Return the states in the published shape of `fct_clue`."""
    rows = []
    for item in items:
        for number, change in enumerate(item.changes):
            following = item.changes[number + 1 :]
            values = change.row.values
            row: dict[str, Any] = {
                "unit_code": item.unit_code,
                "valid_from_period": change.period,
                "valid_to_period": following[0].period if following else item.ended,
                "row_period": change.part.part.period,
                "is_stale": change.is_stale,
                "is_vanished": change.is_vanished,
            }
            row |= {name: values.get(name) for name in PUBLISHED_FIELDS}
            row |= {name: bool(values.get(name)) for name in PUBLISHED_FIELDS if name[:3] == "is_"}
            row |= {
                "is_settled": is_settled(values),
                "settled_on_effective": settled_on_effective(values),
                "outcome_on": outcome_on(values),
                "_extraction_id": change.part.file.extraction_id,
                "_sheet": change.row.sheet.name,
                "_table": 1,
                "_row": change.row.row.row,
            }
            rows.append(row)
    return rows
