"""Values of cells to text, the same for every workbook format.

Exact numbers, whole ones without a point, dates in ISO form, TRUE and FALSE. Which value a cell
holds is told by the reader of its format; nothing is interpreted here.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import cast

from dagster_project.spreadsheets.grid import Text

UNCOMPUTED = "#公式未计算"
CUT_TEXT = "#文字不完整"
ERROR_TEXT = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


def cell_texts(values: tuple[object, ...]) -> list[Text]:
    """The texts of a column, by the shortest way its kinds of values allow."""
    kinds = set(map(type, values))
    if kinds == {str}:
        texts = cast(tuple[str, ...], values)
        return [text if text and not text.isspace() else None for text in texts]
    if bool in kinds:  # True and 1.0 are one key of a dictionary
        return [cell_text(value) for value in values]
    # A column repeats its dates, numbers and codes: each is written out once.
    texts_of = {value: cell_text(value) for value in set(values)}
    return [texts_of[value] for value in values]


def cell_text(value: object) -> Text:
    """The text of a cell value: exact, whole numbers without a point, dates in ISO form."""
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, float):
        return _number(value)
    if type(value) is date:
        return value.isoformat()
    return _rarecell_text(value)


@lru_cache(maxsize=16_384)
def _number(value: float) -> str:
    whole = int(value) if abs(value) < 1e15 else None
    if whole is not None and whole == value:
        return str(whole)
    text = repr(value)
    return format(Decimal(text), "f").removesuffix(".0") if "e" in text else text.removesuffix(".0")


def _rarecell_text(value: object) -> Text:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        if rounded.time() == time(0):
            return rounded.date().isoformat()
        return rounded.isoformat(sep=" ")
    if isinstance(value, time):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        minutes, second = divmod(abs(seconds), 60)
        sign = "-" if seconds < 0 else ""
        return f"{sign}{minutes // 60}:{minutes % 60:02}:{second:02}"
    return str(value)


def number_in(text: str) -> float | None:
    """The number that a file writes as text, with a point and no separators; None if it is none."""
    text = text.strip()
    return float(text) if _NUMBER.fullmatch(text) else None
