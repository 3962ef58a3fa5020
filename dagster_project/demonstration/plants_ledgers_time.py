"""What is planted in the ledgers against what a unit has reported before, or not reported."""

from collections.abc import Callable
from datetime import date, timedelta

from dagster_project.demonstration.drafts import FilePlant, RowDraft, Slot
from dagster_project.demonstration.fields import key_text
from dagster_project.demonstration.lives import Record, is_open
from dagster_project.demonstration.months import first_day, last_day
from dagster_project.demonstration.planting import Plant, Planter
from dagster_project.demonstration.plants_ledgers_rows import (
    Values,
    copy_of,
    listed_again,
    put,
)

FEWEST_OPEN_TO_RENUMBER = 5
DAYS_TO_MEASURES = 30


def _of_return(code: str, value: str) -> FilePlant:
    return FilePlant(code, value=value, form=code[:4], is_of_reader=False)


def last_month_plants() -> list[Plant]:
    """Return what would be asked for again and again: it is planted in the last month."""
    return [Plant(_without_measures)]


def time_plants() -> list[Plant]:
    """Return what is planted in any month."""
    return [
        Plant(_fallen("XC06", "findings_count", "inspected_on", "XC06-Q14")),
        Plant(_village_unseen),
        Plant(_fallen("XC03", "systems_count", "closed_on")),
        Plant(_fallen("XC03", "accountable_count", "closed_on")),
        Plant(_fallen("XC05", "beneficiaries_count", "solved_on")),
        Plant(_reopened("XC03", "closed", {"status_code": "in_progress", "closed_on": None})),
        Plant(_reopened("XC05", "solved", {"status_code": "in_progress", "solved_on": None})),
        Plant(_extended_too_late),
        Plant(_deadline_moved),
        Plant(_renumbered("XC03", _other_sequence)),
        Plant(_renumbered("XC05", _other_number)),
        *[Plant(_vanished(form)) for form in ("XC01", "XC03", "XC05")],
    ]


# -- items that had been done with ---------------------------------------------------------------


def _fallen(form: str, name: str, done: str, *more: str) -> Planter:
    """Return a planter of Q21: one less than last time; `more` are codes asked for the same.

    Where the form does not list all it has each time, an item that is done with is listed again.
    """

    def is_told_again(slot: Slot, row: RowDraft) -> bool:
        count = row.values.get(name)
        return bool(count) and done in row.values and slot.before(row).get(name) == count

    def plant(slot: Slot) -> bool:
        if name not in slot.columns(form):
            return False
        row = slot.choose(form, lambda row: is_told_again(slot, row)) or listed_again(
            slot, form, lambda values: bool(values.get(name)) and done in values
        )
        if row is None:
            return False
        row.values[name] = int(str(row.values[name])) - 1
        row.plants += [(code, name) for code in (f"{form}-Q21", *more)]
        return True

    return plant


def _village_unseen(slot: Slot) -> bool:
    """Plant XC06-Q22: an inspected village without a day of inspection, though with findings."""
    row = slot.choose(
        "XC06",
        lambda row: (
            "inspected_on" in slot.before(row)
            and "inspected_on" in row.values
            and bool(row.values.get("findings_count"))
        ),
    )
    if row is None:
        return False
    put(row, {"inspected_on": None})
    row.is_pending = True
    row.plants += [("XC06-Q22", "inspected_on"), ("XC06-Q06", "inspected_on")]
    return True


def _reopened(form: str, status: str, values: Values) -> Planter:
    """Return a planter of Q22: an item that was done with in progress again, until next month."""

    def plant(slot: Slot) -> bool:
        row = listed_again(slot, form, lambda known: known.get("status_code") == status)
        if row is None:
            return False
        _ask_again(slot, row, values)
        row.plants.append((f"{form}-Q22", "status_code"))
        return True

    return plant


def _ask_again(slot: Slot, row: RowDraft, values: Values) -> None:
    """Change a row and see that the county lists the item again next time."""
    put(row, values)
    row.is_pending = True
    del slot.histories[row.form].reported[row.key]


# -- open items ----------------------------------------------------------------------------------


def _was_open(slot: Slot, row: RowDraft) -> bool:
    before = slot.before(row)
    is_absent = row.key in slot.histories[row.form].absent
    return bool(before) and is_open(row.form, before) and not is_absent


def _vanished(form: str) -> Planter:
    """Return a planter of Q23: an open item left out for a month."""

    def plant(slot: Slot) -> bool:
        row = slot.choose(form, lambda row: _was_open(slot, row))
        if row is None or len(slot.rows_of(form)) == 1:
            return False
        slot.rows.remove(row)
        slot.plants.append(_of_return(f"{form}-Q23", row.key))
        return True

    return plant


def _can_be_extended(slot: Slot, row: RowDraft) -> bool:
    """Whether a measure is open and its life knows of no extension."""
    return (
        "due_on" in slot.before(row)
        and is_open("XC03", row.values)
        and "extended_due_on" not in row.life.values_at(date.max)
        and isinstance(row.life, Record)
    )


def _from_now_on(slot: Slot, row: RowDraft, values: Values) -> None:
    if isinstance(row.life, Record):
        row.life.change(first_day(slot.period), **values)
    put(row, values)


def _deadline_moved(slot: Slot) -> bool:
    """Plant XC03-Q24: another deadline without an extension, from now on."""
    row = slot.choose("XC03", lambda row: _can_be_extended(slot, row))
    due = row.values.get("due_on") if row else None
    if row is None or not isinstance(due, date):
        return False
    _from_now_on(slot, row, {"due_on": due + timedelta(days=20)})
    row.plants.append(("XC03-Q24", "due_on"))
    return True


def _extended_too_late(slot: Slot) -> bool:
    """Plant XC03-Q25: an extension after the deadline had passed, from now on."""
    start = first_day(slot.period)

    def is_late(row: RowDraft) -> bool:
        due = slot.before(row).get("due_on")
        return _can_be_extended(slot, row) and isinstance(due, date) and due < start

    row = slot.choose("XC03", is_late)
    if row is None or "extended_due_on" not in slot.columns("XC03"):
        return False
    later = last_day(slot.period) + timedelta(days=60)
    _from_now_on(slot, row, {"extended_due_on": later, "extension_count": 1})
    row.plants.append(("XC03-Q25", "extended_due_on"))
    return True


# -- numbers and what is missing -----------------------------------------------------------------


def _other_sequence(values: Values) -> Values:
    return {"measure_seq": int(str(values["measure_seq"])) + 50}


def _other_number(values: Values) -> Values:
    return {"matter_no": f"N{values['matter_no']}"}


def _renumbered(form: str, other_key: Callable[[Values], Values]) -> Planter:
    """Return a planter of Q26: a third of the open items under other numbers, from now on."""

    def plant(slot: Slot) -> bool:
        known = [row for row in slot.rows_of(form) if _was_open(slot, row)]
        is_odd = any(row.plants or not isinstance(row.life, Record) for row in known)
        if len(known) < FEWEST_OPEN_TO_RENUMBER or slot.histories[form].absent or is_odd:
            return False
        gone = known[: len(known) * 2 // 5 + 1]
        for row in gone:
            slot.plants.append(_of_return(f"{form}-Q23", row.key))
            put(row, other_key(row.values))
            row.key = key_text(form, row.values) or ""
            if isinstance(row.life, Record):
                row.life.facts |= other_key(row.life.facts)
        slot.plants.append(_of_return(f"{form}-Q26", str(len(gone))))
        return True

    return plant


def _without_measures(slot: Slot) -> bool:
    """Plant XC03-Q31: a finding told long after the feedback, and no measure against it."""
    row = slot.choose("XC02", lambda row: True)
    place = _fed_back_long_ago(slot)
    if not slot.is_last_month or row is None or place is None or "XC03" not in slot.sent:
        return False
    number = f"{slot.unit.code}BL01"
    values = place | {
        "finding_no": number,
        "description": f"补录{slot.unit.unit.short_name}上轮巡察遗漏的问题一项",
        "village_code": None,
        "is_livelihood": False,
        "is_immediate": False,
        "is_void": False,
        "void_reason": None,
    }
    copy_of(slot, row, values)
    slot.plants.append(_of_return("XC03-Q31", number))
    return True


def _fed_back_long_ago(slot: Slot) -> Values | None:
    """Return term, round and organisation of an inspection whose measures are overdue."""
    end = last_day(slot.period) - timedelta(days=DAYS_TO_MEASURES)
    for _, values in sorted(slot.histories["XC01"].used.items()):
        feedback = values.get("feedback_on")
        if isinstance(feedback, date) and feedback < end and not values.get("is_void"):
            return {name: values[name] for name in ("term_no", "round_no", "organisation_code")}
    return None
