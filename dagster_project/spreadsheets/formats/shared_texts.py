"""How long all texts of a sheet are together, told before they are made.

The shared texts of an .xlsx are stored once and may be asked for by every cell: a short file can
ask for more text than there is memory.
"""

import re
from functools import cached_property

from dagster_project.spreadsheets.formats.limits import MAX_CELL_TEXT, MAX_TEXT, TOO_LARGE
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError

_CHUNK = 8 << 20
_TAG = re.compile(rb"<[^>]*>")
_SHARED_CELL = re.compile(
    rb't="s"[^>]*>(?:\s*<[\w.-]*:?f\b[^<]*(?:/>|</[\w.-]*:?f>))?\s*<[^>]*>([0-9]{1,9})<'
)
_LONG_TEXT = re.compile(rb"[^<]{%d}" % MAX_CELL_TEXT)
_END_OF_TEXT = re.compile(rb"</(?:[\w.-]+:)?si>")


def text_length(xml: bytes) -> int:
    """How many bytes of a part are text; 0 where the whole part is short enough.

    Raises:
        UnreadableFileError: one of the texts is longer than a cell's may be.
    """
    if len(xml) <= MAX_CELL_TEXT:
        return 0
    if _LONG_TEXT.search(xml) is not None:
        raise UnreadableFileError(TOO_LARGE)
    if len(xml) <= MAX_TEXT // 2:
        return 0
    starts = range(0, len(xml), _CHUNK)
    return sum(len(_TAG.sub(b"", xml[start : start + _CHUNK])) for start in starts)


class SharedTexts:
    """The lengths of the shared texts, and how much of them a sheet asks for."""

    def __init__(self, xml: bytes) -> None:
        """Keep the part that holds the texts; `xml` is b'' where there is none.

        Raises:
            UnreadableFileError: the texts alone are too long.
        """
        if text_length(xml) > MAX_TEXT:
            raise UnreadableFileError(TOO_LARGE)
        self._xml = xml

    def may_exceed(self, cells: int) -> bool:
        """Whether so many cells could ask for more text than is read."""
        return cells * self._longest > MAX_TEXT

    def length_used(self, xml: bytes) -> int:
        """How many bytes the shared texts of all cells of a sheet have together."""
        lengths = self._lengths
        indices = map(int, _SHARED_CELL.findall(xml))
        return sum(lengths[index] for index in indices if index < len(lengths))

    @cached_property
    def _lengths(self) -> list[int]:
        return [len(text) for text in _END_OF_TEXT.split(self._xml)]

    @cached_property
    def _longest(self) -> int:
        return max(self._lengths, default=0)
