"""The one partition of the project: the reporting month, on documents only.

A quarter's document belongs to its last month, a round's to the month in which it closed. What
arrives is not partitioned: intake takes every waiting file, whatever its period.
"""

from datetime import datetime, timedelta

from dagster import MonthlyPartitionsDefinition

PERIOD_FORMAT = "%Y-%m"

# The kinds of period that documents are made for, and how many months each lasts; shortest first.
# Where a period of one kind ends, one of every shorter kind ends too.
MONTHS_OF_KIND = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}

reporting_months = MonthlyPartitionsDefinition(
    start_date="2021-01", fmt=PERIOD_FORMAT, timezone="Asia/Shanghai", end_offset=1
)


def newest_complete_month(as_of: datetime) -> str:
    """Return the month before the one that `as_of` lies in: the newest whose returns are due."""
    return newest_complete("month", as_of)


def newest_complete(kind: str, as_of: datetime) -> str:
    """Return the last month of the newest period of that kind that has ended at `as_of`."""
    last = as_of.replace(day=1) - timedelta(days=1)
    while not ends_in(kind, last.strftime(PERIOD_FORMAT)):
        last = last.replace(day=1) - timedelta(days=1)
    return last.strftime(PERIOD_FORMAT)


def ends_in(kind: str, month: str) -> bool:
    """Whether a period of that kind ends with a month such as `2026-09`."""
    return int(month[-2:]) % MONTHS_OF_KIND[kind] == 0


def kinds_ending_in(month: str) -> list[str]:
    """Return the kinds of period that end with a month, shortest first; `month` always does."""
    return [kind for kind in MONTHS_OF_KIND if ends_in(kind, month)]


def kinds_up_to(kind: str) -> list[str]:
    """Return a kind of period and all shorter ones, shortest first."""
    kinds = list(MONTHS_OF_KIND)
    return kinds[: kinds.index(kind) + 1]
