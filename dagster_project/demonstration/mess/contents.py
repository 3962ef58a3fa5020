"""What a cell's content is as plain text, for files that hold nothing else."""

from datetime import date, datetime
from decimal import Decimal

from dagster_project.demonstration.mess.pages import Content, Fault, Formula

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


def number_text(number: float) -> str:
    """Return a number without exponent: exact, and without a point where it is whole."""
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_text(content: Content | None) -> str:
    """Return what a person sees of a cell in a text file; '' of one never calculated."""
    if content is None:
        return ""
    if isinstance(content, Formula):
        return plain_text(content.value)
    if isinstance(content, Fault):
        return content.text
    if isinstance(content, bool):
        return "TRUE" if content else "FALSE"
    if isinstance(content, datetime):
        return content.isoformat(sep=" ")
    if isinstance(content, date):
        return content.isoformat()
    return number_text(content) if isinstance(content, float) else str(content)


def serial(day: date, epoch: date = EPOCH) -> float:
    """Return the number that a date is in a workbook, with the time as its fraction."""
    whole = day.date() if isinstance(day, datetime) else day
    seconds = day.hour * 3600 + day.minute * 60 + day.second if isinstance(day, datetime) else 0
    return (whole - epoch).days + seconds / 86_400
