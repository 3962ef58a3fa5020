"""How texts are compared: headings, names and labels in one normal form.

Pure functions on strings. Which heading belongs to which field lives in `context.py`.
"""

import re
import unicodedata
from functools import lru_cache

from dagster_project.spreadsheets.traditional import SIMPLIFIED

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BRACKETED = re.compile(r"[(\[{【〔〈《「][^()\[\]{}【】〔〕〈〉《》「」]*(?:[)\]}】〕〉》」]|$)")
_HINT = re.compile(f"^(?:{_BRACKETED.pattern})|(?:{_BRACKETED.pattern})$")
_NUMBERING = re.compile(
    r"^(?:\(?[0-9]{1,3}[).、:]|\(?[一二三四五六七八九十]{1,3}[)、.]|[A-Za-z][).、]"
    r"|[0-9]{1,2}(?=[\u4e00-\u9fff]{2}))"
)
_TRAILING_UNIT = re.compile(
    r"(?:单位)?(?:人民币)?(?:万元|元|人次|户次|人|件|个|次|名|条|起|天|户|份|家|项|篇|场|处|批)$"
)
_MONEY_UNIT = re.compile(r"[十百千万亿美欧港]?元")
_OTHER_TIME = re.compile(
    r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?![0-9]{1,2}日)|[1-4一二三四]季|半年|年[初末底]"
    r"|累计|同期|同比|环比|[上去前][年月期季]|计划|预计|目标|占比|比例|增[长减幅]"
)
_TIME_MARK = re.compile("[月季年计計比期增]")
_ONLY_TIME = re.compile(
    r"^(?:(?:20[0-9]{2}年?)?(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?"
    r"|第?[1-4一二三四]季度?|[上下]半年|全年)|20[0-9]{2}年度?"
    r"|(?:[本上去前]年?[年月期季]度?)?(?:累计|同期|同比|环比|增减))$"
)
BRACKETS = 8
ACCEPTED_MONEY_UNITS = ("万元", "元")


def unescape(text: str) -> str:
    """Turn Excel's `_x000D_` escapes into the characters they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def width_folded(text: str) -> str:
    """Full-width letters, digits, brackets and punctuation as half-width; nothing removed."""
    return unicodedata.normalize("NFKC", text)


def simplified(text: str) -> str:
    """Width folded, and traditional characters as their simplified ones."""
    folded = unicodedata.normalize("NFKC", text)
    return folded if folded.isascii() else folded.translate(SIMPLIFIED)


def letters_only(text: str) -> str:
    """The form names compare in: simplified, lower case, only letters and digits left.

    >>> letters_only("問題編號（個）")
    '问题编号个'
    """
    return "".join(filter(str.isalnum, simplified(text))).casefold()


@lru_cache(maxsize=8192)
def heading_keys(heading: str) -> tuple[str, ...]:
    """The forms under which a heading is looked up, the most literal first.

    Width, spaces, line breaks, punctuation and traditional characters never count; what stands in
    brackets (units, hints such as 是/否), a number in front and a unit at the end may be left out,
    brackets at either end before those within (村(社区)名称(必填)). Brackets that tell another time
    or measure (1月, 累计, 同比) stay: such a column is another one.
    Empty for a heading without any letter or digit.
    """
    compact = "".join(simplified(unescape(heading)).split())
    bare = _without_brackets(compact)
    dressed = [compact, *_without_hints(compact), bare]
    forms = [*dressed, *(_NUMBERING.sub("", form) for form in dressed)]
    keys = [letters_only(form) for form in forms]
    keys.append(_TRAILING_UNIT.sub("", keys[-1]))
    return tuple(dict.fromkeys(key for key in keys if key))


def is_bracketed(heading: str) -> bool:
    """Whether all of a heading stands in brackets, such as a unit or a hint."""
    return not letters_only(_without_brackets("".join(simplified(heading).split())))


def is_time(heading: str) -> bool:
    """Whether a heading only names a month, quarter or year, or what it is compared with (累计)."""
    return bool(_TIME_MARK.search(heading) and _ONLY_TIME.match(letters_only(heading)))


def _without_hints(compact: str) -> list[str]:
    """A heading without its brackets at either end, one fewer each time, but for another time."""
    found: list[str] = []
    for _ in range(BRACKETS):
        rest = _HINT.sub(lambda hint: _kept(hint[0]), compact, count=1)
        if rest == compact:
            break
        found.append(rest)
        compact = rest
    return found


def _without_brackets(compact: str) -> str:
    """A heading without what stands in brackets, one in the other too, but for another time."""
    if _OTHER_TIME.search(compact):
        return _BRACKETED.sub(lambda found: _kept(found[0]), compact)
    for _ in range(BRACKETS):
        compact, count = _BRACKETED.subn("", compact)
        if not count:
            break
    return compact


def _kept(brackets: str) -> str:
    return brackets if _OTHER_TIME.search(brackets) else ""


@lru_cache(maxsize=2048)
def money_unit(heading: str) -> str | None:
    """The money unit that a heading or unit line names (万元, 元, or another such as 千元)."""
    match = _MONEY_UNIT.search("".join(simplified(heading).split()))
    return match[0] if match else None
