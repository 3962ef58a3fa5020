"""Quarters, half-years and years as returns name them, each as the month that ends it.

Whether a sheet may speak of so long a time is `identify.py`'s; months are `statements.py`'s.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

SpanKind = Literal["quarter", "half_year", "year"]

_YEAR = "(?<![0-9])(?P<year>20[0-9]{2}|[二2][〇零○ΟОOo一二三四五六七八九]{3})"
_QUARTER = re.compile(
    _YEAR
    + "(?:年度?[第]?(?P<q1>[1-4一二三四])季度?"
    + "|年?度?[-_./]?第?(?:Q(?P<q2>[1-4])|(?P<q3>[1-4])Q)(?![0-9A-Za-z]))",
    re.IGNORECASE,
)
_HALF = re.compile(_YEAR + "年度?(?P<half>[上下])半年度?")
_ONLY_YEAR = re.compile(_YEAR + "(?:年度?)")
_MONTHS = re.compile(
    _YEAR + "(?:年度?|[-_./])?(?P<first>[0-9]{1,2})月?份?[-–—―~至到]"
    "(?:(?P<again>20[0-9]{2})(?:年|[-_./])?)?(?P<last>[0-9]{1,2})(?:月份?|(?![0-9日]))"
)
_FROM_TO = re.compile("[0-9]{1,2}月?份?[-–—―~至到](?:20[0-9]{2}(?:年|[-_./])?)?[0-9]{1,2}月")
_SPAN_WORD = re.compile(r"季|半年|Q[0-9]|[0-9]Q", re.IGNORECASE)
_WITHOUT_YEAR = re.compile("(?P<q>[1-4一二三四])季|(?P<half>[上下])半年")
_DIGITS = str.maketrans("〇零○ΟОOo一二三四五六七八九", "0000000123456789")
_LAST_MONTH = {"上": 6, "下": 12}
_LENGTHS: dict[SpanKind, int] = {"quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """A time longer than a month that a text names; `last_month` (2026-09) ends it."""

    kind: SpanKind
    last_month: str

    @property
    def months(self) -> tuple[str, ...]:
        """All its months."""
        year, last = self.last_month.split("-")
        return tuple(
            f"{year}-{m:02}" for m in range(int(last) - _LENGTHS[self.kind] + 1, int(last) + 1)
        )


def span_in(text: str) -> Span | None:
    """The one quarter, half-year or year that a text names; None if there is none or several.

    Months from the first to the last of such a time name it too (2026年7-9月), others do not. A
    year is one only where it is all that the text says (报告期：2026年度): in a title it tells
    which year's plan or list this is.

    >>> span_in("2026年第三季度")
    Span(kind='quarter', last_month='2026-09')
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    spans = [_quarter(match) for match in _QUARTER.finditer(folded)]
    spans += [_half(match) for match in _HALF.finditer(folded)]
    between = [
        _between(match) for match in _MONTHS.finditer(folded) if match["again"] or "月" in match[0]
    ]
    if len(_FROM_TO.findall(folded)) > len(between):
        return None
    if len(between) == 1 and between[0] is not None and _is_said_again(folded, between[0]):
        return between[0]
    spans += [span for span in between if span is not None]
    if len(spans) != len(_SPAN_WORD.findall(folded)) + len(between):
        return None
    year = None if spans else _ONLY_YEAR.fullmatch(folded.strip("()"))
    if year:
        spans = [Span("year", f"{_year_of(year)}-12")]
    return spans[0] if len(set(spans)) == 1 else None


def _quarter(match: re.Match[str]) -> Span:
    number = int((match["q1"] or match["q2"] or match["q3"]).translate(_DIGITS))
    return Span("quarter", f"{_year_of(match)}-{3 * number:02}")


def _between(match: re.Match[str]) -> Span | None:
    """The quarter, half-year or year that lies between two months, both included."""
    first, last, year = int(match["first"]), int(match["last"]), _year_of(match)
    for kind, length in _LENGTHS.items():
        is_whole = last - first + 1 == length and last % length == 0
        if is_whole and 1 <= first < last <= 12 and match["again"] in (None, year):
            return Span(kind, f"{year}-{last:02}")
    return None


def _is_said_again(folded: str, span: Span) -> bool:
    """Whether the only other time named is the same without its year: 2026年7-9月(三季度)."""
    again = _WITHOUT_YEAR.search(folded)
    if again is None or len(_SPAN_WORD.findall(folded)) != 1:
        return False
    year = span.last_month[:4]
    if again["half"]:
        return span == Span("half_year", f"{year}-{_LAST_MONTH[again['half']]:02}")
    return span == Span("quarter", f"{year}-{3 * int(again['q'].translate(_DIGITS)):02}")


def _half(match: re.Match[str]) -> Span:
    return Span("half_year", f"{_year_of(match)}-{_LAST_MONTH[match['half']]:02}")


def _year_of(match: re.Match[str]) -> str:
    return match["year"].translate(_DIGITS)
