"""Which reporting unit a name means, as of a reporting month.

Full and short names, the region's name, each also with city or province before and the inspection
office behind (东篱县委巡察办); and aliases, which count from the moment the office decided them.
An unknown or ambiguous name stays so: nothing here guesses. What a file says of itself is put
together in `identify.py`.
"""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from dagster_project.spreadsheets.places import Places, build_places
from dagster_project.spreadsheets.text import letters_only

if TYPE_CHECKING:
    from dagster_project.decisions import Decisions, ReportingUnit

_PARTY = re.compile("^(?:中共|中国共产党)")
_OFFICE = re.compile(
    "(?:党?工委|党?工作委员会|党委|委员会|委)?巡察(?:工作)?(?:领导小组)?(?:办公室|办)$"
)
_COMMITTEES_OWN = re.compile(r"([县市区旗盟州])\1$")
_CITY_ENDINGS = ("地区", "市", "盟")
_PROVINCE_ENDINGS = ("自治区", "省", "市")


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """What the reader needs of a reporting unit; `last_day` None while it exists."""

    unit_code: str
    name: str
    unit_kind: str
    city_code: str
    region_code: str
    first_day: date
    last_day: date | None
    successor_code: str | None


@dataclass(frozen=True, slots=True)
class KnownAlias:
    """What one decision makes of an alias: a unit's from a month on, or nobody's (None)."""

    unit_code: str | None
    from_period: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """The units a name can mean: existing in the month, ceased before it, or not yet founded."""

    valid: frozenset[str] = frozenset()
    ceased: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mentions:
    """Units and cities that a file or folder name mentions."""

    units: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class UnitNames:
    """All names under which units, cities and places below a unit are known, normalised.

    `names` are those of the registers; of `aliases` those count that were decided by `moment` (all
    if None), the newest last. `longest_first` are the names looked for within longer texts.
    """

    units: Mapping[str, KnownUnit]
    names: Mapping[str, tuple[str, ...]]
    cities: Mapping[str, str]
    places: Places
    aliases: Mapping[str, tuple[KnownAlias, ...]]
    longest_first: tuple[str, ...]
    moment: datetime | None = None

    def at(self, moment: datetime) -> "UnitNames":
        """Return the same names with the aliases that were decided by a moment."""
        return replace(self, moment=moment)

    def resolve(self, text: str, period: str | None) -> UnitMatch:
        """Return the units that a whole name can mean in a month (in any month if None)."""
        name = letters_only(text)
        codes = self._codes(name, period)
        if not codes and self._alias(name, period) is None:
            codes = self._codes_of_office(name, period)
        return self.as_of(codes, period)

    def mentions(self, text: str, period: str | None) -> Mentions:
        """Return units and cities named anywhere in a text, longer names first.

        Units that ceased are mentioned too; whether they count is for the caller to judge.
        """
        rest = letters_only(text)
        units: set[str] = set()
        cities: set[str] = set()
        for name in self.longest_first:
            if name not in rest:
                continue
            codes = self._codes(name, period)
            if codes:
                match = self.as_of(codes, period)
                units |= match.valid or match.ceased or match.future
            elif name in self.cities:
                cities.add(self.cities[name])
            elif name not in self.names:
                continue  # an alias that does not count yet, or no more
            rest = rest.replace(name, "\0")
        return Mentions(frozenset(units), frozenset(cities))

    def is_settled(self, text: str) -> bool:
        """Whether a name is a unit's, of whatever time, or the office said whose it is."""
        key = letters_only(text)
        return key in self.names or key in self.aliases or bool(self._codes_of_office(key, None))

    def uses_alias(self, text: str) -> bool:
        """Whether an alias that counts stands anywhere in a text."""
        folded = letters_only(text)
        return any(name in folded and self._alias(name, None) for name in self.aliases)

    def next_decision(self, text: str, moment: datetime) -> datetime | None:
        """When, after a moment, something was first decided of an alias that a text holds."""
        folded = letters_only(text)
        return min(
            (
                alias.decided_at
                for name, decided in self.aliases.items()
                if name in folded
                for alias in decided
                if alias.decided_at > moment
            ),
            default=None,
        )

    def successor(self, unit_code: str, period: str) -> KnownUnit | None:
        """The unit that carries on a ceased one in a month, through several mergers if need be."""
        seen: set[str] = set()
        unit = self.units.get(unit_code)
        while unit is not None and unit.unit_code not in seen:
            seen.add(unit.unit_code)
            if unit.unit_code != unit_code and _state(unit, period) == "valid":
                return unit
            unit = self.units.get(unit.successor_code or "")
        return None

    def is_place_of(self, text: str, unit_code: str) -> bool:
        """Whether a text names a town or village of the unit's own region."""
        unit = self.units.get(unit_code)
        return unit is not None and unit.region_code in self.places.regions_above(text)

    def _codes(self, name: str, period: str | None) -> tuple[str, ...]:
        """The units of a normal name: those of the registers, and the one of the alias."""
        alias = self._alias(name, period)
        code = alias.unit_code if alias else None
        return (*self.names.get(name, ()), *([code] if code else []))

    def _codes_of_office(self, name: str, period: str | None) -> tuple[str, ...]:
        """The units whose inspection office a normal name is; a city's is that of its own level."""
        own = _unit_of_office(name)
        if own is None:
            return ()
        city = self.cities.get(own)
        of_city = {
            unit.unit_code
            for unit in self.units.values()
            if city and unit.city_code == city and unit.unit_kind == "city_level"
        }
        return tuple(sorted({*self._codes(own, period), *of_city}))

    def _alias(self, name: str, period: str | None) -> KnownAlias | None:
        """What the newest decision that counts makes of a name."""
        for alias in reversed(self.aliases.get(name, ())):
            is_known = self.moment is None or alias.decided_at <= self.moment
            if is_known and (period is None or alias.from_period <= period):
                return alias
        return None

    def as_of(self, codes: Iterable[str], period: str | None) -> UnitMatch:
        """Sort units by whether they exist on the last day of a month."""
        groups: dict[str, set[str]] = {"valid": set(), "ceased": set(), "future": set()}
        for code in codes:
            groups[_state(self.units[code], period)].add(code)
        return UnitMatch(**{state: frozenset(found) for state, found in groups.items()})


def _unit_of_office(name: str) -> str | None:
    """What stands before the words for an inspection office; None where a name has no such words.

    Both 东篱县巡察办 and 中共东篱县县委巡察办 are of 东篱县.
    """
    own, count = _OFFICE.subn("", name)
    return _COMMITTEES_OWN.sub(r"\1", _PARTY.sub("", own)) if count else None


def last_day(period: str) -> date:
    """The last day of a month written as 2026-09."""
    year, month = int(period[:4]), int(period[5:])
    return date(year, month, calendar.monthrange(year, month)[1])


def _state(unit: KnownUnit, period: str | None) -> str:
    if period is None:
        return "valid"
    day = last_day(period)
    if unit.first_day > day:
        return "future"
    return "ceased" if unit.last_day is not None and unit.last_day < day else "valid"


def build_unit_names(decisions: "Decisions") -> UnitNames:
    """Compile registers and aliases into a lookup by normalised name."""
    regions = _named_regions(decisions)
    provinces = [region for region in regions if region.level == "province"]
    names: dict[str, set[str]] = defaultdict(set)
    for unit in decisions.reporting_units:
        own = {unit.name, unit.short_name}
        if unit.unit_kind != "city_level":
            own |= {region.name for region in regions if region.code == unit.unit_code}
        for name in _with_places_before(own, unit, regions, provinces):
            names[name].add(unit.unit_code)
    names.pop("", None)
    cities = {
        letters_only(name): region.code
        for region in regions
        if region.level == "city"
        for name in _short_and_full(region.name, _CITY_ENDINGS)
    }
    aliases = _known_aliases(decisions)
    long_names = {name for name in (*names, *cities, *aliases) if len(name) > 1}
    return UnitNames(
        _known_units(decisions),
        {name: tuple(sorted(codes)) for name, codes in names.items()},
        cities,
        build_places(decisions.regions),
        aliases,
        tuple(sorted(long_names, key=lambda name: (-len(name), name))),
    )


def _known_aliases(decisions: "Decisions") -> dict[str, tuple[KnownAlias, ...]]:
    """The decisions on each alias, the newest last; of no known unit is nobody's."""
    codes = {unit.unit_code for unit in decisions.reporting_units}
    aliases: dict[str, list[KnownAlias]] = defaultdict(list)
    for alias in sorted(decisions.unit_aliases, key=lambda alias: alias.decided_at):
        code = alias.unit_code if alias.unit_code in codes else None
        known = KnownAlias(code, alias.from_period, alias.decided_at)
        aliases[letters_only(alias.alias)].append(known)
    aliases.pop("", None)
    return {name: tuple(decided) for name, decided in aliases.items()}


@dataclass(frozen=True, slots=True)
class _NamedRegion:
    """A region under which a unit may be written: its own, its city or the province."""

    code: str
    level: str
    name: str


def _named_regions(decisions: "Decisions") -> list[_NamedRegion]:
    """The provinces, cities and units' own regions of the register, of all times."""
    regions = decisions.regions
    codes = pa.array({unit.unit_code for unit in decisions.reporting_units}, pa.string())
    is_above = pc.is_in(regions["region_level"], pa.array(["province", "city"]))
    few = regions.filter(pc.or_(is_above, pc.is_in(regions["region_code"], codes)))
    columns = [few[name].to_pylist() for name in ("region_code", "region_level", "name")]
    return [_NamedRegion(*row) for row in zip(*columns, strict=True)]


def _known_units(decisions: "Decisions") -> dict[str, KnownUnit]:
    return {
        unit.unit_code: KnownUnit(
            unit_code=unit.unit_code,
            name=unit.name,
            unit_kind=unit.unit_kind,
            city_code=unit.city_code,
            region_code=unit.region_code,
            first_day=unit.valid_from,
            last_day=unit.valid_to,
            successor_code=unit.successor_code,
        )
        for unit in decisions.reporting_units
    }


def _with_places_before(
    names: set[str],
    unit: "ReportingUnit",
    regions: list["_NamedRegion"],
    provinces: list["_NamedRegion"],
) -> Iterator[str]:
    cities = {""} | {
        name
        for region in regions
        if region.code == unit.city_code and region.level == "city"
        for name in _short_and_full(region.name, _CITY_ENDINGS)
    }
    above = {""} | {
        name for region in provinces for name in _short_and_full(region.name, _PROVINCE_ENDINGS)
    }
    for name in filter(None, names):
        for city in cities:
            full = name if city and name.startswith(city) else city + name
            for province in above:
                yield letters_only(full if full.startswith(province) else province + full)


def _short_and_full(name: str, endings: tuple[str, ...]) -> tuple[str, ...]:
    for ending in endings:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name, name.removesuffix(ending)
    return (name,)
