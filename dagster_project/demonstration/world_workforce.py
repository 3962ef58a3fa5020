"""The staff of each unit's inspection office and teams, half-year by half-year."""

from datetime import date
from random import Random

from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import FORMS, WORKFORCE
from dagster_project.demonstration.lives import Record
from dagster_project.demonstration.province import DemoUnit, Province

_BODIES = ("office", "teams")
# The size of the office and of all teams by the kind of unit.
_POSTS = {"city_level": (10, 24), "county": (5, 12), "function_zone": (3, 6)}


def make_workforce(province: Province, unit: DemoUnit, rng: Random) -> list[Record]:
    """Return the rows of the table as they change each half-year."""
    begins = unit.unit.valid_from
    rows = {
        row: Record(WORKFORCE, begins, {"row_code": row})
        for row in ("office", "teams", "total", "village_teams", "talent_pool")
    }
    posts = _POSTS[unit.unit.unit_kind]
    years = range(int(province.months[0][:4]) - 1, int(province.months[-1][:4]) + 1)
    for day in (date(year, month, 3) for year in years for month in (6, 12)):
        parts = {body: _of_body(body, size, rng) for body, size in zip(_BODIES, posts, strict=True)}
        for body, values in parts.items():
            rows[body].change(day, **values)
        rows["total"].change(day, **_sum(list(parts.values())))
        rows["village_teams"].change(
            day,
            organisations_count=rng.randint(2, 6),
            actual_count=rng.randint(12, 36),
            women_count=rng.randint(2, 10),
            trained_count=rng.randint(5, 40),
        )
        rows["talent_pool"].change(
            day,
            reserve_count=rng.randint(40, 120),
            pool_in_count=rng.randint(0, 12),
            pool_out_count=rng.randint(0, 8),
        )
    return list(rows.values())


def _of_body(body: str, posts: int, rng: Random) -> dict[str, Value]:
    staffed = max(1, posts - rng.randint(0, 3))
    seconded = rng.randint(0, 4)
    actual = staffed + seconded
    wanted = rng.randint(2, 10)
    values: dict[str, Value] = {
        "organisations_count": 1 if body == "office" else max(1, posts // 4),
        "posts_count": posts,
        "staffed_count": staffed,
        "seconded_count": seconded,
        "actual_count": actual,
        "women_count": rng.randint(0, actual),
        "degree_count": rng.randint(actual // 2, actual),
        "trained_count": rng.randint(0, 15),
        "central_count": rng.choice((0, 0, 0, 1)),
        "provincial_count": rng.randint(0, 2),
        "municipal_count": rng.randint(0, 4),
        "wanted_count": wanted,
        "got_count": rng.randint(wanted // 2, wanted),
        "pledges_count": rng.randint(0, 10),
        "appraisals_count": rng.randint(0, 10),
    }
    return values


def _sum(parts: list[dict[str, Value]]) -> dict[str, Value]:
    """Return each column's total of office and teams; 合计 has no other parts."""
    return {
        name: sum(count for part in parts if isinstance(count := part[name], int))
        for name in FORMS[WORKFORCE].types
        if name in parts[0]
    }
