"""The names that wait: units that no register knows, organisations that their unit's XC17 lacks.

Unknown units are read from the raw tables, unknown organisations from the newest release, for only
the warehouse knows which organisations stand in XC17.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from dagster_project.deciding.headings import newest_readings
from dagster_project.deciding.waiting import Choice, Waiting, number_of, ranked
from dagster_project.decisions import Decisions, ReportingUnit
from dagster_project.intake.raw_store import Extraction, partitions, recorded_extractions
from dagster_project.spreadsheets.confirmed import EVERY_UNIT
from dagster_project.spreadsheets.proposals import similar
from dagster_project.spreadsheets.text import letters_only
from dagster_project.spreadsheets.units import build_unit_names

if TYPE_CHECKING:
    import duckdb

UNKNOWN_UNIT = "FILE-02"
REGISTER_FORM = "XC17"
# A code in a column 党组织代码 that the unit's register lacks. (ROW-07: no row for it elsewhere.)
ORGANISATIONS_SQL = """
    with listed as (
        select distinct unit_code, organisation_code from fct_organisation
    )
    select distinct
        problems.unit_code,
        problems.value,
        problems.period,
        problems.file_name,
        problems.sheet,
        problems.cell
    from problems
    inner join part_columns
        on problems.extraction_id = part_columns.extraction_id
        and problems.form = part_columns.form
        and problems.sheet = part_columns.sheet
        and regexp_extract(problems.cell, '^[A-Z]+') = part_columns.column_letter
        and part_columns.field = 'organisation_code'
    left join listed
        on problems.unit_code = listed.unit_code
        and upper(problems.value) = listed.organisation_code
    where problems.check_code in ('XC01-Q11', 'ROW-07')
        and problems.value is not null
        and listed.unit_code is null
        and problems.unit_code in (select unit_code from listed)
    order by all nulls last
"""
REGISTERED_SQL = """
    select distinct on (unit_code, organisation_code)
        unit_code, organisation_code, organisation_name
    from fct_organisation
    order by unit_code nulls last, organisation_code nulls last, valid_from_period desc nulls last
"""


def waiting_units(home: Path, decisions: Decisions) -> list[Waiting]:
    """Return the names in files whose unit nobody knows; of a file sent again the newest counts."""
    readings = _newest_files(recorded_extractions(home / "raw"))
    units = build_unit_names(decisions)
    choices = tuple(Choice(unit.unit_code, unit.name) for unit in decisions.reporting_units)
    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    texts: dict[str, str] = {}
    for path in partitions(home / "raw" / "reader_problems"):
        for row in pq.read_table(path).to_pylist():
            name = row["value"] or ""
            is_asked = row["check_code"] == UNKNOWN_UNIT and row["extraction_id"] in readings
            if is_asked and letters_only(name) and not units.is_settled(name):
                number = number_of("", "", name)
                texts.setdefault(number, name)
                asked[number].append((row["period"] or "", readings[row["extraction_id"]]))
    return [
        Waiting(
            kind="unit",
            number=number,
            unit_code="",
            unit_name="",
            form="",
            title="",
            text=texts[number],
            from_period=min(period for period, _ in found),
            file_name=found[0][1],
            sheet="",
            cell="",
            sample="",
            nearest=_nearest_units(texts[number], decisions.reporting_units),
            choices=choices,
            is_held=True,
            files=tuple(dict.fromkeys(file for _, file in found)),
        )
        for number, found in sorted(asked.items(), key=lambda item: texts[item[0]])
    ]


def waiting_organisations(
    warehouse: "duckdb.DuckDBPyConnection", decisions: Decisions
) -> list[Waiting]:
    """Return the organisations that returns name and their unit's register does not have."""
    registered: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for unit_code, code, name in warehouse.execute(REGISTERED_SQL).fetchall():
        registered[unit_code].append((code, name or ""))
    decided = {
        (alias.unit_code, letters_only(alias.alias)) for alias in decisions.organisation_aliases
    }
    names = {unit.unit_code: unit.name for unit in decisions.reporting_units}
    found: dict[str, Waiting] = {}
    for unit_code, text, period, file, sheet, cell in warehouse.execute(
        ORGANISATIONS_SQL
    ).fetchall():
        key = letters_only(text)
        number = number_of(unit_code, REGISTER_FORM, text)
        if number in found or {(unit_code, key), (EVERY_UNIT, key)} & decided:
            continue
        own = registered[unit_code]
        found[number] = Waiting(
            kind="organisation",
            number=number,
            unit_code=unit_code,
            unit_name=names.get(unit_code, unit_code),
            form=REGISTER_FORM,
            title="",
            text=text,
            from_period=period,
            file_name=file,
            sheet=sheet,
            cell=cell,
            sample="",
            nearest=ranked(
                Choice(code, name, max(similar(text, code), similar(text, name)))
                for code, name in own
            ),
            choices=tuple(Choice(code, name) for code, name in own),
        )
    return list(found.values())


def _newest_files(recorded: Iterable[Extraction]) -> dict[str, str]:
    """The last reading of the last delivery under each name: its file by extraction."""
    newest = {one.file_name: one.extraction_id for one in newest_readings(recorded)}
    return {extraction: file_name for file_name, extraction in newest.items()}


def _nearest_units(text: str, units: Iterable[ReportingUnit]) -> tuple[Choice, ...]:
    near = {
        unit.unit_code: Choice(
            unit.unit_code,
            unit.name,
            max(similar(text, name) for name in (unit.name, unit.short_name)),
        )
        for unit in units
        if unit.valid_to is None
    }
    return ranked(near.values())
