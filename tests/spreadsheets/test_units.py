"""Names of units: every right way is understood, nothing else is guessed."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.decisions import Decisions, UnitAlias
from dagster_project.spreadsheets.units import UnitMatch, UnitNames, build_unit_names
from tests.spreadsheets.province import DECISIONS, context

CITIES = {"990100": ("甲南市", "甲南"), "990200": ("乙北市", "乙北")}
SEPTEMBER = "2026-09"
CURRENT = [unit for unit in DECISIONS.reporting_units if unit.valid_to is None]
UNITS = context().units


@given(st.sampled_from(CURRENT), st.data())
def test_a_unit_with_its_city_before_is_that_unit(unit: object, data: st.DataObject) -> None:
    found = next(row for row in CURRENT if row == unit)
    city = data.draw(st.sampled_from(CITIES[found.city_code]))
    province = data.draw(st.sampled_from(["", "虚构省", "虚构"]))
    name = data.draw(st.sampled_from([found.name, found.short_name]))
    gap = data.draw(st.sampled_from(["", " ", "　", "·"]))
    full = name if name.startswith(city) else city + gap + name
    match = UNITS.resolve(province + gap + full, SEPTEMBER)
    assert match.valid == {found.unit_code}


@given(st.text(st.sampled_from("东篱南蓠云上县区市甲乙石桥头镇"), min_size=1, max_size=6))
def test_only_known_names_are_units(text: str) -> None:
    known = {name for unit in CURRENT for name in (unit.name, unit.short_name)}
    places = {
        p + c for p in ("", "虚构省", "虚构") for pair in CITIES.values() for c in (*pair, "")
    }
    right = {place + name for place in places for name in known} | {"东离县"}
    match = UNITS.resolve(text, SEPTEMBER)
    if text not in right:
        assert match == UnitMatch()


def test_the_same_name_in_two_cities_is_ambiguous() -> None:
    assert UNITS.resolve("云上区", SEPTEMBER).valid == {"990123", "990223"}
    assert UNITS.resolve("乙北市云上区", SEPTEMBER).valid == {"990223"}


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2026-03", UnitMatch(valid=frozenset({"990131"}))),
        ("2026-04", UnitMatch(ceased=frozenset({"990131"}))),
    ],
)
def test_a_unit_counts_to_its_last_day(period: str, expected: UnitMatch) -> None:
    assert UNITS.resolve("旧渡口县", period) == expected


def test_a_unit_before_it_exists_and_its_forerunner() -> None:
    assert UNITS.resolve("新渡口县", "2026-03").future == {"990132"}
    successor = UNITS.successor("990131", SEPTEMBER)
    assert successor is not None
    assert successor.name == "新渡口县"
    assert UNITS.successor("990121", SEPTEMBER) is None


def test_an_alias_counts_from_its_month() -> None:
    assert UNITS.resolve("东离县", "2026-01") == UnitMatch()
    assert UNITS.resolve("东离县", "2026-02").valid == {"990121"}


@pytest.mark.parametrize(
    ("text", "units", "cities"),
    [
        ("东篱县2026年9月报表（修订）", {"990121"}, set()),
        ("甲南市-东篱", {"990121"}, set()),
        ("乙北市_2026_云上区", {"990123", "990223"}, {"990200"}),
        ("甲南市本级", {"990101"}, set()),
        ("上报材料", set(), set()),
        ("东篱县和南蓠县", {"990121", "990122"}, set()),
    ],
)
def test_mentions_in_file_names(text: str, units: set[str], cities: set[str]) -> None:
    mentions = UNITS.mentions(text, SEPTEMBER)
    assert (set(mentions.units), set(mentions.cities)) == (units, cities)


def test_towns_belong_to_their_county() -> None:
    assert UNITS.is_place_of("石桥头镇", "990121")
    assert not UNITS.is_place_of("石桥头镇", "990122")
    assert not UNITS.is_place_of("无名镇", "990121")


# ---------------------------------------------------------------- aliases in time


def known(*aliases: UnitAlias) -> UnitNames:
    return build_unit_names(
        Decisions(DECISIONS.regions, DECISIONS.reporting_units, unit_aliases=aliases)
    )


def alias(code: str, since: str = "2026-01", day: int = 1, text: str = "无名县") -> UnitAlias:
    return UnitAlias(text, code, "省办", datetime(2026, 10, day), since)


def test_an_alias_counts_from_its_decision_and_its_month_on() -> None:
    units = known(alias("990121", "2026-03", day=5))
    assert units.at(datetime(2026, 10, 4)).resolve("无名县", "2026-09").valid == frozenset()
    assert units.at(datetime(2026, 10, 5)).resolve("无名县", "2026-09").valid == {"990121"}
    assert units.at(datetime(2026, 10, 5)).resolve("无名县", "2026-02").valid == frozenset()
    assert (
        units.at(datetime(2026, 10, 4)).mentions("报送 无名县 9月", "2026-09").units == frozenset()
    )
    assert units.at(datetime(2026, 10, 5)).mentions("报送 无名县 9月", "2026-09").units == {
        "990121"
    }


def test_the_newest_decision_on_an_alias_wins_alone() -> None:
    units = known(alias("990122", "2026-06", day=3), alias("990121", "2026-01", day=2))
    assert units.resolve("无名县", "2026-09").valid == {"990122"}
    assert units.resolve("无名县", "2026-05").valid == {"990121"}
    assert known(alias("990121"), alias("990122")).resolve("无名县", "2026-09").valid == {"990122"}


def test_an_alias_can_be_taken_back() -> None:
    units = known(alias("990121", day=1), alias("", day=2))
    assert units.resolve("无名县", "2026-09").valid == frozenset()
    assert units.at(datetime(2026, 10, 1)).resolve("无名县", "2026-09").valid == {"990121"}
    assert units.is_settled("无名县")
    assert not units.is_settled("别的县")


def test_an_alias_beside_a_registered_name_leaves_both() -> None:
    assert known(alias("990121", text="南蓠县")).resolve("南蓠县", "2026-09").valid == {
        "990121",
        "990122",
    }


# ---------------------------------------------------------------- inspection offices


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("东篱县巡察办", "990121"),
        ("东篱县委巡察办", "990121"),
        ("东篱县县委巡察办", "990121"),
        ("东篱县党委巡察办", "990121"),
        ("中共东篱县委巡察办", "990121"),
        ("东篱县委巡察工作领导小组办公室", "990121"),
        ("中共甲南市东篱县委员会巡察工作领导小组办公室", "990121"),
        ("東籬縣委 巡察辦", "990121"),
        ("东离县巡察办", "990121"),
        ("甲南虚拟开发区党工委巡察办", "990171"),
        ("中共甲南市委巡察办", "990101"),
        ("甲南市本级巡察办", "990101"),
        ("乙北市云上区委巡察办", "990223"),
    ],
)
def test_an_inspection_office_is_that_of_its_unit(text: str, code: str) -> None:
    assert UNITS.resolve(text, SEPTEMBER).valid == {code}
    assert UNITS.is_settled(text)


@pytest.mark.parametrize(
    "text",
    ["巡察办", "县委巡察办", "某县委巡察办", "东篱市委巡察办", "东篱县纪委巡察办", "东篱县委办",
     "石桥头镇巡察办", "乙北市委巡察办", "中共虚构省委巡察办", "东篱县委巡察组"],
)  # fmt: skip
def test_an_office_of_no_unit_is_nobodys(text: str) -> None:
    assert UNITS.resolve(text, SEPTEMBER) == UnitMatch()
    assert not UNITS.is_settled(text)


def test_an_office_of_two_units_or_of_none_any_more() -> None:
    assert UNITS.resolve("云上区委巡察办", SEPTEMBER).valid == {"990123", "990223"}
    assert UNITS.resolve("旧渡口县委巡察办", SEPTEMBER).ceased == {"990131"}


def test_what_the_office_decided_of_a_name_comes_before_what_it_ends_with() -> None:
    units = known(alias("990122", text="东篱县巡察办"))
    assert units.resolve("东篱县巡察办", SEPTEMBER).valid == {"990122"}
    assert known(alias("", text="东篱县巡察办")).resolve("东篱县巡察办", SEPTEMBER) == UnitMatch()
