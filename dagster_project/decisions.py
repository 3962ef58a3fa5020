"""What the office has registered and decided, read from `decisions/*.csv` of the home.

Holds the one loader of those files and the rows as typed values (regions, of which there are
hundreds of thousands, as a table: `regions.py`). What a name in a workbook means is worked out in
`spreadsheets/units.py`; nothing here knows of workbooks or of the warehouse.

Precedence, told once. Of an append-only file the newest line that counts wins: the one decided last
(`decided_at`), of two decided at the same moment the later line. A line counts for returns of
`from_period` and after, blank meaning of all; a line of the unit's own comes before one of all
units (`*`). Layouts, aliases and explanations count from `decided_at` on, so that a build as of an
earlier moment knows nothing of them; a date alone means its midnight. A blank code or field takes
the older decision back: the name is nobody's, the column carries nothing. Due days and thresholds
count for their months whenever decided; of these a later line wins over an earlier one with the
same form or measure and from_period.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import astuple, dataclass, field, replace
from datetime import date, datetime
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
    """Another way a unit is written, from a reporting month on; no unit's where the code is ''."""

    alias: str
    unit_code: str
    decided_by: str
    decided_at: datetime
    from_period: str


@dataclass(frozen=True, slots=True)
class OrganisationAlias:
    """How a unit (or `*`, all) writes an inspected organisation; none where the code is ''."""

    unit_code: str
    alias: str
    organisation_code: str
    from_period: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class LayoutDecision:
    """What a heading of a unit (or `*`, all) means on a form; `field` '' where it means nothing."""

    unit_code: str
    form: str
    heading: str
    field: str
    from_period: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a value that was asked about is right; closes the query of that number."""

    problem_no: str
    explanation: str
    decided_by: str
    decided_at: datetime


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
    """The day of the next month by which a form is due, from a reporting month on.

    For `grace_days` more days a return still counts as on time.
    """

    form: str
    due_day: int
    from_period: str
    decided_by: str
    decided_at: str
    grace_days: int = 0


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
    organisation_aliases: tuple[OrganisationAlias, ...] = ()
    layouts: tuple[LayoutDecision, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    terms: tuple[Term, ...] = ()
    due_days: tuple[DueDay, ...] = ()
    thresholds: tuple[Threshold, ...] = ()

    def fingerprint(self) -> str:
        """Return a hash of every row: the same rows give the same hash, however typed."""
        others = astuple(replace(self, regions=None))
        regions = regions_fingerprint(self.regions)
        return hashlib.sha256(f"{regions}{others!r}".encode()).hexdigest()

    def registers_fingerprint(self) -> str:
        """Return the hash of the registers alone: regions and units."""
        return Decisions(self.regions, self.reporting_units).fingerprint()


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
        organisation_aliases=_read(folder / "organisation_aliases.csv", _organisation_alias),
        layouts=_read(folder / "layouts.csv", _layout),
        explanations=_read(folder / "explanations.csv", _explanation),
        terms=_read(folder / "terms.csv", _term),
        due_days=_read(folder / "due_days.csv", _due_day),
        thresholds=_read(folder / "thresholds.csv", _threshold),
    )


def _read(path: Path, build: Callable[[dict[str, str]], Row]) -> tuple[Row, ...]:
    if not path.is_file():
        return ()
    rows: list[Row] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DecisionError(f"{path.name} is not UTF-8: save it as CSV UTF-8") from error
    for line, record in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=2):
        try:
            rows.append(build({key: (value or "").strip() for key, value in record.items()}))
        except (KeyError, ValueError, AttributeError) as error:
            raise DecisionError(f"{path.name} line {line}: {error!r}") from error
    return tuple(rows)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise ValueError(f"{text!r}: wall time of Asia/Shanghai, without a zone")
    return moment.replace(microsecond=0)


def _typed_text(text: str) -> str:
    """A text as it was typed, without the mark that keeps it from being a formula in Excel."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text


def _days(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text):
        raise ValueError(f"{text!r} is no number of days")
    return int(text)


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
        alias=_typed_text(row["alias"]),
        unit_code=row["unit_code"],
        decided_by=row["decided_by"],
        decided_at=_moment(row["decided_at"]),
        from_period=row["from_period"],
    )


def _organisation_alias(row: dict[str, str]) -> OrganisationAlias:
    return OrganisationAlias(
        unit_code=row["unit_code"],
        alias=_typed_text(row["alias"]),
        organisation_code=row["organisation_code"],
        from_period=row["from_period"],
        decided_by=row["decided_by"],
        decided_at=_moment(row["decided_at"]),
    )


def _layout(row: dict[str, str]) -> LayoutDecision:
    return LayoutDecision(
        unit_code=row["unit_code"],
        form=row["form"],
        heading=_typed_text(row["heading"]),
        field=row["field"],
        from_period=row["from_period"],
        decided_by=row["decided_by"],
        decided_at=_moment(row["decided_at"]),
    )


def _explanation(row: dict[str, str]) -> Explanation:
    return Explanation(
        problem_no=row["problem_no"],
        explanation=_typed_text(row["explanation"]),
        decided_by=row["decided_by"],
        decided_at=_moment(row["decided_at"]),
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
        grace_days=_days(row.get("grace_days") or "0"),
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
