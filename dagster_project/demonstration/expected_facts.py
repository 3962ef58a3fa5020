"""What holds at the end of a month: the states that are not void, units, terms and windows.

The ground on which the modules that count stand; nothing is counted here.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache

from dagster_project.demonstration.evidence import Evidence
from dagster_project.demonstration.expected_catalogue import Number
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.months import first_day, last_day, months_between, start_month
from dagster_project.demonstration.states import Item
from dagster_project.demonstration.truth import TruthTerm

Values = dict[str, Value]
State = tuple[Item, Values]


class Facts:
    """Looks up states, terms and related units."""

    def __init__(self, evidence: Evidence, items_of: Callable[[str], list[Item]]) -> None:
        """Take what is in force and the items of each form."""
        self.evidence, self.items_of, self.truth = evidence, items_of, evidence.truth
        bounds = evidence.months()
        self.calendar = months_between(*bounds) if bounds else []
        self.units = {unit.unit_code: unit for unit in self.truth.units}
        self.states = cache(self._states)
        self.term = cache(self._term)

    def _states(self, form: str, month: str) -> list[State]:
        """Return each item of a form that is not void at a month's end, with its values."""
        found = ((item, item.values_at(month)) for item in self.items_of(form))
        return [(item, values) for item, values in found if values is not None]

    def _term(self, region_code: str, month: str) -> TruthTerm | None:
        """Return the term of a place that runs at the end of a month."""
        end = last_day(month)
        for term in self.truth.terms:
            if (
                term.region_code == region_code
                and term.started_on <= end
                and (term.ended_on is None or term.ended_on >= end)
            ):
                return term
        return None

    def window_start(self, unit_code: str, month: str, kind: str) -> date | None:
        """Return the first day that counts; None where no term runs at the month's end."""
        if kind != "term_to_date":
            return first_day(start_month(month, kind))
        term = self.term(unit_code, month)
        return term.started_on if term else None

    def term_no(self, unit_code: str, month: str) -> int | None:
        """Return the number of the unit's term that runs at the end of a month."""
        term = self.term(unit_code, month)
        return term.term_no if term else None

    def merged_group(self, unit_code: str) -> list[str]:
        """Return a unit and those merged into it."""
        return self.evidence.groups[unit_code]

    def relatives(self, unit_code: str) -> list[str]:
        """Return a unit, those merged into it, and the one that it was merged into."""
        successor = self.units[unit_code].successor_code
        return [*self.merged_group(unit_code), *([successor] if successor else [])]


def day_of(values: Values, name: str) -> date | None:
    """Return a date field; None where it is blank."""
    value = values.get(name)
    return value if isinstance(value, date) else None


def number_of(values: Values, name: str) -> Number:
    """Return a number; zero where it is blank."""
    value = values.get(name)
    return value if isinstance(value, int | Decimal) else 0
