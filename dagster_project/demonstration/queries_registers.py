"""References of a row: which other form must know them, and which register (ROW-07, 08, XC14-F02).

Holds what refers to what. Whether a parent has been told is looked up in `evidence.py`.
"""

from dataclasses import dataclass

from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.months import first_day, last_day
from dagster_project.demonstration.truth import Truth, TruthRegion


@dataclass(frozen=True)
class Parent:
    """A row of `form` must have the same values in `fields`; else the problem is at `place`."""

    form: str
    fields: tuple[str, ...]
    place: str


PARENTS: dict[str, tuple[Parent, ...]] = {
    "XC01": (Parent("XC15", ("term_no", "round_no"), "round_no"),),
    "XC02": (Parent("XC01", ("term_no", "round_no", "organisation_code"), "organisation_code"),),
    "XC03": (Parent("XC02", ("finding_no",), "finding_no"),),
    "XC04": (Parent("XC02", ("finding_no",), "finding_no"),),
    "XC05": (Parent("XC02", ("finding_no",), "finding_no"),),
}
# Level of the region that a field must name, by field and form.
PLACES: dict[str, dict[str, str]] = {
    "XC01": {"town_code": "town"},
    "XC02": {"village_code": "village"},
    "XC05": {"village_code": "village"},
    "XC06": {"town_code": "town", "village_code": "village"},
    "XC17": {"town_code": "town", "village_code": "village"},
}


# Fields that name a reporting unit, of today or of another time.
UNITS: dict[str, tuple[str, ...]] = {"XC14": ("sender_code", "receiver_code")}


class Registers:
    """Reporting units, and regions by level and code; a code may have several stretches of time."""

    def __init__(self, truth: Truth) -> None:
        """Take the truth's units and regions."""
        self.units = {unit.unit_code for unit in truth.units}
        self.regions: dict[tuple[str, str], list[TruthRegion]] = {}
        for region in truth.regions:
            place = (region.region_level, region.region_code)
            self.regions.setdefault(place, []).append(region)

    def has(self, level: str, code: str, period: str) -> bool:
        """Return whether a region of a level is valid on any day of a month."""
        start, end = first_day(period), last_day(period)
        return any(
            region.valid_from <= end and (region.valid_to is None or region.valid_to >= start)
            for region in self.regions.get((level, code), [])
        )


def missing_places(
    form: str, values: dict[str, Value], period: str, registers: Registers
) -> list[tuple[str, str]]:
    """Return ROW-08 for each field that names a place which no register has."""
    return [
        ("ROW-08", name)
        for name, level in PLACES.get(form, {}).items()
        if values.get(name) is not None and not registers.has(level, str(values[name]), period)
    ]


def missing_units(
    form: str, values: dict[str, Value], registers: Registers
) -> list[tuple[str, str]]:
    """Return F02 for each field that names a reporting unit which there is not."""
    return [
        (f"{form}-F02", name)
        for name in UNITS.get(form, ())
        if values.get(name) is not None and values[name] not in registers.units
    ]
