"""What was really written: the record that the warehouse is later compared with.

Plain data and its JSON form. Nothing here decides what follows from the truth: that is worked out
in `expected.py` and the modules beside it.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from dagster_project.demonstration.fields import Value, from_text, to_text

TIME_FORMAT = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True)
class DemoOptions:
    """How large the demonstration is.

    `units`: reporting units due in the last month; `months`: how many months up to `until`;
    `mess`: whether cells are written as untidily as counties do and things are wrong on purpose.
    """

    units: int = 24
    months: int = 15
    until: str = "2026-09"
    seed: int = 1
    mess: bool = True


@dataclass(frozen=True)
class TruthUnit:
    """A reporting unit as in `decisions/reporting_units.csv`; open-ended dates are None."""

    unit_code: str
    name: str
    short_name: str
    unit_kind: str
    region_code: str
    city_code: str
    valid_from: date
    valid_to: date | None = None
    successor_code: str | None = None


@dataclass(frozen=True)
class TruthRegion:
    """A region as in `decisions/regions.csv`: province, city, county, town or village."""

    region_code: str
    name: str
    region_level: str
    parent_code: str | None
    valid_from: date
    valid_to: date | None = None
    successor_codes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TruthTerm:
    """A term of a unit, a city or the province as in `decisions/terms.csv`."""

    region_code: str
    term_code: str
    term_no: int
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True)
class TruthRow:
    """A row that is not blank.

    `raw` and `values` hold the fields that are not blank: the text a reader sees and the value
    that was meant. `wrong` names the fields whose text cannot become a value, with the check that
    says so. `stray` is (cell, text) of the first cell of a row of class `unknown`. `corners` are
    the addresses of fields whose cell is part of a merge that begins in an earlier row.
    """

    row: int
    row_class: str
    raw: dict[str, str] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    stray: tuple[str, str] | None = None
    corners: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TruthSheet:
    """One sheet with one table; the name of a CSV's only sheet is ''.

    `form` is None where the sheet holds no return; then all its rows are `unknown`.
    """

    name: str
    form: str | None
    columns: dict[str, str]
    rows: list[TruthRow]

    def cell(self, row: TruthRow, field_name: str) -> str | None:
        """Return the A1 address of a field in a row; None when the form has no such column."""
        if field_name in row.corners:
            return row.corners[field_name]
        letter = self.columns.get(field_name)
        return None if letter is None else f"{letter}{row.row}"


@dataclass(frozen=True)
class TruthPart:
    """One form of one unit and period in a file; `form` None when no table can be found."""

    form: str | None
    unit_code: str | None
    period: str | None
    reader_status: str
    is_nil: bool = False


@dataclass(frozen=True)
class PlantedProblem:
    """A problem that was put into a file on purpose."""

    check_code: str
    form: str | None
    sheet: str
    cell: str | None
    value: str | None


@dataclass(frozen=True)
class TruthFile:
    """A file of the inbox.

    `unit_code` and `period` say whose it is and for when, whatever the file itself may state.
    `planted` holds all planted problems; those that the reader finds are in `reader_problems` too.
    """

    file_name: str
    sha256: str
    received_at: datetime
    unit_code: str
    period: str
    hand: str
    kind: str
    parts: list[TruthPart]
    sheets: list[TruthSheet]
    reader_problems: list[PlantedProblem]
    planted: list[PlantedProblem]

    @property
    def extraction_id(self) -> str:
        """The identifier of the reading of this file, accepted when it was received."""
        moment = self.received_at.strftime(TIME_FORMAT)
        text = f"{self.sha256}|{self.file_name}|{moment}|{moment}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def rows_of(self, form: str | None) -> list[tuple[TruthSheet, TruthRow]]:
        """Return the data and unknown rows of a form (None: of no form), in sheet order."""
        return [
            (sheet, row)
            for sheet in self.sheets
            if sheet.form == form
            for row in sheet.rows
            if row.row_class in ("data", "unknown")
        ]


@dataclass(frozen=True)
class Truth:
    """Everything that was written, in the order in which it was received."""

    options: DemoOptions
    province_code: str
    units: list[TruthUnit]
    terms: list[TruthTerm]
    regions: list[TruthRegion]
    files: list[TruthFile]
    totals: dict[str, Any]

    def save(self, path: Path) -> None:
        """Write the truth as JSON (UTF-8)."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(_plain(self), ensure_ascii=False, separators=(",", ":"))
        path.write_text(text, encoding="utf-8")

    @staticmethod
    def file_names(path: Path) -> list[str]:
        """Return the names of the files alone of what `save` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return [file["file_name"] for file in data["files"]]

    @staticmethod
    def load(path: Path) -> "Truth":
        """Read what `save` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return Truth(
            options=DemoOptions(**data["options"]),
            province_code=data["province_code"],
            units=[
                TruthUnit(**_with_dates(unit, "valid_from", "valid_to")) for unit in data["units"]
            ],
            terms=[
                TruthTerm(**_with_dates(term, "started_on", "ended_on")) for term in data["terms"]
            ],
            regions=[
                TruthRegion(**_with_dates(region, "valid_from", "valid_to"))
                for region in data["regions"]
            ],
            files=[_file(file) for file in data["files"]],
            totals=data["totals"],
        )


def _plain(value: object) -> object:
    """Return a value as JSON has it; a record as its fields."""
    if isinstance(value, str | bool | int) or value is None:
        return value
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.strftime(TIME_FORMAT)
    if isinstance(value, date | Decimal):
        return to_text(value)
    return _plain(vars(value))


def _with_dates(data: dict[str, Any], *names: str) -> dict[str, Any]:
    dates = {name: date.fromisoformat(data[name]) for name in names if data[name] is not None}
    return data | dates


def _row(form: str | None, data: dict[str, Any]) -> TruthRow:
    values = {
        name: from_text(form or "", name, _text(value)) for name, value in data["values"].items()
    }
    stray = tuple(data["stray"]) if data["stray"] else None
    return TruthRow(**(data | {"values": values, "stray": stray}))


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _file(data: dict[str, Any]) -> TruthFile:
    sheets = [
        TruthSheet(**(sheet | {"rows": [_row(sheet["form"], row) for row in sheet["rows"]]}))
        for sheet in data["sheets"]
    ]
    return TruthFile(
        **(
            data
            | {
                "received_at": datetime.strptime(data["received_at"], TIME_FORMAT),
                "parts": [TruthPart(**part) for part in data["parts"]],
                "sheets": sheets,
                "reader_problems": [PlantedProblem(**p) for p in data["reader_problems"]],
                "planted": [PlantedProblem(**problem) for problem in data["planted"]],
            }
        )
    )
