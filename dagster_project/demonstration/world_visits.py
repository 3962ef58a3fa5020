"""Visits to organisations that were inspected before (XC09): look-backs, follow-ups, discipline.

A look-back visits what an earlier round had inspected, and holds the scores of that round.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import VISITS
from dagster_project.demonstration.lives import Record, days_after, void
from dagster_project.demonstration.province import DemoUnit
from dagster_project.demonstration.world_findings import Finding
from dagster_project.demonstration.world_rounds import TERM_NO, Inspection, Round

_BY_OTHERS = ("county",) * 6 + ("city",) * 3 + ("province",)


@dataclass
class VisitMaker:
    """Makes the visits of a unit and numbers them; `rounds` are all of them, oldest first."""

    unit: DemoUnit
    rounds: list[Round]
    findings: list[Finding]
    rng: Random
    made: list[Record] = field(default_factory=list)

    def make(self, since: date) -> list[Record]:
        """Return the visits on account of the rounds that started since a day."""
        found: Counter[tuple[int, object]] = Counter(
            (finding.inspection.round_no, finding.record.facts["organisation_code"])
            for finding in self.findings
            if finding.is_sound
        )
        for made in self.rounds:
            if made.started_on >= since:
                for day, kind, inspection in self._of_round(made):
                    key = (inspection.round_no, inspection.organisation.facts["organisation_code"])
                    self._visit(day, kind, inspection, found[key])
        return self.made

    def _of_round(self, made: Round) -> Iterator[tuple[date, str, Inspection]]:
        """Yield day, kind and what is visited."""
        for inspection in made.inspections:
            if not inspection.is_sound:
                continue
            earlier = self._before(inspection)
            if made.kind == "look_back" and earlier:
                yield (
                    days_after(inspection.entered_on, self.rng.randint(5, 30)),
                    "look_back",
                    earlier,
                )
            elif self.rng.random() < 0.4:
                after = self.rng.randint(90, 200)
                yield days_after(inspection.feedback_on, after), "follow_up", inspection
            elif self.rng.random() < 0.25:
                after = self.rng.randint(60, 150)
                yield days_after(inspection.feedback_on, after), "discipline", inspection

    def _before(self, inspection: Inspection) -> Inspection | None:
        """Return the last sound inspection before this one: of the same organisation, or any."""
        earlier = [
            item
            for made in self.rounds
            if made.number < inspection.round_no and made.kind != "look_back"
            for item in made.inspections
            if item.is_sound
        ]
        same = [item for item in earlier if item.organisation is inspection.organisation]
        return (same or earlier)[-1] if earlier else None

    def _visit(self, day: date, kind: str, inspection: Inspection, found: int) -> None:
        rng = self.rng
        own = "city" if self.unit.unit.unit_kind == "city_level" else "county"
        facts: dict[str, Value] = {
            "visit_no": self._number(day),
            "visit_kind_code": kind,
            "conducted_by_code": own if kind == "look_back" else rng.choice(_BY_OTHERS),
            "term_no": TERM_NO,
            "round_no": inspection.round_no,
            "organisation_code": inspection.organisation.facts["organisation_code"],
            "visited_on": day,
            "is_void": False,
        }
        checked = rng.randint(1, max(1, found))
        if kind != "discipline":
            facts["findings_checked_count"] = checked
            facts["findings_precise_count"] = checked - rng.choice((0, 0, 0, 0, 1))
            facts["findings_rectified_count"] = checked - rng.choice((0, 0, 0, 1))
        if kind == "follow_up" and rng.random() < 0.5:
            facts["village_code"] = self._village(inspection)
        record = Record(VISITS, day, facts)
        self._count(record, kind)
        if rng.random() < 0.03:
            void(record, days_after(day, rng.randint(20, 60)), "重复登记")
        self.made.append(record)

    def _village(self, inspection: Inspection) -> str | None:
        """Return a village in which the inspection found something, if there is one."""
        codes = [
            finding.village_code
            for finding in self.findings
            if finding.inspection is inspection and finding.village_code
        ]
        return self.rng.choice(codes) if codes else None

    def _count(self, record: Record, kind: str) -> None:
        """Let the clues and what was found anew be counted, and some of it be set right later."""
        rng = self.rng
        if kind != "follow_up":
            clues = rng.randint(0, 4)
            record.facts["clues_checked_count"] = clues
            record.facts["clues_settled_count"] = max(0, clues - rng.choice((0, 0, 1)))
        new = rng.choice((0, 1, 2, 3, 4))
        record.facts["new_findings_count"] = new
        record.facts["new_rectified_count"] = 0
        if new:
            later = days_after(record.begins_on, rng.randint(20, 80))
            record.change(later, new_rectified_count=rng.randint(1, new))

    def _number(self, day: date) -> str:
        code, sequence = self.unit.code, len(self.made) + 1
        if self.unit.clue_style == 0:
            return f"{code}HF{day.year}{sequence:03d}"
        if self.unit.clue_style == 1:
            return f"HF{code[2:]}-{day.year}-{sequence:02d}"
        return f"回{code[2:]}{day.year}{sequence:02d}"
