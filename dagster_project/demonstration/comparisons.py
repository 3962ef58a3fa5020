"""Comparisons with the year before (同比) and the period before (环比), in plain Python.

The base is taken at the same point of the earlier period: as many months into it.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from dagster_project.demonstration.expected_catalogue import ALL, DEFINITIONS
from dagster_project.demonstration.indicators import (
    Figure,
    Indicators,
    Key,
    key_columns,
    rounded,
    row_order,
)
from dagster_project.demonstration.months import label, shift, start_month

# By how many months a kind of period goes back for each comparison.
_BACK: dict[str, dict[str, int]] = {
    "month": {"year_on_year": 12, "previous_period": 1},
    "quarter": {"year_on_year": 12, "previous_period": 3},
    "half_year": {"year_on_year": 12, "previous_period": 6},
    "year": {"year_on_year": 12},
}


def comparison_rows(indicators: Indicators) -> list[dict[str, Any]]:
    """Return the rows of `indicator_comparisons`: totals that have a value and a base.

    A term to date has no base: nothing was sent in the term before.
    """
    rows: list[dict[str, Any]] = []
    for kind, period, month in indicators.as_at_months():
        figures = indicators.figures(month, kind)
        for comparison, back in _BACK.get(kind, {}).items():
            base_month = shift(month, -back)
            base = _base_figures(indicators, base_month, kind)
            for key in figures.keys() & base.keys():
                value, base_value = figures[key].value, base[key].value
                if key[3] == ALL and value is not None and base_value is not None:
                    columns = {
                        "comparison_kind": comparison,
                        "base_period": label(base_month, kind),
                        "base_value": base_value,
                    }
                    change = _change(key[0], value, base_value)
                    rows.append(key_columns(key, period, kind) | columns | change)
    return sorted(rows, key=row_order)


def _base_figures(indicators: Indicators, month: str, kind: str) -> dict[Key, Figure]:
    """Return the figures of the base; none if it is not wholly inside the calendar."""
    calendar = indicators.calendar
    if month not in calendar or start_month(month, kind) < calendar[0]:
        return {}
    return indicators.figures(month, kind)


def _change(indicator_code: str, value: Decimal, base_value: Decimal) -> dict[str, Decimal | None]:
    """Return the change, and for counts and sums what part of the base it is.

    Of a base that is zero or less (an amount that is asked about) nothing is a part.
    """
    change = value - base_value
    rate = None
    if DEFINITIONS[indicator_code].is_added and base_value > 0:
        rate = rounded(Fraction(change) / Fraction(base_value), 6)
    return {"change": change, "change_rate": rate}
