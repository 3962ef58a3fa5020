"""The world behind the returns: what happens in each unit, form by form, as lives of items.

A merged county goes on with what its two parts had not finished, under its own codes of places.
"""

from datetime import date

from dagster_project.demonstration.chance import chance
from dagster_project.demonstration.clues import make_clues
from dagster_project.demonstration.lives import Life, Record
from dagster_project.demonstration.places import heirs
from dagster_project.demonstration.province import DemoUnit, Province
from dagster_project.demonstration.unit_world import UnitWorld
from dagster_project.demonstration.world_findings import Finding, FindingMaker
from dagster_project.demonstration.world_matters import make_matters
from dagster_project.demonstration.world_measures import make_measures
from dagster_project.demonstration.world_organisations import make_organisations
from dagster_project.demonstration.world_rounds import make_rounds
from dagster_project.demonstration.world_villages import make_villages, merged_villages
from dagster_project.demonstration.world_work import add_work
from dagster_project.demonstration.world_workforce import make_workforce

# What a merged county does not take over: clues by another way, and what it tells anew.
_NOT_TAKEN_OVER = ("XC04", "XC06", "XC11", "XC12", "XC13", "XC14", "XC17")


class World:
    """The worlds of all units, and what a merged county takes over from its parts."""

    def __init__(self, province: Province, seed: int, burst: tuple[str, str] | None) -> None:
        """Make everything that happens; `burst` is a unit and month with very many clues."""
        self.province = province
        self.by_unit: dict[str, UnitWorld] = {}
        units = sorted(province.units, key=lambda unit: bool(unit.predecessors))
        for unit in units:
            self.by_unit[unit.code] = self._make(unit, seed)
        findings = {code: self._known_findings(code) for code in self.by_unit}
        for clue in make_clues(province, seed, burst, findings):
            self.by_unit[clue.unit_code].clues.append(clue)
        add_work(province, self.by_unit, seed)

    def _make(self, unit: DemoUnit, seed: int) -> UnitWorld:
        world = UnitWorld(unit)
        parts = [self.by_unit[code] for code in unit.predecessors]
        rng = chance(seed, "world", unit.code)
        first_no = 1 + max((made.number for part in parts for made in part.rounds), default=0)
        if parts:
            world.new_codes = heirs(self.province, unit)
            world.organisations = [item for part in parts for item in part.organisations]
        else:
            world.organisations = make_organisations(self.province, unit, rng)
        world.rounds = make_rounds(self.province, unit, world.organisations, first_no, rng)
        if parts:
            before = {str(v.facts["village_code"]): v for part in parts for v in part.villages}
            made = merged_villages(self.province, unit, before, world.rounds, rng)
        else:
            made = make_villages(self.province, unit, world.rounds, rng)
        world.villages, visits = made
        world.findings = FindingMaker(unit, rng).make(world.rounds, visits)
        world.measures = make_measures(world.findings, unit.is_quiet, rng)
        world.matters = make_matters(self.province, unit, world.rounds, world.findings, rng)
        world.workforce = make_workforce(self.province, unit, rng)
        return world

    def _known_findings(self, code: str) -> list[Finding]:
        """Return the findings of a unit and of those that it was made of."""
        codes = (*self.by_unit[code].unit.predecessors, code)
        return [finding for part in codes for finding in self.by_unit[part].findings]

    # -- what a unit reports -----------------------------------------------------------------

    def lives(self, unit: DemoUnit, form: str) -> list[Life]:
        """Return the items that a unit reports in a form: its own and those it took over.

        Clues are taken over by what was reported of them, which is not known here.
        """
        taken: list[Life] = []
        if form not in _NOT_TAKEN_OVER:
            for code in unit.predecessors:
                taken += _Legacy(self.by_unit[code]).lives(form)
        own = [*taken, *self.by_unit[unit.code].lives(form)]
        return list({life.key: life for life in reversed(own)}.values())[::-1]


class _Legacy:
    """What a unit that was merged into another had not finished on its last day."""

    def __init__(self, world: UnitWorld) -> None:
        self.world = world
        self.end = world.unit.unit.valid_to or date.max
        measures: dict[str, list[Record]] = {}
        for measure in world.measures:
            measures.setdefault(str(measure.facts["finding_no"]), []).append(measure)
        self.findings = [
            finding
            for finding in world.findings
            if finding.found_on > self.end or self._is_unfinished(finding, measures)
        ]
        self.numbers = {finding.number for finding in self.findings}

    def _is_unfinished(self, finding: Finding, measures: dict[str, list[Record]]) -> bool:
        if finding.record.values_at(self.end).get("is_void"):
            return False
        known = measures.get(finding.number, [])
        return not known or any(not measure.has_ended(self.end) for measure in known)

    def lives(self, form: str) -> list[Life]:
        """Return the items of a form that the heir goes on reporting.

        Of the forms about the work itself these are the ones that had not begun: what was reported
        stays with the county that did it.
        """
        if form in self.world.work:
            return [life for life in self.world.lives(form) if life.begins_on > self.end]
        if form == "XC02":
            return [finding.record for finding in self.findings]
        if form == "XC03":
            return [m for m in self.world.measures if m.facts["finding_no"] in self.numbers]
        if form == "XC05":
            return [matter for matter in self.world.matters if not matter.has_ended(self.end)]
        inspected = {id(finding.inspection.record) for finding in self.findings}
        inspections = [
            item.record
            for made in self.world.rounds
            for item in made.inspections
            if id(item.record) in inspected or not item.record.has_ended(self.end)
        ]
        if form == "XC01":
            return [*inspections]
        numbers = {record.facts["round_no"] for record in inspections}
        return [
            made.record
            for made in self.world.rounds
            if made.number in numbers or "closed_on" not in made.record.values_at(self.end)
        ]
