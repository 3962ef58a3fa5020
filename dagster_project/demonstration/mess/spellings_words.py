"""The ways in which yes and no, codes, numbers of items, texts and blanks are written."""

from datetime import date
from decimal import Decimal
from random import Random

from dagster_project.demonstration.cells import full_width
from dagster_project.demonstration.mess.asking import Ask
from dagster_project.demonstration.mess.pages import Content, Fault, Formula
from dagster_project.demonstration.mess.spellings_dates import DATES, Spell, plain_date
from dagster_project.demonstration.mess.spellings_numbers import NUMBERS, plain_content

_SEPARATORS = ("、", ",", "，", ";", "；", "/", " ", "\u3000", "、 ")
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?")
_UNKNOWN = ("另行研究", "其它情形一", "不详")
BLANKS = ("－", "—", "--", "-", "——")


def plain(ask: Ask) -> Content | None:
    """Return a value as a tidy clerk writes it; None leaves the cell blank."""
    value = ask.value
    if value is None:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return plain_date(value, ask.is_rich)
    if isinstance(value, int | Decimal):
        return plain_content(ask.shown, ask.is_rich)
    if isinstance(value, tuple):
        return "、".join(ask.spellings[code][0] for code in value)
    return ask.spellings[value][0] if ask.spellings else value


def _yes_no(yes: tuple[Content, ...], no: tuple[Content, ...]) -> Spell:
    def spell(ask: Ask, rng: Random) -> Content | None:
        return rng.choice(yes if ask.value else no)

    return spell


def _yes_blank(ask: Ask, rng: Random) -> Content | None:
    """Write nothing that a person sees where the answer is no."""
    return None if ask.value else rng.choice(("", " ", "—", "/"))


def _label(ask: Ask) -> str:
    return ask.spellings[str(ask.value)][0]


def _alias(ask: Ask, rng: Random) -> Content | None:
    aliases = ask.spellings[str(ask.value)][1:-1]
    return rng.choice(aliases) if aliases else None


def _code(ask: Ask, _: Random) -> Content | None:
    return "、".join(ask.several)


def _code_spaced(ask: Ask, rng: Random) -> Content | None:
    label = _label(ask)
    middle = len(label) // 2
    gap = rng.choice((" ", "\u3000", "  "))
    return rng.choice((f"{label[:middle]}{gap}{label[middle:]}", f"{gap}{label}", f"{label}{gap}"))


def _code_broken(ask: Ask, _: Random) -> Content | None:
    label = _label(ask)
    return f"{label[: len(label) // 2]}\n{label[len(label) // 2 :]}" if len(label) > 1 else None


def _code_full_width(ask: Ask, _: Random) -> Content | None:
    return full_width(_label(ask))


def _joined(ask: Ask, names: list[str], separator: str) -> Content | None:
    return separator.join(names) if len(names) > 1 else None


def _codes_separated(ask: Ask, rng: Random) -> Content | None:
    return _joined(ask, [ask.spellings[code][0] for code in ask.several], rng.choice(_SEPARATORS))


def _codes_repeated(ask: Ask, rng: Random) -> Content | None:
    names = [rng.choice(ask.spellings[code]) for code in reversed(ask.several)]
    return _joined(ask, [*names, *names[: rng.randint(0, 1)]], "、")


def _codes_lines(ask: Ask, _: Random) -> Content | None:
    return _joined(ask, [ask.spellings[code][0] for code in ask.several], "\n")


def _unknown_code(ask: Ask, rng: Random) -> Content | None:
    own = [ask.spellings[code][0] for code in ask.several[:-1]]
    return "、".join([*own, rng.choice(_UNKNOWN)])


def _wrong_character(ask: Ask, rng: Random) -> Content | None:
    label = _label(ask)
    place = rng.randrange(len(label))
    text = f"{label[:place]}龘{label[place + 1 :]}"
    return text if len(label) > 1 else None


def _key_spaced(ask: Ask, rng: Random) -> Content | None:
    return rng.choice((f" {ask.value}", f"{ask.value}\u3000", f"\u3000{ask.value} "))


def _key_lower(ask: Ask, _: Random) -> Content | None:
    text = str(ask.value)
    return text.lower() if text.lower() != text else None


def _key_invisible(ask: Ask, rng: Random) -> Content | None:
    text, mark = str(ask.value), rng.choice(("\u00a0", "\u200b", "\u2003"))
    return rng.choice((f"{text[:2]}{mark}{text[2:]}", f"{text}{mark}"))


def _key_number(ask: Ask, _: Random) -> Content | None:
    text = str(ask.value)
    is_number = text.isascii() and text.isdigit() and not text.startswith("0") and len(text) < 16
    return int(text) if is_number else None


def _key_zeros(ask: Ask, _: Random) -> Content | None:
    text = str(ask.value)
    return text if text.startswith("0") else None


def _scientific(_: Ask, rng: Random) -> Content | None:
    return rng.choice(("9.90101E+05", "9.90121E+11", "1E+09"))


def _signed(ask: Ask, rng: Random) -> Content | None:
    return rng.choice("=+-@") + str(ask.value)


def _broken(ask: Ask, _: Random) -> Content | None:
    text = str(ask.value)
    return f"{text[:2]}\n{text[2:]}" if len(text) > 3 else None


def _private(ask: Ask, rng: Random) -> Content | None:
    number = rng.choice(("13900000000", "99012119700101001X", "990121700101001"))
    return f"{ask.value}（{number}）"


def _of(*texts: str) -> Spell:
    def spell(_: Ask, rng: Random) -> Content | None:
        return rng.choice(texts)

    return spell


def _blank_word(ask: Ask, _: Random) -> Content | None:
    is_code = any("无" in names for names in ask.spellings.values())
    return None if is_code else "无"


def _fault(_: Ask, rng: Random) -> Content | None:
    return Fault(rng.choice(_ERRORS))


def _uncomputed(_: Ask, rng: Random) -> Content | None:
    return Formula(rng.choice(("=A1", "=SUM(A1:A2)", "=VLOOKUP(A1,B:C,2,0)")))


WORDS: dict[str, Spell] = {
    "tick": _yes_no(("√",), ("×", "x", "X")),
    "tick_other": _yes_no(("✓", "✔"), ("✗", "✘")),
    "yes_have": _yes_no(("有",), ("无",)),
    "yes_number": _yes_no((1, "1", "１", "1.0"), (0, "0", "０")),
    "yes_letter": _yes_no(("Y", "y", "Ｙ", "yes"), ("N", "n", "Ｎ", "no")),
    "yes_logical": _yes_no((True,), (False,)),
    "yes_right": _yes_no(("对",), ("错",)),
    "yes_blank": _yes_blank,
    "yes_in_part": _of("部分", "待核实", "是/否"),
    "code_alias": _alias,
    "code_itself": _code,
    "code_spaced": _code_spaced,
    "code_broken": _code_broken,
    "code_full_width": _code_full_width,
    "codes_separators": _codes_separated,
    "codes_repeated": _codes_repeated,
    "codes_lines": _codes_lines,
    "code_unknown": _unknown_code,
    "code_wrong_character": _wrong_character,
    "key_full_width": lambda ask, _: full_width(str(ask.value)),
    "key_spaced": _key_spaced,
    "key_lower": _key_lower,
    "key_invisible": _key_invisible,
    "key_number": _key_number,
    "key_zeros": _key_zeros,
    "key_guarded": lambda ask, _: f'="{ask.value}"',
    "key_tabbed": lambda ask, _: f"\t{ask.value}",
    "key_scientific": _scientific,
    "text_sign": _signed,
    "text_quoted": lambda ask, _: f'{ask.value}"甲,乙"<b>&丙;丁|',
    "text_apostrophe": lambda ask, _: f"'{ask.value}",
    "text_broken": _broken,
    "text_indented": lambda ask, rng: rng.choice(("\u3000\u3000", "  ")) + str(ask.value),
    "text_formula": lambda ask, _: Formula(f'="{ask.value}"', str(ask.value)),
    "text_private": _private,
    "blank_dash": _of(*BLANKS),
    "blank_stroke": _of("/", "／"),
    "blank_word": _blank_word,
    "blank_spaces": _of(" ", "\u3000", "   "),
    "fault": _fault,
    "fault_text": _of(*_ERRORS[:4]),
    "uncomputed": _uncomputed,
}
SPELLINGS: dict[str, Spell] = DATES | NUMBERS | WORDS
# What leaves the cell itself blank: nothing at all, a comment beside it, or a colour.
LEFT_BLANK = frozenset({"required_blank", "required_in_comment", "required_in_colour"})
