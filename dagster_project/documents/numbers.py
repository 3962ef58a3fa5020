"""Exact numbers as text, after GB/T 15835: rounded once, half up, from the warehouse's decimals.

What a number means, and where it stands in a sentence, is not decided here.
"""

from decimal import ROUND_HALF_UP, Decimal

ABSENT = "—"
PERCENT = Decimal(100)
RATE_PLACES = 1
MONEY_PLACES = 2
MEAN_PLACES = 1
# GB/T 15835: a whole number of up to four digits stands without separators.
FIRST_SEPARATED = 10_000


def half_up(value: Decimal, places: int) -> Decimal:
    """Return the value rounded once to a number of decimal places, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def number_text(value: Decimal, places: int = 0) -> str:
    """Return a number with a fixed number of decimals; thousands are set apart from 10,000 up.

    Example:
        `number_text(Decimal(9876))` is '9876', `number_text(Decimal(12345))` is '12,345'.
    """
    rounded = half_up(value, places)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:,f}" if abs(rounded) >= FIRST_SEPARATED else f"{rounded:f}"


def rate_text(fraction: Decimal) -> str:
    """Return a fraction as a percentage with one decimal: 0.8725 is '87.3%'."""
    return f"{number_text(fraction * PERCENT, RATE_PLACES)}%"


def points_text(change: Decimal) -> str:
    """Return a difference of two fractions in percentage points with one decimal."""
    return number_text(change * PERCENT, RATE_PLACES)


def plain_text(value: Decimal) -> str:
    """Return an exact number without trailing zeros: days of a median are 45 or 45.5."""
    whole = value.to_integral_value()
    return number_text(value) if value == whole else number_text(value, 1)


def printed_value(text: str) -> Decimal | None:
    """Return the number that a printed figure states: a percentage as a fraction, '—' as None.

    Raises:
        ValueError: the text is not a figure as this module prints them.
    """
    if text == ABSENT:
        return None
    bare = text.replace(",", "")
    try:
        return Decimal(bare.removesuffix("%")) / (PERCENT if bare.endswith("%") else 1)
    except ArithmeticError as error:
        message = f"not a printed figure: {text!r}"
        raise ValueError(message) from error
