"""One figure: an indicator's value for a region and a period, printed bound, with its changes.

The numbers are the warehouse's exact decimals and nothing is added up here. How figures are read
and looked up is in `figures.py`, sentences about them in `wording.py`.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dagster_project.documents.binding import BoundFigure
from dagster_project.documents.numbers import (
    ABSENT,
    MEAN_PLACES,
    MONEY_PLACES,
    number_text,
    plain_text,
    points_text,
    rate_text,
)

PeriodKind = Literal["month", "quarter", "half_year", "year", "term_to_date"]
Base = Literal["previous", "year_ago"]
TOTAL = "all"
MONEY_UNIT = "万元"


@dataclass(frozen=True)
class Indicator:
    """What a document needs to know of an indicator (a row of `dim_indicator`)."""

    code: str
    name: str
    statistic: str
    unit: str
    sentence: str

    @property
    def is_rate(self) -> bool:
        """Whether the value is a fraction, printed as a percentage."""
        return self.statistic == "ratio"

    def text(self, value: Decimal | None) -> str:
        """Return a value as it is printed, '—' where there is none."""
        if value is None:
            return ABSENT
        if self.is_rate:
            return rate_text(value)
        if self.statistic == "median":
            return plain_text(value)
        if self.statistic == "mean":
            return number_text(value, MEAN_PLACES)
        return number_text(value, MONEY_PLACES if self.unit == MONEY_UNIT else 0)


@dataclass(frozen=True)
class Change:
    """How a figure moved against a base; the texts are marked for binding.

    Attributes:
        direction: 1 up, -1 down, 0 level.
        difference: the size without its sign: 5, or 1.2 percentage points of a rate.
        rate: the relative size without its sign, 12.5%; None for a rate and for a base of 0.
        signed: for a table cell: -12.5%, or -1.2 points of a rate; '—' for a base of 0.
        is_nearly_level: the difference rounds to zero as it is printed.
        is_rate_zero: the relative size rounds to zero as it is printed.
    """

    direction: int
    difference: str
    rate: str | None
    signed: str
    is_nearly_level: bool
    is_rate_zero: bool


@dataclass(frozen=True)
class Figure:
    """One value with its bases; a figure that the warehouse does not have has only None."""

    indicator: Indicator
    region_code: str
    period: str
    split: str
    label: str
    value: Decimal | None
    denominator: Decimal | None
    previous_value: Decimal | None
    year_ago_value: Decimal | None
    base_periods: dict[Base, str]

    @property
    def bound(self) -> BoundFigure:
        """The value as printed, with what it is."""
        text = self.indicator.text(self.value)
        return BoundFigure(self.indicator.code, self.region_code, self.period, self.split, text)

    def _marked(self, text: str, period: str) -> str:
        bound = BoundFigure(self.indicator.code, self.region_code, period, self.split, text)
        return bound.marked()

    @property
    def text(self) -> str:
        """The value as printed, marked for binding."""
        return self.bound.marked()

    def related(self, text: str, relation: str) -> str:
        """Return a figure that follows from this one, marked: its period is `period/relation`."""
        return self._marked(text, f"{self.period}/{relation}")

    def base_value(self, base: Base) -> Decimal | None:
        """Return the value that this one is compared with."""
        return self.previous_value if base == "previous" else self.year_ago_value

    def change(self, base: Base) -> Change | None:
        """Return the change against a base, or None where one of the two is absent.

        The relative change comes from the exact values and is rounded once; that of a rate is
        told in percentage points.
        """
        base_value = self.base_value(base)
        if self.value is None or base_value is None:
            return None
        difference = self.value - base_value
        if self.indicator.is_rate:
            size, rate, signed = points_text(abs(difference)), None, points_text(difference)
        elif base_value == 0:
            size, rate, signed = self.indicator.text(abs(difference)), None, ABSENT
        else:
            relative = difference / base_value
            size = self.indicator.text(abs(difference))
            rate, signed = rate_text(abs(relative)), rate_text(relative)
        period = f"{self.period}/{self.base_periods[base]}"
        return Change(
            direction=(difference > 0) - (difference < 0),
            difference=self._marked(size, period),
            rate=None if rate is None else self._marked(rate, period),
            signed=self._marked(signed, period),
            is_nearly_level=is_zero(size),
            is_rate_zero=rate is not None and is_zero(rate),
        )

    def absent_change(self, base: Base) -> str:
        """Return the '—' that stands in a table for a change that cannot be told."""
        return self.related(ABSENT, self.base_periods[base])


def is_zero(text: str) -> bool:
    """Whether a printed number rounds to zero."""
    return not any(digit in text for digit in "123456789")
