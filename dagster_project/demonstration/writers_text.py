"""Writes delimited text: in every encoding, with every delimiter and line end that arrives."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from dagster_project.demonstration.mess.contents import plain_text
from dagster_project.demonstration.mess.pages import Page


@dataclass(frozen=True)
class TextHabits:
    """How a program writes delimited text; `mark` are the bytes in front.

    `line_end`: `mixed` changes from line to line. `is_ragged`: no delimiters after the last
    cell of a row. `has_nul`: a NUL byte after each line. `announces`: a line `sep=` in front.
    """

    encoding: str = "gbk"
    delimiter: str = ","
    line_end: str = "\r\n"
    mark: bytes = b""
    quotes_all: bool = False
    is_ragged: bool = False
    has_nul: bool = False
    announces: bool = False


def write_text(pages: Sequence[Page], habits: TextHabits) -> bytes:
    """Return the first page as delimited text; a text is one sheet."""
    page, lines = pages[0], []
    width = page.width
    for row in range(1, page.height + 1):
        cells = [plain_text(page.cells.get((row, column))) for column in range(1, width + 1)]
        while habits.is_ragged and len(cells) > 1 and not cells[-1]:
            cells.pop()
        lines.append(_line(cells, habits))
    if habits.announces:
        lines.insert(0, f"sep={habits.delimiter}")
    ends = ("\r\n", "\n") if habits.line_end == "mixed" else (habits.line_end,)
    nul = "\0" if habits.has_nul else ""
    text = "".join(f"{line}{ends[number % len(ends)]}{nul}" for number, line in enumerate(lines))
    return habits.mark + text.encode(habits.encoding)


def _line(cells: list[str], habits: TextHabits) -> str:
    stream = io.StringIO(newline="")
    if habits.quotes_all:
        csv.writer(stream, delimiter=habits.delimiter, quoting=csv.QUOTE_ALL).writerow(cells)
    else:
        csv.writer(stream, delimiter=habits.delimiter).writerow(cells)
    return stream.getvalue().removesuffix("\r\n")
