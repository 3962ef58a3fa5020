"""The coverage statement of R01: who was due, who sent when, what was held back or carried on.

Reads `rpt_r01__coverage`. The numbers here are counts of reporting units and of rows received,
not indicators, so they carry no binding.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from dagster_project.documents.binding import clean
from dagster_project.documents.figures import read_rows
from dagster_project.documents.numbers import number_text, rate_text
from dagster_project.documents.wording import Wording

_COVERAGE = """
select unit_code, unit_name, state, is_nil, rows_received, rows_held_back, is_carried
from rpt_r01__coverage
where period = ?
order by sort_order, unit_code
"""


@dataclass(frozen=True)
class UnitCoverage:
    """What one unit due for the month sent. `state` is on_time, late, missing or returned."""

    code: str
    name: str
    state: str
    is_nil: bool
    rows_received: int
    rows_held_back: int
    is_carried: bool


@dataclass(frozen=True)
class Coverage:
    """All units due for the month, in table order."""

    units: list[UnitCoverage]

    @classmethod
    def read(cls, warehouse: duckdb.DuckDBPyConnection, period: str) -> "Coverage":
        """Read the coverage of a month ('2026-09')."""
        return cls(
            [
                UnitCoverage(
                    code=str(row["unit_code"]),
                    name=clean(str(row["unit_name"])),
                    state=str(row["state"]),
                    is_nil=bool(row["is_nil"]),
                    rows_received=int(str(row["rows_received"] or 0)),
                    rows_held_back=int(str(row["rows_held_back"] or 0)),
                    is_carried=bool(row["is_carried"]),
                )
                for row in read_rows(warehouse, _COVERAGE, [period])
            ]
        )

    @property
    def carried_codes(self) -> frozenset[str]:
        """The units whose figures go on from an earlier month."""
        return frozenset(unit.code for unit in self.units if unit.is_carried)

    def where(self, holds: Callable[[UnitCoverage], bool]) -> list[UnitCoverage]:
        """Return the units for which something holds."""
        return [unit for unit in self.units if holds(unit)]


def _names(units: Iterable[UnitCoverage], wording: Wording) -> str:
    return wording.listed(unit.name for unit in units)


def _count(number: int) -> str:
    return number_text(Decimal(number))


def coverage_sentences(coverage: Coverage, wording: Wording) -> list[str]:
    """Return the statement's paragraphs: punctuality, rows, and what is carried on."""
    return [
        text
        for text in (
            _punctuality(coverage, wording),
            _rows(coverage, wording),
            _carried(coverage, wording),
        )
        if text
    ]


def _punctuality(coverage: Coverage, wording: Wording) -> str:
    words, due = wording.phrases.coverage, len(coverage.units)
    if not due:
        return ""
    on_time = len(coverage.where(lambda unit: unit.state == "on_time"))
    told = wording.say(
        words.due,
        due=_count(due),
        on_time=_count(on_time),
        rate=rate_text(Decimal(on_time) / due),
    )
    if on_time == due:
        told += wording.say(words.all_on_time)
    for pattern, units in (
        (words.late, coverage.where(lambda unit: unit.state == "late")),
        (words.missing, coverage.where(lambda unit: unit.state == "missing")),
        (words.returned, coverage.where(lambda unit: unit.state == "returned")),
        (words.nil, coverage.where(lambda unit: unit.is_nil)),
    ):
        if units:
            told += wording.say(pattern, count=_count(len(units)), units=_names(units, wording))
    return told


def _rows(coverage: Coverage, wording: Wording) -> str:
    words = wording.phrases.coverage
    received = sum(unit.rows_received for unit in coverage.units)
    held_back = sum(unit.rows_held_back for unit in coverage.units)
    if not received:
        return ""
    told = wording.say(words.rows, received=_count(received), used=_count(received - held_back))
    if not held_back:
        return told + wording.say(words.all_used)
    units = wording.listed(
        wording.say(words.held_back_unit, unit=unit.name, count=_count(unit.rows_held_back))
        for unit in coverage.units
        if unit.rows_held_back
    )
    return told + wording.say(words.held_back, count=_count(held_back), units=units)


def _carried(coverage: Coverage, wording: Wording) -> str:
    words, units = wording.phrases.coverage, coverage.where(lambda unit: unit.is_carried)
    if not units:
        return wording.say(words.none_carried)
    return wording.say(
        words.carried,
        count=_count(len(units)),
        units=_names(units, wording),
        mark=wording.phrases.carried_mark,
    )
