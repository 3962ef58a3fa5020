"""Who inspected for whom (XC14): each cross inspection as both sides tell of it when it closed."""

from collections.abc import Mapping
from datetime import date
from random import Random

from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import PAIRINGS
from dagster_project.demonstration.lives import Record
from dagster_project.demonstration.months import first_day
from dagster_project.demonstration.places import Village, villages_of
from dagster_project.demonstration.province import DemoUnit, Province
from dagster_project.demonstration.unit_world import UnitWorld
from dagster_project.demonstration.world_rounds import TERM_NO, Inspection, Round, sender_name

_BEARERS = ("派出方", "受派方", "双方共同承担")


def make_pairings(
    province: Province, worlds: Mapping[str, UnitWorld], rng: Random
) -> dict[str, list[Record]]:
    """Return by unit what it tells of the cross inspections that closed in the months covered."""
    senders = {sender_name(unit): unit for unit in province.units}
    told: dict[str, list[Record]] = {unit.code: [] for unit in province.units}
    start = first_day(province.months[0])
    for receiver in province.units:
        world, villages = worlds[receiver.code], villages_of(province, receiver)
        for made in world.rounds:
            closed = made.record.values_at(date.max)["closed_on"]
            if not isinstance(closed, date) or closed < start:
                continue
            for name, inspections in sorted(_sent(made).items()):
                sender = senders[name]
                if sender.unit.valid_from > made.started_on:
                    continue
                facts = _facts(sender, receiver, inspections, world, villages, rng)
                for side, unit in (("sender", sender), ("receiver", receiver)):
                    record = Record(PAIRINGS, closed, facts | {"told_by_code": side})
                    told[unit.code].append(record)
    return told


def _sent(made: Round) -> dict[str, list[Inspection]]:
    """Return the sound inspections of a round that others made, by their names."""
    found: dict[str, list[Inspection]] = {}
    for inspection in made.inspections:
        name = inspection.record.facts.get("sender_unit")
        if name is not None and inspection.is_sound:
            found.setdefault(str(name), []).append(inspection)
    return found


def _facts(
    sender: DemoUnit,
    receiver: DemoUnit,
    inspections: list[Inspection],
    world: UnitWorld,
    villages: list[Village],
    rng: Random,
) -> dict[str, Value]:
    cadres = rng.randint(5, 9) * len(inspections)
    findings = [
        finding
        for finding in world.findings
        if finding.is_sound and any(finding.inspection is item for item in inspections)
    ]
    numbers = {finding.number for finding in findings}
    places = {finding.village_code for finding in findings}
    kinds = [village.kind for village in villages if village.code in places]
    return {
        "term_no": TERM_NO,
        "round_no": inspections[0].round_no,
        "sender_code": sender.code,
        "receiver_code": receiver.code,
        "mode_code": inspections[0].record.facts["mode_code"],
        "area_group": f"第{rng.choice('一二三')}片区",
        "teams_count": len(inspections),
        "cadres_count": cadres,
        "received_cadres_count": rng.randint(0, cadres // 3),
        "is_dual_leader": rng.random() < 0.4,
        "cost_bearer": rng.choice(_BEARERS),
        "organisations_count": len(inspections),
        "villages_count": kinds.count("village"),
        "communities_count": kinds.count("community"),
        "findings_count": len(findings),
        "clues_count": sum(clue.facts.get("finding_no") in numbers for clue in world.clues),
    }
