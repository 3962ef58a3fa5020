"""What is planted in the forms other than that of the clues, in the order of trying.

Rare chances stand first: forms that are seldom sent, and what only the last month can hold.
"""

from dagster_project.demonstration.planting import Plant, both_ways
from dagster_project.demonstration.plants_ledgers_files import file_plants
from dagster_project.demonstration.plants_ledgers_findings import (
    finding_plants,
    inspection_plants,
    measure_plants,
    round_plants,
)
from dagster_project.demonstration.plants_ledgers_places import (
    matter_plants,
    organisation_plants,
    village_plants,
    workforce_plants,
)
from dagster_project.demonstration.plants_ledgers_rows import (
    broken,
    left_blank,
    listed_twice,
    orphan,
    place_unknown,
    private_number,
    void_without_reason,
)
from dagster_project.demonstration.plants_ledgers_time import last_month_plants, time_plants

_TELEPHONE, _IDENTITY = "13900000000", "990121199001010011"


def ledger_plants() -> list[Plant]:
    """Return all plants."""
    return [
        *last_month_plants(),
        *workforce_plants(),
        *_held_back_workforce(),
        *organisation_plants(),
        *_held_back_organisations(),
        *time_plants(),
        *file_plants(),
        *village_plants(),
        *_held_back_villages(),
        *round_plants(),
        *_held_back_rounds(),
        *inspection_plants(),
        *_held_back_inspections(),
        *measure_plants(),
        *_held_back_measures(),
        *finding_plants(),
        *_held_back_findings(),
        *matter_plants(),
        *_held_back_matters(),
        Plant(orphan("XC04", "finding_no", {"clue_no": "孤001"}, {"finding_no": "无此问题001"})),
    ]


def _held_back_organisations() -> list[Plant]:
    return [
        Plant(broken("XC17", "in_plan_from", "届初")),
        Plant(broken("XC17", "organisation_kind_code", "待定", "ROW-03")),
        Plant(left_blank("XC17", "organisation_name")),
        Plant(listed_twice("XC17")),
        Plant(private_number("XC17", "competent_department", _TELEPHONE)),
        Plant(void_without_reason("XC17")),
        Plant(place_unknown("XC17", "village_code", "199299")),
    ]


def _held_back_workforce() -> list[Plant]:
    return [Plant(broken("XC11", "actual_count", "不详")), Plant(listed_twice("XC11"))]


def _held_back_villages() -> list[Plant]:
    return [
        Plant(broken("XC06", "tier_set_on", "去年年初")),
        Plant(broken("XC06", "tier_code", "中等", "ROW-03")),
        Plant(left_blank("XC06", "village_name")),
        Plant(listed_twice("XC06")),
        Plant(void_without_reason("XC06")),
        Plant(place_unknown("XC06", "village_code", "199299")),
        Plant(place_unknown("XC06", "town_code", "199")),
    ]


def _held_back_rounds() -> list[Plant]:
    return [
        Plant(broken("XC15", "started_on", "年中")),
        Plant(broken("XC15", "round_kind_code", "补巡", "ROW-03")),
        Plant(left_blank("XC15", "inspecting_level_code")),
        Plant(listed_twice("XC15")),
        Plant(private_number("XC15", "topic", _TELEPHONE)),
        Plant(void_without_reason("XC15")),
    ]


def _held_back_inspections() -> list[Plant]:
    return [
        Plant(orphan("XC01", "round_no", {"organisation_code": "990995"}, {"round_no": 95})),
        Plant(broken("XC01", "entered_on", "2026年2月30日")),
        Plant(broken("XC01", "linked_supervision_codes", "巡审、巡水", "ROW-03")),
        Plant(left_blank("XC01", "organisation_kind_code")),
        *both_ways(listed_twice("XC01")),
        Plant(private_number("XC01", "sender_unit", _TELEPHONE)),
        Plant(void_without_reason("XC01")),
        Plant(place_unknown("XC01", "town_code", "199")),
    ]


def _held_back_measures() -> list[Plant]:
    return [
        Plant(orphan("XC03", "finding_no", {}, {"finding_no": "无此问题002"})),
        Plant(broken("XC03", "recovered_amount_wan_yuan", "不详"), is_corrected=True),
        Plant(broken("XC03", "status_code", "待定", "ROW-03")),
        Plant(left_blank("XC03", "due_on")),
        Plant(listed_twice("XC03")),
        Plant(private_number("XC03", "responsible_unit", _TELEPHONE)),
        *both_ways(void_without_reason("XC03")),
    ]


def _held_back_findings() -> list[Plant]:
    return [
        Plant(orphan("XC02", "organisation_code", {"finding_no": "孤002"}, {"round_no": 95})),
        Plant(broken("XC02", "amount_wan_yuan", "数万")),
        Plant(broken("XC02", "subject_kind_codes", "一把手、家属", "ROW-03")),
        Plant(broken("XC02", "focus_code", "其他聚焦", "ROW-03")),
        Plant(left_blank("XC02", "problem_kind_code"), is_corrected=True),
        *both_ways(listed_twice("XC02")),
        Plant(private_number("XC02", "description", _IDENTITY)),
        Plant(void_without_reason("XC02")),
        Plant(place_unknown("XC02", "village_code", "199299")),
    ]


def _held_back_matters() -> list[Plant]:
    return [
        Plant(orphan("XC05", "finding_no", {"matter_no": "孤003"}, {"finding_no": "无此问题003"})),
        Plant(broken("XC05", "beneficiaries_count", "全村")),
        Plant(broken("XC05", "category_code", "综合", "ROW-03")),
        Plant(left_blank("XC05", "category_code")),
        Plant(listed_twice("XC05")),
        *both_ways(void_without_reason("XC05")),
        Plant(place_unknown("XC05", "village_code", "199299")),
    ]
