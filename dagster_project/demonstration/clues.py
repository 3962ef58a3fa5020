"""The lives of the clues: what happened to each of them on which day.

A clue is a set of dated facts; `snapshot` tells what its row says at the end of a month. How the
row is written down, and what is wrong with it, is decided elsewhere.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dagster_project.demonstration.chance import chance
from dagster_project.demonstration.code_labels import CODE_LISTS
from dagster_project.demonstration.fields import CLUES, FORMS, Value
from dagster_project.demonstration.months import first_day, last_day, month_of, shift
from dagster_project.demonstration.province import DemoUnit, Province
from dagster_project.demonstration.world_findings import Finding

BACKLOG_MONTHS = 10
HANDLING_DAYS = 180
BURST_SIZE = 26
# A clue of an inspection is transferred at most so long after its finding.
DAYS_TO_A_CLUE = 400
INDUSTRIES = ("教育", "医疗卫生", "农业农村", "住房建设", "交通运输", "自然资源", "民政")
CAMPAIGNS = ("粮食购销专项", "集体三资专项", "惠民补贴专项", "工程建设专项")
_OFFICES = ("教育局", "卫生健康局", "农业农村局", "住房和建设局", "交通运输局", "民政局")
_HIGHEST_RANK = "department_and_above"
_SOURCES = ("inspection",) * 5 + ("stationed", "petition", "petition", "audit", "big_data", "other")
# Most are cadres of villages and towns; the highest rank is a matter for a city alone.
_RANKS = (
    *(rank for rank in CODE_LISTS["subject_rank"] if rank != _HIGHEST_RANK),
    *("general_cadre", "village_cadre") * 4,
    *("township_principal", "township_deputy") * 2,
)
_DISPOSALS = ("talk",) * 6 + ("preliminary_inquiry",) * 12 + ("shelved",) + ("concluded",) * 3


@dataclass
class Clue:
    """One clue: the unit that it arose in, its fixed facts, its dates, and what it yielded.

    `gains` are (day, cumulative field, how many more): persons, or 万元 recovered.
    """

    unit_code: str
    clue_no: str
    town: int
    facts: dict[str, Value]
    transferred_on: date
    received_on: date
    disposal_code: str
    disposal_on: date
    due_on: date
    amount: Decimal | None = None
    extended_on: date | None = None
    extended_due_on: date | None = None
    supervised_on: date | None = None
    settled_on: date | None = None
    case_filed_on: date | None = None
    void_on: date | None = None
    void_reason: str | None = None
    writes_zero: bool = False
    gains: list[tuple[date, str, int | Decimal]] = field(default_factory=list)

    @property
    def form(self) -> str:
        """The form in which clues are reported."""
        return CLUES

    @property
    def key(self) -> str:
        """The number of the clue."""
        return self.clue_no

    @property
    def begins_on(self) -> date:
        """The day from which on the clue is reported."""
        return self.transferred_on

    def values_at(self, end: date) -> dict[str, Value]:
        """Return the fields of the row, blanks left out, as things stood at the end of a day."""
        return snapshot(self, end)

    def is_open(self, values: dict[str, Value]) -> bool:
        """Return whether a row with these values has to be listed again."""
        return is_open(values)


def is_open(values: dict[str, Value]) -> bool:
    """Return whether a row with these values is neither settled nor void."""
    is_settled = values.get("status_code") == "settled" or values.get("case_filed_on") is not None
    return not is_settled and not values.get("is_void")


def snapshot(clue: Clue, end: date) -> dict[str, Value]:
    """Return the fields of the clue's row, blanks left out, as things stood at the end of a day."""
    values: dict[str, Value] = dict(clue.facts)
    values |= {"clue_no": clue.clue_no, "transferred_on": clue.transferred_on}
    dated: list[tuple[date | None, str, Value]] = [
        (clue.received_on, "received_on", clue.received_on),
        (clue.received_on, "due_on", clue.due_on),
        (clue.disposal_on, "disposal_code", clue.disposal_code),
        (clue.disposal_on, "disposal_on", clue.disposal_on),
        (clue.disposal_on, "amount_involved_wan_yuan", clue.amount),
        (clue.extended_on, "extended_due_on", clue.extended_due_on),
        (clue.settled_on, "settled_on", clue.settled_on),
        (clue.case_filed_on, "case_filed_on", clue.case_filed_on),
        (clue.void_on, "void_reason", clue.void_reason),
    ]
    for day, name, value in dated:
        if day is not None and day <= end and value is not None:
            values[name] = value
    values["is_supervised"] = clue.supervised_on is not None and clue.supervised_on <= end
    values["is_void"] = clue.void_on is not None and clue.void_on <= end
    is_settled = "settled_on" in values or "case_filed_on" in values
    values["status_code"] = (
        "settled" if is_settled else "in_progress" if "disposal_on" in values else "pending"
    )
    if is_settled and clue.writes_zero:
        values |= {name: 0 for name in FORMS[CLUES].cumulative if name.endswith("_count")}
    for day, name, more in clue.gains:
        if day <= end:
            values[name] = _plus(values.get(name), more)
    return values


def _plus(before: Value, more: int | Decimal) -> Value:
    if isinstance(before, int | Decimal):
        return before + more
    return more


def make_clues(
    province: Province,
    seed: int,
    burst: tuple[str, str] | None,
    findings: dict[str, list[Finding]],
) -> list[Clue]:
    """Return the clues of all units, by unit and number.

    `burst` has very many in one month; `findings` are those that clues of a unit may come from.
    """
    clues: list[Clue] = []
    for unit in province.units:
        rng = chance(seed, "clues", unit.code)
        sound = [finding for finding in findings[unit.code] if finding.is_sound]
        clues += _clues_of(unit, province, rng, burst, sound)
    return clues


def _clues_of(
    unit: DemoUnit,
    province: Province,
    rng: Random,
    burst: tuple[str, str] | None,
    findings: list[Finding],
) -> list[Clue]:
    first, last = province.months[0], province.months[-1]
    month = month_of(unit.unit.valid_from) if unit.predecessors else shift(first, -BACKLOG_MONTHS)
    if unit.unit.valid_to is not None:
        last = month_of(unit.unit.valid_to)
    usual = rng.choice((1, 2, 2, 3))
    sequence, kept = 0, []
    while month <= last:
        count = rng.choice((0, 0, 0, 0, 1)) if unit.is_quiet else max(0, usual + rng.randint(-2, 2))
        count += BURST_SIZE if burst == (unit.code, month) else 0
        for _ in range(count):
            sequence += 1
            clue = _clue(unit, month, sequence, findings, rng)
            is_past = month < first and not is_open(
                snapshot(clue, first_day(first) - timedelta(days=1))
            )
            if not is_past:
                kept.append(clue)
        month = shift(month, 1)
    return kept


def _clue(unit: DemoUnit, month: str, sequence: int, findings: list[Finding], rng: Random) -> Clue:
    transferred = first_day(month) + timedelta(days=rng.randrange(last_day(month).day))
    received = transferred + timedelta(days=rng.randint(0, 6))
    is_slow = rng.random() < 0.12 and not unit.is_quiet
    disposal = "concluded" if unit.is_quiet else rng.choice(_DISPOSALS)
    facts = _facts(unit, transferred, findings, rng)
    clue = Clue(
        unit_code=unit.code,
        clue_no=_number(unit, transferred, sequence, facts),
        town=rng.randrange(max(1, len(unit.towns))),
        facts=facts,
        transferred_on=transferred,
        received_on=received,
        disposal_code=disposal,
        disposal_on=received + timedelta(days=rng.randint(35, 80) if is_slow else _soon(rng, unit)),
        due_on=received + timedelta(days=HANDLING_DAYS),
        amount=_amount(rng) if rng.random() < 0.75 else None,
        writes_zero=rng.random() < 0.5,
    )
    if rng.random() < 0.12:
        clue.supervised_on = received + timedelta(days=rng.randint(0, 30))
    if disposal != "shelved":
        _settle(clue, rng, unit.is_quiet)
    if rng.random() < 0.02 and not unit.is_quiet:
        clue.void_on = received + timedelta(days=rng.randint(20, 60))
        clue.void_reason = rng.choice(("重复登记", "不属于巡察线索范围", "与其他线索合并办理"))
    return clue


def _soon(rng: Random, unit: DemoUnit) -> int:
    return rng.randint(1, 6) if unit.is_quiet else rng.randint(3, 27)


def _facts(
    unit: DemoUnit, transferred: date, findings: list[Finding], rng: Random
) -> dict[str, Value]:
    ranks = (*_RANKS, _HIGHEST_RANK) if unit.unit.unit_kind == "city_level" else _RANKS
    rank = rng.choice(ranks)
    source = rng.choice(_SOURCES)
    known = [
        finding
        for finding in findings
        if timedelta(0) <= transferred - finding.found_on <= timedelta(days=DAYS_TO_A_CLUE)
    ]
    if source == "inspection" and not known:
        source = "petition"
    facts: dict[str, Value] = {
        "source_code": source,
        "receiving_unit": f"{unit.unit.short_name}纪委监委第{rng.choice('一二三四')}纪检监察室",
        "subject_rank_code": rank,
        "is_key_few": rank in ("county_principal", "township_principal") or rng.random() < 0.1,
    }
    if rng.random() < 0.2:
        facts["campaign"] = rng.choice(CAMPAIGNS)
    if source == "inspection":
        return facts | _of_finding(rng.choice(known))
    office = rng.randrange(len(_OFFICES))
    # A merged county's organisations keep the codes that they had.
    owner = unit.predecessors[0] if unit.predecessors else unit.code
    return facts | {
        "organisation_code": f"{owner}{office + 1:03d}",
        "organisation_name": f"中共{unit.unit.short_name}{_OFFICES[office]}党组",
        "industry": rng.choice(INDUSTRIES),
    }


def _of_finding(finding: Finding) -> dict[str, Value]:
    """Return what a clue says of the finding from which it came."""
    names = ("finding_no", "term_no", "round_no", "organisation_code", "organisation_name")
    facts = finding.record.facts
    return {name: facts[name] for name in names} | {"industry": facts.get("industry")}


def _number(unit: DemoUnit, transferred: date, sequence: int, facts: dict[str, Value]) -> str:
    """Return the clue's number in the unit's own style; it names the unit, so it is its alone."""
    if unit.clue_style == 0:
        office = str(facts["organisation_code"])[-3:]
        return f"{unit.code}15{facts.get('round_no') or 0:02d}{office}{sequence:03d}"
    if unit.clue_style == 1:
        return f"XS{unit.code[2:]}-{transferred.year}-{sequence:03d}"
    return f"线{unit.code[2:]}{transferred.year}{sequence:03d}"


def _amount(rng: Random) -> Decimal:
    """Return an amount in 万元, from 0.3 to 60, seldom with all four decimals."""
    step = rng.choice((10000, 1000, 100, 100, 1))
    return Decimal(max(3000, rng.randint(3000, 600000) // step * step)) / 10000


def _settle(clue: Clue, rng: Random, is_quiet: bool) -> None:
    """Let the clue be settled, by a case or without one, perhaps after an extension."""
    if is_quiet or clue.disposal_code == "concluded":
        clue.settled_on = clue.disposal_on + timedelta(days=rng.randint(0, 5))
    else:
        days = rng.randint(200, 330) if rng.random() < 0.15 else rng.randint(15, 150)
        clue.settled_on = clue.disposal_on + timedelta(days=days)
    if not is_quiet and rng.random() < 0.2:
        # Long before the deadline, so that a return missed in between breaks no rule.
        decided = clue.received_on + timedelta(days=rng.randint(15, 70))
        if decided < clue.settled_on:
            clue.extended_on = decided
            clue.extended_due_on = clue.due_on + timedelta(days=90)
    if is_quiet:
        return
    if clue.disposal_code == "preliminary_inquiry" and rng.random() < 0.55:
        clue.case_filed_on = clue.settled_on
        clue.settled_on = (
            clue.case_filed_on + timedelta(days=rng.randint(0, 20)) if rng.random() < 0.6 else None
        )
        _gain_by_case(clue, clue.case_filed_on, rng)
    elif clue.settled_on is not None:
        _gain_without_case(clue, clue.settled_on, rng)
    if rng.random() < 0.12:
        clue.gains.append((clue.disposal_on, "surrendered_count", 1))
    if rng.random() < 0.12:
        clue.gains.append((clue.disposal_on + timedelta(days=9), "confessed_count", 1))


def _gain_by_case(clue: Clue, filed: date, rng: Random) -> None:
    day = filed + timedelta(days=rng.randint(20, 70))
    persons, party, state = rng.choice(((1, 1, 1), (1, 1, 0), (1, 0, 1), (2, 2, 1), (2, 1, 1)))
    clue.gains.append((day, "disciplined_count", persons))
    clue.gains += [
        (day, name, count)
        for name, count in (("party_count", party), ("state_count", state))
        if count
    ]
    if rng.random() < 0.25:
        later = day + timedelta(days=rng.randint(10, 40))
        clue.gains += [(later, "procuratorate_count", 1), (later, "form4_count", 1)]
    else:
        clue.gains.append((day, rng.choice(("form2_count", "form3_count")), persons))
    if rng.random() < 0.5:
        recovered = day + timedelta(days=rng.randint(20, 80))
        clue.gains.append((recovered, "recovered_amount_wan_yuan", _amount(rng)))


def _gain_without_case(clue: Clue, settled: date, rng: Random) -> None:
    if rng.random() < 0.6:
        clue.gains.append((settled, "form1_count", 1))
    if rng.random() < 0.3:
        clue.gains.append((settled, "organisational_count", 1))
    if rng.random() < 0.3:
        later = settled + timedelta(days=rng.randint(25, 80))
        clue.gains.append((later, "recovered_amount_wan_yuan", _amount(rng)))
