"""What kind of row stands under a header: data, subtotal, note, signature or none of these.

Judges one row at a time by its texts and the table's columns; where a table begins and ends is
`tables.py`'s.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dagster_project.spreadsheets.headers import Header
from dagster_project.spreadsheets.text import letters_only, width_folded

RowClass = Literal[
    "data", "heading", "repeated_heading", "subtotal", "note", "signature", "unknown"
]
Row = tuple[str | None, ...]

REASONS: dict[RowClass, str] = {
    "heading": "标题、说明行或表头",
    "repeated_heading": "重复的标题或表头",
    "subtotal": "小计、合计行",
    "note": "注释、说明文字",
    "signature": "填表人、审核人等签字行",
    "unknown": "不是数据行，也不是能识别的合计、注释或签字行",
}

_TOTAL = re.compile(r"^.{0,20}?(?:小计|合计|总计|共计|累计)(?:数|人数|件数|金额)?$")
_NOTE = re.compile(
    r"^[\[【(]?(?:注|备注|说明|填表说明|填报说明|注释|提示|附注|注意)(?:[\]】):0-9一二三]|$)|^[※*★]"
)
_NUMBERED = re.compile(r"^[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]")
_SIGNATURE = re.compile(
    r"^(?:填表|填报|制表|编制|经办|审核|复核|审批|签发|报送|联系|负责|责任|校对)人?(?:员)?"
    r"(?:签字|签名|签章)?(?:[:(]|$)"
    r"|^(?:单位|主要|分管|部门|科室)?(?:负责人|负责同志|领导)(?:签字|签名|签章)?(?:[:(]|$)"
    r"|^(?:联系|办公)?(?:电话|手机)(?:号码)?[:(]"
    r"|^(?:填表|填报|制表|报送|报出|上报)?(?:日期|时间)[:(]"
    r"|^(?:填报|报送|填表|上报)?单位(?:名称)?(?:\([^()]*\))?:"
    r"|^(?:报告|报表|报送|填报|统计|所属|所属时)期别?:|^(?:报告|填报|所属|统计|报表)月份:|^表号:"
    r"|^(?:签字|签名|签章|盖章|公章)[:(]?$|^\((?:盖章|公章)\)$"
)
_SENTENCE = re.compile(r"[，。；、]")
LONG_TEXT = 24
MAX_NOTE_CELLS = 3


@dataclass(frozen=True)
class RowJudge:
    """Tells the kind of rows under one header.

    `above` are the texts of the lines above the table, to know them again at a page break.
    """

    header: Header
    above: frozenset[str]

    @cached_property
    def _key_columns(self) -> tuple[int, ...]:
        fields = self.header.fields
        return tuple(fields[name] for name in self.header.form.keys if name in fields)

    @cached_property
    def _required_columns(self) -> tuple[int, ...]:
        fields = self.header.fields
        return tuple(fields[name] for name in self.header.form.required if name in fields)

    @cached_property
    def _used_columns(self) -> tuple[int, ...]:
        return tuple(self.header.fields.values())

    def kind(self, row: Row) -> RowClass | None:
        """Return the class of a row; None if it is blank."""
        filled = len(row) - row.count(None)
        if not filled:
            return None
        first = next(text for text in row if text is not None)
        keys = [row[column] for column in self._key_columns if row[column] is not None]
        labels = self.header.form.row_labels
        if labels and keys and letters_only(keys[0] or "") in labels:
            return "data"  # 合计 is one of the rows that such a table has
        if keys and not labels and None not in [row[column] for column in self._required_columns]:
            return "subtotal" if _is_total(first) or any(map(_is_total, keys)) else "data"
        return self._apart(row, filled, first) or self._data_or_unknown(row, keys)

    def _apart(self, row: Row, filled: int, first: str) -> RowClass | None:
        """The class of a row that is plainly no data."""
        compact = "".join(width_folded(first).split())
        if self._is_only_numbering(row, filled):
            return "note"
        if _is_total(first) or self._has_total_beside_numbering(row):
            return "subtotal"
        if _SIGNATURE.search(compact):
            return "signature"
        if filled <= MAX_NOTE_CELLS and _NOTE.search(compact):
            return "note"
        if filled <= MAX_NOTE_CELLS and all(
            letters_only(text) in self.above for text in row if text is not None
        ):
            return "repeated_heading"
        return None

    def _is_only_numbering(self, row: Row, filled: int) -> bool:
        """Only the 序号 of a row that was never filled in."""
        numbers = [row[column] or "" for column in self.header.ignored_columns]
        return filled == 1 and any(width_folded(text).strip().isdigit() for text in numbers)

    def _has_total_beside_numbering(self, row: Row) -> bool:
        """A total whose word stands second, after a number or place in an unused column."""
        leading = [(column, text) for column, text in enumerate(row) if text is not None][:2]
        is_unused = leading[0][0] not in self._used_columns
        return is_unused and any(_is_total(text) for _, text in leading)

    def _data_or_unknown(self, row: Row, keys: Sequence[str | None]) -> RowClass:
        values = sum(row[column] is not None for column in self._used_columns)
        if keys and (values >= 2 or _looks_like_key(keys[0] or "")):
            return "data"
        required = sum(row[column] is not None for column in self._required_columns)
        return "data" if required >= 2 or values >= 3 else "unknown"


def is_foot_note(row: Row) -> bool:
    """Whether a lone text below all data is a note: a sentence or a numbered line."""
    texts = [text for text in row if text is not None]
    if len(texts) != 1:
        return False
    text = texts[0].strip()
    return len(text) > LONG_TEXT or bool(_NUMBERED.match(text)) or bool(_SENTENCE.search(text))


def is_column_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns (甲 乙 1 2 3 …), as printed tables do."""
    texts = ["".join(width_folded(text).split()) for text in row if text is not None]
    numbers = [int(text.strip("()")) for text in texts if text.strip("()").isascii()
               and text.strip("()").isdigit()]  # fmt: skip
    letters = [text for text in texts if text in tuple("甲乙丙丁戊己")]
    is_counting = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else 0
    return len(numbers) >= 3 and len(numbers) + len(letters) == len(texts) and bool(is_counting)


def _is_total(text: str | None) -> bool:
    if text is None or "计" not in text:
        return False
    return bool(_TOTAL.match(letters_only(text)))


def _looks_like_key(text: str) -> bool:
    """A number such as 清巡字〔2026〕3号 rather than a sentence."""
    return len(text) <= 40 and any(mark.isdigit() for mark in text) and not _SENTENCE.search(text)
