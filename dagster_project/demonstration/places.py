"""The towns and villages of the counties, and all regions as the register of regions has them.

When two counties are merged, their towns and villages go on under new codes; two pairs of villages
become one village each.
"""

from dataclasses import dataclass

from dagster_project.demonstration.names import PROVINCE_NAME, village_name
from dagster_project.demonstration.province import BEGINNING, PROVINCE_CODE, DemoUnit, Province
from dagster_project.demonstration.truth import TruthRegion

FEWEST_VILLAGES, MOST_VILLAGES = 6, 8
# Villages of the first town of the first of two merged counties: each pair becomes one.
PAIRS = ((0, 1), (2, 3))
_FIRST_COMMUNITY = 5


@dataclass(frozen=True)
class Village:
    """A village or community; `town` is its town's number in the county.

    `parts` are the codes of the villages of which it was made, `number` its place in its town.
    """

    code: str
    name: str
    kind: str
    town: int
    number: int
    parts: tuple[str, ...] = ()


def town_code(unit: DemoUnit, town: int) -> str:
    """Return the code of a town of a county."""
    return f"{unit.code}{101 + town}"


def villages_of(province: Province, unit: DemoUnit) -> list[Village]:
    """Return the villages of a county; none of another unit."""
    if unit.predecessors:
        return _merged_villages(province, unit)
    counties = [other.code for other in province.units if other.unit.unit_kind == "county"]
    if unit.code not in counties:
        return []
    number = counties.index(unit.code)
    villages = []
    for town in range(len(unit.towns)):
        count = FEWEST_VILLAGES + (number + town) % (MOST_VILLAGES - FEWEST_VILLAGES + 1)
        for step in range(count):
            is_community = town < 2 and step >= _FIRST_COMMUNITY
            name = village_name(number, town, step)
            villages.append(
                Village(
                    code=_village_code(unit, town, step),
                    name=name.removesuffix("村") + "社区" if is_community else name,
                    kind="community" if is_community else "village",
                    town=town,
                    number=step,
                )
            )
    return villages


def _village_code(unit: DemoUnit, town: int, number: int) -> str:
    return f"{town_code(unit, town)}{201 + number}"


def _merged_villages(province: Province, unit: DemoUnit) -> list[Village]:
    made: dict[str, Village] = {}
    offset = 0
    for code in unit.predecessors:
        part = province.unit(code)
        for village in villages_of(province, part):
            heir = _heir_code(unit, part, village, offset)
            first = made.get(heir, village)
            town = village.town + offset
            parts = made[heir].parts if heir in made else ()
            made[heir] = Village(
                heir, first.name, first.kind, town, first.number, (*parts, village.code)
            )
        offset += len(part.towns)
    return list(made.values())


def _heir_code(unit: DemoUnit, part: DemoUnit, village: Village, offset: int) -> str:
    number = village.number
    if part.code == unit.predecessors[0] and village.town == 0:
        number = next((pair[0] for pair in PAIRS if number in pair), number)
    return _village_code(unit, village.town + offset, number)


def heirs(province: Province, unit: DemoUnit) -> dict[str, str]:
    """Return the codes under which the towns and villages merged into a county go on."""
    found: dict[str, str] = {}
    offset = 0
    for code in unit.predecessors:
        part = province.unit(code)
        found |= {
            town_code(part, town): town_code(unit, town + offset) for town in range(len(part.towns))
        }
        offset += len(part.towns)
    for village in villages_of(province, unit):
        found |= dict.fromkeys(village.parts, village.code)
    return found


def regions_of(province: Province) -> list[TruthRegion]:
    """Return all regions, each before those that lie in it."""
    regions = [TruthRegion(PROVINCE_CODE, PROVINCE_NAME, "province", None, BEGINNING)]
    for code, name in province.cities:
        regions.append(TruthRegion(code, name, "city", PROVINCE_CODE, BEGINNING))
    for unit in province.units:
        if unit.unit.unit_kind == "county":
            regions += _regions_of_county(province, unit)
    return regions


def _regions_of_county(province: Province, item: DemoUnit) -> list[TruthRegion]:
    unit = item.unit
    after: dict[str, str] = {}
    if unit.successor_code:
        after = heirs(province, province.unit(unit.successor_code))
        after[unit.unit_code] = unit.successor_code

    def region(code: str, name: str, level: str, parent: str) -> TruthRegion:
        successors = [after[code]] if code in after else []
        return TruthRegion(code, name, level, parent, unit.valid_from, unit.valid_to, successors)

    regions = [region(unit.unit_code, unit.name, "county", unit.city_code)]
    villages = villages_of(province, item)
    for town, name in enumerate(item.towns):
        code = town_code(item, town)
        regions.append(region(code, name, "town", unit.unit_code))
        regions += [
            region(village.code, village.name, "village", code)
            for village in villages
            if village.town == town
        ]
    return regions
