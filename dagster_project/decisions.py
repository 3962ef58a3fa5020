"""What the office has registered and decided, read from `decisions/*.csv` of the home.

Holds the one loader of those files and the rows as typed values (regions, of which there are
hundreds of thousands, as a table: `regions.py`). What a name in a workbook means is worked out in
`spreadsheets/units.py`; nothing here knows of workbooks or of the warehouse.

Precedence, told once: a later line of an append-only file wins over an earlier one with the same
key (alias and from_period; form and from_period; measure and from_period).
"""

import csv
import hashlib
import re
from collections.abc import Callable
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from dagster_project.forms import ALL_UNIT_KINDS
from dagster_project.regions import (
    REGION_SCHEMA,
    DecisionError,
    read_regions,
    regions_fingerprint,
)

THRESHOLDS = ("coverage", "quorum")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ReportingUnit:
    """A unit that sends returns, as it was from `valid_from` to `valid_to` (last day, or None)."""

    unit_code: str
    name: str
    short_name: str
    unit_kind: str
    region_code: str
    city_code: str
    valid_from: date
    valid_to: date | None
    successor_code: str | None

    def is_valid_on(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class UnitAlias:
    """Another way a unit is written, decided by the office, from a reporting month on."""

    alias: str
    unit_code: str
    decided_by: str
    decided_at: str
    from_period: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term (届) of a unit, city or province; `ended_on` is None while it runs."""

    region_code: str
    term_code: str
    term_no: int
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day of the next month by which a form is due, from a reporting month on."""

    form: str
    due_day: int
    from_period: str
    decided_by: str
    decided_at: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least share of coverage or quorum that the office asks for, from a month on."""

    measure: str
    share: Decimal
    from_period: str
    decided_by: str
    decided_at: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All registers and decisions of a home; `regions` is a table of `REGION_SCHEMA`."""

    regions: pa.Table = field(default_factory=REGION_SCHEMA.empty_table)
    reporting_units: tuple[ReportingUnit, ...] = ()
    unit_aliases: tuple[UnitAlias, ...] = ()
    terms: tuple[Term, ...] = ()
    due_days: tuple[DueDay, ...] = ()
    thresholds: tuple[Threshold, ...] = ()

    def fingerprint(self) -> str:
        """Return a hash of every row: the same rows give the same hash, however typed."""
        others = astuple(replace(self, regions=None))
        regions = regions_fingerprint(self.regions)
        return hashlib.sha256(f"{regions}{others!r}".encode()).hexdigest()


def load_decisions(folder: Path) -> Decisions:
    """Read the registers and decisions in `folder` (`decisions/` of the home).

    A file that is not there counts as empty (without units every workbook is returned, FILE-02).

    Raises:
        DecisionError: a column is missing or a value is not what the column holds.
    """
    return Decisions(
        regions=read_regions(folder / "regions.csv"),
        reporting_units=_read(folder / "reporting_units.csv", _reporting_unit),
        unit_aliases=_read(folder / "unit_aliases.csv", _unit_alias),
        terms=_read(folder / "terms.csv", _term),
        due_days=_read(folder / "due_days.csv", _due_day),
        thresholds=_read(folder / "thresholds.csv", _threshold),
    )


def _read(path: Path, build: Callable[[dict[str, str]], Row]) -> tuple[Row, ...]:
    if not path.is_file():
        return ()
    rows: list[Row] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, record in enumerate(csv.DictReader(file), start=2):
            try:
                rows.append(build({key: (value or "").strip() for key, value in record.items()}))
            except (KeyError, ValueError, AttributeError) as error:
                raise DecisionError(f"{path.name} line {line}: {error!r}") from error
    return tuple(rows)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _first_day(text: str) -> date:
    return date.fromisoformat(text) if text else date.min


def _one_of(text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise ValueError(f"{text!r} is none of {', '.join(allowed)}")
    return text


def _reporting_unit(row: dict[str, str]) -> ReportingUnit:
    return ReportingUnit(
        unit_code=row["unit_code"],
        name=row["name"],
        short_name=row["short_name"],
        unit_kind=_one_of(row["unit_kind"], ALL_UNIT_KINDS),
        region_code=row["region_code"],
        city_code=row["city_code"],
        valid_from=_first_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        successor_code=row["successor_code"] or None,
    )


def _unit_alias(row: dict[str, str]) -> UnitAlias:
    return UnitAlias(
        alias=row["alias"],
        unit_code=row["unit_code"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        from_period=row["from_period"],
    )


def _term(row: dict[str, str]) -> Term:
    return Term(
        region_code=row["region_code"],
        term_code=row["term_code"],
        term_no=int(row["term_no"]),
        started_on=date.fromisoformat(row["started_on"]),
        ended_on=_day(row["ended_on"]),
    )


def _due_day(row: dict[str, str]) -> DueDay:
    return DueDay(
        form=row["form"],
        due_day=int(row["due_day"]),
        from_period=row["from_period"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
    )


def _threshold(row: dict[str, str]) -> Threshold:
    share = Decimal(row["share"]) if re.fullmatch(r"[01](\.\d+)?", row["share"]) else Decimal(2)
    if share > 1:
        raise ValueError(f"{row['share']!r} is no share between 0 and 1")
    return Threshold(
        measure=_one_of(row["measure"], THRESHOLDS),
        share=share,
        from_period=row["from_period"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
    )
