"""Which returns are due for a month, and when: one rule over the forms and the office's decisions.

The warehouse applies the same rule in `submission_status`; here it decides when to run.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from dagster_project.decisions import DueDay
from dagster_project.forms import Form, Frequency

_LAST_MONTHS: dict[Frequency, frozenset[int]] = {
    "month": frozenset(range(1, 13)),
    "quarter": frozenset({3, 6, 9, 12}),
    "half_year": frozenset({6, 12}),
    "year": frozenset({12}),
    "round": frozenset(),
    "on_change": frozenset(),
}


def is_due(form: Form, unit_kind: str, period: str) -> bool:
    """Return whether a unit of that kind owes the form for a month (`2026-09`).

    A quarter's form is due with the last month of the quarter, and so on; what is sent on change
    or at a round's end is never due, nor is the cover, which only goes with other forms.

    >>> is_due(load_forms(sources_folder())["XC06"], "county", "2026-08")
    False
    """
    is_asked = form.kind != "cover" and unit_kind in form.unit_kinds
    return is_asked and int(period[5:7]) in _LAST_MONTHS[form.frequency]


def due_on(form: Form, period: str, decided: Iterable[DueDay]) -> date:
    """Return the day by which a form's return of a month (`2026-09`) is due.

    It lies in the next month: on the day that the newest decision not later than the month says,
    else on the form's own.
    """
    decision = _decision_for(form, period, decided)
    day = decision.due_day if decision is not None else form.due_day
    last_of_month = date.fromisoformat(f"{period}-01").replace(day=28) + timedelta(days=4)
    return last_of_month.replace(day=1) + timedelta(days=day - 1)


def last_on(form: Form, period: str, decided: Iterable[DueDay]) -> date:
    """Return the last day on which a form's return of a month still is on time: with grace."""
    decisions = tuple(decided)
    decision = _decision_for(form, period, decisions)
    grace = decision.grace_days if decision is not None else 0
    return due_on(form, period, decisions) + timedelta(days=grace)


def all_due_on(forms: Iterable[Form], period: str, decided: Iterable[DueDay]) -> date:
    """Return the last day on which any return that any unit owes for a month is on time."""
    decisions = tuple(decided)
    due = (form for form in forms if any(is_due(form, kind, period) for kind in form.unit_kinds))
    return max(last_on(form, period, decisions) for form in due)


def _decision_for(form: Form, period: str, decided: Iterable[DueDay]) -> DueDay | None:
    """The newest decision on a form not later than a month; of one month the later line."""
    newest = None
    for decision in decided:
        is_of_form = decision.form == form.code and decision.from_period <= period
        if is_of_form and (newest is None or newest.from_period <= decision.from_period):
            newest = decision
    return newest
