"""The ways in which a date is written, readable and not; by the codes of `cells.yml`."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from dagster_project.demonstration.cells import date_text, full_width
from dagster_project.demonstration.mess.asking import Ask
from dagster_project.demonstration.mess.contents import serial
from dagster_project.demonstration.mess.pages import Content
from dagster_project.demonstration.months import last_day

Spell = Callable[[Ask, Random], Content | None]


def _styled(*styles: str) -> Spell:
    def spell(ask: Ask, rng: Random) -> Content | None:
        return date_text(ask.day, rng.choice(styles))

    return spell


def _spaced(ask: Ask, rng: Random) -> Content | None:
    day, gap = ask.day, rng.choice((" ", "\u3000"))
    return f"{day.year}年{gap}{day.month}月{gap}{day.day}日"


def _day_word(ask: Ask, _: Random) -> Content | None:
    return f"{ask.day.year}年{ask.day.month}月{ask.day.day}号"


def _compact_number(ask: Ask, _: Random) -> Content | None:
    return int(date_text(ask.day, "digits"))


def _numerals_zero(ask: Ask, _: Random) -> Content | None:
    return date_text(ask.day, "numerals").replace("〇", "零")


def _without_year(ask: Ask, _: Random) -> Content | None:
    """Write month and day alone, if the report period tells the year."""
    end = last_day(ask.period)
    is_plain = end - timedelta(days=364) < ask.day <= end and (ask.day.month, ask.day.day) != (
        2,
        29,
    )
    return date_text(ask.day, "month_day") if is_plain else None


def _serial(ask: Ask, _: Random) -> Content | None:
    return round(serial(ask.day))


def _serial_text(ask: Ask, _: Random) -> Content | None:
    return str(round(serial(ask.day)))


def _midnight(ask: Ask, rng: Random) -> Content | None:
    clock = rng.choice(("00:00:00", "00:00", "09:30"))
    return f"{ask.day.isoformat()} {clock}"


def _with_time(ask: Ask, rng: Random) -> Content | None:
    return datetime.combine(ask.day, rng.choice((time(), time(9, 30), time(23, 59, 59))))


def _full_width(ask: Ask, rng: Random) -> Content | None:
    return full_width(date_text(ask.day, rng.choice(("dash", "dot", "digits"))))


def _month_only(ask: Ask, rng: Random) -> Content | None:
    text = date_text(ask.day, rng.choice(("numerals", "chinese")))
    return text[: text.index("月") + 1]


def _impossible(ask: Ask, rng: Random) -> Content | None:
    month, day = rng.choice(((2, 30), (4, 31), (13, 1), (9, 31)))
    return f"{ask.day.year}-{month:02}-{day:02}"


def _in_words(_: Ask, rng: Random) -> Content | None:
    return rng.choice(("待定", "月底前", "长期", "同上"))


def _range(ask: Ask, _: Random) -> Content | None:
    return f"{ask.day.month}月{ask.day.day}日-{ask.day.day % 28 + 1}日"


def plain_date(day: date, is_rich: bool) -> Content:
    """Return a date as a tidy clerk writes it."""
    return day if is_rich else day.isoformat()


DATES: dict[str, Spell] = {
    "date_text": _styled("dash"),
    "date_dots": _styled("dot"),
    "date_slashes": _styled("slash"),
    "date_chinese": _styled("chinese"),
    "date_chinese_spaced": _spaced,
    "date_day_word": _day_word,
    "date_short_slashes": _styled("short_slash"),
    "date_short_dots": _styled("short_dot"),
    "date_compact": _styled("digits"),
    "date_compact_number": _compact_number,
    "date_full_width": _full_width,
    "date_numerals": _styled("numerals"),
    "date_numerals_zero": _numerals_zero,
    "date_without_year": _without_year,
    "date_serial_number": _serial,
    "date_serial_text": _serial_text,
    "date_midnight": _midnight,
    "date_and_time": _with_time,
    "date_month_only": _month_only,
    "date_impossible": _impossible,
    "date_in_words": _in_words,
    "date_range": _range,
}
