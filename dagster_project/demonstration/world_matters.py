"""What is set right at once and what matters to people's lives: the matters of each unit.

A finding that is marked as one of the two always has a matter, raised on the day it was found.
"""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dagster_project.demonstration.code_labels import CODE_LISTS
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import MATTERS
from dagster_project.demonstration.lives import Record, days_after, void
from dagster_project.demonstration.months import first_day, last_day, month_of, shift
from dagster_project.demonstration.province import DemoUnit, Province
from dagster_project.demonstration.world_findings import Finding
from dagster_project.demonstration.world_rounds import TERM_NO, Round

_BACKLOG_MONTHS = 8
_CATEGORIES = tuple(CODE_LISTS["matter_category"])
_CHANNELS = tuple(CODE_LISTS["raised_via"])
_WITH_REFUND = ("social_security", "collective_assets", "education", "medical", "elderly", "land")


def make_matters(
    province: Province, unit: DemoUnit, rounds: list[Round], findings: list[Finding], rng: Random
) -> list[Record]:
    """Return the matters of a unit in the order in which they were raised."""
    raised = [_of_finding(finding) for finding in findings if _needs_matter(finding)]
    for item in rounds:
        for inspection in item.inspections:
            if inspection.is_sound and rng.random() < 0.5:
                span = (inspection.left_on - inspection.entered_on).days
                day = inspection.entered_on + timedelta(days=rng.randint(1, span))
                facts = inspection.organisation.facts
                place: dict[str, Value] = {
                    "term_no": TERM_NO,
                    "round_no": inspection.round_no,
                    "organisation_code": facts["organisation_code"],
                }
                raised.append((day, place | _flags(rng)))
    if not unit.is_quiet:
        raised += [(day, _flags(rng)) for day in _days_between_rounds(province, unit, rng)]
    raised.sort(key=lambda item: (item[0], str(item[1].get("finding_no", ""))))
    return [
        _matter(unit, number, day, facts, rng)
        for number, (day, facts) in enumerate(raised, start=1)
    ]


def _needs_matter(finding: Finding) -> bool:
    facts = finding.record.facts
    return bool(facts["is_livelihood"] or facts["is_immediate"])


def _of_finding(finding: Finding) -> tuple[date, dict[str, Value]]:
    names = ("finding_no", "term_no", "round_no", "organisation_code", "village_code")
    facts = {name: finding.record.facts.get(name) for name in names}
    flags = {name: finding.record.facts[name] for name in ("is_livelihood", "is_immediate")}
    return finding.found_on, facts | flags


def _flags(rng: Random) -> dict[str, Value]:
    is_immediate = rng.random() < 0.4
    return {
        "is_immediate": is_immediate,
        "is_livelihood": not is_immediate or rng.random() < 0.5,
    }


def _days_between_rounds(province: Province, unit: DemoUnit, rng: Random) -> list[date]:
    """Return days on which people come to the office by themselves."""
    month, last = shift(province.months[0], -_BACKLOG_MONTHS), province.months[-1]
    if unit.predecessors:
        month = month_of(unit.unit.valid_from)
    if unit.unit.valid_to is not None:
        last = month_of(unit.unit.valid_to)
    days = []
    while month <= last:
        if rng.random() < 0.45:
            days.append(first_day(month) + timedelta(days=rng.randrange(last_day(month).day)))
        month = shift(month, 1)
    return days


def _matter(unit: DemoUnit, number: int, day: date, place: dict[str, Value], rng: Random) -> Record:
    category = rng.choice(_CATEGORIES)
    facts: dict[str, Value] = {
        "matter_no": _number(unit, number, day),
        **place,
        "category_code": category,
        "raised_via_code": rng.choice(_CHANNELS),
        "raised_on": day,
        "status_code": "not_started",
        "is_void": False,
    }
    record = Record(MATTERS, day, facts)
    if "finding_no" not in place and rng.random() < 0.03:
        void(record, days_after(day, rng.randint(12, 40)), "重复登记")
        return record
    handed = days_after(day, rng.randint(1, 9))
    record.change(handed, handed_on=handed, status_code="in_progress")
    speed = rng.random()
    days = rng.randint(5, 60) if speed < 0.75 else rng.randint(90, 240)
    if speed > 0.97:
        days = 900
    solved = days_after(handed, days)
    record.change(solved, solved_on=solved, status_code="solved")
    if rng.random() < 0.85:
        record.add(solved, "beneficiaries_count", rng.choice((1, 3, 12, 30, 85, 200, 460)))
        if rng.random() < 0.15:
            record.add(days_after(solved, rng.randint(20, 50)), "beneficiaries_count", 6)
    if category in _WITH_REFUND and rng.random() < 0.6:
        record.add(solved, "refunded_amount_wan_yuan", Decimal(rng.randint(5, 3000)) / 100)
    return record


def _number(unit: DemoUnit, number: int, day: date) -> str:
    if unit.clue_style == 0:
        return f"{unit.code}SX{day.year}{number:03d}"
    if unit.clue_style == 1:
        return f"SX{unit.code[2:]}-{number:04d}"
    return f"民{unit.code[2:]}{day.year}{number:03d}"
