"""What the inspections find: each finding with its place, its kind, and words of its own."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dagster_project.demonstration.cells import chinese_number
from dagster_project.demonstration.fields import SEVERAL, Value
from dagster_project.demonstration.forms import FINDINGS
from dagster_project.demonstration.lives import Record, days_after, void
from dagster_project.demonstration.province import DemoUnit
from dagster_project.demonstration.supervision_items import SUPERVISION_ITEMS
from dagster_project.demonstration.world_rounds import TERM_NO, Inspection, Round
from dagster_project.demonstration.world_villages import VillageVisit

_LIVELIHOOD = tuple(f"F2-{number:02d}" for number in (7, 8, 9, 11, 12, 13, 15, 16, 17))
_KINDS = {"F1": "decisions", "F2": "corruption_nearby", "F3": "party_building", "F4": "other"}
_ITEMS_BY_FOCUS = {
    focus: tuple(code for code in SUPERVISION_ITEMS if code.startswith(focus))
    for focus in ("F1", "F2", "F3")
}
_IN_VILLAGES = (*(f"F2-{number:02d}" for number in range(1, 10)), "F2-15", "F3-07", "F3-16")
_OF_EARLIER = (
    "上轮巡察整改任务未按期完成",
    "上轮巡察整改责任未落实到人",
    "上轮巡察整改台账更新滞后",
)
_TAGS = {
    "subsidy": ("F2-08", "F2-09", "F2-10"),
    "collective_assets": ("F2-01", "F2-02", "F2-03", "F2-04"),
    "project_bidding": ("F2-18", "F2-19", "F2-20"),
    "public_funds": ("F2-05", "F2-23", "F2-24"),
    "meeting_decisions": ("F3-01", "F3-02", "F3-03"),
    "party_life": ("F3-17", "F3-18", "F3-19"),
    "window_service": ("F1-13", "F2-21", "F2-27", "F2-28"),
    "safety": ("F1-25", "F1-26"),
}
_TAG_OF = {item: tag for tag, items in _TAGS.items() for item in items}
_SUBJECTS = ("principal", "team_member", "middle_cadre", "general_cadre", "collective")
_VOID_REASONS = ("与其他问题重复", "经核查问题不成立")


@dataclass
class Finding:
    """A finding: what is reported of it, and the inspection and village in which it was found."""

    record: Record
    inspection: Inspection
    found_on: date
    village_code: str | None = None

    @property
    def number(self) -> str:
        """The number of the finding."""
        return str(self.record.facts["finding_no"])

    @property
    def is_sound(self) -> bool:
        """Whether it is never withdrawn."""
        return not self.record.values_at(date.max).get("is_void")


@dataclass
class FindingMaker:
    """Makes the findings of a unit: numbers them and sees that no two read alike."""

    unit: DemoUnit
    rng: Random
    made: list[Finding] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)

    def make(self, rounds: list[Round], visits: list[VillageVisit]) -> list[Finding]:
        """Return the findings of all rounds, those of the villages among them."""
        for item in rounds:
            for inspection in item.inspections:
                if inspection.is_sound:
                    for _ in range(self._count(item.kind)):
                        self._find(inspection, None)
            for visit in visits:
                if visit.inspection in item.inspections:
                    for _ in range(self.rng.choice((0, 1, 1, 2))):
                        self._find(visit.inspection, visit)
        return self.made

    def _count(self, kind: str) -> int:
        if self.unit.is_quiet or kind == "look_back":
            return self.rng.randint(1, 3)
        return self.rng.randint(3, 7)

    def _find(self, inspection: Inspection, visit: VillageVisit | None) -> None:
        rng = self.rng
        if visit is None:
            span = (inspection.left_on - inspection.entered_on).days
            found = inspection.entered_on + timedelta(days=rng.randint(2, span - 1))
        else:
            found = days_after(visit.inspected_on, rng.randint(0, 6))
        facts = self._place(inspection, found, visit) | self._kind(visit is not None)
        facts["description"] = self._describe(inspection, visit, facts)
        record = Record(FINDINGS, found, facts)
        is_plain = visit is None and not facts["is_livelihood"] and not facts["is_immediate"]
        if is_plain and rng.random() < 0.03:
            void(record, days_after(found, rng.randint(6, 20)), rng.choice(_VOID_REASONS))
        code = visit.village.code if visit else None
        self.made.append(Finding(record, inspection, found, code))

    def _place(
        self, inspection: Inspection, found: date, visit: VillageVisit | None
    ) -> dict[str, Value]:
        facts = inspection.organisation.facts
        return {
            "finding_no": self._number(inspection, found),
            "term_no": TERM_NO,
            "round_no": inspection.round_no,
            "organisation_code": facts["organisation_code"],
            "organisation_name": facts["organisation_name"],
            "village_code": visit.village.code if visit else None,
            "industry": facts.get("industry"),
            "found_on": found,
            "is_void": False,
        }

    def _number(self, inspection: Inspection, found: date) -> str:
        code, sequence = self.unit.code, len(self.made) + 1
        if self.unit.clue_style == 0:
            office = str(inspection.organisation.facts["organisation_code"])[-3:]
            return f"{code}{TERM_NO}{inspection.round_no:02d}{office}{sequence:03d}"
        if self.unit.clue_style == 1:
            return f"WT{code[2:]}-{found.year}-{sequence:03d}"
        return f"问{code[2:]}{found.year}{sequence:03d}"

    def _kind(self, is_in_village: bool) -> dict[str, Value]:
        rng = self.rng
        focus = rng.choice(("F1",) * 7 + ("F2",) * 9 + ("F3",) * 8 + ("F4",))
        item: str | None = None
        if is_in_village:
            item = rng.choice(_IN_VILLAGES)
            focus = item[:2]
        elif focus in _ITEMS_BY_FOCUS:
            item = rng.choice(_ITEMS_BY_FOCUS[focus])
        kind = "livelihood" if item in _LIVELIHOOD else _KINDS[focus]
        tag = _TAG_OF.get(item or "")
        is_common = tag is not None and rng.random() < 0.35
        facts: dict[str, Value] = {
            "focus_code": focus,
            "supervision_item_code": item,
            "problem_kind_code": kind,
            "problem_class_code": "common"
            if is_common
            else rng.choice(("specific",) * 6 + ("individual", "individual", "major")),
            "common_tag_code": tag if is_common else None,
            "is_livelihood": kind == "livelihood" and rng.random() < 0.7,
            "is_immediate": rng.random() < 0.1,
            "is_key_few": rng.random() < 0.3,
            "subject_kind_codes": self._subjects(is_in_village),
        }
        if is_common and rng.random() < 0.3:
            facts["common_tag_text"] = "近两轮巡察均有发现"
        if rng.random() < 0.15:
            facts["local_code"] = f"BD-{rng.randint(1, 40):02d}"
        if focus == "F2" and rng.random() < 0.55:
            step = rng.choice((10000, 1000, 100))
            facts["amount_wan_yuan"] = Decimal(rng.randint(1, 400000) // step * step + step) / 10000
        return facts

    def _subjects(self, is_in_village: bool) -> str:
        if is_in_village:
            return "village_cadre"
        chosen = set(self.rng.sample(_SUBJECTS, self.rng.choice((1, 1, 1, 2, 3))))
        return SEVERAL.join(code for code in _SUBJECTS if code in chosen)

    def _describe(
        self, inspection: Inspection, visit: VillageVisit | None, facts: dict[str, Value]
    ) -> str:
        """Return words that no other finding of the province has."""
        place = str(inspection.organisation.facts["organisation_name"]).removeprefix("中共")
        place = place.removeprefix(self.unit.unit.short_name)
        if visit:
            place = self.unit.towns[visit.village.town] + visit.village.name
        item = facts["supervision_item_code"]
        what = SUPERVISION_ITEMS[str(item)] if item else self.rng.choice(_OF_EARLIER)
        while True:
            checked = self.rng.randint(12, 90)
            found = self.rng.randint(1, checked // 3)
            text = (
                f"{self.unit.unit.short_name}{place}{what}，"
                f"抽查{chinese_number(checked)}项，其中{chinese_number(found)}项存在问题。"
            )
            if text not in self.texts:
                self.texts.add(text)
                return text
