"""How the columns of a table are told as data: field, heading, and the groups above it.

The columns themselves stand in `headings_clues.py` and, hand by hand, in `headings_a.py` to
`headings_f.py`.
"""

from dataclasses import dataclass

from dagster_project.demonstration.forms import FORMS


@dataclass(frozen=True)
class Column:
    """A column: its field, its heading, and the group headings above it, the topmost first."""

    field: str
    heading: str
    groups: tuple[str, ...] = ()


def read_lines(form: str, text: str) -> tuple[Column, ...]:
    """Read lines of `field heading` or `field heading group`."""
    columns = []
    for line in text.split("\n"):
        if line.strip():
            name, heading, *groups = line.split()
            columns.append(_column(form, name, heading, tuple(groups)))
    return tuple(columns)


def read_words(form: str, text: str) -> tuple[Column, ...]:
    """Read words of `field`, `field=heading` or `field=heading@group@group`.

    A field alone has the heading of the form.
    """
    columns = []
    for word in text.split():
        told, *groups = word.split("@")
        name, _, heading = told.partition("=")
        columns.append(_column(form, name, heading, tuple(groups)))
    return tuple(columns)


def _column(form: str, name: str, heading: str, groups: tuple[str, ...]) -> Column:
    headings = FORMS[form].headings
    if name not in headings:
        raise ValueError(f"unknown field {name} of {form}")
    return Column(name, heading or headings[name], groups)
