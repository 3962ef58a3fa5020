"""The questions that a return raises against the unit's earlier ones (XC04-Q21 to Q28)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dagster_project.demonstration.evidence import PartState, RowState
from dagster_project.demonstration.fields import CUMULATIVE, Value
from dagster_project.demonstration.months import first_day, month_of
from dagster_project.demonstration.states import is_open

AMOUNT = "amount_involved_wan_yuan"
FEWEST_MONTHS, FEWEST_AMOUNTS, FEWEST_OPEN = 6, 5, 5
_MAD_TO_DEVIATION = Fraction(14826, 10000)


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

    used: dict[str, dict[str, Value]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    vanished: set[str] = field(default_factory=set)
    counts: list[int] = field(default_factory=list)
    amounts: list[Decimal] = field(default_factory=list)


def time_queries(parts: list[PartState]) -> Iterator[tuple[PartState, Question]]:
    """Yield the questions of a unit's parts in force, given oldest first."""
    memory = _Memory()
    for part in parts:
        for question in _of_part(part, memory):
            yield part, question
        _learn(part, memory)


def median(numbers: list[Fraction]) -> Fraction:
    """Return the exact median of at least one number."""
    ordered, middle = sorted(numbers), len(numbers) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def _numbers(part: PartState) -> set[str]:
    return {row.clue_no for row in part.rows if row.clue_no}


def _new_clues(part: PartState) -> int:
    days = [row.values.get("transferred_on") for row in part.used]
    return sum(isinstance(day, date) and month_of(day) == part.part.period for day in days)


def _learn(part: PartState, memory: _Memory) -> None:
    present = _numbers(part)
    for row in part.used:
        memory.used[str(row.clue_no)] = row.values
        amount = row.values.get(AMOUNT)
        if isinstance(amount, Decimal) and amount > 0:
            memory.amounts.append(amount)
    memory.vanished = {
        number
        for number, values in memory.used.items()
        if number not in present and is_open(values)
    }
    memory.seen |= present
    memory.counts.append(_new_clues(part))


def _of_part(part: PartState, memory: _Memory) -> Iterator[Question]:
    start = first_day(str(part.part.period))
    for row in part.used:
        before = memory.used.get(str(row.clue_no))
        if before is not None:
            for code, name in _of_item(row.values, before, start):
                yield Question(code, row, name, row.row.raw.get(name))
        elif _is_far_amount(row.values.get(AMOUNT), memory.amounts):
            yield Question("XC04-Q28", row, AMOUNT, row.row.raw.get(AMOUNT))
    yield from _of_whole(part, memory)


def _amount(values: dict[str, Value], name: str) -> Decimal:
    value = values.get(name)
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def _of_item(
    now: dict[str, Value], before: dict[str, Value], start: date
) -> Iterator[tuple[str, str]]:
    for name in CUMULATIVE:
        if _amount(now, name) < _amount(before, name):
            yield "XC04-Q21", name
    if before.get("status_code") == "settled" and now.get("status_code") != "settled":
        yield "XC04-Q22", "status_code"
    due, earlier_due = now.get("due_on"), before.get("due_on")
    if due is not None and earlier_due is not None and due != earlier_due:
        yield "XC04-Q24", "due_on"
    extended = now.get("extended_due_on")
    deadline = before.get("extended_due_on") or earlier_due
    is_late = isinstance(deadline, date) and deadline < start
    if extended is not None and extended != before.get("extended_due_on") and is_late:
        yield "XC04-Q25", "extended_due_on"
    amount, earlier = _amount(now, AMOUNT), _amount(before, AMOUNT)
    if amount and earlier and (amount == earlier * 10000 or amount * 10000 == earlier):
        yield "XC04-Q28", AMOUNT


def _is_far_amount(amount: Value, known: list[Decimal]) -> bool:
    if not isinstance(amount, Decimal) or len(known) < FEWEST_AMOUNTS:
        return False
    return Fraction(amount) >= 5000 * median([Fraction(item) for item in known])


def _of_whole(part: PartState, memory: _Memory) -> Iterator[Question]:
    present = _numbers(part)
    was_open = [
        number
        for number, values in memory.used.items()
        if is_open(values) and number not in memory.vanished
    ]
    gone = sorted(number for number in was_open if number not in present)
    for number in gone:
        yield Question("XC04-Q23", None, None, number)
    is_many = len(was_open) >= FEWEST_OPEN and len(gone) * 10 > len(was_open) * 3
    if is_many and len(present - memory.seen) >= len(gone):
        yield Question("XC04-Q26", None, None, str(len(gone)))
    if len(memory.counts) >= FEWEST_MONTHS and _is_far_count(_new_clues(part), memory.counts):
        yield Question("XC04-Q27", None, None, str(_new_clues(part)))


def _is_far_count(count: int, known: list[int]) -> bool:
    usual = median([Fraction(item) for item in known])
    spread = median([abs(Fraction(item) - usual) for item in known])
    return abs(count - usual) > 5 * max(_MAD_TO_DEVIATION * spread, Fraction(3))
