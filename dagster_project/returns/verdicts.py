"""Which deliveries a unit has to put right, and which it has put right since.

A delivery with a fatal problem is returned, whole or in part; one with queries alone is asked
about. What a later file of the same unit, form and month settles is worked out here, from one
release: nothing here knows what was sent before (`register.py`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dagster_project.returns.deliveries import (
    IN_FORCE,
    NOT_RECEIVED,
    Delivery,
    DueReturn,
    Problem,
    Received,
)

# open: something is still wrong; corrected: a later file is in force without it; replaced: a later
# file has a notice of its own instead; explained: what was asked about is answered.
State = Literal["open", "corrected", "replaced", "explained"]
WORST_FIRST: tuple[State, ...] = ("open", "replaced", "corrected")
Key = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a unit has to do about one delivery.

    `fatal` are all that were found, settled or not, `queries` those that are open; `settled_at` is
    when the last file came that settled it.
    """

    delivery: Delivery
    fatal: tuple[Problem, ...]
    queries: tuple[Problem, ...]
    state: State
    settled_at: datetime | None


def judge(received: Received) -> list[Verdict]:
    """Return a verdict for each delivery, in the order in which they came."""
    listed = sorted(received.deliveries, key=lambda each: each.order)
    history = _History(listed, received.due)
    return [_verdict(delivery, history) for delivery in listed]


class _History:
    """What came of a unit, month and form, to be looked up by what came before."""

    def __init__(self, deliveries: Iterable[Delivery], due: Iterable[DueReturn]) -> None:
        self._by_form: dict[Key, list[Delivery]] = defaultdict(list)
        self._by_name: dict[tuple[str | None, str], list[Delivery]] = defaultdict(list)
        self._by_month: dict[tuple[str | None, str | None], list[Delivery]] = defaultdict(list)
        self._of_unit: dict[str | None, list[Delivery]] = defaultdict(list)
        for delivery in deliveries:
            for part in delivery.parts:
                key = (delivery.unit_code, delivery.period, part.form)
                self._by_form[key].append(delivery)
            for name in (delivery.file_name, delivery.base_name):
                self._by_name[delivery.unit_code, name].append(delivery)
                self._by_name[None, name].append(delivery)
            self._by_month[delivery.unit_code, delivery.period].append(delivery)
            self._of_unit[delivery.unit_code].append(delivery)
        self._incomplete = {
            (each.unit_code, each.period) for each in due if each.state in NOT_RECEIVED
        }

    def of_form(self, delivery: Delivery, form: str) -> list[Delivery]:
        """Return later deliveries of the same unit, month and form."""
        found = self._by_form[delivery.unit_code, delivery.period, form]
        return [each for each in found if each.order > delivery.order]

    def of_name(self, delivery: Delivery) -> list[Delivery]:
        """Return later deliveries of the same name; of an unknown unit in the same folder too."""
        unit, period = delivery.unit_code, delivery.period
        name = delivery.file_name if unit is None else delivery.base_name
        found = [each for each in self._by_name[unit, name] if period in (None, each.period)]
        return [each for each in found if each.order > delivery.order]

    def sent_again_at(self, delivery: Delivery) -> datetime | None:
        """Return when the unit sent the forms of a file of no known month with their month.

        None where it did not, where the file's forms are not known, or its month is. Should that
        have been another month's file, the missing month is chased all the same.
        """
        forms = {part.form for part in delivery.parts if part.form is not None}
        if delivery.unit_code is None or delivery.period is not None or not forms:
            return None
        for each in self._of_unit[delivery.unit_code]:
            accepted = {part.form for part in each.parts if part.status in IN_FORCE}
            if each.order > delivery.order and forms <= accepted:
                return each.received_at
        return None

    def completed_at(self, delivery: Delivery) -> datetime | None:
        """Return when the last file came of a month of which nothing is missing any more.

        None where something is, or where nothing came after the delivery.
        """
        month = (delivery.unit_code, delivery.period)
        if None in month or month in self._incomplete:
            return None
        accepted = (
            each.received_at
            for each in self._by_month[month]
            if each.order > delivery.order and any(part.status in IN_FORCE for part in each.parts)
        )
        return max(accepted, default=None)


def _verdict(delivery: Delivery, history: _History) -> Verdict:
    fatal = delivery.of_severity("fatal")
    queries = [problem for problem in delivery.of_severity("query") if _stands(delivery, problem)]
    if not fatal:
        state: State = "open" if queries else "explained"
        return Verdict(delivery, (), tuple(queries), state, None)
    outcomes = [_outcome(delivery, form, history) for form in _forms_to_correct(delivery, fatal)]
    states = {state for state, _ in outcomes}
    state = next(each for each in WORST_FIRST if each in states)
    settled = [at for _, at in outcomes if at is not None]
    at = max(settled) if state != "open" else None
    return Verdict(delivery, tuple(fatal), tuple(queries), state, at)


def _forms_to_correct(delivery: Delivery, fatal: Iterable[Problem]) -> set[str | None]:
    """Return the forms with fatal problems; all of the file's where the whole file is wrong."""
    forms = {problem.form for problem in fatal}
    if None not in forms or None in (delivery.unit_code, delivery.period):
        return forms
    told = {part.form for part in delivery.parts if part.form is not None}
    return (forms - {None}) | told or {None}


def _stands(delivery: Delivery, problem: Problem) -> bool:
    """Whether a query is about something that still counts: no later file has replaced it."""
    parts = [part for part in delivery.parts if problem.form in (None, part.form)]
    return any(part.status in IN_FORCE for part in parts)


def _outcome(
    delivery: Delivery, form: str | None, history: _History
) -> tuple[State, datetime | None]:
    """What became of the fatal problems of one form, or of the whole file."""
    found = history.of_name(delivery) if form is None else history.of_form(delivery, form)
    for each in reversed(found):
        wrong = {problem.form for problem in each.of_severity("fatal")}
        if wrong & {None, form} or (form is None and wrong):
            return "replaced", each.received_at
        parts = [part for part in each.parts if form in (None, part.form)]
        if any(part.status in IN_FORCE for part in parts):
            return "corrected", each.received_at
    if form is None:
        at = history.completed_at(delivery) or history.sent_again_at(delivery)
        return ("open", None) if at is None else ("corrected", at)
    return "open", None
