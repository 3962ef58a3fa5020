"""What is made of the findings (XC07), and what organisations that were not inspected do (XC18).

A notice of common problems goes to organisations that the round did not reach: they look for the
same with themselves and put it right before they are inspected.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from dagster_project.demonstration.cells import chinese_number
from dagster_project.demonstration.code_labels import CODE_LISTS
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import OUTPUTS, SELF_CHECKS
from dagster_project.demonstration.lives import Record, days_after, void
from dagster_project.demonstration.province import DemoUnit
from dagster_project.demonstration.world_findings import Finding
from dagster_project.demonstration.world_organisations import can_be_inspected
from dagster_project.demonstration.world_rounds import TERM_NO, Round

# Kind, how often, days after the report to the secretary (fewest, most), title, addressed to.
_KINDS: tuple[tuple[str, float, tuple[int, int], str, str], ...] = (
    ("general", 1.0, (0, 0), "第{round}轮巡察综合报告", "巡察工作领导小组"),
    ("special", 0.35, (2, 15), "第{round}轮巡察{industry}领域专题报告", "巡察工作领导小组"),
    ("principal", 0.3, (0, 10), "党组织主要负责人情况专题材料", "党委主要负责人"),
    ("special_notice", 0.35, (15, 40), "关于{tag}问题的专题通报", "各乡镇党委、直属各党组织"),
    ("rectification_notice", 0.35, (60, 120), "第{round}轮巡察整改情况通报", "各党组织"),
    ("suggestion", 0.5, (10, 30), "关于规范{industry}领域管理的意见建议", "分管领导和主管部门"),
    ("advice", 0.35, (10, 30), "关于加强{industry}领域监管的巡察建议", "行业主管部门"),
    ("talk_advice", 0.15, (5, 20), "谈话建议书", "组织部门"),
    ("discipline_advice", 0.2, (10, 40), "纪检监察建议书", "纪检监察机关"),
    ("campaign", 0.15, (20, 50), "关于开展{tag}问题专项整治的通知", "各党组织"),
)
_WITH_ORGANISATION = ("principal", "talk_advice", "discipline_advice")
_WITH_ITEMS = {"suggestion": (2, 9), "advice": (1, 4), "discipline_advice": (1, 3)}
_TAGGED = ("special_notice", "campaign")
_TAGS = CODE_LISTS["common_tag"]


@dataclass
class OutputMaker:
    """Makes the outputs of a unit, numbers them, and lets organisations check themselves."""

    unit: DemoUnit
    organisations: list[Record]
    findings: list[Finding]
    rng: Random
    outputs: list[Record] = field(default_factory=list)
    self_checks: list[Record] = field(default_factory=list)

    def make(self, rounds: list[Round]) -> None:
        """Make what comes of some rounds: `outputs` and `self_checks`."""
        for made in rounds:
            for kind, likelihood, days, title, reader in _KINDS:
                is_made = not self.unit.is_quiet or kind in ("general", "advice")
                if self.rng.random() < likelihood and is_made:
                    self._output(made, kind, days, title, reader)

    def _output(
        self, made: Round, kind: str, days: tuple[int, int], title: str, reader: str
    ) -> None:
        rng = self.rng
        reported = made.record.values_at(date.max)["reported_on"]
        if not isinstance(reported, date):
            raise TypeError("reported_on")
        issued = days_after(reported, rng.randint(*days))
        hosts = [item for item in made.inspections if item.is_sound]
        host = rng.choice(hosts).organisation.facts
        tag = self._tag(made)
        industry = str(host.get("industry") or "综合")
        facts: dict[str, Value] = {
            "output_no": self._number(issued),
            "output_kind_code": kind,
            "term_no": TERM_NO,
            "round_no": made.number,
            "organisation_code": host["organisation_code"] if kind in _WITH_ORGANISATION else None,
            "title": title.format(
                round=chinese_number(made.number), industry=industry, tag=_TAGS[tag]
            ),
            "issued_on": issued,
            "issuers_count": rng.choice((1, 1, 1, 2, 3)),
            "addressed_to": reader,
            "industry": industry if "{industry}" in title else None,
            "common_tag_code": tag if kind in _TAGGED else None,
            "is_void": False,
        }
        record = Record(OUTPUTS, issued, facts)
        self.outputs.append(record)
        if kind not in _TAGGED and rng.random() < 0.03:
            void(record, days_after(issued, rng.randint(20, 60)), "文件撤回重新印发")
            return
        if kind in _WITH_ITEMS:
            self._reply(record, rng.randint(*_WITH_ITEMS[kind]))
        if kind == "special_notice":
            self._check_oneself(record, {id(item.organisation) for item in hosts})

    def _tag(self, made: Round) -> str:
        """Return a common problem of a round, any one where it found none."""
        found = [
            str(finding.record.facts["common_tag_code"])
            for finding in self.findings
            if finding.inspection.round_no == made.number
            and finding.record.facts.get("common_tag_code")
        ]
        return self.rng.choice(found or list(_TAGS))

    def _reply(self, record: Record, items: int) -> None:
        """Let an output that proposes something be answered, as most are."""
        record.facts["items_count"] = items
        if self.rng.random() < 0.85:
            replied = days_after(record.begins_on, self.rng.randint(15, 100))
            adopted = self.rng.randint(max(0, items - 2), items)
            record.change(replied, replied_on=replied, adopted_items_count=adopted)

    def _check_oneself(self, record: Record, inspected: set[int]) -> None:
        others = [
            item
            for item in self.organisations
            if can_be_inspected(item) and id(item) not in inspected
        ]
        for organisation in self.rng.sample(others, min(len(others), self.rng.randint(2, 4))):
            day = days_after(record.begins_on, self.rng.randint(12, 50))
            found = self.rng.randint(0, 8)
            facts: dict[str, Value] = {
                "output_no": record.facts["output_no"],
                "organisation_code": organisation.facts["organisation_code"],
                "self_checked_on": day,
                "found_count": found,
                "rectified_count": self.rng.randint(0, found),
                "is_void": False,
            }
            made = Record(SELF_CHECKS, day, facts)
            if self.rng.random() < 0.04:
                void(made, days_after(day, self.rng.randint(15, 60)), "重复报送")
            elif found:
                made.change(days_after(day, self.rng.randint(20, 110)), rectified_count=found)
            self.self_checks.append(made)

    def _number(self, day: date) -> str:
        code, sequence = self.unit.code, len(self.outputs) + 1
        if self.unit.clue_style == 0:
            return f"{code}CG{day.year}{sequence:03d}"
        if self.unit.clue_style == 1:
            return f"CG{code[2:]}-{day.year}-{sequence:02d}"
        return f"成{code[2:]}{day.year}{sequence:02d}"
