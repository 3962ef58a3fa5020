"""Errors planted in single rows: those that hold the row back, and those that ask a question.

Each function tries to plant one thing in a slot and tells whether it did. A query row must cause
no other query, now or when the clue is listed again; the conditions see to that.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from dagster_project.demonstration.cells import full_width
from dagster_project.demonstration.drafts import ROUGH, RowDraft, Slot
from dagster_project.demonstration.fields import CLUES
from dagster_project.demonstration.months import first_day, last_day
from dagster_project.demonstration.planting import Planter


def _has(*names: str) -> Callable[[RowDraft], bool]:
    return lambda row: all(row.values.get(name) is not None for name in names)


def unreadable(name: str, text: str, check_code: str = "ROW-02") -> Planter:
    """Return a planter of a text that is no value of the field."""

    def plant(slot: Slot) -> bool:
        row = slot.choose(CLUES, _has(name))
        if row:
            row.break_field(name, text, check_code)
        return row is not None

    return plant


def unreadable_count(name: str, text: str) -> Planter:
    """Return a planter of a text that is no number of persons."""

    def plant(slot: Slot) -> bool:
        row = slot.choose(CLUES, lambda row: True)
        if row:
            row.break_field(name, text, "ROW-02")
        return row is not None

    return plant


def rough(form: str, name: str, pattern: str) -> Planter:
    """Return a planter of a number with words about it (`约{}万元`): it counts, and is asked."""

    def plant(slot: Slot) -> bool:
        row = slot.choose(form, lambda row: bool(row.values.get(name)) and name not in row.typed)
        if row:
            row.typed[name] = pattern.format(row.values[name])
            row.plants.append((ROUGH, name))
        return row is not None

    return plant


def number_in_exponent_form(slot: Slot) -> bool:
    """Plant a clue number that a spreadsheet program has turned into 9.90E+15."""
    row = slot.choose(CLUES, lambda row: slot.is_new(row) and len(row.key) == 16)
    if not slot.hand.is_csv or row is None:
        return False
    row.break_field("clue_no", f"{row.key[0]}.{row.key[1:6]}E+15", "ROW-02")
    return True


def blank_required(name: str) -> Planter:
    """Return a planter of a required field left blank; the number only of a new clue."""

    def plant(slot: Slot) -> bool:
        row = slot.choose(CLUES, lambda row: name != "clue_no" or slot.is_new(row))
        if row:
            row.values.pop(name)
            row.plants.append(("ROW-04", name))
        return row is not None

    return plant


def duplicate_key(slot: Slot) -> bool:
    """Plant the same clue twice, the second time with its number in full width."""
    row = slot.choose(CLUES, lambda row: True)
    if row is None:
        return False
    row.plants.append(("ROW-05", "clue_no"))
    twin = replace(row, values=dict(row.values), plants=list(row.plants))
    twin.typed = {"clue_no": full_width(row.key)}
    slot.rows.insert(slot.rows.index(row) + 1, twin)
    return True


def private_number(name: str, text: str) -> Planter:
    """Return a planter of an identity or telephone number in a free-text field."""

    def plant(slot: Slot) -> bool:
        row = slot.choose(CLUES, _has(name))
        if row is None or name not in slot.columns(CLUES):
            return False
        row.values[name] = row.typed[name] = f"{row.values[name]}{text}"
        row.plants.append(("ROW-06", name))
        return True

    return plant


def void_without_reason(slot: Slot) -> bool:
    """Plant a withdrawal that gives no reason."""
    row = slot.choose(CLUES, lambda row: not row.values.get("is_void"))
    if row:
        row.values["is_void"] = True
        row.plants.append(("XC04-F01", "void_reason"))
    return row is not None


def _ask(row: RowDraft, number: str, name: str) -> bool:
    row.plants.append((f"XC04-Q{number}", name))
    return True


def received_before_transfer(slot: Slot) -> bool:
    """Plant Q01."""
    row = slot.choose(CLUES, _has("received_on"))
    if row is None:
        return False
    row.values["received_on"] = row.clue.transferred_on - timedelta(days=3)
    return _ask(row, "01", "received_on")


def disposal_before_receipt(slot: Slot) -> bool:
    """Plant Q02."""
    row = slot.choose(CLUES, _has("received_on", "disposal_on"))
    if row is None:
        return False
    row.values["disposal_on"] = row.clue.received_on - timedelta(days=2)
    return _ask(row, "02", "disposal_on")


def settled_before_receipt(slot: Slot) -> bool:
    """Plant Q03."""
    row = slot.choose(CLUES, _has("settled_on"))
    if row is None:
        return False
    row.values["settled_on"] = row.clue.received_on - timedelta(days=1)
    return _ask(row, "03", "settled_on")


def after_period(slot: Slot) -> bool:
    """Plant Q04: a disposal dated after the end of the month."""
    row = slot.choose(CLUES, _has("disposal_on"))
    if row is None:
        return False
    row.values["disposal_on"] = last_day(slot.period) + timedelta(days=4)
    return _ask(row, "04", "disposal_on")


def before_term(slot: Slot) -> bool:
    """Plant Q05: a transfer from before the term that the row names."""
    row = slot.choose(CLUES, _has("term_no"))
    if row is None:
        return False
    row.values["transferred_on"] = slot.term_start - timedelta(days=10)
    return _ask(row, "05", "transferred_on")


def settled_without_disposal(slot: Slot) -> bool:
    """Plant Q06 at the disposal."""
    row = slot.choose(CLUES, lambda row: row.values["status_code"] == "settled")
    if row is None:
        return False
    row.values.pop("disposal_code", None)
    row.values.pop("disposal_on", None)
    return _ask(row, "06", "disposal_code")


def _is_settled_without_case(row: RowDraft) -> bool:
    return row.values["status_code"] == "settled" and "case_filed_on" not in row.values


def settled_without_date(slot: Slot) -> bool:
    """Plant Q06 at the date of settling."""
    row = slot.choose(
        CLUES, lambda row: _is_settled_without_case(row) and "disposal_code" in row.values
    )
    if row is None:
        return False
    row.values.pop("settled_on")
    return _ask(row, "06", "settled_on")


def settled_though_shelved(slot: Slot) -> bool:
    """Plant Q07."""
    row = slot.choose(CLUES, lambda row: row.values["status_code"] == "settled")
    if row is None:
        return False
    row.values["disposal_code"] = "shelved"
    return _ask(row, "07", "disposal_code")


def discipline_without_case(name: str) -> Planter:
    """Return a planter of Q08: persons disciplined, or of the fourth form, but no case."""

    def plant(slot: Slot) -> bool:
        row = slot.choose(CLUES, lambda row: _is_settled_without_case(row) and slot.is_final(row))
        if row is None:
            return False
        row.values[name] = 1
        if name == "disciplined_count":
            row.values["party_count"] = 1
        return _ask(row, "08", "case_filed_on")

    return plant


def negative_amount(slot: Slot) -> bool:
    """Plant Q09."""
    row = slot.choose(CLUES, _has("amount_involved_wan_yuan"))
    if row is None:
        return False
    row.values["amount_involved_wan_yuan"] = Decimal("-5")
    return _ask(row, "09", "amount_involved_wan_yuan")


def round_missing(slot: Slot) -> bool:
    """Plant Q10: a clue of an inspection that names no round."""
    row = slot.choose(CLUES, _has("round_no"))
    if row is None:
        return False
    row.values.pop("round_no")
    return _ask(row, "10", "round_no")


def round_superfluous(slot: Slot) -> bool:
    """Plant Q10: a clue from elsewhere that names a round."""
    row = slot.choose(CLUES, lambda row: "round_no" not in row.values)
    if row is None:
        return False
    row.values["round_no"] = 3
    return _ask(row, "10", "round_no")


def too_many(name: str) -> Planter:
    """Return a planter of Q11: more of one kind of discipline than persons disciplined."""

    def plant(slot: Slot) -> bool:
        row = slot.choose(
            CLUES, lambda row: bool(row.values.get("disciplined_count")) and slot.is_final(row)
        )
        if row is None:
            return False
        row.values[name] = int(str(row.values["disciplined_count"])) + 1
        return _ask(row, "11", name)

    return plant


def too_few(slot: Slot) -> bool:
    """Plant Q11: fewer of both kinds together than persons disciplined."""
    row = slot.choose(
        CLUES,
        lambda row: (
            bool(row.values.get("disciplined_count"))
            and not slot.before(row).get("disciplined_count")
        ),
    )
    if row is None:
        return False
    row.values["party_count"] = 0
    row.values.pop("state_count", None)
    return _ask(row, "11", "disciplined_count")


def case_but_not_settled(slot: Slot) -> bool:
    """Plant Q12; the county sends the row again next month."""
    row = slot.choose(
        CLUES,
        lambda row: (
            "case_filed_on" in row.values and slot.before(row).get("status_code") != "settled"
        ),
    )
    if row is None:
        return False
    row.values["status_code"] = "in_progress"
    row.is_pending = True
    return _ask(row, "12", "status_code")


def extension_before_deadline(slot: Slot) -> bool:
    """Plant Q13; the deadline must not have passed, which would be another question."""
    start = first_day(slot.period)
    row = slot.choose(
        CLUES,
        lambda row: (
            "due_on" in row.values
            and "extended_due_on" not in row.values
            and row.clue.due_on >= start
            and slot.is_final(row)
        ),
    )
    if row is None:
        return False
    row.values["extended_due_on"] = row.clue.due_on - timedelta(days=10)
    return _ask(row, "13", "extended_due_on")
