"""Periods and dates as a document says them: '2026-09' is 2026年9月, year to date 1—9月.

Only wording and plain month arithmetic; the calendar of the warehouse is not here.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
QUARTER = re.compile(r"(\d{4})Q([1-4])")
MONTHS_OF_YEAR, MONTHS_OF_QUARTER = 12, 3
QUARTERS_ZH = "一二三四"

Frequency = Literal["month", "quarter"]


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
        """Return the month of a period such as '2026-09', or the last one of '2026Q3'.

        Raises:
            ValueError: the text is neither a month nor a quarter.
        """
        if match := MONTH.fullmatch(period):
            return cls(int(match[1]), int(match[2]))
        if match := QUARTER.fullmatch(period):
            return cls(int(match[1]), int(match[2]) * MONTHS_OF_QUARTER)
        message = f"not a month: {period!r}"
        raise ValueError(message)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def before(self, months: int) -> "Month":
        """Return the month a number of months earlier."""
        count = self.year * MONTHS_OF_YEAR + self.month - 1 - months
        return Month(count // MONTHS_OF_YEAR, count % MONTHS_OF_YEAR + 1)

    @property
    def quarter(self) -> str:
        """The quarter that the month lies in, such as '2026Q3'."""
        return f"{self.year:04d}Q{self._quarter_number}"

    @property
    def _quarter_number(self) -> int:
        return (self.month - 1) // MONTHS_OF_QUARTER + 1

    def ends(self, frequency: Frequency) -> bool:
        """Whether a period of this length ends with the month."""
        return frequency == "month" or self.month % MONTHS_OF_QUARTER == 0

    def period(self, frequency: Frequency) -> str:
        """Return the period of this length that ends with the month: '2026-09' or '2026Q3'."""
        return str(self) if frequency == "month" else self.quarter

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def words(self) -> dict[str, str]:
        """The ways in which sentences and tables name the month, the quarter, the year so far."""
        to_date = f"1—{self.month}月" if self.month > 1 else "1月"
        quarter = f"第{QUARTERS_ZH[self._quarter_number - 1]}季度"
        return {
            "period_zh": f"{self.year}年{self.month}月",
            "month_zh": f"{self.month}月",
            "year_zh": f"{self.year}年",
            "quarter_zh": f"{self.year}年{quarter}",
            "quarter_short_zh": quarter,
            "year_to_date_zh": to_date,
            "as_at_zh": f"{self.month}月{self.last_day.day}日",
        }
