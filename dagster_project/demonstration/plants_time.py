"""Errors planted against what a unit has reported before.

Each function tries to plant one thing in a slot and tells whether it did. Problems of a whole
return are `FilePlant`s without a cell.
"""

from datetime import timedelta
from decimal import Decimal

from dagster_project.demonstration.clues import is_open
from dagster_project.demonstration.drafts import FilePlant, RowDraft, Slot
from dagster_project.demonstration.fields import CLUES
from dagster_project.demonstration.months import first_day, last_day, month_of

_AMOUNT = "amount_involved_wan_yuan"
# Fields whose fall raises no question about how they fit with the others.
_INDEPENDENT = (
    "organisational_count",
    "form1_count",
    "form2_count",
    "form3_count",
    "surrendered_count",
    "confessed_count",
)
FEWEST_OPEN_TO_RENUMBER = 6


def _of_return(number: str, value: str) -> FilePlant:
    return FilePlant(f"XC04-Q{number}", value=value, form=CLUES, is_of_reader=False)


def falling_count(slot: Slot) -> bool:
    """Plant Q21: one person fewer than last time."""

    def fields(row: RowDraft) -> list[str]:
        return [name for name in _INDEPENDENT if slot.before(row).get(name)]

    row = slot.choose(CLUES, lambda row: bool(fields(row)))
    if row is None:
        return False
    name = fields(row)[0]
    row.values[name] = int(str(slot.before(row)[name])) - 1
    row.plants.append(("XC04-Q21", name))
    return True


def reopened(slot: Slot) -> bool:
    """Plant Q22: a settled clue in progress again, until next month."""
    row = slot.choose(
        CLUES,
        lambda row: (
            slot.before(row).get("status_code") == "settled"
            and row.values.get("status_code") == "settled"
            and "case_filed_on" not in row.values
        ),
    )
    if row is None:
        return False
    row.values["status_code"] = "in_progress"
    row.values.pop("settled_on", None)
    row.is_pending = True
    row.plants.append(("XC04-Q22", "status_code"))
    return True


def vanished(slot: Slot) -> bool:
    """Plant Q23: an open clue left out for a month."""
    row = slot.choose(
        CLUES,
        lambda row: (
            bool(slot.before(row))
            and is_open(slot.before(row))
            and row.key not in slot.histories[CLUES].absent
        ),
    )
    if row is None or len(slot.rows_of(CLUES)) == 1:
        return False
    slot.rows.remove(row)
    slot.plants.append(_of_return("23", row.key))
    return True


def deadline_moved(slot: Slot) -> bool:
    """Plant Q24: another deadline without an extension, from now on."""
    row = slot.choose(
        CLUES,
        lambda row: (
            "due_on" in slot.before(row)
            and is_open(row.values)
            and "extended_due_on" not in row.values
            and row.clue.extended_on is None
        ),
    )
    if row is None:
        return False
    row.clue.due_on += timedelta(days=20)
    row.values["due_on"] = row.clue.due_on
    row.plants.append(("XC04-Q24", "due_on"))
    return True


def extended_too_late(slot: Slot) -> bool:
    """Plant Q25: an extension after the deadline had passed, from now on."""
    start = first_day(slot.period)
    row = slot.choose(
        CLUES,
        lambda row: (
            "due_on" in slot.before(row)
            and row.clue.due_on < start
            and is_open(row.values)
            and row.clue.extended_on is None
        ),
    )
    if row is None:
        return False
    row.clue.extended_on = start
    row.clue.extended_due_on = last_day(slot.period) + timedelta(days=60)
    row.values["extended_due_on"] = row.clue.extended_due_on
    row.plants.append(("XC04-Q25", "extended_due_on"))
    return True


def renumbered(slot: Slot) -> bool:
    """Plant Q26, in the last month: a third of the open clues under other numbers."""
    known = [
        row
        for row in slot.rows_of(CLUES)
        if slot.before(row) and is_open(slot.before(row)) and not row.plants
    ]
    if (
        not slot.is_last_month
        or len(known) < FEWEST_OPEN_TO_RENUMBER
        or slot.histories[CLUES].absent
    ):
        return False
    gone = known[: len(known) * 2 // 5 + 1]
    for row in gone:
        slot.plants.append(_of_return("23", row.key))
        row.values["clue_no"] = f"N{row.key}"
    slot.plants.append(_of_return("26", str(len(gone))))
    return True


def burst(slot: Slot) -> bool:
    """Mark Q27: the lives of the clues already have very many new ones in this month."""
    new = [row for row in slot.rows_of(CLUES) if month_of(row.clue.transferred_on) == slot.period]
    slot.plants.append(_of_return("27", str(len(new))))
    return True


def ten_thousandfold(slot: Slot) -> bool:
    """Plant Q28: an amount in 元 where 万元 was meant and was reported before."""
    row = slot.choose(
        CLUES,
        lambda row: (
            slot.is_final(row)
            and bool(row.values.get(_AMOUNT))
            and slot.before(row).get(_AMOUNT) == row.values[_AMOUNT]
        ),
    )
    if row is None:
        return False
    row.values[_AMOUNT] = Decimal(str(row.values[_AMOUNT])) * 10000
    row.plants.append(("XC04-Q28", _AMOUNT))
    return True


def far_from_own_history(slot: Slot) -> bool:
    """Plant Q28: the first amount of a clue far above all that the unit has reported."""
    known = [
        amount
        for values in slot.histories[CLUES].used.values()
        if isinstance(amount := values.get(_AMOUNT), Decimal) and amount > 0
    ]
    row = slot.choose(CLUES, lambda row: slot.is_new(row) and bool(row.values.get(_AMOUNT)))
    if row is None or len(known) < 6:
        return False
    # Not a ten-thousandfold of the clue's own amount: next month's correction raises no question.
    row.values[_AMOUNT] = (max(known) + Decimal(str(row.values[_AMOUNT])) + 1) * 10000
    row.plants.append(("XC04-Q28", _AMOUNT))
    return True
