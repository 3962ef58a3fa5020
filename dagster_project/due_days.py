"""When a month's returns are due: one rule over the forms and the office's decisions.

The warehouse applies the same rule in `submission_status`; here it decides when to run.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from dagster_project.decisions import DueDay
from dagster_project.forms import Form


def due_on(form: Form, period: str, decided: Iterable[DueDay]) -> date:
    """Return the last day on which a form's return of a month (`2026-09`) is on time.

    It lies in the next month: on the day that the newest decision not later than the month says,
    else on the form's own.
    """
    day, since = form.due_day, ""
    for decision in decided:
        if decision.form == form.code and since <= decision.from_period <= period:
            day, since = decision.due_day, decision.from_period
    last_of_month = date.fromisoformat(f"{period}-01").replace(day=28) + timedelta(days=4)
    return last_of_month.replace(day=1) + timedelta(days=day - 1)


def all_due_on(forms: Iterable[Form], period: str, decided: Iterable[DueDay]) -> date:
    """Return the day on which the last of a month's monthly returns is due."""
    decisions = tuple(decided)
    monthly = (form for form in forms if form.frequency == "month" and form.kind != "cover")
    return max(due_on(form, period, decisions) for form in monthly)
