"""The archived originals opened once more, cell by cell, with nothing of the reader in between.

Texts become values by rules of their own, written for the ways in which the demonstration's hands
write: what the warehouse made of a cell is compared with what stands in it.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from dagster_project.forms import Code, Field
from tests.mess.plain_reader import Cells, cells_in

Value = str | int | bool | date | Decimal | None
Texts = Callable[[int, int], str]

_SERIAL_ZERO = date(1899, 12, 30)
_NUMERALS = {digit: str(number) for number, digit in enumerate("〇一二三四五六七八九")}
_BLANKS = {"", "-", "—", "/", "无"}
_TRUE, _FALSE = {"是", "√", "✓", "☑", "有", "Y", "1"}, {"", "否", "×", "无", "N", "0"}


@dataclass(frozen=True)
class Originals:
    """The archive of a home."""

    home: Path

    def text(self, sha256: str, sheet: str, cell: str) -> str:
        """Return what stands in a cell of an archived file, '' if nothing does."""
        letters, row = coordinate_from_string(cell)
        texts = _sheets(self._path(sha256))[sheet]
        return texts(row, column_index_from_string(letters))

    def says_yuan(self, sha256: str, sheet: str) -> bool:
        """Tell whether the lines above a table give its amounts in 元 instead of 万元."""
        texts = _sheets(self._path(sha256))[sheet]
        above = "".join(texts(row, column) for row in range(1, 6) for column in range(1, 40))
        return bool(re.search(r"单位[:：]\s*元", unicodedata.normalize("NFKC", above)))

    def _path(self, sha256: str) -> Path:
        (path,) = (self.home / "archive" / sha256[:2] / sha256).glob("original*")
        return path


@cache
def _sheets(path: Path) -> dict[str, Texts]:
    return {sheet: _of_cells(cells) for sheet, cells in cells_in(path.read_bytes()).items()}


def _of_cells(cells: Cells) -> Texts:
    def text(row: int, column: int) -> str:
        return cells.get((row, column), "")

    return text


def folded(text: str) -> str:
    """Return a text in half width, capitals and without white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()


def value_of(
    field: Field, text: str, period: str, codes: dict[str, tuple[Code, ...]], *, is_yuan: bool
) -> Value:
    """Return what a text means in a field of a return of a month.

    Raises:
        ValueError: it means nothing.
    """
    plain = folded(text)
    if field.type == "boolean":
        if plain not in _TRUE | _FALSE:
            raise ValueError(text)
        return plain in _TRUE
    if plain in _BLANKS:
        return None
    if field.type == "date":
        return date_of(plain, period)
    if field.type == "integer":
        return int(Decimal(_digits(re.sub(r"^第|[轮届人条次个户件项]$", "", plain))))
    if field.type == "decimal":
        return amount_of(plain, is_yuan=is_yuan) if field.money else Decimal(plain)
    if field.type == "text":
        return plain
    spellings = {
        folded(name): code.code
        for code in codes[field.code_list or ""]
        for name in (code.code, code.label, *code.aliases)
    }
    several = [folded(part) for part in re.split(r"[、，,;；/\s]+", text)]
    parts = [plain] if field.type == "code" else several
    order = list(dict.fromkeys(spellings.values()))
    try:
        return "|".join(sorted({spellings[part] for part in parts if part}, key=order.index))
    except KeyError as error:
        raise ValueError(text) from error


def date_of(text: str, period: str) -> date:
    """Return the day of a text; a date without a year is the last one up to the month's end."""
    plain = re.sub(r"00:00:00$", "", text)
    if re.fullmatch(r"\d{5}", plain):
        return _SERIAL_ZERO + timedelta(days=int(plain))
    if re.fullmatch(r"\d{8}", plain):
        return date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    numbers = [int(_digits(part)) for part in re.split(r"[-/.年月日]", plain) if part]
    if len(numbers) == 2:
        year, last_month = (int(part) for part in period.split("-"))
        numbers = [year if numbers[0] <= last_month else year - 1, *numbers]
    year, month, day = numbers
    return date(year if year > 99 else 2000 + year, month, day)


def amount_of(text: str, *, is_yuan: bool) -> Decimal:
    """Return an amount in 万元; a unit in the text overrules that of the table."""
    match = re.fullmatch(r"(-?[\d,.]+)(万元|万|元)?", text)
    if match is None:
        raise ValueError(text)
    in_yuan = match[2] == "元" if match[2] else is_yuan
    number = Decimal(match[1].replace(",", ""))
    return number / 10000 if in_yuan else number


def _digits(text: str) -> str:
    """Return a number written in Chinese numerals in digits; another text as it is."""
    text = "".join(_NUMERALS.get(sign, sign) for sign in text.replace("零", "〇"))
    tens = re.fullmatch(r"(\d?)十(\d?)", text)
    return f"{tens[1] or 1}{tens[2] or 0}" if tens else text
