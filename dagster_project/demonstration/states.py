"""The state of each item over time, worked out in plain Python from the parts in force.

An item's state is its row in the newest return up to a month. Held back: the last used row stands,
stale. Open and not there: vanished. Items of a merged unit go on under the unit that took them
over, end with the unit, or stay as they are, by form.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dagster_project.demonstration.evidence import (
    Evidence,
    KeyValues,
    PartState,
    RowState,
    key_text,
)
from dagster_project.demonstration.fields import CLUES, FORMS, Value
from dagster_project.demonstration.months import month_of, shift

FACT_TABLES = {
    "XC01": "fct_inspection",
    "XC02": "fct_finding",
    "XC03": "fct_measure",
    "XC04": "fct_clue",
    "XC05": "fct_matter",
    "XC06": "fct_village",
    "XC07": "fct_output",
    "XC08": "fct_process",
    "XC09": "fct_visit",
    "XC10": "fct_evaluation",
    "XC11": "fct_workforce",
    "XC12": "fct_joint_supervision",
    "XC13": "fct_stationed_organ",
    "XC14": "fct_pairing",
    "XC15": "fct_round",
    "XC16": "fct_team",
    "XC17": "fct_organisation",
    "XC18": "fct_self_check",
    "XC19": "fct_campaign",
}
# What becomes of a merged unit's items: taken over by the successor, or ended with the unit.
TAKEN_OVER = ("XC01", "XC02", "XC03", "XC04", "XC05")
ENDED = ("XC11", "XC12", "XC13", "XC14", "XC17")


@dataclass(frozen=True)
class Change:
    """What holds of an item from a month on."""

    period: str
    part: PartState
    row: RowState
    is_stale: bool
    is_vanished: bool


@dataclass
class Item:
    """An item of a unit: its changes in the order of time, and the month from which it is gone."""

    form: str
    unit_code: str
    key: KeyValues
    changes: list[Change] = field(default_factory=list)
    ended: str | None = None

    @property
    def key_text(self) -> str:
        """The key of the item as one text."""
        return key_text(self.key)

    def at(self, month: str) -> Change | None:
        """Return what holds at the end of a month; None before the first and after the end."""
        if self.ended is not None and month >= self.ended:
            return None
        for change in reversed(self.changes):
            if change.period <= month:
                return change
        return None

    def values_at(self, month: str) -> dict[str, Value] | None:
        """Return the values at the end of a month; None if there is no state or it is void."""
        change = self.at(month)
        if change is None or change.row.values.get("is_void"):
            return None
        return change.row.values


def is_settled(values: dict[str, Value]) -> bool:
    """Return whether a clue is settled: by its status or by a case."""
    return values.get("status_code") == "settled" or values.get("case_filed_on") is not None


def is_open(form: str, values: dict[str, Value]) -> bool:
    """Return whether an item must be listed until more has happened; a void one never is."""
    if values.get("is_void"):
        return False
    if form == "XC01":
        return values.get("feedback_on") is None
    if form == "XC03":
        return values.get("status_code") != "closed"
    if form == CLUES:
        return not is_settled(values)
    return form == "XC05" and values.get("status_code") != "solved"


def settled_on_effective(values: dict[str, Value]) -> date | None:
    """Return the day of settling: that of the case, if there is one."""
    day = values.get("case_filed_on") or values.get("settled_on")
    return day if is_settled(values) and isinstance(day, date) else None


def outcome_on(values: dict[str, Value]) -> date | None:
    """Return the day to which persons and recovered money belong."""
    names = ("case_filed_on", "settled_on", "disposal_on")
    days = [day for name in names if isinstance(day := values.get(name), date)]
    return days[0] if days else None


def all_items(evidence: Evidence, form: str) -> list[Item]:
    """Return every item of a form that has a used row, by unit and key."""
    found: list[Item] = []
    for unit in evidence.truth.units:
        items: dict[KeyValues, Item] = {}
        for part in evidence.parts_of(unit.unit_code, form):
            _observe(part, form, unit.unit_code, items)
        if unit.successor_code and unit.valid_to:
            last = month_of(unit.valid_to)
            if form in TAKEN_OVER:
                for part in evidence.parts_of(unit.successor_code, form):
                    if part.period > last:
                        _hand_over(part, items)
            if form in ENDED:
                items = _end(items, shift(last, 1))
        found += items.values()
    return sorted(found, key=lambda item: (item.unit_code, item.key_text))


def _by_key(part: PartState) -> tuple[dict[KeyValues, RowState], set[KeyValues]]:
    """Return the used rows by key and the keys of rows held back."""
    used = {row.key: row for row in part.used if row.key is not None}
    held = {row.key for row in part.rows if row.key is not None and row.key not in used}
    return used, held


def _observe(part: PartState, form: str, unit_code: str, items: dict[KeyValues, Item]) -> None:
    used, held = _by_key(part)
    for key, row in used.items():
        item = items.setdefault(key, Item(form, unit_code, key))
        item.changes.append(Change(part.period, part, row, is_stale=False, is_vanished=False))
    for key, item in items.items():
        if key not in used:
            _unseen(item, part.period, key in held)


def _hand_over(part: PartState, items: dict[KeyValues, Item]) -> None:
    """Let a return of the unit that took over end, or pass over, the items of the old unit."""
    used, held = _by_key(part)
    for key, item in items.items():
        if item.ended is None and key in used:
            item.ended = part.period
        elif item.ended is None:
            _unseen(item, part.period, key in held)


def _end(items: dict[KeyValues, Item], month: str) -> dict[KeyValues, Item]:
    """Let items end with their unit: nothing of them begins in `month` or later."""
    for item in items.values():
        item.ended = month
        item.changes = [change for change in item.changes if change.period < month]
    return {key: item for key, item in items.items() if item.changes}


def _unseen(item: Item, period: str, is_held_back: bool) -> None:
    """Note that a return has no used row of an item."""
    last = item.changes[-1]
    if is_held_back:
        stale, gone = True, False
    elif is_open(item.form, last.row.values):
        stale, gone = last.is_stale, True
    else:
        return
    if (stale, gone) != (last.is_stale, last.is_vanished):
        item.changes.append(Change(period, last.part, last.row, stale, gone))


def state_rows(items: list[Item]) -> list[dict[str, Any]]:
    """Return the states of items in the published shape of their form's table."""
    rows = []
    for item in items:
        for number, change in enumerate(item.changes):
            following = item.changes[number + 1 :]
            rows.append(
                {
                    "unit_code": item.unit_code,
                    "valid_from_period": change.period,
                    "valid_to_period": following[0].period if following else item.ended,
                    "row_period": change.part.part.period,
                    "is_stale": change.is_stale,
                    "is_vanished": change.is_vanished,
                }
                | _published(item.form, change.row.values)
                | {
                    "_extraction_id": change.part.file.extraction_id,
                    "_sheet": change.row.sheet.name,
                    "_table": 1,
                    "_row": change.row.row.row,
                }
            )
    return rows


def _published(form: str, values: dict[str, Value]) -> dict[str, Any]:
    spec = FORMS[form]
    told: dict[str, Any] = {
        name: bool(values.get(name)) if kind == "boolean" else values.get(name)
        for name, kind in spec.types.items()
        if name not in spec.free_text
    }
    if form == CLUES:
        told["is_settled"] = is_settled(values)
        told["settled_on_effective"] = settled_on_effective(values)
        told["outcome_on"] = outcome_on(values)
    return told
