"""A question that waits for the office: what is asked, of whom, and what may be answered.

Only types and the rules of an answer; `headings.py` and `names.py` find the questions.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dagster_project.spreadsheets.confirmed import EVERY_UNIT
from dagster_project.spreadsheets.text import letters_only

Kind = Literal["heading", "unit", "organisation"]
NOTHING = "无"


class UnknownAnswerError(Exception):
    """An answer is none of those that can be given; the text is what was typed."""


class TakenFieldError(Exception):
    """A heading was to hold a field that another column of the table holds already."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be given: what is written down and how people call it.

    Of a near one, `similarity` is that of the names per mille, `is_fitting` whether the values
    below could be of the field's type (None where there are none to look at).
    """

    value: str
    label: str
    similarity: int = 0
    is_fitting: bool | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One question: `text` is the heading or name as typed, with an example of where it stands.

    `is_held` is whether a return waits for it, `from_period` the month from which an answer will
    count, `files` those that the next run reads again. `taken` are fields that have a column.
    """

    kind: Kind
    number: str
    unit_code: str
    unit_name: str
    form: str
    title: str
    text: str
    from_period: str
    file_name: str
    sheet: str
    cell: str
    sample: str
    nearest: tuple[Choice, ...]
    choices: tuple[Choice, ...]
    is_held: bool = False
    files: tuple[str, ...] = ()
    taken: frozenset[str] = frozenset()

    def asks_the_same(self, other: "Waiting") -> bool:
        """Whether another unit's question is about the same heading or name."""
        return (self.kind, self.form, letters_only(self.text)) == (
            other.kind,
            other.form,
            letters_only(other.text),
        )

    def answer(self, typed: str) -> str:
        """Return what an answer writes down: a field or code, '' for 无.

        Raises:
            UnknownAnswerError: the answer is none of the choices.
            TakenFieldError: it is a field that another column holds.
        """
        wanted = letters_only(typed)
        if wanted == NOTHING:
            return ""
        for choice in self.choices:
            if wanted in spellings(choice):
                if choice.value in self.taken:
                    raise TakenFieldError(choice.label)
                return choice.value
        raise UnknownAnswerError(typed)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer, for the unit that asked or (`is_for_all`) for every unit."""

    waiting: Waiting
    value: str
    is_for_all: bool

    @property
    def unit_code(self) -> str:
        """Whose answer it is, as it is written down."""
        return EVERY_UNIT if self.is_for_all else self.waiting.unit_code


def spellings(choice: Choice) -> frozenset[str]:
    """How a choice can be typed: its value, its name, or both as a list shows them."""
    texts = (choice.value, choice.label, shown(choice))
    return frozenset(letters_only(text) for text in texts)


def shown(choice: Choice) -> str:
    """A choice as a list shows it: a code with its name, a field by its heading alone."""
    return f"{choice.value} {choice.label}" if choice.value[:1].isdigit() else choice.label


def number_of(unit_code: str, form: str, text: str) -> str:
    """The number of a question: the same for the same heading or name of a unit and form.

    >>> number_of("990121", "XC04", "受理时点") == number_of("990121", "XC04", "受理 时点")
    True
    """
    asked = f"{unit_code}|{form}|{letters_only(text)}"
    return hashlib.sha256(asked.encode()).hexdigest()[:8]


def ranked(choices: Iterable[Choice], most: int = 5) -> tuple[Choice, ...]:
    """The nearest of choices by their names, those with nothing in common left out."""
    near = [choice for choice in choices if choice.similarity]
    return tuple(sorted(near, key=lambda choice: (-choice.similarity, choice.value))[:most])
