"""The villages of each county: their tiers, and on which day of which round each is inspected."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import VILLAGES
from dagster_project.demonstration.lives import Record, days_after
from dagster_project.demonstration.places import PAIRS, Village, town_code, villages_of
from dagster_project.demonstration.province import DemoUnit, Province
from dagster_project.demonstration.world_rounds import TERM_NO, Inspection, Round

# How much of its villages a county inspects in a year, by turns: some miss the floor of 20 %.
YEARLY_SHARES = (22, 15, 26, 18, 30, 12)
# The year that documents tell of is a busy one, so that some counties pass the floor.
_PACE_BEFORE, _PACE_IN_LAST_YEAR = 0.6, 2.2
_TIERS = ("key",) * 3 + ("general",) * 9 + ("good",) * 3


@dataclass
class VillageVisit:
    """A village inspected in a round, as part of an inspection."""

    village: Village
    inspection: Inspection
    inspected_on: date


def make_villages(
    province: Province, unit: DemoUnit, rounds: list[Round], rng: Random
) -> tuple[list[Record], list[VillageVisit]]:
    """Return the villages of a county that was not made of others, and the visits to them."""
    villages = villages_of(province, unit)
    if not villages:
        return [], []
    start = days_after(province.term_start(unit.code), 60)
    records = {village.code: _record(unit, village, start, rng) for village in villages}
    visits = _visit(
        villages, records, rounds, _shares(province, unit, rounds), _set_aside(unit), rng
    )
    return list(records.values()), visits


def _shares(province: Province, unit: DemoUnit, rounds: list[Round]) -> list[float]:
    """Return which share of its villages a county inspects in each of its rounds."""
    counties = [other.code for other in province.units if other.towns]
    yearly = YEARLY_SHARES[counties.index(unit.code) % len(YEARLY_SHARES)]
    years = {made.started_on.year for made in rounds}
    usual = yearly / 100 * max(1, len(years) - 0.5) / max(1, len(rounds))
    last_year = int(province.months[-1][:4])
    paces = (
        _PACE_IN_LAST_YEAR if made.started_on.year == last_year else _PACE_BEFORE for made in rounds
    )
    return [usual * pace for pace in paces]


def _set_aside(unit: DemoUnit) -> set[int]:
    """Return the village of the first town that must not be inspected before the merger."""
    return {PAIRS[0][1]} if unit.unit.successor_code else set()


def _record(unit: DemoUnit, village: Village, start: date, rng: Random) -> Record:
    set_on = days_after(start, rng.randint(0, 20))
    facts: dict[str, Value] = {
        "term_no": TERM_NO,
        "village_code": village.code,
        "village_name": village.name,
        "village_kind_code": village.kind,
        "town_code": town_code(unit, village.town),
        "tier_code": rng.choice(_TIERS),
        "tier_set_on": set_on,
        "is_void": False,
    }
    record = Record(VILLAGES, set_on, facts)
    for year in range(start.year + 1, start.year + 6):
        if rng.random() < 0.06:
            day = date(year, 1, rng.randint(4, 20))
            record.change(day, tier_code=rng.choice(_TIERS), tier_set_on=day)
    return record


def _visit(
    villages: list[Village],
    records: dict[str, Record],
    rounds: list[Round],
    shares: list[float],
    set_aside: set[int],
    rng: Random,
) -> list[VillageVisit]:
    first = {number for pair in PAIRS for number in pair} if set_aside else set()
    left = [v for v in villages if v.town or v.number not in set_aside]
    rng.shuffle(left)
    left.sort(key=lambda v: not (v.town == 0 and v.number in first))
    visits = []
    owed = 0.0
    for made, share in zip(rounds, shares, strict=True):
        hosts = [item for item in made.inspections if item.is_sound]
        owed += share * len(villages)
        count, owed = int(owed), owed - int(owed)
        for village in left[:count]:
            host = _host(hosts, village, rng)
            day = host.entered_on + timedelta(days=rng.randint(4, 22))
            visits.append(VillageVisit(village, host, day))
            inspect(records[village.code], made.number, day, host, rng)
        left = left[count:]
    return visits


def _host(hosts: list[Inspection], village: Village, rng: Random) -> Inspection:
    """Return the inspection of the village's own town if there is one, else any."""
    own = [
        item
        for item in hosts
        if str(item.organisation.facts.get("town_code", "")) == village.code[:9]
    ]
    return own[0] if own else rng.choice(hosts)


def inspect(record: Record, round_no: int, day: date, host: Inspection, rng: Random) -> None:
    """Let a village be inspected on a day."""
    is_town = host.organisation.facts["organisation_kind_code"] == "town"
    modes = ("town_extended",) if is_town else ("direct", "direct", "raised", "pooled_cross")
    changed: dict[str, Value] = {
        "round_no": round_no,
        "inspected_on": day,
        "mode_code": rng.choice(modes),
    }
    if is_town:
        changed["town_groups_count"] = rng.randint(1, 3)
    record.change(day, **changed)


def merged_villages(
    province: Province, unit: DemoUnit, before: dict[str, Record], rounds: list[Round], rng: Random
) -> tuple[list[Record], list[VillageVisit]]:
    """Return the villages of a merged county, and its own visits to them.

    A village that goes on alone keeps its inspection; one made of two has none until the county
    itself goes there.
    """
    villages = villages_of(province, unit)
    records: dict[str, Record] = {}
    for village in villages:
        old = before[village.parts[0]]
        facts = old.facts | {
            "village_code": village.code,
            "village_name": village.name,
            "town_code": town_code(unit, village.town),
        }
        record = Record(VILLAGES, unit.unit.valid_from, facts, list(old.changes))
        if len(village.parts) > 1:
            record.changes = [item for item in old.changes if "inspected_on" not in item[1]]
        records[village.code] = record
    open_villages = [
        village
        for village in villages
        if len(village.parts) == 1
        and "inspected_on" not in records[village.code].values_at(date.max)
    ]
    visits = _visit(open_villages, records, rounds, [0.12] * len(rounds), set(), rng)
    return list(records.values()), visits
