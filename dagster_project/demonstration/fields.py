"""Values and their texts: what a field of a form may hold, and how it is kept in the truth.

The forms themselves stand in `forms.py`. Holds also which checks keep a row out of the figures.
"""

from datetime import date
from decimal import Decimal

from dagster_project.demonstration.forms import CLUES, COVER, FORMS, SPECS, FormSpec

__all__ = ["CLUES", "COVER", "FORMS", "FormSpec", "Value", "from_text", "severity_of", "to_text"]

Value = str | int | bool | date | Decimal | None

# A value of a field with several codes: those of the list's order, joined by this.
SEVERAL = "|"

FATAL_CODES = frozenset(
    [f"FILE-0{n}" for n in range(1, 7)]
    + ["PART-01", "PART-02", "PART-03", "PART-08"]
    + [f"ROW-0{n}" for n in range(1, 9)]
    + [f"{form}-F01" for form in FORMS]
    + ["XC10-F02", "XC14-F02"]
)


def severity_of(check_code: str) -> str:
    """Return `fatal` or `query`."""
    return "fatal" if check_code in FATAL_CODES else "query"


def to_text(value: Value) -> str | None:
    """Return a canonical value as text for JSON; blank stays None."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def from_text(form: str, field: str, text: str) -> Value:
    """Return the canonical value of a field of a form from its JSON text."""
    kind = SPECS[form].types[field]
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "integer":
        return int(text)
    if kind == "decimal":
        return Decimal(text)
    return text == "true" if kind == "boolean" else text


def key_text(form: str, values: dict[str, Value]) -> str | None:
    """Return the key of a row as text (`15|3|990121001`); None if a part of it is blank."""
    parts = [values.get(name) for name in SPECS[form].key]
    return None if None in parts else SEVERAL.join(str(part) for part in parts)
