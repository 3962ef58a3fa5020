"""What a reading asks of the office's decisions, and what those confirmed by a moment answer.

A heading that no form knows and a unit's name that no register knows are questions. An answer
counts from the moment it was decided, so that a file can be read as of any moment; which files a
later decision concerns follows from their questions. Nothing here looks at a sheet or guesses.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from dagster_project.spreadsheets.text import heading_keys

if TYPE_CHECKING:
    from dagster_project.decisions import LayoutDecision
    from dagster_project.spreadsheets.tables import SheetReading
    from dagster_project.spreadsheets.units import UnitNames

EVERY_UNIT = "*"
CARRIES_NOTHING = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something a file holds that only a decision can settle, answered by now or not.

    A `heading` is of a form; a `unit` is any text that may name the unit: the name stated, a title,
    the file's name.
    """

    kind: Literal["heading", "unit"]
    form: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one reading, with the unit and month it found (None where unknown)."""

    unit_code: str | None
    period: str | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ConfirmedHeading:
    """One decision on a heading: whose, from which month on, and the field it holds ('' none)."""

    unit_code: str
    from_period: str
    field: str
    decided_at: datetime


@dataclass(frozen=True)
class ConfirmedLayouts:
    """The decisions on headings by form and normal form of the heading, the newest last."""

    decided: Mapping[tuple[str, str], tuple[ConfirmedHeading, ...]]

    def answer(
        self, unit_code: str, form: str, heading: str, period: str, moment: datetime
    ) -> str | None:
        """Return the field that a heading holds by the decisions of a moment.

        `CARRIES_NOTHING` where the office said so, None where it said nothing. The newest decision
        on the unit's own layout wins, else the newest one on all units.
        """
        key = heading_key(heading)
        counting = [
            heading
            for heading in self.decided.get((form, key or ""), ())
            if heading.decided_at <= moment and heading.from_period <= period
        ]
        for whose in (unit_code, EVERY_UNIT):
            own = [heading for heading in counting if heading.unit_code == whose]
            if own:
                return own[-1].field
        return None

    def headings_of(
        self, unit_code: str, period: str, moment: datetime
    ) -> dict[str, dict[str, str]]:
        """Return by form what each heading (in normal form) of a unit holds in a month."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for form, key in self.decided:
            field = self.answer(unit_code, form, key, period, moment)
            if field is not None:
                found[form][key] = field
        return dict(found)

    def next_decision(
        self, unit_code: str, form: str, heading: str, period: str, moment: datetime
    ) -> datetime | None:
        """When, after a moment, another answer about a heading was first decided."""
        before = self.answer(unit_code, form, heading, period, moment)
        later = sorted(
            {
                decision.decided_at
                for decision in self.decided.get((form, heading_key(heading) or ""), ())
                if decision.decided_at > moment
            }
        )
        for decided_at in later:
            if self.answer(unit_code, form, heading, period, decided_at) != before:
                return decided_at
        return None


def headings_asked(readings: Iterable["SheetReading"]) -> list[Question]:
    """The headings of known forms' tables that mean nothing to the form."""
    found = {
        Question("heading", table.form.code, "".join(cell.full.split()))
        for reading in readings
        for table in reading.tables
        for cell in table.header.unrecognised
        if heading_key(cell.full) is not None
    }
    return sorted(found, key=lambda question: (question.form or "", question.text))


def heading_key(heading: str) -> str | None:
    """The normal form in which decided headings are compared; None without letter or digit."""
    return next(iter(heading_keys(heading)), None)


def build_layouts(decisions: Iterable["LayoutDecision"]) -> ConfirmedLayouts:
    """Sort the office's decisions on headings; a heading without any letter is left out."""
    decided: dict[tuple[str, str], list[ConfirmedHeading]] = defaultdict(list)
    for row in sorted(decisions, key=lambda row: row.decided_at):
        key = heading_key(row.heading)
        if key is not None:
            heading = ConfirmedHeading(row.unit_code, row.from_period, row.field, row.decided_at)
            decided[row.form, key].append(heading)
    return ConfirmedLayouts({where: tuple(headings) for where, headings in decided.items()})


def next_moment(
    asked: Asked, moment: datetime, layouts: ConfirmedLayouts, units: "UnitNames"
) -> datetime | None:
    """When, after a moment, a decision was first taken that concerns what a reading asked.

    The file is then read once more, as of that moment; None if nothing later concerns it.
    """
    moments = []
    for question in asked.questions:
        if question.kind == "unit":
            moments.append(units.next_decision(question.text, moment))
        elif asked.unit_code and asked.period and question.form:
            where = (asked.unit_code, question.form, question.text, asked.period)
            moments.append(layouts.next_decision(*where, moment))
    return min((found for found in moments if found is not None), default=None)
