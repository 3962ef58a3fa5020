"""The questions that a return raises against the unit's earlier ones (Q21 to Q28)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dagster_project.demonstration.evidence import KeyValues, PartState, RowState, key_text
from dagster_project.demonstration.fields import CLUES, FORMS, Value
from dagster_project.demonstration.months import first_day, month_of
from dagster_project.demonstration.states import is_open, is_settled

AMOUNT = "amount_involved_wan_yuan"
FEWEST_MONTHS, FEWEST_AMOUNTS, FEWEST_OPEN = 6, 5, 5
_MAD_TO_DEVIATION = Fraction(14826, 10000)
# Which questions a form knows, apart from Q21 (falling counts), Q27 and Q28 (clues alone).
_REOPENED = ("XC03", "XC04", "XC05", "XC06")
_VANISHED = ("XC01", "XC03", "XC04", "XC05")
_DEADLINES = ("XC03", "XC04")
_RENUMBERED = ("XC03", "XC04", "XC05")


@dataclass(frozen=True)
class Question:
    """A question of a return: about a field of a row, or (row None) about the whole."""

    check_code: str
    row: RowState | None
    field: str | None
    value: str | None


@dataclass
class _Memory:
    """What is known of a unit before a return: the last used values and what is open."""

    used: dict[KeyValues, dict[str, Value]] = field(default_factory=dict)
    seen: set[KeyValues] = field(default_factory=set)
    vanished: set[KeyValues] = field(default_factory=set)
    counts: list[int] = field(default_factory=list)
    amounts: list[Decimal] = field(default_factory=list)


def time_queries(form: str, parts: list[PartState]) -> Iterator[tuple[PartState, Question]]:
    """Yield the questions of a unit's parts of a form in force, given oldest first."""
    memory = _Memory()
    for part in parts:
        for question in _of_part(form, part, memory):
            yield part, question
        _learn(form, part, memory)


def heir_queries(
    form: str, parts: list[PartState], heir_parts: list[PartState]
) -> Iterator[tuple[PartState, Question]]:
    """Yield what the returns of the unit that took over leave out of the old unit's open items.

    An item that they list is theirs from then on; one that they hold back is still spoken of.
    """
    memory = _Memory()
    for part in parts:
        _learn(form, part, memory)
    for part in heir_parts if form in _VANISHED else []:
        present = _keys(part)
        for key, values in sorted(memory.used.items(), key=lambda item: key_text(item[0])):
            if is_open(form, values) and key not in present | memory.vanished:
                yield part, Question(f"{form}-Q23", None, None, key_text(key))
        for key, _ in _used(part):
            memory.used.pop(key, None)
        memory.vanished = {
            key
            for key, values in memory.used.items()
            if key not in present and is_open(form, values)
        }


def median(numbers: list[Fraction]) -> Fraction:
    """Return the exact median of at least one number."""
    ordered, middle = sorted(numbers), len(numbers) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def _keys(part: PartState) -> set[KeyValues]:
    return {row.key for row in part.rows if row.key is not None}


def _used(part: PartState) -> Iterator[tuple[KeyValues, RowState]]:
    return ((row.key, row) for row in part.used if row.key is not None)


def _new_clues(part: PartState) -> int:
    days = [row.values.get("transferred_on") for row in part.used]
    return sum(isinstance(day, date) and month_of(day) == part.period for day in days)


def _learn(form: str, part: PartState, memory: _Memory) -> None:
    present = _keys(part)
    for key, row in _used(part):
        memory.used[key] = row.values
        amount = row.values.get(AMOUNT)
        if isinstance(amount, Decimal) and amount > 0:
            memory.amounts.append(amount)
    memory.vanished = {
        key for key, values in memory.used.items() if key not in present and is_open(form, values)
    }
    memory.seen |= present
    memory.counts.append(_new_clues(part))


def _of_part(form: str, part: PartState, memory: _Memory) -> Iterator[Question]:
    start = first_day(part.period)
    for key, row in _used(part):
        before = memory.used.get(key)
        if before is not None:
            for number, name in _of_item(form, row.values, before, start):
                yield Question(f"{form}-{number}", row, name, row.row.raw.get(name))
        elif form == CLUES and _is_far_amount(row.values.get(AMOUNT), memory.amounts):
            yield Question("XC04-Q28", row, AMOUNT, row.row.raw.get(AMOUNT))
    yield from _of_whole(form, part, memory)


def _amount(values: dict[str, Value], name: str) -> Decimal:
    value = values.get(name)
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def _of_item(
    form: str, now: dict[str, Value], before: dict[str, Value], start: date
) -> Iterator[tuple[str, str]]:
    for name in FORMS[form].cumulative:
        if _amount(now, name) < _amount(before, name):
            yield "Q21", name
    if form in _REOPENED:
        yield from _reopened(form, now, before)
    if form in _DEADLINES:
        yield from _deadlines(now, before, start)
    if form == CLUES:
        amount, earlier = _amount(now, AMOUNT), _amount(before, AMOUNT)
        if amount and earlier and (amount == earlier * 10000 or amount * 10000 == earlier):
            yield "Q28", AMOUNT


def _reopened(
    form: str, now: dict[str, Value], before: dict[str, Value]
) -> Iterator[tuple[str, str]]:
    if form == "XC06":
        if "inspected_on" in before and "inspected_on" not in now:
            yield "Q22", "inspected_on"
        return
    if form == CLUES:
        if is_settled(before) and not is_settled(now):
            yield "Q22", "status_code"
        return
    done = {"XC03": "closed", "XC05": "solved"}[form]
    allowed = (done, "sent_back") if form == "XC03" else (done,)
    if before.get("status_code") == done and now.get("status_code") not in allowed:
        yield "Q22", "status_code"


def _deadlines(
    now: dict[str, Value], before: dict[str, Value], start: date
) -> Iterator[tuple[str, str]]:
    due, earlier_due = now.get("due_on"), before.get("due_on")
    if due is not None and earlier_due is not None and due != earlier_due:
        yield "Q24", "due_on"
    extended = now.get("extended_due_on")
    deadline = before.get("extended_due_on") or earlier_due
    is_late = isinstance(deadline, date) and deadline < start
    if extended is not None and extended != before.get("extended_due_on") and is_late:
        yield "Q25", "extended_due_on"


def _is_far_amount(amount: Value, known: list[Decimal]) -> bool:
    if not isinstance(amount, Decimal) or len(known) < FEWEST_AMOUNTS:
        return False
    return Fraction(amount) >= 5000 * median([Fraction(item) for item in known])


def _of_whole(form: str, part: PartState, memory: _Memory) -> Iterator[Question]:
    present = _keys(part)
    was_open = [
        key
        for key, values in memory.used.items()
        if is_open(form, values) and key not in memory.vanished
    ]
    gone = sorted(key_text(key) for key in was_open if key not in present)
    if form in _VANISHED:
        for text in gone:
            yield Question(f"{form}-Q23", None, None, text)
    is_many = len(was_open) >= FEWEST_OPEN and len(gone) * 10 > len(was_open) * 3
    if form in _RENUMBERED and is_many and len(present - memory.seen) >= len(gone):
        yield Question(f"{form}-Q26", None, None, str(len(gone)))
    if form != CLUES:
        return
    if len(memory.counts) >= FEWEST_MONTHS and _is_far_count(_new_clues(part), memory.counts):
        yield Question("XC04-Q27", None, None, str(_new_clues(part)))


def _is_far_count(count: int, known: list[int]) -> bool:
    usual = median([Fraction(item) for item in known])
    spread = median([abs(Fraction(item) - usual) for item in known])
    return abs(count - usual) > 5 * max(_MAD_TO_DEVIATION * spread, Fraction(3))
