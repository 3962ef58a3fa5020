"""The questions that a single row raises: those of the clues (XC04-Q01 to Q13), in plain Python.

Those of the other forms stand in `queries_rows.py`.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from dagster_project.demonstration.fields import CLUES, Value
from dagster_project.demonstration.months import last_day
from dagster_project.demonstration.queries_rows import ledger_queries

Values = dict[str, Value]
Found = Iterator[tuple[str, str]]
_DATED = ("transferred_on", "received_on", "disposal_on", "settled_on", "case_filed_on")


def row_queries(form: str, values: Values, period: str, term_starts: dict[int, date]) -> Found:
    """Yield (check code, field) of each question; `term_starts` are the unit's, by number."""
    if form != CLUES:
        yield from ledger_queries(form, values, last_day(period), term_starts)
        return
    yield from _order_of_dates(values)
    yield from _limits_of_dates(values, last_day(period), term_starts)
    yield from _status(values)
    yield from _persons(values)
    yield from _money_and_round(values)


def _day(values: Values, name: str) -> date | None:
    value = values.get(name)
    return value if isinstance(value, date) else None


def _is_before(values: Values, name: str, other: str) -> bool:
    first, second = _day(values, name), _day(values, other)
    return first is not None and second is not None and first < second


def _order_of_dates(values: Values) -> Found:
    if _is_before(values, "received_on", "transferred_on"):
        yield "XC04-Q01", "received_on"
    if _is_before(values, "disposal_on", "received_on"):
        yield "XC04-Q02", "disposal_on"
    if _is_before(values, "settled_on", "received_on"):
        yield "XC04-Q03", "settled_on"
    if _is_before(values, "extended_due_on", "due_on"):
        yield "XC04-Q13", "extended_due_on"


def _limits_of_dates(values: Values, end: date, term_starts: dict[int, date]) -> Found:
    number = values.get("term_no")
    start = term_starts.get(number) if isinstance(number, int) else None
    for name in _DATED:
        day = _day(values, name)
        if day is not None and day > end:
            yield "XC04-Q04", name
        if day is not None and start is not None and day < start:
            yield "XC04-Q05", name


def _status(values: Values) -> Found:
    is_settled = values.get("status_code") == "settled"
    disposal, has_case = values.get("disposal_code"), "case_filed_on" in values
    if is_settled and disposal is None:
        yield "XC04-Q06", "disposal_code"
    elif is_settled and "settled_on" not in values and not has_case:
        yield "XC04-Q06", "settled_on"
    if is_settled and disposal == "shelved":
        yield "XC04-Q07", "disposal_code"
    if has_case and not is_settled:
        yield "XC04-Q12", "status_code"


def _count(values: Values, name: str) -> int:
    value = values.get(name)
    return value if isinstance(value, int) else 0


def _persons(values: Values) -> Found:
    disciplined = _count(values, "disciplined_count")
    party, state = _count(values, "party_count"), _count(values, "state_count")
    if (disciplined or _count(values, "form4_count")) and "case_filed_on" not in values:
        yield "XC04-Q08", "case_filed_on"
    if party > disciplined:
        yield "XC04-Q11", "party_count"
    if state > disciplined:
        yield "XC04-Q11", "state_count"
    is_split = "party_count" in values or "state_count" in values
    if is_split and party + state < disciplined:
        yield "XC04-Q11", "disciplined_count"


def _money_and_round(values: Values) -> Found:
    for name in ("amount_involved_wan_yuan", "recovered_amount_wan_yuan"):
        amount = values.get(name)
        if isinstance(amount, Decimal) and amount < 0:
            yield "XC04-Q09", name
    is_of_inspection = values.get("source_code") == "inspection"
    if is_of_inspection != ("round_no" in values):
        yield "XC04-Q10", "round_no"
