"""The statement on reporting: who was due, who sent when, what was held back or carried on.

Reads `rpt_<report>__coverage`; a report on several forms has a column `form` there. The numbers
here are counts of reporting units and of rows received, not indicators, so they carry no binding.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from dagster_project.documents.binding import clean
from dagster_project.documents.figures import read_rows
from dagster_project.documents.numbers import number_text, rate_text
from dagster_project.documents.wording import Wording

_COVERAGE = """
select *
from rpt_{report}__coverage
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
    def read(
        cls, warehouse: duckdb.DuckDBPyConnection, report: str, period: str, forms: Collection[str]
    ) -> dict[str, "Coverage"]:
        """Return form → its coverage of the month ('2026-09').

        Where `forms` is empty the report has but one, and its coverage stands under ''.
        """
        units: dict[str, list[UnitCoverage]] = {}
        query = _COVERAGE.format(report=report.lower())
        for row in read_rows(warehouse, query, [period]):
            units.setdefault(str(row["form"]) if forms else "", []).append(_unit(row))
        return {form: cls(listed) for form, listed in units.items()}

    @property
    def carried_codes(self) -> frozenset[str]:
        """The units whose figures go on from an earlier month."""
        return frozenset(unit.code for unit in self.units if unit.is_carried)

    def where(self, holds: Callable[[UnitCoverage], bool]) -> list[UnitCoverage]:
        """Return the units for which something holds."""
        return [unit for unit in self.units if holds(unit)]


def _unit(row: dict[str, object]) -> UnitCoverage:
    return UnitCoverage(
        code=str(row["unit_code"]),
        name=clean(str(row["unit_name"])),
        state=str(row["state"]),
        is_nil=bool(row["is_nil"]),
        rows_received=int(str(row["rows_received"] or 0)),
        rows_held_back=int(str(row["rows_held_back"] or 0)),
        is_carried=bool(row["is_carried"]),
    )


def _names(units: Iterable[UnitCoverage]) -> list[str]:
    return [unit.name for unit in units]


def _count(number: int) -> str:
    return number_text(Decimal(number))


def coverage_sentences(coverage: Coverage, wording: Wording, form_zh: str = "") -> list[str]:
    """Return the statement's paragraphs on a form: punctuality, rows, and what is carried on."""
    return [
        text
        for text in (
            _punctuality(coverage, wording, form_zh),
            _rows(coverage, wording, form_zh),
            _carried(coverage, wording, form_zh),
        )
        if text
    ]


def _punctuality(coverage: Coverage, wording: Wording, form_zh: str) -> str:
    words, due = wording.phrases.coverage, len(coverage.units)
    if not due:
        return ""
    on_time = len(coverage.where(lambda unit: unit.state == "on_time"))
    told = wording.say(
        words.due,
        form_zh=form_zh,
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
            named = wording.shortened(_names(units))
            told += wording.say(pattern, count=_count(len(units)), units=named)
    return told


def _rows(coverage: Coverage, wording: Wording, form_zh: str) -> str:
    words = wording.phrases.coverage
    received = sum(unit.rows_received for unit in coverage.units)
    held_back = sum(unit.rows_held_back for unit in coverage.units)
    if not received:
        return ""
    told = wording.say(
        words.rows,
        form_zh=form_zh,
        received=_count(received),
        used=_count(received - held_back),
    )
    if not held_back:
        return told + wording.say(words.all_used)
    units = wording.shortened(
        [
            wording.say(words.held_back_unit, unit=unit.name, count=_count(unit.rows_held_back))
            for unit in coverage.units
            if unit.rows_held_back
        ]
    )
    return told + wording.say(words.held_back, count=_count(held_back), units=units)


def _carried(coverage: Coverage, wording: Wording, form_zh: str) -> str:
    words, units = wording.phrases.coverage, coverage.where(lambda unit: unit.is_carried)
    if not units:
        return wording.say(words.none_carried, form_zh=form_zh)
    return wording.say(
        words.carried,
        form_zh=form_zh,
        count=_count(len(units)),
        # The pattern itself says how many they are.
        units=wording.first(_names(units)),
        mark=wording.phrases.carried_mark,
    )
