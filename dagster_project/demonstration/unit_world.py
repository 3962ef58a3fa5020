"""All that happens in one unit, form by form, as lives of items."""

from dataclasses import dataclass, field

from dagster_project.demonstration.clues import Clue
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.lives import Life, Record
from dagster_project.demonstration.province import DemoUnit
from dagster_project.demonstration.world_findings import Finding
from dagster_project.demonstration.world_rounds import Round

_PLACES = ("village_code", "town_code")


@dataclass
class UnitWorld:
    """What happens in a unit.

    `work` holds by form what follows from the rest: outputs, processes, visits, evaluations, joint
    supervision, stationed organs, pairings, teams, self-checks, campaigns. `new_codes` are those of
    places that the unit took over.
    """

    unit: DemoUnit
    organisations: list[Record] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    measures: list[Record] = field(default_factory=list)
    matters: list[Record] = field(default_factory=list)
    villages: list[Record] = field(default_factory=list)
    workforce: list[Record] = field(default_factory=list)
    clues: list[Clue] = field(default_factory=list)
    work: dict[str, list[Record]] = field(default_factory=dict)
    new_codes: dict[str, str] = field(default_factory=dict)

    def lives(self, form: str) -> list[Life]:
        """Return the items of a form that arose in the unit."""
        if form in self.work:
            return [*self.work[form]]
        inspections = [item.record for made in self.rounds for item in made.inspections]
        by_form: dict[str, list[Life]] = {
            "XC01": [*inspections],
            "XC02": [finding.record for finding in self.findings],
            "XC03": [*self.measures],
            "XC04": [*self.clues],
            "XC05": [*self.matters],
            "XC06": [*self.villages],
            "XC11": [*self.workforce],
            "XC15": [made.record for made in self.rounds],
            "XC17": [*self.organisations],
        }
        return by_form[form]

    def translate(self, values: dict[str, Value]) -> dict[str, Value]:
        """Return the values with the codes of places as they are now."""
        changed: dict[str, Value] = {
            name: self.new_codes[str(values[name])]
            for name in _PLACES
            if values.get(name) in self.new_codes
        }
        return values | changed
