"""What counts at a moment: which parts are in force, and which of their rows are used.

The rules of the contract, worked out in plain Python from the truth. Shared by all `expected_*`.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from dagster_project.demonstration.fields import CLUES, COVER, FREE_TEXT, REQUIRED, Value
from dagster_project.demonstration.truth import Truth, TruthFile, TruthPart, TruthRow, TruthSheet

_PRIVATE = re.compile(r"(?<!\d)(?:\d{17}[0-9Xx]|\d{15}|1[3-9]\d{9})(?!\d)")
_COVER_REQUIRED = ("form_code", "declared_rows_count")
_ACCEPTED = ("accepted", "accepted_with_held_rows")


@dataclass
class RowState:
    """A data row of a part and its fatal problems as (check code, field)."""

    sheet: TruthSheet
    row: TruthRow
    fatal: list[tuple[str, str]] = field(default_factory=list)

    @property
    def values(self) -> dict[str, Value]:
        """The canonical values, blanks left out."""
        return self.row.values

    @property
    def clue_no(self) -> str | None:
        """The number of the clue, if it can be read."""
        number = self.values.get("clue_no")
        return None if number is None else str(number)


@dataclass
class PartState:
    """A part with its status and its rows; `unknown` counts the rows of no known class."""

    file: TruthFile
    part: TruthPart
    rows: list[RowState]
    unknown: int
    status: str

    @property
    def rows_received(self) -> int:
        """Data rows and unknown rows."""
        return len(self.rows) + self.unknown

    @property
    def used(self) -> list[RowState]:
        """The rows that count: none of a returned part, else those without a fatal problem."""
        if self.part.reader_status == "returned":
            return []
        return [row for row in self.rows if not row.fatal]

    @property
    def rows_used(self) -> int:
        """The number of rows that count."""
        return len(self.used)


Key = tuple[str | None, str | None, str | None]


class Evidence:
    """The parts received by a moment.

    `parts` are in the order of receipt; `in_force` is by (unit, form, period).
    """

    def __init__(self, truth: Truth, as_of: datetime) -> None:
        """Take the files received by `as_of` (None of the later ones is known)."""
        self.truth, self.as_of = truth, as_of
        files = [file for file in truth.files if file.received_at <= as_of]
        files.sort(key=lambda file: (file.received_at, file.extraction_id))
        self.parts = [_part(file, part) for file in files for part in file.parts]
        self.in_force: dict[Key, PartState] = {}
        for part in self.parts:
            self._place(part)

    def _place(self, part: PartState) -> None:
        """Decide the status of a part by what is in force when it comes."""
        if part.part.reader_status == "returned":
            part.status = "returned"
            return
        key = (part.part.unit_code, part.part.form, part.part.period)
        current = self.in_force.get(key)
        if current is not None and current.file.sha256 == part.file.sha256:
            part.status = "duplicate"
            return
        if current is not None:
            current.status = "superseded"
        is_held = part.rows_used < part.rows_received
        part.status = "accepted_with_held_rows" if is_held else "accepted"
        self.in_force[key] = part

    def clue_parts(self, unit_code: str) -> list[PartState]:
        """Return the in-force parts of a unit's clues, oldest period first."""
        keys = sorted(
            str(period)
            for unit, form, period in self.in_force
            if unit == unit_code and form == CLUES
        )
        return [self.in_force[(unit_code, CLUES, period)] for period in keys]

    def months(self) -> list[str]:
        """Return the first and last month with clues in force; empty when there is none."""
        months = sorted(str(period) for _, form, period in self.in_force if form == CLUES)
        return [months[0], months[-1]] if months else []


def _part(file: TruthFile, part: TruthPart) -> PartState:
    found = file.rows_of(part.form)
    rows = [RowState(sheet, row) for sheet, row in found if row.row_class == "data"]
    state = PartState(file, part, rows, len(found) - len(rows), "")
    if part.form == CLUES:
        numbers = Counter(row.clue_no for row in rows if row.clue_no is not None)
        for row in rows:
            row.fatal = _fatal(row, numbers)
    if part.form == COVER:
        for row in rows:
            row.fatal = _blank_required(row, _COVER_REQUIRED)
    return state


def _blank_required(state: RowState, names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        ("ROW-04", name)
        for name in names
        if name not in state.values and name not in state.row.wrong
    ]


def _fatal(state: RowState, numbers: Counter[str]) -> list[tuple[str, str]]:
    """Return the fatal problems of a row of clues."""
    row, values = state.row, state.values
    found = [(code, name) for name, code in row.wrong.items()]
    found += _blank_required(state, REQUIRED)
    if state.clue_no is not None and numbers[state.clue_no] > 1:
        found.append(("ROW-05", "clue_no"))
    found += [
        ("ROW-06", name) for name in FREE_TEXT if _PRIVATE.search(str(values.get(name) or ""))
    ]
    if values.get("is_void") and "void_reason" not in values and "void_reason" not in row.wrong:
        found.append(("XC04-F01", "void_reason"))
    return found
