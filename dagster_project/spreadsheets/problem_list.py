"""The problem list that a unit sends back: which problems it explains, and how.

The office puts the list into the unit's own workbook or sends it as one of its own; the unit fills
in the last column. Only recognises the list and reads it: what an explanation closes is decided
where problems are kept. The writers of the list take its headings from here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dagster_project.spreadsheets.grid import Sheet, Text
from dagster_project.spreadsheets.text import letters_only

SHEET_NAME = "问题清单"
NUMBER, CELL, KIND, PROBLEM, EXPLANATION = "编号", "单元格", "性质", "问题", "说明"
_SIGNATURE = frozenset({NUMBER, CELL, KIND, PROBLEM, EXPLANATION})
_HEAD_WITHIN = 20
_PROBLEM_NO = re.compile(r"[0-9a-f]{10}")
_DIGITS_LOST = re.compile(r"[1-9][0-9]{3,8}")
_SAME_AS_ABOVE = frozenset({"同上"})
_SAYS_NOTHING = frozenset({"", "无", "空"})


@dataclass(frozen=True, slots=True)
class ReturnedExplanation:
    """What a unit wrote beside a problem; `sheet` and `cell` tell where."""

    problem_no: str
    explanation: str
    sheet: str
    cell: str


def is_problem_list(sheet: Sheet) -> bool:
    """Whether a sheet is the office's problem list, whatever the unit named it."""
    return _head(sheet) is not None


def explanations_in(sheet: Sheet) -> list[ReturnedExplanation]:
    """The explanations that a unit wrote into a problem list; none of any other sheet.

    Rows may be sorted, columns moved, one explanation merged over several rows or carried on
    by 同上. A blank, a dash or 无 explains nothing.
    """
    head = _head(sheet)
    if head is None:
        return []
    row, columns = head
    found = []
    above = ""
    for place, text in _filled_down(sheet, columns[EXPLANATION], row + 1):
        words = (text or "").strip()
        if letters_only(words) in _SAME_AS_ABOVE:
            words = above
        above = words
        number = _problem_no(sheet.columns[columns[NUMBER]][place])
        if number is not None and letters_only(words) not in _SAYS_NOTHING:
            cell = sheet.address(place, columns[EXPLANATION])
            found.append(ReturnedExplanation(number, words, sheet.name, cell))
    return found


def _head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the list's headings and their columns."""
    for row in range(min(sheet.height, _HEAD_WITHIN)):
        columns = {
            letters_only(column[row] or ""): place for place, column in enumerate(sheet.columns)
        }
        if columns.keys() >= _SIGNATURE:
            return row, columns
    return None


def _filled_down(sheet: Sheet, column: int, first: int) -> Iterator[tuple[int, Text]]:
    """The texts of a column from a row on, those of merged cells in each of their rows."""
    texts = list(sheet.columns[column])
    for merge in sheet.merges:
        if merge.first_column <= column <= merge.last_column and merge.first_row < len(texts):
            last = min(merge.last_row, len(texts) - 1)
            shown = sheet.columns[merge.first_column][merge.first_row]
            texts[merge.first_row : last + 1] = [shown] * (last + 1 - merge.first_row)
    return enumerate(texts[first:], first)


def _problem_no(text: Text) -> str | None:
    """The number of a problem; of one that a program took for a count, with its zeros again."""
    folded = unicodedata.normalize("NFKC", text or "").strip().casefold()
    if _DIGITS_LOST.fullmatch(folded):
        folded = folded.zfill(10)
    return folded if _PROBLEM_NO.fullmatch(folded) else None
