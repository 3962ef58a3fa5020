"""What counts at a moment: which parts are in force, and which of their rows are used.

The rules of the contract, worked out in plain Python from the truth. Shared by all `expected_*`.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from dagster_project.demonstration.fields import COVER, FORMS, Value, to_text
from dagster_project.demonstration.queries_registers import (
    PARENTS,
    Registers,
    missing_places,
    missing_units,
)
from dagster_project.demonstration.queries_work import out_of_scale
from dagster_project.demonstration.truth import Truth, TruthFile, TruthPart, TruthRow, TruthSheet

_PRIVATE = re.compile(r"(?<!\d)(?:\d{17}[0-9Xx]|\d{15}|1[3-9]\d{9})(?!\d)")
_COVER_REQUIRED = ("form_code", "declared_rows_count")
KeyValues = tuple[Value, ...]


@dataclass
class RowState:
    """A data row of a part and its fatal problems as (check code, field).

    `key` holds the values of the form's key; None if one of them is blank or cannot be read.
    """

    sheet: TruthSheet
    row: TruthRow
    key: KeyValues | None = None
    fatal: list[tuple[str, str]] = field(default_factory=list)

    @property
    def values(self) -> dict[str, Value]:
        """The canonical values, blanks left out."""
        return self.row.values

    def read(self, names: tuple[str, ...]) -> KeyValues | None:
        """Return the values of fields; None if one of them is blank or cannot be read."""
        values = tuple(self.values.get(name) for name in names)
        return None if None in values else values


def key_text(key: KeyValues) -> str:
    """Return the key of an item as one text."""
    return "|".join(to_text(value) or "" for value in key)


@dataclass
class PartState:
    """A part with its status and its rows; `unknown` counts the rows of no known class."""

    file: TruthFile
    part: TruthPart
    rows: list[RowState]
    unknown: int
    status: str

    @property
    def period(self) -> str:
        """The reporting month of the part; empty where it cannot be told."""
        return self.part.period or ""

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
        """Take the files received by `as_of` (none of the later ones is known)."""
        self.truth, self.as_of = truth, as_of
        files = [file for file in truth.files if file.received_at <= as_of]
        files.sort(key=lambda file: (file.received_at, file.extraction_id))
        self.parts = [_part(file, part) for file in files for part in file.parts]
        self.in_force: dict[Key, PartState] = {}
        for part in self.parts:
            self._place(part)
        self.groups = {
            unit.unit_code: [
                unit.unit_code,
                *[
                    other.unit_code
                    for other in truth.units
                    if other.successor_code == unit.unit_code
                ],
            ]
            for unit in truth.units
        }
        self.first_seen = cache(self._first_seen)
        self.parts_of = cache(self._parts_of)
        self._hold_back(Registers(truth))

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
        part.status = "accepted"
        self.in_force[key] = part

    def _hold_back(self, registers: Registers) -> None:
        """Hold back rows whose parent or place is nowhere; then tell which parts hold rows back."""
        for part in self.parts:
            if part.status != "returned" and part.part.form in FORMS:
                for row in part.rows:
                    row.fatal += self._orphaned(part, row)
                    row.fatal += missing_places(part.part.form, row.values, part.period, registers)
                    row.fatal += missing_units(part.part.form, row.values, registers)
        for part in self.in_force.values():
            if part.rows_used < part.rows_received:
                part.status = "accepted_with_held_rows"

    def _orphaned(self, part: PartState, row: RowState) -> list[tuple[str, str]]:
        found = []
        for parent in PARENTS.get(part.part.form or "", ()):
            wanted = row.read(parent.fields)
            if wanted is not None and not self.is_told(
                parent.form, parent.fields, str(part.part.unit_code), wanted, part.period
            ):
                found.append(("ROW-07", parent.place))
        return found

    # -- what has been told ------------------------------------------------------------------

    def _first_seen(self, form: str, names: tuple[str, ...]) -> dict[str, dict[KeyValues, str]]:
        """Return by unit the values that any data row in force has, with their first period."""
        seen: dict[str, dict[KeyValues, str]] = {}
        for (unit_code, of_form, period), part in self.in_force.items():
            if of_form != form:
                continue
            of_unit = seen.setdefault(str(unit_code), {})
            for row in part.rows:
                values = row.read(names)
                if values is not None:
                    of_unit[values] = min(of_unit.get(values, str(period)), str(period))
        return seen

    def is_told(
        self, form: str, names: tuple[str, ...], unit_code: str, values: KeyValues, period: str
    ) -> bool:
        """Return whether a unit, or one merged into it, has told values by a period."""
        seen = self.first_seen(form, names)
        return any(
            seen.get(code, {}).get(values, "9999-99") <= period
            for code in self.groups.get(unit_code, [unit_code])
        )

    def has_told_any(self, form: str, names: tuple[str, ...], unit_code: str, period: str) -> bool:
        """Return whether a unit, or one merged into it, has told any values by a period."""
        seen = self.first_seen(form, names)
        return any(
            first <= period
            for code in self.groups.get(unit_code, [unit_code])
            for first in seen.get(code, {}).values()
        )

    def _parts_of(self, unit_code: str, form: str) -> list[PartState]:
        """Return the in-force parts of a form of a unit, oldest period first."""
        return sorted(
            (
                part
                for (unit, of_form, _), part in self.in_force.items()
                if (unit, of_form) == (unit_code, form)
            ),
            key=lambda part: part.period,
        )

    def months(self) -> list[str]:
        """Return the first and last month with a form in force; empty when there is none."""
        months = sorted(str(period) for _, form, period in self.in_force if form in FORMS)
        return [months[0], months[-1]] if months else []


def _part(file: TruthFile, part: TruthPart) -> PartState:
    found = file.rows_of(part.form)
    rows = [RowState(sheet, row) for sheet, row in found if row.row_class == "data"]
    state = PartState(file, part, rows, len(found) - len(rows), "")
    if part.form in FORMS:
        names = FORMS[part.form].key
        for row in rows:
            row.key = row.read(names)
        counts = Counter(row.key for row in rows if row.key is not None)
        for row in rows:
            row.fatal = _fatal(part.form, row, counts)
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


def _fatal(form: str, state: RowState, counts: Counter[KeyValues]) -> list[tuple[str, str]]:
    """Return the fatal problems that a row has by itself and beside the others of its part."""
    row, values, spec = state.row, state.values, FORMS[form]
    found = [(code, name) for name, code in row.wrong.items()]
    found += _blank_required(state, spec.required)
    if state.key is not None and counts[state.key] > 1:
        found.append(("ROW-05", spec.key[-1]))
    found += [
        ("ROW-06", name) for name in spec.free_text if _PRIVATE.search(str(values.get(name) or ""))
    ]
    if values.get("is_void") and "void_reason" not in values and "void_reason" not in row.wrong:
        found.append((f"{form}-F01", "void_reason"))
    return found + out_of_scale(form, values)
