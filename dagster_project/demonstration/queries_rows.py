"""The questions that a single row of the other ledgers and tables raises, in plain Python.

Simple rules are tables by form; what needs more than two fields is a function of the form. The
questions of the clues stand in `row_queries.py`, those of the work itself in `queries_work.py`.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from dagster_project.demonstration.evidence import PartState, RowState
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.queries_work import work_queries

Values = dict[str, Value]
Found = Iterator[tuple[str, str]]
FEWEST_CHARACTERS = 10
_FROM_ELSEWHERE = ("cross", "raised_cross", "pooled", "rotating", "paired_aid")

# (number, field, other): asked at the field if it lies before the other.
_BEFORE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "XC01": (("Q01", "left_on", "entered_on"), ("Q02", "feedback_on", "left_on")),
    "XC03": (("Q01", "closed_on", "completed_on"), ("Q13", "extended_due_on", "due_on")),
    "XC05": (("Q01", "handed_on", "raised_on"), ("Q02", "solved_on", "raised_on")),
    "XC15": (
        ("Q01", "ended_on", "started_on"),
        ("Q02", "reported_on", "started_on"),
        ("Q03", "closed_on", "reported_on"),
    ),
    "XC17": (("Q01", "in_plan_to", "in_plan_from"),),
}
# Days that must not lie after the period (Q04) and not before the term that the row names (Q05).
_BY_PERIOD: dict[str, tuple[str, ...]] = {
    "XC01": ("entered_on", "left_on", "feedback_on"),
    "XC02": ("found_on",),
    "XC03": ("completed_on", "reviewed_on", "closed_on"),
    "XC05": ("raised_on", "handed_on", "solved_on"),
    "XC06": ("tier_set_on", "inspected_on"),
    "XC15": ("started_on", "ended_on", "reported_on", "closed_on"),
}
_IN_TERM: dict[str, str] = {
    "XC01": "entered_on",
    "XC02": "found_on",
    "XC05": "raised_on",
    "XC06": "inspected_on",
    "XC15": "started_on",
}
_AMOUNTS: dict[str, str] = {
    "XC02": "amount_wan_yuan",
    "XC03": "recovered_amount_wan_yuan",
    "XC05": "refunded_amount_wan_yuan",
}


def ledger_queries(form: str, values: Values, end: date, term_starts: dict[int, date]) -> Found:
    """Yield (check code, field) of each question of a row of a form other than the clues."""
    for number, name, other in _BEFORE.get(form, ()):
        if _is_before(values.get(name), values.get(other)):
            yield f"{form}-{number}", name
    for name in _BY_PERIOD.get(form, ()):
        if _is_before(end, values.get(name)):
            yield f"{form}-Q04", name
    term_no, named = values.get("term_no"), _IN_TERM.get(form, "")
    start = term_starts.get(term_no) if isinstance(term_no, int) else None
    if _is_before(values.get(named), start):
        yield f"{form}-Q05", named
    amount = values.get(_AMOUNTS.get(form, ""))
    if isinstance(amount, Decimal) and amount < 0:
        yield f"{form}-Q09", _AMOUNTS[form]
    if form in _OF_FORM:
        for number, name in _OF_FORM[form](values):
            yield f"{form}-{number}", name
    yield from work_queries(form, values, end)


def repeated_descriptions(part: PartState) -> Iterator[RowState]:
    """Yield the used rows whose description stands word for word in another of the same part."""
    folded = [(row, _folded(row.values.get("description"))) for row in part.used]
    counts = Counter(text for _, text in folded)
    for row, text in folded:
        if len(text) >= FEWEST_CHARACTERS and counts[text] > 1:
            yield row


def _folded(value: Value) -> str:
    """Return a text without blanks, differences of width or of capitals."""
    return "".join(unicodedata.normalize("NFKC", str(value or "")).split()).casefold()


def _is_before(first: Value, second: Value) -> bool:
    return isinstance(first, date) and isinstance(second, date) and first < second


def _is_above(values: Values, name: str, other: str) -> bool:
    first, second = values.get(name), values.get(other)
    return isinstance(first, int) and isinstance(second, int) and first > second


def _inspection(values: Values) -> Found:
    if values.get("mode_code") in _FROM_ELSEWHERE and "sender_unit" not in values:
        yield "Q06", "sender_unit"


def _finding(values: Values) -> Found:
    item, focus = values.get("supervision_item_code"), values.get("focus_code")
    if item is not None and str(item)[:2] != focus:
        yield "Q06", "supervision_item_code"


def _measure(values: Values) -> Found:
    status = values.get("status_code")
    is_closed = status == "closed"
    has_passed = "reviewed_on" in values and values.get("review_result_code") == "passed"
    if is_closed and not has_passed:
        yield "Q02", "review_result_code"
    if status in ("completed", "closed") and "completed_on" not in values:
        yield "Q03", "completed_on"
    if is_closed and "closed_on" not in values:
        yield "Q06", "closed_on"
    if status == "sent_back" and not values.get("sent_back_count"):
        yield "Q07", "sent_back_count"
    if "closed_on" in values and not is_closed:
        yield "Q08", "status_code"
    if "extended_due_on" in values and not values.get("extension_count"):
        yield "Q14", "extension_count"


def _matter(values: Values) -> Found:
    is_solved, has_day = values.get("status_code") == "solved", "solved_on" in values
    if is_solved and not has_day:
        yield "Q06", "solved_on"
    if has_day and not is_solved:
        yield "Q07", "status_code"
    if not values.get("is_immediate") and not values.get("is_livelihood"):
        yield "Q08", "is_immediate"


def _village(values: Values) -> Found:
    is_inspected, findings = "inspected_on" in values, values.get("findings_count")
    if is_inspected and "round_no" not in values:
        yield "Q01", "round_no"
    if is_inspected and "mode_code" not in values:
        yield "Q03", "mode_code"
    if isinstance(findings, int) and findings > 0 and not is_inspected:
        yield "Q06", "inspected_on"


def _workforce(values: Values) -> Found:
    for number, name, other in (
        ("Q01", "staffed_count", "posts_count"),
        ("Q05", "women_count", "actual_count"),
        ("Q05", "degree_count", "actual_count"),
        ("Q06", "got_count", "wanted_count"),
    ):
        if _is_above(values, name, other):
            yield number, name


def _organisation(values: Values) -> Found:
    if "in_plan_to" in values and "reason" not in values:
        yield "Q02", "reason"


_OF_FORM: dict[str, Callable[[Values], Found]] = {
    "XC01": _inspection,
    "XC02": _finding,
    "XC03": _measure,
    "XC05": _matter,
    "XC06": _village,
    "XC11": _workforce,
    "XC17": _organisation,
}
