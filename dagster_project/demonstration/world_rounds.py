"""The rounds of each unit since its term began, and the inspections of each round."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from dagster_project.demonstration.fields import SEVERAL, Value
from dagster_project.demonstration.forms import INSPECTIONS, ROUNDS
from dagster_project.demonstration.lives import Record, days_after, void
from dagster_project.demonstration.months import last_day
from dagster_project.demonstration.province import DemoUnit, Province
from dagster_project.demonstration.world_organisations import can_be_inspected

TERM_NO = 15
DAYS_BEFORE_FIRST_ROUND = 150
DAYS_BETWEEN_ROUNDS = 182
# The second of two counties to be merged works in shorter rounds, so that the two number apart.
DAYS_BETWEEN_SHORT_ROUNDS = 121
DAYS_NEEDED_BEFORE_MERGER = 30
_TOPICS = ("粮食购销领域", "乡村振兴领域", "医疗保障领域", "国有企业", "政法系统")
_MODES = ("same_level",) * 8 + (
    "raised",
    "raised",
    "cross",
    "raised_cross",
    "pooled",
    "rotating",
    "paired_aid",
)
_SENT_MODES = ("cross", "raised_cross", "pooled", "rotating", "paired_aid")
_LINKED = (
    ("audit",),
    ("discipline",),
    ("audit", "discipline"),
    ("finance",),
    ("finance_audit",),
    ("discipline", "statistics"),
    ("audit", "discipline", "other"),
)
_TEAMS = "一二三四"


@dataclass
class Inspection:
    """An inspection of an organisation: what is registered, and its days."""

    record: Record
    organisation: Record
    round_no: int
    entered_on: date
    left_on: date
    feedback_on: date

    @property
    def is_sound(self) -> bool:
        """Whether it was not registered by mistake."""
        return not self.record.values_at(date.max).get("is_void")


@dataclass
class Round:
    """A round: what is registered, and its inspections."""

    record: Record
    number: int
    kind: str
    started_on: date
    inspections: list[Inspection] = field(default_factory=list)


def make_rounds(
    province: Province, unit: DemoUnit, organisations: list[Record], first_no: int, rng: Random
) -> list[Round]:
    """Return the rounds of a unit with numbers from `first_no` on."""
    pool = [item for item in organisations if can_be_inspected(item)]
    rng.shuffle(pool)
    turn = _in_turn(pool)
    rounds = []
    for step, day in enumerate(_starts(province, unit, rng)):
        kind = _kind(unit, step, rng)
        made = Round(_register(unit, first_no + step, kind, day, rng), first_no + step, kind, day)
        wanted = 1 if unit.is_quiet else rng.choice((2, 2, 3, 4))
        for number in range(min(wanted, len(pool))):
            organisation = next(turn)
            made.inspections.append(_inspect(province, unit, made, organisation, number, rng))
        if rng.random() < 0.12 and not unit.is_quiet:
            made.inspections.append(_mistaken(province, unit, made, next(turn), rng))
        _close(made, rng)
        rounds.append(made)
    return rounds


def _in_turn(pool: list[Record]) -> Iterator[Record]:
    while True:
        yield from pool


def _starts(province: Province, unit: DemoUnit, rng: Random) -> list[date]:
    """Return the days on which rounds start, about two a year."""
    last = last_day(province.months[-1])
    gap = DAYS_BETWEEN_ROUNDS
    if unit.predecessors:
        day = days_after(unit.unit.valid_from, 25)
    else:
        start = province.term_start(unit.code)
        day = days_after(start, DAYS_BEFORE_FIRST_ROUND + rng.randint(0, 40))
    if unit.unit.successor_code is not None and unit.unit.valid_to is not None:
        last = unit.unit.valid_to - timedelta(days=DAYS_NEEDED_BEFORE_MERGER)
        heir = province.unit(unit.unit.successor_code)
        if heir.predecessors.index(unit.code) > 0:
            gap = DAYS_BETWEEN_SHORT_ROUNDS
    days = []
    while day <= last:
        days.append(day)
        day = days_after(day, gap + rng.randint(-12, 12))
    return days


def _kind(unit: DemoUnit, step: int, rng: Random) -> str:
    if unit.is_quiet or step < 3:
        return "regular"
    return "look_back" if step % 4 == 3 else rng.choice(("regular",) * 5 + ("special", "flexible"))


def _register(unit: DemoUnit, number: int, kind: str, day: date, rng: Random) -> Record:
    is_city = unit.unit.unit_kind == "city_level"
    facts: dict[str, Value] = {
        "term_no": TERM_NO,
        "round_no": number,
        "inspecting_level_code": "municipal" if is_city else "county",
        "organised_by_code": rng.choice(("same_level",) * 4 + ("municipal", "provincial")),
        "round_kind_code": kind,
        "started_on": day,
        "is_void": False,
    }
    if kind == "special":
        facts["topic"] = rng.choice(_TOPICS) + "专项巡察"
    return Record(ROUNDS, day, facts)


def _close(made: Round, rng: Random) -> None:
    """Let the round end, be reported and be closed after its last feedback."""
    ended = max(item.left_on for item in made.inspections)
    reported = days_after(ended, rng.randint(8, 20))
    feedback = max(item.feedback_on for item in made.inspections)
    closed = max(reported, feedback) + timedelta(days=rng.randint(10, 30))
    made.record.change(ended, ended_on=ended)
    made.record.change(reported, reported_on=reported)
    made.record.change(closed, closed_on=closed)


def _inspect(
    province: Province,
    unit: DemoUnit,
    made: Round,
    organisation: Record,
    number: int,
    rng: Random,
) -> Inspection:
    entered = days_after(made.started_on, rng.randint(3, 12))
    left = days_after(entered, rng.randint(32, 48))
    feedback = days_after(left, rng.randint(24, 45))
    facts = organisation.facts
    row: dict[str, Value] = {
        "term_no": TERM_NO,
        "round_no": made.number,
        "organisation_code": facts["organisation_code"],
        "organisation_name": facts["organisation_name"],
        "organisation_kind_code": facts["organisation_kind_code"],
        "team_name": f"第{_TEAMS[number % len(_TEAMS)]}巡察组",
        "town_code": facts.get("town_code"),
        "industry": facts.get("industry"),
        "entered_on": entered,
        "is_void": False,
        **_mode(province, unit, rng),
    }
    if rng.random() < 0.4:
        row["linked_supervision_codes"] = SEVERAL.join(rng.choice(_LINKED))
    record = Record(INSPECTIONS, entered, row)
    record.change(left, left_on=left)
    record.change(feedback, feedback_on=feedback)
    return Inspection(record, organisation, made.number, entered, left, feedback)


def _mode(province: Province, unit: DemoUnit, rng: Random) -> dict[str, Value]:
    """Return how the inspection is organised, and by whom it is sent if by others."""
    others = [
        other
        for other in province.units
        if other.unit.city_code == unit.unit.city_code
        and other.unit.unit_kind == unit.unit.unit_kind == "county"
        and other.unit.valid_to is None
        and other.code != unit.code
        and other.code != unit.unit.successor_code
    ]
    mode = rng.choice(_MODES)
    if mode not in _SENT_MODES:
        return {"mode_code": mode}
    if not others:
        return {"mode_code": "same_level"}
    return {
        "mode_code": mode,
        "sender_unit": sender_name(rng.choice(others)),
    }


def sender_name(unit: DemoUnit) -> str:
    """Return how a register names the unit that sends an inspection."""
    return f"{unit.unit.short_name}巡察机构"


def _mistaken(
    province: Province, unit: DemoUnit, made: Round, organisation: Record, rng: Random
) -> Inspection:
    """Return an inspection that is registered, then withdrawn."""
    item = _inspect(province, unit, made, organisation, 0, rng)
    item.record.changes.clear()
    item.left_on = item.feedback_on = item.entered_on
    void(item.record, days_after(item.entered_on, rng.randint(8, 25)), "登记有误")
    return item
