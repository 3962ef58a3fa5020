"""What happens in the province: enough of everything that the figures are asked to tell."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dagster_project.demonstration import Truth
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import FORMS
from dagster_project.demonstration.months import last_day
from dagster_project.demonstration.places import PAIRS, heirs, town_code, villages_of
from dagster_project.demonstration.province import Province
from dagster_project.demonstration.world import World

MOST_ROWS = 400
Values = dict[str, Value]


def ends(world: World, form: str) -> list[Values]:
    """Return all items of a form as they are in the end, each under the unit where it arose."""
    return [
        life.values_at(date(2026, 9, 30))
        for unit in world.by_unit.values()
        for life in unit.lives(form)
        if life.begins_on <= date(2026, 9, 30)
    ]


def test_no_two_descriptions_are_alike(world: World) -> None:
    told = [str(row["description"]) for row in ends(world, "XC02")]
    assert len(told) > 1500
    assert len(set(told)) == len(told)
    assert all(len(text) > 10 for text in told)
    assert not [text for text in told if any(character.isdigit() for character in text)]


@pytest.mark.parametrize("form", FORMS)
def test_every_code_is_used(world: World, form: str) -> None:
    rows = ends(world, form)
    for name, labels in FORMS[form].labels.items():
        used = {code for row in rows for code in str(row.get(name, "")).split("|")} - {""}
        assert used <= set(labels)
        # The central and the provincial level inspect, but report elsewhere; one rank is rare.
        rare = {"central", "provincial", "department_and_above"}
        if (form, name) == ("XC14", "mode_code"):
            rare |= {"same_level", "raised"}  # for these nobody comes from elsewhere
        assert set(labels) - used <= rare, name


def test_keys_are_the_units_own(world: World) -> None:
    for unit in world.by_unit.values():
        for form in FORMS:
            keys = [life.key for life in world.lives(unit.unit, form)]
            assert len(set(keys)) == len(keys), (unit.unit.code, form)


def test_measures_go_all_ways(world: World) -> None:
    rows = ends(world, "XC03")
    statuses = Counter(row["status_code"] for row in rows if not row.get("is_void"))
    assert set(statuses) == set(FORMS["XC03"].labels["status_code"])
    for name in FORMS["XC03"].cumulative:
        assert any(row.get(name) for row in rows), name
    assert any(row.get("is_void") for row in rows)
    reopened = [
        life
        for unit in world.by_unit.values()
        for life in unit.measures
        if [values for _, values in life.changes if values.get("status_code") == "closed"][1:]
    ]
    assert len(reopened) > 20


def test_every_finding_fed_back_has_measures_that_month(world: World) -> None:
    for unit in world.by_unit.values():
        begun: dict[str, date] = {}
        for measure in unit.measures:
            number = str(measure.facts["finding_no"])
            begun[number] = min(begun.get(number, date.max), measure.begins_on)
        for finding in unit.findings:
            if finding.is_sound:
                feedback = finding.inspection.feedback_on
                assert f"{begun[finding.number]:%Y-%m}" == f"{feedback:%Y-%m}"


def test_what_matters_to_people_is_a_matter_at_once(world: World) -> None:
    for unit in world.by_unit.values():
        raised = {matter.facts.get("finding_no"): matter.begins_on for matter in unit.matters}
        for finding in unit.findings:
            facts = finding.record.facts
            if facts["is_livelihood"] or facts["is_immediate"]:
                assert raised[finding.number] == finding.found_on


def test_clues_of_inspections_come_from_findings(world: World) -> None:
    found = 0
    for unit in world.by_unit.values():
        codes = (*unit.unit.predecessors, unit.unit.code)
        numbers = {f.number: f for code in codes for f in world.by_unit[code].findings}
        for clue in unit.clues:
            is_of_inspection = clue.facts["source_code"] == "inspection"
            assert is_of_inspection == ("finding_no" in clue.facts)
            if is_of_inspection:
                found += 1
                finding = numbers[str(clue.facts["finding_no"])]
                assert finding.found_on <= clue.transferred_on
                assert finding.is_sound
    assert found > 100


def test_some_counties_miss_the_floor_of_the_last_year(province: Province, world: World) -> None:
    end = last_day(province.months[-1])
    shares = []
    for unit in world.by_unit.values():
        rows = [village.values_at(end) for village in unit.villages]
        if rows and unit.unit.unit.successor_code is None and not unit.unit.predecessors:
            days = [day for row in rows if isinstance(day := row.get("inspected_on"), date)]
            shares.append(sum(day.year == end.year for day in days) / len(rows))
    assert sum(share < 0.2 for share in shares) >= 3
    assert sum(share >= 0.2 for share in shares) >= 3


def test_villages_of_a_merged_county_go_on(province: Province, world: World) -> None:
    merged = next(unit for unit in province.units if unit.predecessors)
    codes = heirs(province, merged)
    new = {village.code: village for village in villages_of(province, merged)}
    assert len([village for village in new.values() if len(village.parts) == 2]) == len(PAIRS)
    first = province.unit(merged.predecessors[0])
    records = {
        str(village.facts["village_code"]): village
        for unit in world.by_unit.values()
        for village in unit.villages
    }
    last = first.unit.valid_to or date.max
    inspected = []
    for pair in PAIRS:
        parts = [f"{town_code(first, 0)}{201 + number}" for number in pair]
        assert len({codes[part] for part in parts}) == 1
        inspected.append(["inspected_on" in records[part].values_at(last) for part in parts])
        assert "inspected_on" not in records[codes[parts[0]]].values_at(date.max)
    assert inspected == [[True, False], [True, True]]


def test_merged_county_goes_on_with_what_was_open(province: Province, world: World) -> None:
    merged = next(unit for unit in province.units if unit.predecessors)
    for form in ("XC01", "XC02", "XC03", "XC05", "XC15"):
        own = {life.key for life in world.by_unit[merged.code].lives(form)}
        taken = [life for life in world.lives(merged, form) if life.key not in own]
        assert taken, form
    findings = {life.key for life in world.lives(merged, "XC02")}
    measures = {life.key.split("|")[0] for life in world.lives(merged, "XC03")}
    assert measures <= findings
    villages = {
        str(world.by_unit[merged.code].translate(life.values_at(date.max)).get("village_code"))
        for life in world.lives(merged, "XC02")
    } - {"None"}
    assert villages <= {village.code for village in villages_of(province, merged)}


def test_files_stay_of_a_sensible_size(demo_truth: Truth) -> None:
    most = max(len(file.rows_of(form)) for file in demo_truth.files for form in FORMS)
    assert most < MOST_ROWS


def test_regions_are_those_of_the_register(demo_truth: Truth, demo_home: Path) -> None:
    lines = (demo_home / "decisions" / "regions.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(demo_truth.regions) + 1
    levels = Counter(region.region_level for region in demo_truth.regions)
    assert set(levels) == {"province", "city", "county", "town", "village"}
    codes = {region.region_code for region in demo_truth.regions}
    for region in demo_truth.regions:
        assert region.parent_code is None or region.parent_code in codes
        assert set(region.successor_codes) <= codes
        assert bool(region.successor_codes) == (region.valid_to is not None)
