"""The life of an item of a ledger: what its row says at the end of any day.

A life is a list of dated facts. How the row is written down, and what is wrong with it, is decided
elsewhere.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from dagster_project.demonstration.fields import Value, key_text


class Life(Protocol):
    """What a row is about."""

    @property
    def form(self) -> str:
        """The form in which the item is reported."""

    @property
    def key(self) -> str:
        """The key of the item as text."""

    @property
    def begins_on(self) -> date:
        """The day from which on the item is reported."""

    def values_at(self, end: date) -> dict[str, Value]:
        """Return the fields of the row, blanks left out, as things stood at the end of a day."""

    def is_open(self, values: dict[str, Value]) -> bool:
        """Return whether a row with these values has to be listed again."""


@dataclass
class Record:
    """An item of any form but the clues: fixed facts and what changed on which day.

    A change to None takes a value away again. What changes on one day changes in the order told.
    """

    form: str
    begins_on: date
    facts: dict[str, Value]
    changes: list[tuple[date, dict[str, Value]]] = field(default_factory=list)

    @cached_property
    def key(self) -> str:
        """The key of the item as text."""
        return key_text(self.form, self.facts) or ""

    def change(self, day: date, **values: Value) -> None:
        """Let fields have other values from a day on."""
        self.changes.append((day, values))
        self.changes.sort(key=lambda change: change[0])

    def add(self, day: date, name: str, more: int | Decimal) -> None:
        """Let a number grow on a day."""
        before = self.values_at(day).get(name)
        self.change(day, **{name: before + more if isinstance(before, int | Decimal) else more})

    def values_at(self, end: date) -> dict[str, Value]:
        """Return the fields of the row, blanks left out, as things stood at the end of a day."""
        values = dict(self.facts)
        for day, changed in self.changes:
            if day <= end:
                values |= changed
        return {name: value for name, value in values.items() if value is not None}

    def is_open(self, values: dict[str, Value]) -> bool:
        """Return whether a row with these values has to be listed again."""
        return is_open(self.form, values)

    def has_ended(self, day: date) -> bool:
        """Whether the item is no longer open at the end of a day."""
        return not self.is_open(self.values_at(day))


def is_open(form: str, values: dict[str, Value]) -> bool:
    """Return whether an item with these values is neither done nor withdrawn."""
    if values.get("is_void"):
        return False
    if form == "XC01":
        return values.get("feedback_on") is None
    done = {"XC03": "closed", "XC05": "solved"}.get(form)
    return done is not None and values.get("status_code") != done


def void(record: Record, day: date, reason: str) -> None:
    """Let an item be withdrawn on a day."""
    record.change(day, is_void=True, void_reason=reason)


def days_after(day: date, number: int) -> date:
    """Return the day so many days later."""
    return day + timedelta(days=number)
