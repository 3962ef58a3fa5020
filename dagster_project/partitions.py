"""The one partition of the project: the reporting month, on documents only.

A quarter's document belongs to its last month, a round's to the month in which it closed. What
arrives is not partitioned: intake takes every waiting file, whatever its period.
"""

from datetime import datetime, timedelta

from dagster import MonthlyPartitionsDefinition

PERIOD_FORMAT = "%Y-%m"

reporting_months = MonthlyPartitionsDefinition(
    start_date="2021-01", fmt=PERIOD_FORMAT, timezone="Asia/Shanghai", end_offset=1
)


def newest_complete_month(as_of: datetime) -> str:
    """Return the month before the one that `as_of` lies in: the newest whose returns are due."""
    return (as_of.replace(day=1) - timedelta(days=1)).strftime(PERIOD_FORMAT)
