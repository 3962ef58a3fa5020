"""What a blank workbook holds: its forms, the rows that are filled in beforehand, its checks.

Plain data, from the forms, the registers and the release that stands; how it is laid out on sheets
is `sheets.py`'s.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from dagster_project.catalogue import declared_checks, readable_check
from dagster_project.decisions import Decisions, ReportingUnit, Term
from dagster_project.due_days import due_on, is_due
from dagster_project.forms import Code, Form

if TYPE_CHECKING:
    from dagster_project.blank_workbooks.open_items import OpenItems

Row = Mapping[str, object]
VILLAGES = "XC06"


@dataclass(frozen=True)
class BlankForm:
    """One form of the workbook: whether and until when it is due, rows filled in beforehand.

    `rows` are by field name with typed values, codes as their codes; `checks` code, severity and
    message as the catalogue says them.
    """

    form: Form
    due_on: date | None
    rows: Sequence[Row]
    checks: Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class BlankWorkbook:
    """A unit's workbook of a month; `forms` are those due, then those sent only on occasion."""

    unit: ReportingUnit
    period: str
    cover: Form
    forms: Sequence[BlankForm]
    code_lists: Mapping[str, Sequence[Code]]


class BlankContents:
    """Makes the contents of each unit's workbook of one month.

    Args:
        forms: all forms by code.
        code_lists: all code lists by name.
        decisions: registers and decisions of the home.
        period: the month, `2026-09`.
        open_items: the items that are open in the release that stands.
    """

    def __init__(
        self,
        forms: Mapping[str, Form],
        code_lists: Mapping[str, Sequence[Code]],
        decisions: Decisions,
        period: str,
        open_items: "OpenItems",
    ) -> None:
        self._forms = forms
        self._decisions = decisions
        self._period = period
        self._last_day = _last_day(period)
        self._open_items = open_items
        self._checks = _checks_by_form(forms)
        first_day = self._last_day.replace(day=1)
        self._code_lists = {
            name: [code for code in codes if _is_valid(code, first_day)]
            for name, codes in code_lists.items()
        }

    def units(self) -> list[ReportingUnit]:
        """The units that exist at the end of the month."""
        return [
            unit for unit in self._decisions.reporting_units if unit.is_valid_on(self._last_day)
        ]

    def of(self, unit: ReportingUnit) -> BlankWorkbook:
        """The workbook of a unit."""
        due = [f for f in self._forms.values() if is_due(f, unit.unit_kind, self._period)]
        occasional = [
            form
            for form in self._forms.values()
            if form.frequency in ("round", "on_change") and unit.unit_kind in form.unit_kinds
        ]
        return BlankWorkbook(
            unit=unit,
            period=self._period,
            cover=next(form for form in self._forms.values() if form.kind == "cover"),
            forms=[self._form(unit, form, is_due=True) for form in due]
            + [self._form(unit, form, is_due=False) for form in occasional],
            code_lists=self._code_lists,
        )

    def _form(self, unit: ReportingUnit, form: Form, is_due: bool) -> BlankForm:
        day = due_on(form, self._period, self._decisions.due_days) if is_due else None
        rows: Sequence[Row] = self._open_items.rows(form, unit.unit_code)
        if form.code == VILLAGES:
            rows = self._villages(unit, rows)
        return BlankForm(form, day, rows, self._checks.get(form.code, ()))

    def _villages(self, unit: ReportingUnit, reported: Sequence[Row]) -> list[Row]:
        """Every village that the register has in the month, with what was reported of it."""
        term = _running_term(self._decisions.terms, unit, self._last_day)
        known = {row["village_code"]: row for row in reported if row.get("term_no") == term}
        return [
            {
                **known.get(code, {}),
                "term_no": term,
                "village_code": code,
                "village_name": name,
                "town_code": town,
            }
            for code, name, town in _villages_of(self._decisions.regions, unit, self._last_day)
        ]


def _villages_of(
    regions: pa.Table, unit: ReportingUnit, day: date
) -> Iterable[tuple[str, str, str]]:
    """Code, name and town of the villages of a unit's region on a day, by code."""
    ends = pc.fill_null(regions["valid_to"], date.max)
    is_there = pc.and_(
        pc.less_equal(regions["valid_from"], day), pc.greater_equal(ends, pa.scalar(day))
    )
    towns = regions.filter(pc.and_(is_there, pc.equal(regions["parent_code"], unit.region_code)))[
        "region_code"
    ]
    villages = regions.filter(
        pc.and_(
            pc.and_(is_there, pc.equal(regions["region_level"], "village")),
            pc.is_in(regions["parent_code"], towns),
        )
    ).sort_by("region_code")
    columns = (villages[name].to_pylist() for name in ("region_code", "name", "parent_code"))
    return zip(*columns, strict=True)


def _running_term(terms: Iterable[Term], unit: ReportingUnit, day: date) -> int | None:
    for term in terms:
        is_running = term.started_on <= day and (term.ended_on is None or day <= term.ended_on)
        if term.region_code == unit.unit_code and is_running:
            return term.term_no
    return None


def _is_valid(code: Code, day: date) -> bool:
    text = day.isoformat()
    return (not code.valid_from or code.valid_from <= text) and (
        not code.valid_to or text <= code.valid_to
    )


def _checks_by_form(forms: Mapping[str, Form]) -> dict[str, list[Mapping[str, str]]]:
    found: dict[str, list[Mapping[str, str]]] = {}
    for check in sorted(declared_checks(), key=lambda check: str(check["code"])):
        code = check["code"].partition("-")[0]
        if code in forms:
            labels = {field.name: field.label for field in forms[code].fields}
            found.setdefault(code, []).append(readable_check(check, labels))
    return found


def _last_day(period: str) -> date:
    year, month = int(period[:4]), int(period[5:7])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
