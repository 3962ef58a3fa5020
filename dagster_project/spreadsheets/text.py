"""How texts are compared: headings, names and labels in one normal form.

Pure functions on strings. Which heading belongs to which field lives in `context.py`.
"""

import re
import unicodedata
from functools import lru_cache

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BRACKETED = re.compile(r"[(\[{【〔〈《「][^()\[\]{}【】〔〕〈〉《》「」]*[)\]}】〕〉》」]")
_NUMBERING = re.compile(r"^(?:\(?[0-9]{1,3}[).、:]|\(?[一二三四五六七八九十]{1,3}[)、.])")
_TRAILING_UNIT = re.compile(r"(?:人民币)?(?:万元|元|人次|人|件|个|次|名|条|起|天)$")
_MONEY_UNIT = re.compile(r"[十百千万亿美欧港]?元")
ACCEPTED_MONEY_UNITS = ("万元", "元")


def unescape(text: str) -> str:
    """Turn Excel's `_x000D_` escapes into the characters they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def width_folded(text: str) -> str:
    """Full-width letters, digits, brackets and punctuation as half-width; nothing removed."""
    return unicodedata.normalize("NFKC", text)


def letters_only(text: str) -> str:
    """Width folded, lower case, and only letters and digits left: the form names compare in."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(mark for mark in folded if mark.isalnum()).casefold()


@lru_cache(maxsize=8192)
def heading_keys(heading: str) -> tuple[str, ...]:
    """The forms under which a heading is looked up, the most literal first.

    Width, spaces, line breaks and punctuation never count; what stands in brackets (units, hints
    such as 是/否), a number in front and a unit at the end may be left out. Empty for a heading
    without any letter or digit.
    """
    folded = unicodedata.normalize("NFKC", unescape(heading))
    compact = "".join(folded.split())
    bare = _BRACKETED.sub("", compact)
    forms = [compact, bare, _NUMBERING.sub("", compact), _NUMBERING.sub("", bare)]
    keys = [letters_only(form) for form in forms]
    keys.append(_TRAILING_UNIT.sub("", keys[-1]))
    return tuple(dict.fromkeys(key for key in keys if key))


def is_bracketed(heading: str) -> bool:
    """Whether all of a heading stands in brackets, such as a unit or a hint."""
    return not letters_only(_BRACKETED.sub("", unicodedata.normalize("NFKC", heading)))


@lru_cache(maxsize=2048)
def money_unit(heading: str) -> str | None:
    """The money unit that a heading or unit line names (万元, 元, or another such as 千元)."""
    match = _MONEY_UNIT.search("".join(unicodedata.normalize("NFKC", heading).split()))
    return match[0] if match else None
