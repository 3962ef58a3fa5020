"""What one text of the command line is: the same in Chinese and in English."""

from typing import NamedTuple


class Wording(NamedTuple):
    """One text in both languages; `{name}` is a gap."""

    zh: str
    en: str
