"""The ways in which numbers and money are written, readable and not, as `cells.yml` has them."""

from decimal import Decimal
from random import Random

from dagster_project.demonstration.cells import chinese_number, full_width, plain_number
from dagster_project.demonstration.mess.asking import Ask
from dagster_project.demonstration.mess.pages import Content, Formula
from dagster_project.demonstration.mess.spellings_dates import Spell

_DIGITS = "零一二三四五六七八九"
_COUNTED = ("人", "件", "个", "名", "次", "条", "起")


def plain_content(number: Decimal, is_rich: bool) -> Content:
    """Return a number as a tidy clerk writes it."""
    if not is_rich:
        return plain_number(number)
    return int(number) if number == number.to_integral_value() else float(number)


def numeral(number: int) -> str:
    """Return a number from 0 to 9999 in Chinese numerals."""
    if number < 100:
        return chinese_number(number)
    thousands, rest = divmod(number, 1000)
    hundreds, below = divmod(rest, 100)
    text = f"{_DIGITS[thousands]}千" if thousands else ""
    text += f"{_DIGITS[hundreds]}百" if hundreds else "零" if thousands and below else ""
    if not below:
        return text
    if below < 10:
        return text + ("" if text.endswith("零") else "零") + _DIGITS[below]
    tens, ones = divmod(below, 10)
    return f"{text}{_DIGITS[tens]}十{_DIGITS[ones] if ones else ''}"


def _as_text(ask: Ask, _: Random) -> Content | None:
    return plain_number(ask.shown)


def _full_width(ask: Ask, _: Random) -> Content | None:
    return full_width(plain_number(ask.shown))


def _grouped(ask: Ask, _: Random) -> Content | None:
    whole, rest = f"{plain_number(ask.shown)}.".split(".")[:2]
    if int(whole) < 1000:
        return None
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def _counted(ask: Ask, rng: Random) -> Content | None:
    return f"{ask.value}{rng.choice(_COUNTED)}"


def _ordinal(ask: Ask, rng: Random) -> Content | None:
    if ask.name == "round_no":
        return rng.choice((f"第{ask.value}轮", f"{ask.value}轮"))
    return f"{ask.value}届" if ask.name == "term_no" else None


def _point_zero(ask: Ask, _: Random) -> Content | None:
    return f"{ask.value}.0"


def _spaced(ask: Ask, rng: Random) -> Content | None:
    before, after = rng.choice(((" ", ""), ("", "\u3000"), ("\u3000", " ")))
    return f"{before}{plain_number(ask.shown)}{after}"


def _numerals(ask: Ask, _: Random) -> Content | None:
    return numeral(int(ask.number)) if ask.number < 10_000 else None


def _zero(ask: Ask, _: Random) -> Content | None:
    return None if ask.number else plain_content(Decimal(0), ask.is_rich)


def _formula(ask: Ask, _: Random) -> Content | None:
    value = plain_content(ask.shown, is_rich=True)
    return Formula(f"={value}+0", value) if isinstance(value, int | float) else None


def _in_unit(unit: str, factor: int) -> Spell:
    def spell(ask: Ask, rng: Random) -> Content | None:
        gap = rng.choice(("", "", " "))
        return f"{plain_number(ask.number * factor)}{gap}{unit}"

    return spell


def _about(ask: Ask, rng: Random) -> Content | None:
    return f"{rng.choice(('约', '大约', '近'))}{plain_number(ask.shown)}" if ask.number else None


def _and_more(ask: Ask, rng: Random) -> Content | None:
    return f"{ask.value}{rng.choice(('余', '余个', '多', '多人'))}" if ask.number else None


def _at_least(ask: Ask, rng: Random) -> Content | None:
    return f"{ask.value}{rng.choice(('以上', '人以上'))}" if ask.number else None


def _with_note(ask: Ask, rng: Random) -> Content | None:
    return f"{ask.value}{rng.choice(('（含立案1）', '(其中1件转办)'))}" if ask.number else None


def _in_words(_: Ask, rng: Random) -> Content | None:
    return rng.choice(("若干", "较多", "未统计", "见附件"))


def _negative(ask: Ask, _: Random) -> Content | None:
    return plain_content(-ask.number - 1, ask.is_rich)


def _fraction(ask: Ask, _: Random) -> Content | None:
    return plain_content(ask.number + Decimal("0.5"), ask.is_rich)


def _percent(_: Ask, rng: Random) -> Content | None:
    return rng.choice(("95%", "95％", "95%以上", "百分之九十"))


def _range(ask: Ask, rng: Random) -> Content | None:
    return f"{ask.value}{rng.choice(('-', '~', '至'))}{ask.number + 2}"


NUMBERS: dict[str, Spell] = {
    "number_as_text": _as_text,
    "number_full_width": _full_width,
    "number_grouped": _grouped,
    "number_counted": _counted,
    "number_ordinal": _ordinal,
    "number_point_zero": _point_zero,
    "number_spaced": _spaced,
    "number_numerals": _numerals,
    "number_zero": _zero,
    "number_formula": _formula,
    "money_wan_yuan": _in_unit("万元", 1),
    "money_wan": _in_unit("万", 1),
    "money_yuan": _in_unit("元", 10_000),
    "number_about": _about,
    "number_and_more": _and_more,
    "number_at_least": _at_least,
    "number_with_note": _with_note,
    "number_in_words": _in_words,
    "number_negative": _negative,
    "number_fraction": _fraction,
    "number_percent": _percent,
    "number_range": _range,
}
