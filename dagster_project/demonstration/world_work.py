"""What the offices do besides, on account of rounds, findings and clues: the ten forms about it.

It begins with the rounds of a few months before the first return: what was before was never asked.
"""

from datetime import date, timedelta

from dagster_project.demonstration.chance import chance
from dagster_project.demonstration.forms import (
    CAMPAIGNS,
    EVALUATIONS,
    JOINT_SUPERVISION,
    ORGANS,
    OUTPUTS,
    PAIRINGS,
    PROCESSES,
    SELF_CHECKS,
    TEAMS,
    VISITS,
)
from dagster_project.demonstration.lives import Record
from dagster_project.demonstration.months import first_day
from dagster_project.demonstration.province import Province
from dagster_project.demonstration.unit_world import UnitWorld
from dagster_project.demonstration.world_campaigns import make_campaigns
from dagster_project.demonstration.world_outputs import OutputMaker
from dagster_project.demonstration.world_pairings import make_pairings
from dagster_project.demonstration.world_processes import make_evaluations, make_processes
from dagster_project.demonstration.world_supervision import make_joint_supervision, make_organs
from dagster_project.demonstration.world_teams import make_teams
from dagster_project.demonstration.world_visits import VisitMaker

DAYS_BEFORE_FIRST_MONTH = 220


def add_work(province: Province, worlds: dict[str, UnitWorld], seed: int) -> None:
    """Fill `work` of the worlds of all units, whose rounds, findings and clues are known."""
    since = first_day(province.months[0]) - timedelta(days=DAYS_BEFORE_FIRST_MONTH)
    for code, world in worlds.items():
        world.work = _work(province, world, since, f"{seed}|{code}")
    pairings = make_pairings(province, worlds, chance(seed, "pairings"))
    for code, world in worlds.items():
        world.work[PAIRINGS] = pairings[code]


def _work(province: Province, world: UnitWorld, since: date, name: str) -> dict[str, list[Record]]:
    unit, rng = world.unit, chance("work", name)
    rounds = [made for made in world.rounds if made.started_on >= since]
    outputs = OutputMaker(unit, world.organisations, world.findings, rng)
    outputs.make(rounds)
    return {
        OUTPUTS: outputs.outputs,
        PROCESSES: make_processes(rounds, rng),
        VISITS: VisitMaker(unit, world.rounds, world.findings, rng).make(since),
        EVALUATIONS: make_evaluations(rounds, rng),
        JOINT_SUPERVISION: make_joint_supervision(province, unit, world.clues, rng),
        ORGANS: make_organs(province, unit, world.clues, rng),
        TEAMS: make_teams(rounds, rng),
        SELF_CHECKS: outputs.self_checks,
        CAMPAIGNS: make_campaigns(province, unit, rng),
    }
