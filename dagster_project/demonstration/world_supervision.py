"""Supervision together with others (XC12) and by stationed organs (XC13), as periods count it.

The clues that they pass on, take over and deal with are those of the unit.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from random import Random

from dagster_project.demonstration.clues import Clue
from dagster_project.demonstration.code_labels import CODE_LISTS
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import FORMS, JOINT_SUPERVISION, ORGANS
from dagster_project.demonstration.lives import Record
from dagster_project.demonstration.months import first_day, last_day, shift
from dagster_project.demonstration.province import DemoUnit, Province

TOTAL = "total"
_BODIES = tuple(code for code in CODE_LISTS["supervision_body"] if code != TOTAL)
_MONTHS_OF_QUARTER = 3
# Which body a clue of a source comes from; those of inspections go to the one that follows.
_FROM = {"audit": "audit", "petition": "petition", "big_data": "statistics", "other": "other"}
_TO = "discipline"


def make_joint_supervision(
    province: Province, unit: DemoUnit, clues: list[Clue], rng: Random
) -> list[Record]:
    """Return the rows of the table as they are at the end of each quarter; none of a quiet unit."""
    if unit.is_quiet:
        return []
    rows = {
        body: Record(JOINT_SUPERVISION, unit.unit.valid_from, {"row_code": body})
        for body in (*_BODIES, TOTAL)
    }
    for month in province.months:
        if int(month[5:]) % _MONTHS_OF_QUARTER == 0:
            first = first_day(shift(month, 1 - _MONTHS_OF_QUARTER))
            counted = {
                body: _of_body(body, _between(clues, first, last_day(month)), rng)
                for body in _BODIES
            }
            for body, counts in counted.items():
                rows[body].change(first_day(month), **counts)
            rows[TOTAL].change(first_day(month), **_sum(counted.values()))
    return list(rows.values())


def _between(clues: list[Clue], first: date, last: date) -> list[Counter[str]]:
    """Return by body the clues passed to it, taken from it, accepted, disposed of and settled."""
    counts: list[Counter[str]] = [Counter() for _ in range(5)]
    for clue in clues:
        source = str(clue.facts["source_code"])
        body = _TO if source == "inspection" else _FROM.get(source)
        days = (
            clue.transferred_on if body == _TO else None,
            clue.transferred_on if body != _TO else None,
            clue.received_on,
            clue.disposal_on,
            clue.case_filed_on or clue.settled_on,
        )
        for counter, day in zip(counts, days, strict=True):
            if body and day is not None and first <= day <= last:
                counter[body] += 1
    return counts


def _of_body(body: str, counts: list[Counter[str]], rng: Random) -> dict[str, int]:
    transferred, received, accepted, disposed, settled = (count[body] for count in counts)
    is_partner = rng.random() < 0.75
    return {
        "departments_count": rng.randint(1, 3) if is_partner else 0,
        "actions_count": rng.randint(0, 4) if is_partner else 0,
        "meetings_count": rng.randint(0, 3) if is_partner else 0,
        "information_count": rng.randint(0, 20) if is_partner else 0,
        "transferred_count": transferred,
        "received_count": received,
        "accepted_count": accepted,
        "disposed_count": disposed,
        # What comes back is of this quarter, and so never more than went to and fro in it.
        "fed_back_count": min(settled, transferred + received),
    }


def _sum(parts: Iterable[dict[str, int]]) -> dict[str, Value]:
    total: Counter[str] = Counter()
    for counts in parts:
        total.update(counts)
    return {name: total[name] for name in FORMS[JOINT_SUPERVISION].types if name != "row_code"}


# -- stationed organs ----------------------------------------------------------------------------

_ORGANS = (
    ("stationed", "驻{unit}教育局纪检监察组"),
    ("combined", "驻{unit}卫生健康局纪检监察组"),
    ("dispatched", "{unit}直属机关纪检监察工委"),
)
_MOST: dict[str, int] = {
    "inspections_count": 6,
    "advice_letters_count": 1,
    "task_sheets_count": 2,
    "feedback_sheets_count": 2,
    "advice_sheets_count": 1,
    "meetings_count": 2,
    "talks_count": 20,
    "group_cases_count": 1,
    "room_cases_count": 1,
    "local_cases_count": 1,
}


def make_organs(province: Province, unit: DemoUnit, clues: list[Clue], rng: Random) -> list[Record]:
    """Return the stationed organs of a unit, their counts those of each month.

    A city has three of them, a county none to two by its turn.
    """
    is_city = unit.unit.unit_kind == "city_level"
    count = 0 if unit.is_quiet else len(_ORGANS) if is_city else int(unit.code) % len(_ORGANS)
    organs = []
    for number in range(count):
        kind, name = _ORGANS[number]
        facts: dict[str, Value] = {
            "organ_code": f"PZ{unit.code}{number + 1:02d}",
            "organ_name": name.format(unit=unit.unit.short_name),
            "organ_kind_code": kind,
            "stationed_units_count": rng.randint(1, 9) if kind != "stationed" else 1,
            "internal_commissions_count": rng.randint(0, 3),
            "data_modules_count": rng.choice((0, 0, 1, 2)),
        }
        organ = Record(ORGANS, max(unit.unit.valid_from, first_day(province.months[0])), facts)
        own = [
            clue
            for place, clue in enumerate(clues)
            if clue.facts["source_code"] == "stationed" and place % count == number
        ]
        for month in province.months:
            organ.change(first_day(month), **_of_month(own, month, rng))
        organs.append(organ)
    return organs


def _of_month(clues: list[Clue], month: str, rng: Random) -> dict[str, Value]:
    first, last = first_day(month), last_day(month)
    filed = [c for c in clues if c.case_filed_on is not None and first <= c.case_filed_on <= last]
    found = rng.randint(0, 8)
    reviewed = rng.choice((0, 0, 1, 2))
    counts: dict[str, Value] = {name: rng.randint(0, most) for name, most in _MOST.items()}
    return counts | {
        "findings_count": found,
        "rectified_count": rng.randint(0, found),
        "clues_count": sum(first <= clue.transferred_on <= last for clue in clues),
        "cases_filed_count": len(filed),
        "disciplined_count": sum(_disciplined(clue, first, last) for clue in clues),
        "reviewed_cases_count": reviewed,
        "case_faults_count": rng.randint(0, 2) if reviewed else 0,
    }


def _disciplined(clue: Clue, first: date, last: date) -> int:
    return sum(
        int(more)
        for day, name, more in clue.gains
        if name == "disciplined_count" and first <= day <= last
    )
