"""What kind of row stands under a header: data, subtotal, note, signature or none of these.

Judges one row at a time by its texts and the table's columns; where a table begins and ends is
`tables.py`'s.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dagster_project.spreadsheets.headers import Header
from dagster_project.spreadsheets.statements import label_at_start
from dagster_project.spreadsheets.text import letters_only, simplified, width_folded

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
_TOTAL_WORD = re.compile(r"^.{0,4}?(?:小计|合计|总计|共计|累计)$")
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
_PAGE = re.compile(
    r"^[(—-]*(?:第[0-9一二三四五六七八九十]+页|共[0-9]+页|[接承续]上页|[转接续]下页|过次页|续表"
    r"|(?:本页|此页|本表)?以下(?:空白|无正文))"
)
_NOTHING = re.compile(
    r"^\(?(?:[本当此](?:[月期年]|季度|单位|县|市|区)){0,2}"
    r"(?:无|暂无|没有|零报告|未发[生现])(?:.{0,8}(?:情况|数据|事项|问题|线索|此项|发生))?[。)]?$"
)
_DAY = re.compile(
    r"^(?:[0-9]{4}|[二2][〇零○0-9一二三四五六七八九]{3})[-年./][^年]{1,3}[-月./].{1,3}日?$"
)
_COLOUR = re.compile("[色标標涂塗底颜顏填]")
_COLOURED = re.compile(
    "(?:[标涂][红黄绿蓝橙灰紫粉]|[红黄绿蓝橙灰紫粉]色|底色|颜色|底纹|填充)[^,。;]{0,6}(?:表示|代表|为|是|即|指|:)"
)
_SENTENCE = re.compile(r"[，。；、]")
_COLUMN_NUMBER = re.compile(r"^[(\[]?([0-9]{1,3})[)\]]?(?:=[0-9+\-*/×÷()]+)?$")
_COLUMN_LETTERS = frozenset((*"甲乙丙丁戊己", "栏次", "序号", "列次", *"ABCDEF"))
LONG_TEXT = 24
LEADING_TEXTS = 3
MAX_NOTE_CELLS = 3
MAX_LABEL_CELLS = 12


@dataclass(frozen=True)
class RowJudge:
    """Tells the kind of rows under one header.

    `above` are the texts of the lines above the table and of its header, as typed and in normal
    form, to know them again at a page break.
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
        if (keys[0] if keys else first) in self.above and self._is_repeated(row):
            return "repeated_heading"
        if self.header.form.row_labels:
            return self._kind_among_fixed(row, filled, first, keys)
        if keys and None not in [row[column] for column in self._required_columns]:
            if is_line_of_labels(row):
                return "signature"
            return "subtotal" if _is_total(first) or any(map(_is_total, keys)) else "data"
        return self._apart(row, filled, first) or self._data_or_unknown(row, keys)

    def is_untouched(self, rows: Iterable[Row]) -> bool:
        """Whether fixed rows have labels and nothing else, as in the blank workbook."""
        if not self.header.form.row_labels:
            return False
        values = [column for column in self._used_columns if column not in self._key_columns]
        return not any(row[column] is not None for row in rows for column in values)

    def _kind_among_fixed(
        self, row: Row, filled: int, first: str, keys: Sequence[str | None]
    ) -> RowClass:
        """The class of a row in a table with fixed rows, where 合计 is one of them.

        A text without figures, over rows that belong together, says nothing of its own.
        """
        if keys and letters_only(keys[0] or "") in self.header.form.row_labels:
            return "data"
        kind = self._apart(row, filled, first)
        if kind is None and filled == 1 and row[min(self._used_columns)] == first:
            return "note"
        return kind or self._data_or_unknown(row, keys)

    def _apart(self, row: Row, filled: int, first: str) -> RowClass | None:
        """The class of a row that is plainly no data."""
        compact = "".join(simplified(first).split())
        if self._is_only_numbering(row, filled):
            return "note"
        if _is_total(first) or total_in(row):
            return "subtotal"
        is_day = filled == 1 and bool(_DAY.match(compact))
        if is_day or _SIGNATURE.search(compact) or is_line_of_labels(row):
            return "signature"
        if filled <= MAX_NOTE_CELLS and _is_note(compact, filled):
            return "note"
        return "repeated_heading" if self._is_repeated(row) else None

    def _is_repeated(self, row: Row) -> bool:
        """Whether all that a row says was said above the table."""
        return all(letters_only(text) in self.above for text in row if text is not None)

    def _is_only_numbering(self, row: Row, filled: int) -> bool:
        """Only the 序号 of a row that was never filled in."""
        numbers = [row[column] or "" for column in self.header.ignored_columns]
        return filled == 1 and any(width_folded(text).strip().isdigit() for text in numbers)

    def _data_or_unknown(self, row: Row, keys: Sequence[str | None]) -> RowClass:
        values = sum(row[column] is not None for column in self._used_columns)
        if keys and (values >= 2 or _looks_like_key(keys[0] or "")):
            return "data"
        required = sum(row[column] is not None for column in self._required_columns)
        return "data" if required >= 2 or values >= 3 else "unknown"


def says_nothing(row: Row) -> bool:
    """Whether a row only says that there is nothing to report (本月无)."""
    texts = [text for text in row if text is not None]
    return len(texts) == 1 and bool(_NOTHING.match("".join(simplified(texts[0]).split())))


def is_foot_note(row: Row) -> bool:
    """Whether a lone text below all data is a note: a sentence or a numbered line."""
    texts = [text for text in row if text is not None]
    if len(texts) != 1:
        return False
    text = texts[0].strip()
    return len(text) > LONG_TEXT or bool(_NUMBERED.match(text)) or bool(_SENTENCE.search(text))


def is_line_of_labels(row: Row) -> bool:
    """Whether a row only names persons, unit or time: 填表人：甲某, or label and name in two cells.

    Labels alone, without a colon or anything beside them, may as well be headings.
    """
    texts = [text for text in row if text is not None]
    if not texts or len(texts) > MAX_LABEL_CELLS or texts[0].isascii():
        return False
    awaits = is_told = False
    for text in texts:
        folded = simplified(text).strip()
        label = label_at_start(folded) or _SIGNATURE.match("".join(folded.split()))
        if label is None and not awaits:
            return False
        is_told = is_told or label is None or ":" in label[0]
        awaits = label is not None and label.end() == len(label.string)
    return is_told


def is_beside_table(row: Row) -> bool:
    """Whether a row looks like a note or signature by itself, under whatever table it stands."""
    texts = [text for text in row if text is not None]
    compact = "".join(simplified(texts[0]).split())
    is_lone = len(texts) == 1 and bool(_DAY.match(compact))
    is_note = _is_note(compact, len(texts)) or bool(_SIGNATURE.search(compact))
    return is_lone or is_note or is_foot_note(row)


def _is_note(compact: str, filled: int) -> bool:
    is_lone = filled == 1 and bool(_COLOURED.search(compact))
    return is_lone or bool(_NOTE.search(compact)) or bool(_PAGE.match(compact))


def is_column_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns, as printed tables do (甲 乙 1 2 3=1+2 …)."""
    texts = ["".join(width_folded(text).split()) for text in row if text is not None]
    numbers = [int(found[1]) for text in texts if (found := _COLUMN_NUMBER.match(text))]
    letters = [text for text in texts if text in _COLUMN_LETTERS]
    is_counting = bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    is_first = bool(letters) or numbers[:1] in ([0], [1])
    return (
        len(numbers) >= 3 and len(numbers) + len(letters) == len(texts) and is_counting and is_first
    )


def says_by_colour(text: str) -> bool:
    """Whether a note gives a meaning to colours (标红的为已办结), which are not read."""
    return bool(_COLOUR.search(text) and _COLOURED.search("".join(simplified(text).split())))


def total_in(row: Row) -> str:
    """The word by which a row is a subtotal, in normal form; '' if none of its first texts is one.

    It may follow a number or a place; such a text holds little else.
    """
    for place, text in enumerate([text for text in row if text is not None][:LEADING_TEXTS]):
        word = _total_word(text, _TOTAL_WORD if place else _TOTAL)
        if word:
            return word
    return ""


def _total_word(text: str, pattern: re.Pattern[str]) -> str:
    if "计" not in text and "計" not in text:
        return ""
    word = letters_only(text)
    return word if pattern.match(word) else ""


def _is_total(text: str | None) -> bool:
    return text is not None and bool(_total_word(text, _TOTAL))


def _looks_like_key(text: str) -> bool:
    """A number such as 清巡字〔2026〕3号 rather than a sentence."""
    return len(text) <= 40 and any(mark.isdigit() for mark in text) and not _SENTENCE.search(text)
