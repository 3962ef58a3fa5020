"""Periods and dates as a document says them: '2026-09' is 2026年9月, year to date 1—9月.

Only wording and plain month arithmetic; the calendar of the warehouse is not here.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
MONTHS_OF_YEAR = 12


def date_zh(day: date) -> str:
    """Return 2026年3月5日: Arabic figures, no leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class Month:
    """A reporting month."""

    year: int
    month: int

    @classmethod
    def parse(cls, period: str) -> "Month":
        """Return the month of a period such as '2026-09'.

        Raises:
            ValueError: the text is no month.
        """
        match = MONTH.fullmatch(period)
        if match is None:
            message = f"not a month: {period!r}"
            raise ValueError(message)
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def before(self, months: int) -> "Month":
        """Return the month a number of months earlier."""
        count = self.year * MONTHS_OF_YEAR + self.month - 1 - months
        return Month(count // MONTHS_OF_YEAR, count % MONTHS_OF_YEAR + 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def words(self) -> dict[str, str]:
        """The ways in which sentences and tables name the month and the year so far."""
        to_date = f"1—{self.month}月" if self.month > 1 else "1月"
        return {
            "period_zh": f"{self.year}年{self.month}月",
            "month_zh": f"{self.month}月",
            "year_to_date_zh": to_date,
            "as_at_zh": f"{self.month}月{self.last_day.day}日",
        }
