"""What a heading that nobody knows may mean: the nearest fields, proposed and never assigned.

Compares the heading's characters with those of the fields' headings, and asks of a few values below
whether they could be of a field's type. Only a clerk decides (`confirmed.py`); types are given by
dbt, from rules of its own.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dagster_project.spreadsheets.context import ReaderContext, ReaderField, ReaderForm
from dagster_project.spreadsheets.grid import Sheet
from dagster_project.spreadsheets.headers import HeadingCell
from dagster_project.spreadsheets.tables import Table
from dagster_project.spreadsheets.text import letters_only

SAMPLES = 3
MOST_CANDIDATES = 5
ALIKE = 500  # per mille
SAMPLE_LENGTH = 40

_BLANK = frozenset({"", "-", "--", "—", "——", "/", "无"})
_YEAR_MONTH_DAY = re.compile(
    r"([0-9]{2}|[0-9]{4})[-/.年—][0-9]{1,2}[-/.月—][0-9]{1,2}[日号]?(?:[0-9:.]*)"
    r"|[0-9]{4}[-/.年—][0-9]{1,2}月?|[0-9]{1,2}月[0-9]{1,2}[日号]"
    r"|[〇零○二]+[〇零○一二三四五六七八九]{2,3}年[一二三四五六七八九十]{1,2}月"
    r"(?:[一二三四五六七八九十]{1,3}[日号])?"
    r"|20[0-9]{2}[01][0-9][0-3][0-9]"
)
_SERIAL = re.compile(r"[3-7][0-9]{4}(?:\.[0-9]+)?")
_ROUGH = r"(?:约|大约|近|超|超过|逾|至少|不少于)?"
_REMARK = r"(?:余|多|以上|左右|上下)?(?:\([^()]*\))?"
_COUNTED = "[人件个名次条起轮届份家户项批处篇场支所]*"
_WHOLE = re.compile(
    rf"第?{_ROUGH}(?:[0-9]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?:\.0+)?(?:余|多)?{_COUNTED}{_REMARK}"
)
_NUMERAL = re.compile(rf"第?[〇零一二两三四五六七八九十百千万]+{_COUNTED}")
_DECIMAL = re.compile(
    rf"{_ROUGH}[¥￥]?-?(?:[0-9]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?:\.[0-9]+)?(?:余|多)?"
    rf"(?:万元|万余元|万多元|元|万|亿元|亿|分|%)?{_REMARK}"
)
_TICKS = frozenset("是否√×x✓✔☑✗✘☐□■有无对错10yn") | {"1.0", "0.0", "yes", "no", "true", "false"}
_SEPARATORS = re.compile(r"[、,;/\s]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field without a column that a heading may mean; `similarity` of the names per mille.

    `is_fitting` is whether every sample could be of its type, `is_missing` whether the form cannot
    do without it.
    """

    field: str
    label: str
    similarity: int
    is_fitting: bool
    is_missing: bool

    @property
    def is_serious(self) -> bool:
        """Whether to wait for the office rather than to go on without the column."""
        return self.is_fitting and (self.similarity >= ALIKE or self.is_missing)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A heading that no field of the form has, with what stands below and what it may mean."""

    form: str
    sheet: str
    table: int
    cell: str
    column: int
    heading: str
    samples: tuple[str, ...]
    candidates: tuple[Candidate, ...]

    @property
    def serious(self) -> tuple[Candidate, ...]:
        """The candidates for whose sake the part waits; none where nothing stands below."""
        return tuple(c for c in self.candidates if c.is_serious) if self.samples else ()


def may_be_complete(missing: Collection[str], proposals: Sequence[Proposal]) -> bool:
    """Whether unknown headings could hold every required field that a table lacks."""
    waiting = [proposal for proposal in proposals if proposal.serious]
    supplied = {candidate.field for proposal in waiting for candidate in proposal.serious}
    return len(missing) <= len(waiting) and supplied.issuperset(missing)


def proposals_in(sheet: Sheet, table: Table, context: ReaderContext) -> list[Proposal]:
    """Return a proposal for each heading of a table that means nothing to its form."""
    header = table.header
    taken = {use.field for use in header.uses}
    found = []
    for cell in header.unrecognised:
        if not letters_only(cell.full):
            continue
        samples = _samples(sheet.columns[cell.column], table.data_rows)
        found.append(
            Proposal(
                form=table.form.code,
                sheet=sheet.name,
                table=table.number,
                cell=sheet.address(cell.row, cell.column),
                column=cell.column,
                heading="".join(cell.full.split()),
                samples=samples,
                candidates=candidates(cell, samples, table.form, taken, context.code_spellings),
            )
        )
    return found


def candidates(
    cell: HeadingCell,
    samples: Sequence[str],
    form: ReaderForm,
    taken: Collection[str],
    spellings: Mapping[str, frozenset[str]],
) -> tuple[Candidate, ...]:
    """Return the fields that a heading may mean, the likeliest first, a handful at most."""
    found = []
    for field in form.fields:
        if field.name not in taken:
            known = (key for key, name in form.headings.items() if name == field.name)
            spoken = {cell.full, cell.text or ""}
            similarity = max(similar(text, key) for key in known for text in spoken)
            is_fitting = all(could_be(field, text, spellings) for text in samples)
            is_missing = field.is_required
            found.append(Candidate(field.name, field.label, similarity, is_fitting, is_missing))
    likely = [one for one in found if one.is_serious or one.similarity]
    likely.sort(key=lambda one: (not one.is_serious, not one.is_fitting, -one.similarity))
    return tuple(likely[: max(MOST_CANDIDATES, sum(one.is_serious for one in likely))])


def similar(first: str, second: str) -> int:
    """Dice's measure of two headings' sets of characters, per mille.

    >>> similar("移交时间", "移交日期")
    500
    """
    one, other = set(letters_only(first)), set(letters_only(second))
    return 2000 * len(one & other) // (len(one) + len(other)) if one or other else 0


def could_be(field: ReaderField, text: str, spellings: Mapping[str, frozenset[str]]) -> bool:
    """Whether a text could be a value of a field; anything could be a text."""
    if field.type in ("code", "codes"):
        known = spellings.get(field.code_list or "", frozenset())
        return could_be_codes(text, known) if field.type == "codes" else could_be_code(text, known)
    return _TYPES[field.type](text) if field.type in _TYPES else True


def could_be_date(text: str) -> bool:
    """A day or month as returns write it, or Excel's number for one."""
    folded = _folded(text)
    return bool(_YEAR_MONTH_DAY.fullmatch(folded) or _SERIAL.fullmatch(folded))


def could_be_integer(text: str) -> bool:
    """A whole number, with a counting word or a rough one, in digits or numerals."""
    folded = _folded(text)
    return bool(_WHOLE.fullmatch(folded) or _NUMERAL.fullmatch(folded))


def could_be_decimal(text: str) -> bool:
    """A number, perhaps of money or a percentage."""
    folded = _folded(text)
    return bool(_DECIMAL.fullmatch(folded) or _NUMERAL.fullmatch(folded))


def could_be_boolean(text: str) -> bool:
    """A tick, a cross, or a word for yes or no."""
    return _folded(text).casefold() in _TICKS


def could_be_code(text: str, spellings: Collection[str]) -> bool:
    """An entry of a code list, by code, label or alias (`spellings`, in normal form)."""
    return letters_only(text) in spellings


def could_be_codes(text: str, spellings: Collection[str]) -> bool:
    """One or several entries of a code list."""
    parts = [part for part in _SEPARATORS.split(unicodedata.normalize("NFKC", text)) if part]
    return bool(parts) and all(could_be_code(part, spellings) for part in parts)


_TYPES: dict[str, Callable[[str], bool]] = {
    "date": could_be_date,
    "integer": could_be_integer,
    "decimal": could_be_decimal,
    "boolean": could_be_boolean,
}


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _samples(column: Sequence[str | None], rows: Iterable[int]) -> tuple[str, ...]:
    """The first few different values of a column that say something."""
    found: dict[str, None] = {}
    for row in rows:
        text = column[row]
        if text is not None and _folded(text) not in _BLANK:
            found.setdefault(text[:SAMPLE_LENGTH])
            if len(found) == SAMPLES:
                break
    return tuple(found)
