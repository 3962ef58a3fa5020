"""What a cell of a web page says: its text, or the number that the page itself states beside it.

Excel states numbers as x:num and their format in style sheets, LibreOffice as sdval and sdnum.
Where a cell stands is `web_grid.py`'s.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dagster_project.spreadsheets.formats.cell_text import (
    ERROR_TEXT,
    UNCOMPUTED,
    cell_text,
    number_in,
)
from dagster_project.spreadsheets.formats.moments import is_date_format, moment
from dagster_project.spreadsheets.grid import Text

BREAK = "\x00"
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_BREAKS = re.compile(f" *{BREAK}[ {BREAK}]*")
_FORMAT = re.compile(r"""mso-number-format\s*:\s*("[^"]{0,200}"|'[^']{0,200}'|[^;}"']{1,200})""")
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_CODE_POINT = re.compile(r"\\([0-9A-Fa-f]{4}) ?")


@dataclass
class NumberFormats:
    """The number formats of a page's style sheets; read when a cell asks for the first time."""

    page_head: str
    is_1904: bool

    def of(self, tag: str, attributes: Mapping[str, str]) -> str:
        """The number format of a cell: its own style's, its class's, or its tag's."""
        own = _FORMAT.search(attributes.get("style", ""))
        if own:
            return _plain(own[1])
        classes = [f".{name.lower()}" for name in attributes.get("class", "").split()]
        known = [self._by_selector[name] for name in (*classes, tag) if name in self._by_selector]
        return known[0] if known else ""

    @cached_property
    def _by_selector(self) -> dict[str, str]:
        found = {}
        for selectors, rules in _RULE.findall(self.page_head):
            number_format = _FORMAT.search(rules)
            if number_format:
                for selector in selectors.split(","):
                    name = selector.strip().lower()
                    found[name[name.find(".") :] if "." in name else name] = _plain(
                        number_format[1]
                    )
        return found


def _plain(css: str) -> str:
    """A number format without the quotes and escapes of style sheets."""
    text = css.strip().strip("\"'")
    text = _CODE_POINT.sub(lambda match: chr(int(match[1], 16)), text)
    return re.sub(r"\\(.)", r"\1", text)


def flowing(pieces: list[str]) -> str:
    """Text as a page shows it: blanks run together, lines broken where the page breaks them."""
    text = _BLANKS.sub(" ", "".join(pieces))
    return _BREAKS.sub("\n", text.strip(f" {BREAK}"))


@dataclass
class WebCell:
    """A cell that is being met: its tag, attributes and text so far."""

    tag: str
    attributes: Mapping[str, str]
    formats: NumberFormats
    pieces: list[str] = field(default_factory=list)

    def value(self) -> Text:
        """The text of the cell as every format gives it."""
        shown = flowing(self.pieces)
        stated = self._stated(shown)
        if stated is not None:
            return stated
        if not shown and "x:fmla" in self.attributes:
            return UNCOMPUTED
        return self.attributes.get("x:str") or shown

    def _stated(self, shown: str) -> Text:
        """The text of the number that the page states; None if it states none."""
        attributes = self.attributes
        if ERROR_TEXT.fullmatch(shown) or shown in ("TRUE", "FALSE"):
            return shown  # LibreOffice states 0 for an error and 1 for TRUE
        if "x:num" in attributes:
            number = number_in(attributes["x:num"] or shown.replace(",", ""))
            number_format = self.formats.of(self.tag, attributes)
        elif "sdval" in attributes:
            number = number_in(attributes["sdval"])
            number_format = attributes.get("sdnum", "").split(";", 2)[-1]
        else:
            return None
        if number is None:
            return None
        is_date = is_date_format(number_format)
        return cell_text(moment(number, self.formats.is_1904, number_format) if is_date else number)
