"""Arithmetic of reporting months (`YYYY-MM`) and of the longer periods that they make up.

Used by the generator and by the expected values. Holds no rule about returns or indicators.
"""

import calendar
from datetime import date

PERIOD_KINDS = ("month", "quarter", "half_year", "year", "term_to_date")


def shift(month: str, by: int) -> str:
    """Return the month `by` months after `month` (before it, when negative)."""
    index = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def first_day(month: str) -> date:
    """Return the first day of a month."""
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    """Return the last day of a month."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, calendar.monthrange(year, number)[1])


def month_of(day: date) -> str:
    """Return the month that holds a day."""
    return f"{day.year:04d}-{day.month:02d}"


def months_between(first: str, last: str) -> list[str]:
    """Return all months from `first` to `last`, both included."""
    months = []
    while first <= last:
        months.append(first)
        first = shift(first, 1)
    return months


def month_later(day: date) -> date:
    """Return the same day of the next month, or that month's last day if it is shorter."""
    following = shift(month_of(day), 1)
    end = last_day(following)
    return end if day.day > end.day else end.replace(day=day.day)


def due_day(month: str, day: int = 5) -> date:
    """Return the day on which the returns of a month are due: the 5th of the next month."""
    return first_day(shift(month, 1)).replace(day=day)


def label(month: str, kind: str) -> str:
    """Return the published name of the period of a calendar kind that holds a month."""
    year, number = month[:4], int(month[5:])
    if kind == "month":
        return month
    if kind == "quarter":
        return f"{year}Q{(number - 1) // 3 + 1}"
    if kind == "half_year":
        return f"{year}H{(number - 1) // 6 + 1}"
    return year


def start_month(month: str, kind: str) -> str:
    """Return the first month of the period of a calendar kind that holds a month."""
    length = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[kind]
    number = int(month[5:])
    return f"{month[:4]}-{(number - 1) // length * length + 1:02d}"
