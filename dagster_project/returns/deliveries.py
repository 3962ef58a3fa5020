"""What came and what is wrong with it, read from a release: the ground on which notices are sent.

Rows in, typed values out. Which problems a notice is about and when it closes is in `verdicts.py`;
what counts as returned, held back or explained is decided in the warehouse.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import duckdb

from dagster_project.intake import archive
from dagster_project.returns.marks import Severity

IN_FORCE = frozenset({"accepted", "accepted_with_held_rows"})
RETURNED, WAITING = "returned", "waiting_layout"
# States of what is due in which nothing of it is in force.
NOT_RECEIVED = frozenset({"missing", "returned"})
# A heading that the office confirms: the part waits, and the unit has nothing to do.
WAITING_CHECK = "PART-10"
CELL = re.compile(r"([A-Z]+)([0-9]+)")

PARTS_SQL = """
    select
        extraction_id, sha256, file_name, received_at, form, unit_code, period, status,
        rows_received, rows_used, rows_held_back
    from submission_parts
    order by received_at nulls last, file_name nulls last, sha256, form nulls first
"""
PROBLEMS_SQL = """
    select
        extraction_id, problem_no, check_code, severity, form, sheet, cell, value, message
    from problems
    where severity = 'fatal' or not is_explained
    order by all nulls first
"""
COLUMNS_SQL = """
    select extraction_id, form, sheet, column_letter, field
    from part_columns
    order by all nulls last
"""
STATUS_SQL = """
    select unit_code, form, period, due_on, received_at, state
    from submission_status
    order by unit_code nulls last, period nulls last, form nulls last
"""
UNITS_SQL = """
    select unit_code, unit_name, valid_from_on, valid_to_on
    from dim_reporting_unit
    order by unit_code nulls last, valid_from_on nulls first
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One form in a delivery; `form` is None where no table could be placed."""

    form: str | None
    status: str
    rows_received: int
    rows_used: int
    rows_held_back: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem that is not explained; `form` is None where the whole file is meant.

    `field` is the identifier of the column that the cell stands in, None where that is not known.
    """

    problem_no: str
    check_code: str
    severity: Severity
    form: str | None
    sheet: str
    cell: str | None
    value: str | None
    message: str
    field: str | None

    @property
    def place(self) -> tuple[str, str, int, int, str, str, str]:
        """Where it stands, to sort by: form, sheet, row, column."""
        found = CELL.fullmatch(self.cell or "")
        column, row = (found[1], int(found[2])) if found else ("", 0)
        letters = (len(column), column)
        return self.form or "", self.sheet, row, *letters, self.check_code, self.message


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file as it came once, as it is read now. Unit and month are None where not known."""

    delivery_id: str
    file_name: str
    received_at: datetime
    original: Path
    unit_code: str | None
    period: str | None
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]

    @property
    def base_name(self) -> str:
        """The file's name without its folders."""
        return self.file_name.rsplit("/", 1)[-1]

    @property
    def order(self) -> tuple[datetime, str]:
        """Deliveries in the order in which they came."""
        return self.received_at, self.delivery_id

    @property
    def waiting_forms(self) -> frozenset[str | None]:
        """The forms that wait for a heading to be confirmed."""
        return frozenset(part.form for part in self.parts if part.status == WAITING)

    def of_severity(self, severity: Severity) -> list[Problem]:
        """Return the problems of a severity that the unit can do something about, in order."""
        found = (
            problem
            for problem in self.problems
            if problem.severity == severity
            and problem.check_code != WAITING_CHECK
            and (problem.form is None or problem.form not in self.waiting_forms)
        )
        return sorted(found, key=lambda problem: problem.place)


@dataclass(frozen=True, slots=True)
class DueReturn:
    """A form due from a unit for a month, and what came of it."""

    unit_code: str
    form: str
    period: str
    due_on: date
    received_at: datetime | None
    state: Literal["on_time", "late", "missing", "returned", "waiting"]


@dataclass(frozen=True)
class Received:
    """Everything that a release says of what came, as at `as_of`."""

    as_of: datetime
    deliveries: tuple[Delivery, ...]
    due: tuple[DueReturn, ...]
    unit_names: Mapping[str, tuple[tuple[str, date | None, date | None], ...]]

    def unit_name(self, unit_code: str, period: str | None) -> str:
        """Return the name of a unit in a month, the newest one where it had none then."""
        names = self.unit_names.get(unit_code, ())
        for name, first, last in names if period else ():
            if f"{first or date.min:%Y-%m}" <= str(period) <= f"{last or date.max:%Y-%m}":
                return name
        return names[-1][0] if names else unit_code


def read_release(release: Path, home: Path) -> Received:
    """Read a release's folder, and of the home's archive where the originals lie."""
    archived = {
        (each.sha256, each.file_name, each.received_at): each
        for each in archive.load_deliveries(home)
    }
    with duckdb.connect(str(release / "warehouse.duckdb"), read_only=True) as warehouse:
        as_of = warehouse.execute("select as_of from build_context").fetchall()[0][0]
        names: dict[str, list[tuple[str, date | None, date | None]]] = defaultdict(list)
        for code, *about in warehouse.execute(UNITS_SQL).fetchall():
            names[code].append((about[0], about[1], about[2]))
        return Received(
            as_of=as_of,
            deliveries=tuple(_deliveries(warehouse, archived)),
            due=tuple(DueReturn(*row) for row in warehouse.execute(STATUS_SQL).fetchall()),
            unit_names={code: tuple(found) for code, found in names.items()},
        )


def _deliveries(
    warehouse: duckdb.DuckDBPyConnection,
    archived: Mapping[tuple[str, str, datetime], archive.Delivery],
) -> Iterator[Delivery]:
    problems = _problems(warehouse)
    parts: dict[str, list[Part]] = defaultdict(list)
    about = {}
    for extraction, *which, form, unit, period, status, received, used, held in warehouse.execute(
        PARTS_SQL
    ).fetchall():
        parts[extraction].append(Part(form, status, received, used, held))
        about[extraction] = (archived[which[0], which[1], which[2]], unit, period)
    for extraction, (delivery, unit, period) in about.items():
        yield Delivery(
            delivery_id=delivery.delivery_id,
            file_name=delivery.file_name,
            received_at=delivery.received_at,
            original=delivery.original,
            unit_code=unit,
            period=period,
            parts=tuple(parts[extraction]),
            problems=tuple(problems.get(extraction, ())),
        )


def _problems(warehouse: duckdb.DuckDBPyConnection) -> dict[str, list[Problem]]:
    fields = {
        (extraction, form, sheet, letter): field
        for extraction, form, sheet, letter, field in warehouse.execute(COLUMNS_SQL).fetchall()
    }
    found: dict[str, list[Problem]] = defaultdict(list)
    for row in warehouse.execute(PROBLEMS_SQL).fetchall():
        extraction, number, code, severity, form, sheet, cell, value, message = row
        letter = (cell or "").rstrip("0123456789")
        field = fields.get((extraction, form, sheet, letter))
        found[extraction].append(
            Problem(number, code, severity, form, sheet, cell, value, message, field)
        )
    return found
