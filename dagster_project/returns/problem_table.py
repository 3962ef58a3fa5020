"""The problem list as a table: its columns, widths, texts and page, the same in both workbooks.

`marking/list_sheet.py` writes it into the unit's own workbook, `list_workbook.py` into one of its
own; `spreadsheets/problem_list.py` reads it when the unit sends it back and holds the headings that
it is known by.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dagster_project.returns.marks import Mark, Severity
from dagster_project.spreadsheets.problem_list import CELL, EXPLANATION, KIND, NUMBER, PROBLEM

SEVERITY_WORDS: dict[Severity, str] = {"fatal": "须改正", "query": "请核实"}
INSTRUCTIONS_IN_PLACE = (
    "请在原表上修改后，将整个文件重新报送，本表不必删除。浅红底斜纹的单元格须改正；"
    "浅黄底网点的单元格请核实：填错的请改正，属实的不用改数，请在本表“说明”栏写明情况。"
    "点击“单元格”一栏可直接到达该处。"
)
INSTRUCTIONS_APART = (
    "请按“工作表”“单元格”两栏在原文件里找到该处，修改后将原文件重新报送。须改正的请改正；请核实的，"
    "填错的请改正，属实的不用改数，请在本表“说明”栏写明情况，并将本表一并报送。"
)
_MOST_MESSAGE, _MOST_VALUE = 2_000, 200
# Of a text of 10 points, in the width of a digit; a Chinese character takes two.
_LETTER = 0.98
_LINE_PT, _PADDING_PT = 13.5, 6.0
_MOST_HEIGHT_PT = 400.0

Role = Literal["number", "code", "text", "cell", "severity", "explanation"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: its heading, its width in characters, what stands in it."""

    heading: str
    width: float
    role: Role


COLUMNS = (
    Column("序号", 5.5, "number"),
    Column(NUMBER, 12.5, "code"),
    Column("报表", 15, "text"),
    Column("工作表", 13, "text"),
    Column(CELL, 8.5, "cell"),
    Column(KIND, 8, "severity"),
    Column(PROBLEM, 46, "text"),
    Column("填写内容", 16, "text"),
    Column(EXPLANATION, 26, "explanation"),
)
MARGINS_MM = {
    "left": 15.0,
    "right": 15.0,
    "top": 18.0,
    "bottom": 18.0,
    "header": 8.0,
    "footer": 9.0,
}
FOOTER = "&C第 &P 页，共 &N 页"


def texts_of(number: int, mark: Mark, explanation: str = "") -> list[str]:
    """The texts of one row, in the order of `COLUMNS`; the last is the unit's."""
    where = mark.sheet or ("整个文件" if mark.cell is None else "")
    return [
        str(number),
        mark.problem_no,
        mark.form_title,
        where,
        mark.cell or "",
        SEVERITY_WORDS[mark.severity],
        shortened(mark.message, _MOST_MESSAGE),
        shortened(mark.value or "", _MOST_VALUE),
        explanation,
    ]


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, with … where it was cut."""
    return text if len(text) <= most else text[: most - 1] + "…"


def summary(marks: Sequence[Mark]) -> str:
    """How many problems there are of each kind."""
    fatal = sum(mark.severity == "fatal" for mark in marks)
    return f"共 {len(marks)} 条：须改正 {fatal} 条，请核实 {len(marks) - fatal} 条。"


def height_of(texts: Sequence[str]) -> float:
    """The height in points that a row needs for its texts, wrapped into its columns."""
    lines = 1
    for column, text in zip(COLUMNS, texts, strict=True):
        lines = max(lines, sum(_lines(line, column.width) for line in text.split("\n")))
    return min(lines * _LINE_PT + _PADDING_PT, _MOST_HEIGHT_PT)


def _lines(text: str, width: float) -> int:
    letters = sum(1 if mark < "\u2000" else 2 for mark in text)
    return max(1, math.ceil(letters * _LETTER / (width - 1)))
