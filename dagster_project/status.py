"""Who reported for a month, and what came of it, read from the published warehouse.

A plain library: rows in, typed rows out; it prints nothing and decides nothing. What counts as
late or returned is defined in the models `submission_status` and `submission_parts`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from dagster_project.published import set_variables

if TYPE_CHECKING:
    import duckdb

STATUS_SQL = """
    with units as (
        select unit_code, unit_name
        from dim_reporting_unit
        qualify row_number() over (
            partition by unit_code order by valid_from_on desc nulls last
        ) = 1
    )
    select
        submission_status.unit_code,
        coalesce(units.unit_name, submission_status.unit_code),
        submission_status.form,
        submission_status.due_on,
        submission_status.received_at,
        submission_status.is_on_time,
        submission_status.state,
        submission_status.status,
        submission_status.is_nil,
        submission_status.rows_received,
        submission_status.rows_used,
        submission_status.rows_held_back,
        submission_status.open_query_count,
        submission_status.returned_count
    from submission_status
    left join units on submission_status.unit_code = units.unit_code
    where submission_status.period = getvariable('period')
    order by submission_status.unit_code nulls last, submission_status.form nulls last
"""

# A returned file may concern several forms; it is told once, with its first reason.
UNPLACED_SQL = """
    select file_name, arg_min(message, check_code) as message
    from problems
    where severity = 'fatal'
        and (unit_code is null or period is null)
        and (period = getvariable('period') or period is null)
    group by file_name
    order by file_name nulls last
"""

SUMMARY_SQL = """
    with parts as (
        select *, status in ('accepted', 'accepted_with_held_rows') as is_in_force
        from submission_parts
        where form is distinct from 'COVER'
    )
    select
        count(*),
        count(*) filter (where is_in_force),
        count(*) filter (where status = 'accepted_with_held_rows'),
        count(*) filter (where status = 'returned'),
        count(*) filter (where status = 'duplicate'),
        count(*) filter (where status = 'superseded'),
        coalesce(sum(rows_received) filter (where is_in_force), 0),
        coalesce(sum(rows_used) filter (where is_in_force), 0),
        coalesce(sum(rows_held_back) filter (where is_in_force), 0),
        (select count(*) from problems where severity = 'fatal'),
        (select count(*) from problems where severity = 'query')
    from parts
"""


@dataclass(frozen=True)
class UnitStatus:
    """One form due from one unit for one month, and what came of it.

    `received_at` is that of the first accepted part; rows and open queries are those of the part
    in force. `state` is `on_time`, `late`, `waiting`, `returned` or `missing`, `status` that of the
    part in force, else of the newest one; `returned_count` how often a part went back.
    """

    unit_code: str
    unit_name: str
    form: str
    due_on: date
    received_at: datetime | None
    is_on_time: bool
    state: str
    status: str
    is_nil: bool
    rows_received: int
    rows_used: int
    rows_held_back: int
    open_query_count: int
    returned_count: int

    @property
    def is_pending(self) -> bool:
        """Whether anything is still to come: a return, a correction or an explanation."""
        return self.status != "accepted" or self.open_query_count > 0


@dataclass(frozen=True)
class UnplacedFile:
    """A returned file that belongs to no known unit or month, with the first reason."""

    file_name: str
    message: str


@dataclass(frozen=True)
class ReleaseSummary:
    """The release in numbers: parts by status, rows of the parts in force, problems in all."""

    parts: int
    accepted: int
    with_held_rows: int
    returned: int
    duplicate: int
    superseded: int
    rows_received: int
    rows_used: int
    rows_held_back: int
    fatal_count: int
    query_count: int


def covered_months(warehouse: "duckdb.DuckDBPyConnection") -> list[str]:
    """Return the months that the release covers, in order, as '2026-09'."""
    rows = warehouse.execute(
        "select period from dim_period where period_kind = 'month' order by period nulls last"
    ).fetchall()
    return [str(period) for (period,) in rows]


def unit_statuses(warehouse: "duckdb.DuckDBPyConnection", period: str) -> list[UnitStatus]:
    """Return the state of every form due in a month, by unit code and form."""
    set_variables(warehouse, period=period)
    rows = warehouse.execute(STATUS_SQL).fetchall()
    return [UnitStatus(*row) for row in rows]


def unplaced_files(warehouse: "duckdb.DuckDBPyConnection", period: str) -> list[UnplacedFile]:
    """Return the returned files whose unit is unknown in a month, or whose month is unknown."""
    set_variables(warehouse, period=period)
    rows = warehouse.execute(UNPLACED_SQL).fetchall()
    return [UnplacedFile(*row) for row in rows]


def summarise_release(warehouse: "duckdb.DuckDBPyConnection") -> ReleaseSummary:
    """Return the numbers of a release that a clerk wants to see after a run."""
    row = warehouse.execute(SUMMARY_SQL).fetchone()
    return ReleaseSummary(*(int(value) for value in row or ()))
