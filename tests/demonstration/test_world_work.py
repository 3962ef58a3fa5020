"""What the offices do besides hangs together with rounds, organisations, findings and clues."""

from collections import Counter
from datetime import date

import pytest

from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import FORMS
from dagster_project.demonstration.months import first_day, last_day, shift
from dagster_project.demonstration.province import Province
from dagster_project.demonstration.unit_world import UnitWorld
from dagster_project.demonstration.world import World

Values = dict[str, Value]
LAST = date.max


@pytest.fixture(scope="module")
def worlds(world: World) -> list[UnitWorld]:
    return list(world.by_unit.values())


def rows(world: UnitWorld, form: str) -> list[Values]:
    return [life.values_at(LAST) for life in world.lives(form)]


def test_processes_begin_with_the_feedback_that_is_registered(worlds: list[UnitWorld]) -> None:
    compared = 0
    for world in worlds:
        inspections = {life.key: life.values_at(LAST) for life in world.lives("XC01")}
        for life in world.lives("XC08"):
            compared += 1
            process, inspection = life.values_at(LAST), inspections[life.key]
            assert process["feedback_organisation_on"] == inspection["feedback_on"]
            assert process["organisation_name"] == inspection["organisation_name"]
    assert compared > 150


def test_evaluations_are_of_processes_and_held_when_a_round_begins(
    worlds: list[UnitWorld],
) -> None:
    compared = 0
    for world in worlds:
        begins = {made.started_on for made in world.rounds}
        processes = {life.key for life in world.lives("XC08")}
        for life in world.lives("XC10"):
            compared += 1
            assert life.key in processes
            assert life.begins_on in begins
    assert compared > 80


def test_teams_are_those_of_the_inspections(worlds: list[UnitWorld]) -> None:
    for world in worlds:
        inspected = Counter(
            (values["round_no"], values["team_name"])
            for values in rows(world, "XC01")
            if not values["is_void"]
        )
        for values in rows(world, "XC16"):
            key = (values["round_no"], values["team_name"])
            assert values["organisations_count"] == inspected[key]


def test_a_look_back_looks_at_an_earlier_round(worlds: list[UnitWorld]) -> None:
    seen = 0
    for world in worlds:
        starts = {made.number: made.started_on for made in world.rounds}
        kinds = {made.number: made.kind for made in world.rounds}
        for values in rows(world, "XC09"):
            visited, number = values["visited_on"], values["round_no"]
            assert isinstance(visited, date)
            assert isinstance(number, int)
            assert starts[number] < visited
            if values["visit_kind_code"] == "look_back":
                seen += 1
                assert kinds[number] != "look_back"
    assert seen > 10


def test_those_check_themselves_whom_the_round_did_not_reach(worlds: list[UnitWorld]) -> None:
    checked = 0
    for world in worlds:
        outputs = {str(values["output_no"]): values for values in rows(world, "XC07")}
        inspected = {
            (values["round_no"], values["organisation_code"])
            for values in rows(world, "XC01")
            if not values["is_void"]
        }
        registered = {values["organisation_code"] for values in rows(world, "XC17")}
        for values in rows(world, "XC18"):
            checked += 1
            output = outputs[str(values["output_no"])]
            assert output["output_kind_code"] == "special_notice"
            assert output["common_tag_code"]
            assert values["organisation_code"] in registered
            assert (output["round_no"], values["organisation_code"]) not in inspected
    assert checked > 40


def test_both_sides_tell_alike_of_a_cross_inspection(worlds: list[UnitWorld]) -> None:
    told: dict[str, dict[str, Values]] = {"sender": {}, "receiver": {}}
    for world in worlds:
        for life in world.lives("XC14"):
            values = life.values_at(LAST)
            side = str(values.pop("told_by_code"))
            assert values[f"{side}_code"] == world.unit.code
            told[side][
                f"{values['round_no']} {values['sender_code']} {values['receiver_code']}"
            ] = values
    assert told["sender"] == told["receiver"]
    assert len(told["sender"]) > 25


def test_clues_of_stationed_organs_are_those_of_the_ledger(
    province: Province, worlds: list[UnitWorld]
) -> None:
    compared = 0
    for world in worlds:
        organs = world.lives("XC13")
        for month in province.months if organs else []:
            first, last = first_day(month), last_day(month)
            if not world.unit.reports_on(month):
                continue
            told = sum(int(str(organ.values_at(last)["clues_count"])) for organ in organs)
            clues = [c for c in world.clues if c.facts["source_code"] == "stationed"]
            assert told == sum(first <= clue.transferred_on <= last for clue in clues)
            compared += told
    assert compared > 20


def test_total_of_joint_supervision_and_clues_passed_on(
    province: Province, worlds: list[UnitWorld]
) -> None:
    names = [name for name in FORMS["XC12"].types if name.endswith("_count")]
    passed = 0
    for world in worlds:
        table = {str(life.facts["row_code"]): life for life in world.work["XC12"]}
        for month in province.months:
            if not table or int(month[5:]) % 3:
                continue
            end, first = last_day(month), first_day(shift(month, -2))
            values = {code: life.values_at(end) for code, life in table.items()}
            total = values.pop("total")
            for name in names:
                assert total[name] == sum(int(str(row[name])) for row in values.values()), name
            expected = sum(
                clue.facts["source_code"] == "inspection" and first <= clue.transferred_on <= end
                for clue in world.clues
            )
            assert values["discipline"]["transferred_count"] == expected
            passed += expected
    assert passed > 100
