"""Which numbers are dates, times or durations, and which: by serial number and number format.

For formats that keep a date as a number (.xls, SpreadsheetML, web pages); texts are made of them
in `cell_text.py`.
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache

_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETED = re.compile(r"\[[^\]]*\]")
_DATE_MARK = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_NAMED_DATES = frozenset(
    {"general date", "long date", "medium date", "short date"}
    | {"long time", "medium time", "short time"}
)
_NAMED_NUMBERS = frozenset(
    {"general", "general number", "g/通用格式", "standard", "fixed", "currency", "euro currency"}
    | {"percent", "scientific", "yes/no", "true/false", "on/off"}
)
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?)?)Z?")
_DAY = 86_400_000
_LAST_SERIAL = 2_958_465
_DAYS_TO_1904 = 1_462
_MAX_ELAPSED = 1e8


@lru_cache(maxsize=1024)
def is_elapsed(number_format: str) -> bool:
    """Whether a number format shows hours, minutes or seconds passed, such as [h]:mm."""
    return _ELAPSED.search(_QUOTED.sub("", number_format)) is not None


@lru_cache(maxsize=1024)
def is_date_format(number_format: str) -> bool:
    """Whether a number format shows a number as a date, a time or a duration."""
    name = number_format.strip().lower()
    if name in _NAMED_NUMBERS:
        return False
    if name in _NAMED_DATES or is_elapsed(number_format):
        return True
    shown = _BRACKETED.sub("", _QUOTED.sub("", number_format.split(";")[0]))
    shown = shown.replace("General", "").replace("G/通用格式", "")
    return _DATE_MARK.search(shown) is not None


def moment_in(text: str) -> datetime | None:
    """The moment that a file writes in ISO form; None if it is none."""
    found = _ISO.fullmatch(text.strip())
    try:
        return datetime.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def moment(serial: float, is_1904: bool, number_format: str) -> object:
    """The date, time or duration that a number stands for; itself where it is none."""
    if is_elapsed(number_format):
        return timedelta(days=serial) if abs(serial) <= _MAX_ELAPSED else serial
    if 0 <= serial < 1:
        passed = min(round(serial * _DAY), _DAY - 1)
        return (datetime(1900, 1, 1) + timedelta(milliseconds=passed)).time()
    if not 1 <= serial <= _LAST_SERIAL - (_DAYS_TO_1904 if is_1904 else 0):
        return serial
    # The first counts a 29 February 1900 that never was.
    leap_epoch = datetime(1899, 12, 30 if serial >= 60 else 31)
    start = datetime(1904, 1, 1) if is_1904 else leap_epoch
    instant = start + timedelta(milliseconds=round(serial * _DAY))
    return instant.date() if serial.is_integer() else instant
