"""What a sheet says of itself in the lines around its tables: unit, month, money unit.

Finds `填报单位：…`, `报告期：…` and months in titles, with the cell they stand in. Whether a name
is a unit and whether statements agree is `identify.py`'s.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dagster_project.spreadsheets.grid import Sheet
from dagster_project.spreadsheets.spans import Span, span_in
from dagster_project.spreadsheets.text import simplified, width_folded

UNIT_LABELS = (
    "填报单位名称", "填报单位", "报送单位", "上报单位", "填表单位", "编报单位", "报告单位",
    "填报机构", "填报地区", "单位名称",
)  # fmt: skip
PERIOD_LABELS = (
    "报告期别", "报告期", "报表期", "报送期", "填报期", "期别", "所属时期", "所属期", "统计期",
    "报告月份", "填报月份", "所属月份", "统计月份", "报表月份", "统计时间", "截至", "截止",
)  # fmt: skip
OTHER_LABELS = (
    "填表人", "填报人", "制表人", "经办人", "审核人", "复核人", "单位负责人", "主要负责人",
    "分管负责人", "分管领导", "负责人", "联系人", "联系电话", "电话", "填报日期", "填报时间",
    "填表日期", "填表时间", "制表日期", "报送日期", "报出日期", "上报日期", "金额单位",
    "计量单位", "制表机关", "批准文号", "有效期至", "表号", "日期", "单位",
)  # fmt: skip
_LOOSE = frozenset({"单位", "电话", "日期", "期别", "截至", "截止"})
_NO_COLON = frozenset({"截至", "截止"})

_DIGITS = str.maketrans("〇零○ΟОOo一二三四五六七八九", "00000001234567" + "89")
_NUMERAL = "〇零○ΟОOo一二三四五六七八九"
_MONTH_NUMERAL = "(?:十[一二]?|[一二三四五六七八九])"
_MONTHS = re.compile(
    rf"(?<![0-9])(?P<y1>20[0-9]{{2}})年度?(?P<m1>[0-9]{{1,2}})月份?(?P<d1>[0-9]{{1,2}}日)?"
    rf"|(?P<y2>[二2][{_NUMERAL}]{{3}})年(?P<m2>{_MONTH_NUMERAL})月份?"
    rf"(?P<d2>[一二三四五六七八九十]{{1,3}}日)?"
    r"|(?<![0-9])(?P<y3>20[0-9]{2})[-–—/._](?P<m3>[0-9]{1,2})(?P<d3>[-–—/._][0-9]{1,2})?(?![0-9])"
    r"|(?<![0-9])(?P<y4>20[0-9]{2})(?P<m4>0[1-9]|1[0-2])(?P<d4>[0-3][0-9])?(?![0-9])"
)
_RANGE_END = re.compile(r"[-–—~至到]([0-9]{1,2})月")
_MEASURES = re.compile(
    r"(?<![报送表称])单\s*位\s*:\s*((?:万元|千元|百元|亿元|元|人次|人|件|个|次|名|条|起|[、,/;和\s])+)"
    r"(?![\u4e00-\u9fff])"
)
_IN_BRACKETS = re.compile(r"\((?:人民币|金额)?:?([十百千万亿]?元)\)")


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a text mentions it (`period` 2026-09), perhaps as part of a full date."""

    period: str
    has_day: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """What one cell says of unit or period; row and column from 0.

    `text` is what follows the label. For kind period, `period` is the month, None if the text
    cannot be read as one month; where it names a longer `span`, that ends with it.
    """

    kind: Literal["unit", "period", "title_period"]
    sheet: str
    row: int
    column: int
    cell_text: str
    text: str
    period: str | None = None
    span: Span | None = None


def months_in(text: str) -> list[Month]:
    """Every month a text mentions, in order: 2026年9月, 2026-09, 202609, 二〇二六年九月, dates."""
    folded = "".join(width_folded(text).split())
    found = []
    for match in _MONTHS.finditer(folded):
        groups = match.groupdict()
        number = next(n for n in "1234" if groups[f"y{n}"])
        year = groups[f"y{number}"].translate(_DIGITS)
        month = _month_number(groups[f"m{number}"])
        has_day = groups[f"d{number}"] is not None
        ends_in = _RANGE_END.match(folded, match.end())
        months = [month] if ends_in is None else [month, int(ends_in[1])]
        found += [Month(f"{year}-{m:02}", has_day) for m in months if 1 <= m <= 12]
    return found


def _month_number(text: str) -> int:
    if text.isascii():
        return int(text)
    if text.startswith("十"):
        return 10 + (int(text[1].translate(_DIGITS)) if len(text) > 1 else 0)
    return int(text.translate(_DIGITS))


def stated_period(text: str) -> str | None:
    """The one month that the text of a 报告期 names; None if there is none or several."""
    periods = {month.period for month in months_in(text)}
    return periods.pop() if len(periods) == 1 else None


def title_period(text: str) -> str | None:
    """The one month in a title; full dates (such as a day of filling in) do not count."""
    periods = {month.period for month in months_in(text) if not month.has_day}
    return periods.pop() if len(periods) == 1 else None


def stated_money_unit(texts: Iterable[str]) -> str | None:
    """The money unit in lines above a table: 单位：万元, 金额单位：元, or （万元） in the title."""
    for text in texts:
        folded = simplified(text)
        for match in _MEASURES.finditer(folded):
            money = re.search(r"[千百万亿]?元", match[1])
            if money:
                return money[0]
        bracketed = _IN_BRACKETS.search("".join(folded.split()))
        if bracketed:
            return bracketed[1]
    return None


def _spaced(label: str) -> str:
    return r"\s*".join(label)


def _label_pattern() -> re.Pattern[str]:
    labels = sorted((*UNIT_LABELS, *PERIOD_LABELS, *OTHER_LABELS), key=len, reverse=True)
    parts = []
    for label in labels:
        start = r"(?:(?<=^)|(?<=[\s,;、。(]))" if label in _LOOSE else ""
        end = r"\s*:?" if label in _NO_COLON else r"\s*(?:\([^()]*\)\s*)?(?::|$)"
        parts.append(f"{start}{_spaced(label)}{end}")
    return re.compile("|".join(f"(?:{part})" for part in parts))


_LABEL = _label_pattern()


def label_at_start(folded: str) -> re.Match[str] | None:
    """The label of unit, time or person that a text, in simplified characters, begins with."""
    return _LABEL.match(folded)


def statements_in(sheet: Sheet, rows: Iterable[int]) -> list[Statement]:
    """Return what the given rows of a sheet state of unit and period, in reading order."""
    found: list[Statement] = []
    for row in rows:
        cells = [(column, text) for column, text in enumerate(sheet.rows[row]) if text is not None]
        for place, (column, text) in enumerate(cells):
            beside = cells[place + 1] if place + 1 < len(cells) else None
            found.extend(_in_cell(sheet.name, row, column, text, beside))
    return found


def _in_cell(
    sheet: str, row: int, column: int, text: str, beside: tuple[int, str] | None
) -> Iterator[Statement]:
    folded = simplified(text).strip()
    labels = list(_LABEL.finditer(folded))
    has_period = False
    is_dated = any(_name(label[0])[-2:] in ("日期", "时间") for label in labels)
    for place, label in enumerate(labels):
        name = _name(label[0])
        end = labels[place + 1].start() if place + 1 < len(labels) else len(folded)
        value = _bare(folded[label.end() : end])
        where, typed = (column, text)
        if (
            not value
            and end == len(folded)
            and beside is not None
            and label_at_start(simplified(beside[1]).strip()) is None
        ):
            where, typed = beside
            value = simplified(typed).strip()
        if value and name in UNIT_LABELS:
            yield Statement("unit", sheet, row, where, typed, value)
        elif value and name in PERIOD_LABELS and (name not in _NO_COLON or months_in(value)):
            has_period = True
            yield _period("period", (sheet, row, where, typed, value), stated_period(value))
    if not (has_period or is_dated):
        title = _period(
            "title_period", (sheet, row, column, text, text.strip()), title_period(text)
        )
        if title.period is not None:
            yield title


def _bare(value: str) -> str:
    """What follows a label, without marks around it; brackets that belong to it stay."""
    bare = value.strip(" \t\n;,。、")
    return bare if bare.count("(") == bare.count(")") and bare[:1] != "(" else bare.strip("() ")


def _period(
    kind: Literal["period", "title_period"],
    place: tuple[str, int, int, str, str],
    month: str | None,
) -> Statement:
    """A statement of the month, or else of the quarter, half-year or year that its text names."""
    text = place[-1]
    span = None if month else span_in(text)
    return Statement(kind, *place, month or (span.last_month if span else None), span)


def _name(label: str) -> str:
    return "".join(re.sub(r"\([^()]*\)|:", "", label).split())
