"""How something is planted in a row of any form but the clues: the tools for `plants_ledgers*`.

`asked` makes a planter of a question, `held_back` one of each fatal problem of a row. A row with a
question must cause no other, now or when it is listed again; the conditions see to that.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dagster_project.demonstration.cells import full_width
from dagster_project.demonstration.drafts import RowDraft, Slot
from dagster_project.demonstration.fields import FORMS, Value, key_text
from dagster_project.demonstration.lives import Record
from dagster_project.demonstration.months import first_day
from dagster_project.demonstration.planting import Planter

Values = dict[str, Value]
Test = Callable[[Slot, RowDraft], bool]
# Given the slot and the values of a row, what they are to be instead; None is a blank.
Change = Callable[[Slot, Values], Values]
_QUARTER_ENDS = ("03", "06", "09", "12")


def shifted(values: Values, name: str, days: int) -> date:
    """Return a date field of a row, so many days later.

    Raises:
        TypeError: the field is no date; the condition of the planter did not ask for it.
    """
    day = values[name]
    if not isinstance(day, date):
        raise TypeError(name)
    return day + timedelta(days=days)


def has(*names: str) -> Test:
    """Return a test for rows in which no field of those named is blank."""
    return lambda _, row: all(row.values.get(name) is not None for name in names)


def both(*tests: Test) -> Test:
    """Return a test for rows that pass all tests."""
    return lambda slot, row: all(test(slot, row) for test in tests)


def lacks(*names: str) -> Test:
    """Return a test for rows in which all fields of those named are blank."""
    return lambda _, row: all(row.values.get(name) is None for name in names)


def said(name: str, *codes: str) -> Test:
    """Return a test for rows in which a field has one of some codes."""
    return lambda _, row: row.values.get(name) in codes


def is_new(slot: Slot, row: RowDraft) -> bool:
    """Whether the item has no used row yet."""
    return slot.is_new(row)


def is_final(slot: Slot, row: RowDraft) -> bool:
    """Whether the item will not be listed again."""
    return slot.is_final(row)


def always(slot: Slot, row: RowDraft) -> bool:
    """Accept any row."""
    return True


def is_before(slot: Slot, row: RowDraft, name: str) -> bool:
    """Whether a field had a value, other than zero, in the last used row."""
    return bool(slot.before(row).get(name))


def put(row: RowDraft, values: Values) -> None:
    """Change the values of a row; None takes one away."""
    row.values = {name: value for name, value in (row.values | values).items() if value is not None}


def asked(code: str, name: str, test: Test, change: Change, is_pending: bool = False) -> Planter:
    """Return a planter of a question at a field of a row that passes a test."""
    form = code[:4]

    def plant(slot: Slot) -> bool:
        if name not in slot.columns(form):
            return False
        row = slot.choose(form, lambda row: test(slot, row))
        if row is None:
            return False
        changed = change(slot, row.values)
        if not changed.keys() <= slot.columns(form):
            return False
        put(row, changed)
        row.is_pending = is_pending
        row.plants.append((code, name))
        return True

    return plant


def moved(
    code: str, name: str, test: Test, other: str, days: int, is_pending: bool = False
) -> Planter:
    """Return a planter of a date that lies so many days after another of the row."""
    return asked(code, name, test, lambda _, v: {name: shifted(v, other, days)}, is_pending)


def set_to(code: str, name: str, test: Test, values: Values, is_pending: bool = False) -> Planter:
    """Return a planter that gives fields the same values in any row; None is a blank."""
    return asked(code, name, test, lambda *_: values, is_pending)


# -- rows that are held back ---------------------------------------------------------------------


def may_be_held_back(slot: Slot, row: RowDraft) -> bool:
    """Whether nothing else is wrong if the row does not count this month.

    A finding counts for its village at the quarter's end, and its withdrawal must be known; a
    measure must not be the first one.
    """
    is_known = not slot.is_new(row)
    if row.form == "XC02":
        is_counted = "village_code" in row.values and slot.period[5:] in _QUARTER_ENDS
        return not row.values.get("is_void") and (is_known or not is_counted)
    return is_known or row.form != "XC03"


def broken(form: str, name: str, text: str, code: str = "ROW-02", test: Test = always) -> Planter:
    """Return a planter of a text that is no value of the field."""

    def plant(slot: Slot) -> bool:
        row = _to_hold_back(slot, form, name, test)
        if row:
            row.break_field(name, text, code)
        return row is not None

    return plant


def left_blank(form: str, name: str) -> Planter:
    """Return a planter of ROW-04; not for a field of the key."""

    def plant(slot: Slot) -> bool:
        row = _to_hold_back(slot, form, name, has(name))
        if row:
            row.values.pop(name)
            row.plants.append(("ROW-04", name))
        return row is not None

    return plant


def listed_twice(form: str, test: Test = always) -> Planter:
    """Return a planter of ROW-05: the same item in two rows, its key once in full width."""
    name = FORMS[form].key[-1]

    def plant(slot: Slot) -> bool:
        row = _to_hold_back(slot, form, name, test)
        if row is None:
            return False
        row.plants.append(("ROW-05", name))
        twin = replace(row, values=dict(row.values), plants=list(row.plants))
        if FORMS[form].types[name] != "code":
            twin.typed = {name: full_width(str(row.values[name]))}
        slot.rows.insert(slot.rows.index(row) + 1, twin)
        return True

    return plant


def private_number(form: str, name: str, text: str) -> Planter:
    """Return a planter of ROW-06: a number of a person in a free-text field."""

    def plant(slot: Slot) -> bool:
        row = _to_hold_back(slot, form, name, has(name))
        if row:
            row.values[name] = row.typed[name] = f"{row.values[name]}{text}"
            row.plants.append(("ROW-06", name))
        return row is not None

    return plant


def void_without_reason(form: str) -> Planter:
    """Return a planter of F01: a withdrawal without a reason."""

    def plant(slot: Slot) -> bool:
        row = _to_hold_back(slot, form, "void_reason", lambda _, row: not row.values.get("is_void"))
        if row is None or "is_void" not in slot.columns(form):
            return False
        row.values["is_void"] = True
        row.plants.append((f"{form}-F01", "void_reason"))
        return True

    return plant


def place_unknown(form: str, name: str, suffix: str) -> Planter:
    """Return a planter of ROW-08: a village or town that is in no register."""

    def plant(slot: Slot) -> bool:
        row = _to_hold_back(slot, form, name, has(name))
        if row:
            row.values[name] = f"{slot.unit.code}{suffix}"
            row.plants.append(("ROW-08", name))
        return row is not None

    return plant


def orphan(form: str, place: str, key: Values, parent: Values) -> Planter:
    """Return a planter of ROW-07: a row besides the others whose parent is in no return.

    It is a copy of a row with another key, so that no item of the unit is touched.
    """

    def plant(slot: Slot) -> bool:
        if place not in slot.columns(form):
            return False
        row = slot.choose(form, lambda row: row.values.get(place) is not None)
        if row is None:
            return False
        copied = copy_of(slot, row, key | parent)
        copied.plants.append(("ROW-07", place))
        return True

    return plant


def _to_hold_back(slot: Slot, form: str, name: str, test: Test) -> RowDraft | None:
    if name not in slot.columns(form):
        return None
    return slot.choose(form, lambda row: may_be_held_back(slot, row) and test(slot, row))


# -- rows that the county would not have sent ----------------------------------------------------


def copy_of(slot: Slot, row: RowDraft, values: Values) -> RowDraft:
    """Add a copy of a row with other values, as an item of its own, and return it."""
    copied = replace(row, values=dict(row.values), plants=[], typed={}, wrong={})
    put(copied, values)
    copied.key = key_text(row.form, copied.values) or ""
    copied.life = Record(row.form, first_day(slot.period), dict(copied.values))
    slot.rows.insert(slot.rows.index(row) + 1, copied)
    return copied


def listed_again(slot: Slot, form: str, test: Callable[[Values], bool]) -> RowDraft | None:
    """Add the row of an item that is done with, as it was last reported, and return it."""
    history = slot.histories[form]
    listed = {row.key for row in slot.rows_of(form)}
    known = [
        (key, values)
        for key, values in sorted(history.used.items())
        if key not in listed and history.reported.get(key) == values and test(values)
    ]
    if not known or form not in slot.sent:
        return None
    key, values = slot.rng.choice(known)
    life = Record(form, first_day(slot.period), dict(values))
    row = RowDraft(form, key, dict(values), life)
    slot.rows.append(row)
    return row
