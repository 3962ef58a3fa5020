"""The organisations that each unit inspects: its departments, enterprises, towns and villages."""

from datetime import date
from random import Random

from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import ORGANISATIONS
from dagster_project.demonstration.lives import Record
from dagster_project.demonstration.months import first_day
from dagster_project.demonstration.places import town_code, villages_of
from dagster_project.demonstration.province import DemoUnit, Province

# Name, kind, industry, competent department; the first ones are found in every unit.
_BODIES = (
    ("教育局党组", "department", "教育", None),
    ("卫生健康局党组", "department", "医疗卫生", None),
    ("农业农村局党组", "department", "农业农村", None),
    ("住房和建设局党组", "department", "住房建设", None),
    ("交通运输局党组", "department", "交通运输", None),
    ("民政局党组", "department", "民政", None),
    ("税务局党委", "vertical", "税务", None),
    ("人民法院党组", "political_legal", "政法", None),
    ("自然资源局党组", "department", "自然资源", None),
    ("总工会党组", "mass", "群团", None),
    ("城区社区党工委", "community_committee", "基层治理", None),
    ("行业协会党委", "other", "综合", "民政局"),
    ("城市建设投资公司党委", "soe", "国有企业", "国有资产管理部门"),
    ("农村商业银行党委", "finance", "金融", "金融监管部门"),
    ("第一中学党委", "school", "教育", "教育局"),
    ("人民医院党委", "medical", "医疗卫生", "卫生健康局"),
)
_BODIES_PER_KIND = {"city_level": 16, "county": 13, "function_zone": 7}
_ADDED = ("数据管理局党组", "department", "数据管理", None)
ADDED_NUMBER, REMOVED_NUMBER = 98, 97
_REASON_ADDED, _REASON_REMOVED = "机构改革新设", "机构改革撤并"


def make_organisations(province: Province, unit: DemoUnit, rng: Random) -> list[Record]:
    """Return the organisations of a unit that was not made of others, by code."""
    start = province.term_start(unit.code)
    made = [
        _body(unit, number + 1, body, start, rng)
        for number, body in enumerate(_BODIES[: _BODIES_PER_KIND[unit.unit.unit_kind]])
    ]
    if unit.unit.unit_kind == "function_zone":
        zone = ("管理委员会党工委", "development_zone", "综合", None)
        made.append(_body(unit, len(made) + 1, zone, start, rng))
    made += _of_towns(province, unit, len(made), start)
    middle = first_day(province.months[len(province.months) // 3])
    if rng.random() < 0.5:
        added = _body(unit, ADDED_NUMBER, _ADDED, middle.replace(day=12), rng)
        added.facts |= {"reason": _REASON_ADDED, "planned_year": middle.year + 1}
        made.append(added)
    if rng.random() < 0.5:
        removed = _body(
            unit, REMOVED_NUMBER, ("供销合作社党组", "department", "商贸", None), start, rng
        )
        removed.change(middle.replace(day=20), in_plan_to=middle.replace(day=20))
        removed.change(middle.replace(day=20), reason=_REASON_REMOVED)
        made.append(removed)
    return made


def _body(
    unit: DemoUnit, number: int, body: tuple[str, str, str, str | None], start: date, rng: Random
) -> Record:
    name, kind, industry, department = body
    facts: dict[str, Value] = {
        "organisation_code": f"{unit.code}{number:03d}",
        "organisation_name": f"中共{unit.unit.short_name}{name}",
        "organisation_kind_code": kind,
        "industry": industry,
        "competent_department": department,
        "in_plan_from": start,
        "is_void": False,
    }
    if rng.random() < 0.4:
        facts["planned_year"] = start.year + rng.randint(1, 5)
    return Record(ORGANISATIONS, start, facts)


def _of_towns(province: Province, unit: DemoUnit, used: int, start: date) -> list[Record]:
    """Return the towns of a county, and two of its villages and communities."""
    towns = []
    for town, name in enumerate(unit.towns):
        facts: dict[str, Value] = {
            "organisation_code": f"{unit.code}{used + town + 1:03d}",
            "organisation_name": f"中共{name}委员会",
            "organisation_kind_code": "town",
            "town_code": town_code(unit, town),
            "industry": "乡镇",
            "in_plan_from": start,
            "is_void": False,
        }
        towns.append(Record(ORGANISATIONS, start, facts))
    made = list(towns)
    for village in [v for v in villages_of(province, unit) if v.town == 1][-2:]:
        above = towns[village.town].facts
        facts = {
            "organisation_code": f"{unit.code}{used + len(made) + 1:03d}",
            "organisation_name": f"中共{unit.towns[village.town]}{village.name}支部委员会",
            "organisation_kind_code": village.kind,
            "parent_code": above["organisation_code"],
            "town_code": above["town_code"],
            "village_code": village.code,
            "industry": "乡镇",
            "in_plan_from": start,
            "is_void": False,
        }
        made.append(Record(ORGANISATIONS, start, facts))
    return made


def can_be_inspected(organisation: Record) -> bool:
    """Whether a round may go there: those that come or go while returns are sent are left out."""
    number = int(str(organisation.facts["organisation_code"])[-3:])
    return number not in (ADDED_NUMBER, REMOVED_NUMBER)
