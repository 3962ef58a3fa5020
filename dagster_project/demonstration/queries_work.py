"""What is asked of a row of the forms about the work itself, and what holds it back.

These are XC07 to XC10, XC12 to XC14, XC16, XC18 and XC19. Simple rules are tables by form: (number,
field, other). The sums of XC12 stand in `queries_between.py`.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from dagster_project.demonstration.fields import Value

Values = dict[str, Value]
Found = Iterator[tuple[str, str]]
Rules = dict[str, tuple[tuple[str, str, str], ...]]

# Asked at the field if it lies before the other.
_BEFORE: Rules = {
    "XC07": (("Q03", "replied_on", "issued_on"),),
    "XC08": (
        ("Q02", "plan_on", "feedback_organisation_on"),
        ("Q03", "organisation_report_on", "plan_on"),
    ),
    "XC19": (("Q03", "closed_on", "started_on"),),
}
# Asked at the field if it is more than the other; a blank is no number.
_MORE: Rules = {
    "XC07": (("Q02", "adopted_items_count", "items_count"),),
    "XC09": (
        ("Q02", "findings_precise_count", "findings_checked_count"),
        ("Q03", "findings_rectified_count", "findings_checked_count"),
        ("Q04", "clues_settled_count", "clues_checked_count"),
        ("Q05", "new_rectified_count", "new_findings_count"),
    ),
    "XC13": (("Q01", "rectified_count", "findings_count"),),
    "XC16": (("Q02", "seconded_count", "members_count"),),
    "XC18": (("Q02", "rectified_count", "found_count"),),
    "XC19": (("Q02", "rectified_count", "found_count"),),
}
# Asked at the other if the field is filled and the other blank.
_WITHOUT: Rules = {
    "XC08": (("Q04", "plan_review_code", "plan_on"),),
    "XC10": (("Q02", "conclusion_code", "evaluated_on"),),
}
# Days on which something happened, and which must not lie after the period. A deadline may.
_DAYS: dict[str, tuple[str, ...]] = {
    "XC07": ("issued_on", "replied_on"),
    "XC08": (
        "feedback_organisation_on",
        "feedback_head_on",
        "feedback_department_on",
        "plan_on",
        "meeting_on",
        "organisation_report_on",
        "head_report_on",
        "party_disclosed_on",
        "society_disclosed_on",
    ),
    "XC09": ("visited_on",),
    "XC10": ("report_reviewed_on", "evaluated_on"),
    "XC18": ("self_checked_on",),
    "XC19": ("started_on", "closed_on"),
}
_SCORES = ("discipline_score", "organisation_score", "inspection_score")
_LOWEST, _HIGHEST = 0, 100
_TOTAL = "total"


def work_queries(form: str, values: Values, end: date) -> Found:
    """Yield (check code, field) of each question of a row."""
    for name in _DAYS.get(form, ()):
        if _is_before(end, values.get(name)):
            yield f"{form}-Q01", name
    for number, name, other in _BEFORE.get(form, ()):
        if _is_before(values.get(name), values.get(other)):
            yield f"{form}-{number}", name
    for number, name, other in _MORE.get(form, ()):
        first, second = values.get(name), values.get(other)
        if isinstance(first, int) and isinstance(second, int) and first > second:
            yield f"{form}-{number}", name
    for number, name, other in _WITHOUT.get(form, ()):
        if name in values and other not in values:
            yield f"{form}-{number}", other
    if form in _OF_FORM:
        for number, name in _OF_FORM[form](values):
            yield f"{form}-{number}", name


def out_of_scale(form: str, values: Values) -> list[tuple[str, str]]:
    """Return the fatal problems of scores that are no points out of a hundred."""
    if form != "XC10":
        return []
    scores = [(name, values.get(name)) for name in _SCORES]
    return [
        ("XC10-F02", name)
        for name, score in scores
        if isinstance(score, Decimal) and not _LOWEST <= score <= _HIGHEST
    ]


def _is_before(first: Value, second: Value) -> bool:
    return isinstance(first, date) and isinstance(second, date) and first < second


def _number(values: Values, name: str) -> int:
    value = values.get(name)
    return value if isinstance(value, int) else 0


def _joint_supervision(values: Values) -> Found:
    passed_on = _number(values, "transferred_count") + _number(values, "received_count")
    if values.get("row_code") != _TOTAL and _number(values, "fed_back_count") > passed_on:
        yield "Q02", "fed_back_count"


def _organ(values: Values) -> Found:
    if _number(values, "case_faults_count") > 0 and not _number(values, "reviewed_cases_count"):
        yield "Q02", "case_faults_count"


def _pairing(values: Values) -> Found:
    if values.get("sender_code") == values.get("receiver_code"):
        yield "Q01", "receiver_code"


def _team(values: Values) -> Found:
    told = sum(_number(values, name) for name in ("letters_count", "calls_count", "visits_count"))
    if _number(values, "signed_count") > told:
        yield "Q03", "signed_count"


_OF_FORM: dict[str, Callable[[Values], Found]] = {
    "XC12": _joint_supervision,
    "XC13": _organ,
    "XC14": _pairing,
    "XC16": _team,
}
