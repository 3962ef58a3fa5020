"""What a cell of an OpenDocument workbook says: its value where it has one, else its text.

Values stand in attributes, exactly; the text is what a reader of the page would see. Which cells
there are is `ods.py`'s.
"""

import re
from dataclasses import dataclass, field

from dagster_project.spreadsheets.formats.cell_text import (
    ERROR_TEXT,
    UNCOMPUTED,
    cell_text,
    number_in,
)
from dagster_project.spreadsheets.formats.limits import MAX_CELL_TEXT, TOO_LARGE
from dagster_project.spreadsheets.formats.moments import moment_in
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.formats.xml_events import Attributes
from dagster_project.spreadsheets.grid import Text

SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT = f"{SPACE}office:1.0}}", f"{SPACE}table:1.0}}", f"{SPACE}text:1.0}}"
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_PARAGRAPHS = frozenset((f"{TEXT}p", f"{TEXT}h"))
_ASIDE = frozenset((f"{TEXT}ruby-text", f"{TEXT}note"))
_BOOLEANS = ("TRUE", "FALSE")  # LibreOffice keeps them as the numbers 1 and 0
_NUMBERS = frozenset(("float", "currency", "percentage"))
_ERROR_NUMBER = re.compile(r"(?:Err|错误)[:：]\s*([0-9]+)")
_ERRORS_OF_NUMBERS = frozenset(("502", "503", "523"))
_DURATION = re.compile(
    r"(-?)P(?:([0-9]{1,9})D)?T?(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})(?:[.,][0-9]*)?S)?"
)
_BLANKS = re.compile(r"[ \t\r\n]+")
# Stand for characters that must outlast the running together of blanks; XML cannot hold them.
_KEPT = {f"{TEXT}s": "\x00", f"{TEXT}tab": "\x01", f"{TEXT}line-break": "\x02"}
_SHOWN = str.maketrans("\x00\x01\x02", " \t\n")


@dataclass
class OpenCell:
    """A cell that is being met, with its attributes and the text met so far."""

    attributes: Attributes
    column: int
    times: int
    _paragraphs: list[str] = field(default_factory=list)
    _pieces: list[str] | None = None
    _length: int = 0

    def start(self, name: str, attributes: Attributes) -> bool:
        """Meet an element within the cell; False if nothing in it belongs to the cell's text."""
        if name in _PARAGRAPHS:
            self._pieces = []
        elif name in _KEPT:
            count = number_in(attributes.get(f"{TEXT}c", "1")) or 1
            if count > MAX_CELL_TEXT:
                raise UnreadableFileError(TOO_LARGE)
            self.add(_KEPT[name] * int(count))
        return name.startswith(TEXT) and name not in _ASIDE

    def add(self, piece: str) -> None:
        """Meet text; between paragraphs it is only layout of the XML."""
        if self._pieces is None:
            return
        self._length += len(piece)
        if self._length > MAX_CELL_TEXT:
            raise UnreadableFileError(TOO_LARGE)
        self._pieces.append(piece)

    def end(self, name: str) -> None:
        """Meet the end of an element; that of a paragraph runs its blanks together."""
        if name in _PARAGRAPHS and self._pieces is not None:
            text = _BLANKS.sub(" ", "".join(self._pieces)).strip(" ")
            self._paragraphs.append(text.translate(_SHOWN))
            self._pieces = None

    def value(self) -> Text:
        """The text of the cell as every format gives it."""
        shown = "\n".join(self._paragraphs)
        attributes = self.attributes
        kind = attributes.get(f"{OFFICE}value-type")
        has_formula = f"{TABLE}formula" in attributes
        if attributes.get(f"{_CALCEXT}value-type") == "error" or (
            has_formula and (ERROR_TEXT.fullmatch(shown) or _ERROR_NUMBER.fullmatch(shown))
        ):
            return _error(shown)
        if kind in _NUMBERS:
            number = number_in(attributes.get(f"{OFFICE}value", ""))
            return shown if number is None or shown in _BOOLEANS else cell_text(number)
        if kind == "date":
            return _date(attributes.get(f"{OFFICE}date-value", shown))
        if kind == "time":
            return _time(attributes.get(f"{OFFICE}time-value", shown))
        if kind == "boolean":
            return cell_text(attributes.get(f"{OFFICE}boolean-value") == "true")
        if kind is None and has_formula and not self._paragraphs:
            return UNCOMPUTED  # an empty text that was computed has an empty paragraph
        return attributes.get(f"{OFFICE}string-value", shown)


def _error(shown: str) -> str:
    """The name of an error in Excel's words; programs show some by a number, or translated."""
    if ERROR_TEXT.fullmatch(shown):
        return shown
    number = _ERROR_NUMBER.fullmatch(shown)
    if number and number[1] in _ERRORS_OF_NUMBERS:
        return "#NUM!"
    return "#NAME?" if shown.startswith("#") else "#VALUE!"


def _date(text: str) -> Text:
    moment = moment_in(text)
    return text if moment is None else cell_text(moment)


def _time(text: str) -> Text:
    """Hours, minutes and seconds of a duration such as PT08H30M00S; itself if it is none."""
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()[1:]):
        return text
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return f"{found[1]}{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"
