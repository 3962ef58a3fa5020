"""The campaigns of each unit (XC19), under the names that its clues give as their campaign."""

from datetime import date, timedelta
from random import Random

from dagster_project.demonstration.clues import CAMPAIGNS as NAMES
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import CAMPAIGNS
from dagster_project.demonstration.lives import Record, days_after, void
from dagster_project.demonstration.months import first_day, last_day
from dagster_project.demonstration.province import DemoUnit, Province

_INDUSTRIES = ("农业农村", "农业农村", "民政", "住房建设")
_DAYS_BEFORE_FIRST_MONTH, _LONGEST = 150, 240


def make_campaigns(province: Province, unit: DemoUnit, rng: Random) -> list[Record]:
    """Return one or two campaigns of a unit, or none of a quiet one."""
    first = first_day(province.months[0]) - timedelta(days=_DAYS_BEFORE_FIRST_MONTH)
    last = last_day(province.months[-1])
    if unit.predecessors:
        first = unit.unit.valid_from
    wanted = rng.choice((0, 1)) if unit.is_quiet else rng.choice((1, 1, 2))
    chosen = rng.sample(range(len(NAMES)), wanted)
    span = max(1, (last - first).days - 30)
    return [
        _campaign(unit, number, chosen_one, days_after(first, rng.randrange(span)), rng)
        for number, chosen_one in enumerate(chosen, start=1)
    ]


def _campaign(unit: DemoUnit, number: int, chosen: int, day: date, rng: Random) -> Record:
    facts: dict[str, Value] = {
        "campaign_no": f"ZX{unit.code[2:]}-{day.year}-{number}",
        "campaign_name": f"{unit.unit.short_name}{NAMES[chosen]}整治",
        "industry": _INDUSTRIES[chosen],
        "started_on": day,
        "is_void": False,
    }
    record = Record(CAMPAIGNS, day, facts)
    if rng.random() < 0.05:
        void(record, days_after(day, rng.randint(30, 60)), "并入其他专项")
        return record
    found = rectified = 0
    at = day
    for _ in range(rng.randint(2, 3)):
        at = days_after(at, rng.randint(30, 75))
        found += rng.randint(1, 12)
        rectified = rng.randint(rectified, found)
        record.change(at, found_count=found, rectified_count=rectified)
    if rng.random() < 0.75:
        closed = days_after(day, max((at - day).days + 10, rng.randint(180, _LONGEST)))
        record.change(closed, closed_on=closed, rectified_count=found)
    return record
