"""A sheet as the reader sees it: columns of text from A1 on, with its merges.

Whatever the file format, `xlsx.py`, `xls.py` and `delimited.py` end here and everything after
starts here.
"""

from dataclasses import dataclass, field
from functools import cached_property

Text = str | None


def column_letter(column: int) -> str:
    """The letter of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The A1 address of a cell, row and column counted from 0."""
    return f"{column_letter(column)}{row + 1}"


def column_index(letters: str) -> int:
    """The column counted from 0 that letters name: A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, rows and columns counted from 0, last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Sheet:
    """One sheet: `columns[c][r]` is the text of a cell or None, from A1, all of one length.

    `name` is '' for CSV. Numbers are exact, dates ISO, errors their text (#N/A), a formula
    without a stored value `#公式未计算`. Where `is_transposed`, rows and columns are those of the
    file exchanged; addresses are always those of the file.
    """

    name: str
    columns: list[list[Text]]
    merges: tuple[Merge, ...] = ()
    is_hidden: bool = False
    is_transposed: bool = False
    height: int = field(init=False)

    def __post_init__(self) -> None:
        """Take the height from the columns."""
        self.height = len(self.columns[0]) if self.columns else 0

    @cached_property
    def rows(self) -> list[tuple[Text, ...]]:
        """The same cells by row; after a change of columns, `forget_rows` has them made anew."""
        return list(zip(*self.columns, strict=True))

    def forget_rows(self) -> None:
        """Let `rows` follow a change of `columns`."""
        self.__dict__.pop("rows", None)

    def address(self, row: int, column: int) -> str:
        """The A1 address in the file of a cell, row and column counted from 0."""
        return address(column, row) if self.is_transposed else address(row, column)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.columns)
