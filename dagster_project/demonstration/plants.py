"""What is planted, how often, and the order in which a chance for each is sought.

Rare chances stand first. `plant_one` takes the first of the waiting plants that fits a slot.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dagster_project.demonstration import plants_files as files
from dagster_project.demonstration import plants_rows as rows
from dagster_project.demonstration import plants_time as times
from dagster_project.demonstration.drafts import Slot

Planter = Callable[[Slot], bool]


@dataclass(frozen=True)
class Plant:
    """Something to be planted once; `is_corrected`: the unit sends a sound file soon after."""

    planter: Planter
    is_corrected: bool = False


def _twice(planter: Planter) -> list[Plant]:
    return [Plant(planter), Plant(planter)]


def _both_ways(planter: Planter) -> list[Plant]:
    return [Plant(planter), Plant(planter, is_corrected=True)]


def waiting_plants() -> list[Plant]:
    """Return all plants in the order in which they are tried."""
    return [
        *_twice(files.empty_without_tick),
        *_twice(times.reopened),
        *_twice(times.extended_too_late),
        *_twice(times.falling_count),
        *_twice(times.ten_thousandfold),
        *_twice(times.far_from_own_history),
        Plant(rows.number_in_exponent_form),
        *_twice(rows.too_few),
        Plant(rows.too_many("party_count")),
        Plant(rows.too_many("state_count")),
        Plant(rows.case_but_not_settled),
        Plant(rows.case_but_not_settled),
        Plant(rows.extension_before_deadline),
        Plant(rows.extension_before_deadline),
        Plant(files.unit_in_name_only),
        Plant(files.period_in_folder_only),
        Plant(files.no_period, is_corrected=True),
        Plant(files.column_missing("status_code"), is_corrected=True),
        Plant(files.column_missing("transferred_on")),
        *_twice(times.deadline_moved),
        *_twice(times.vanished),
        *[Plant(planter, is_corrected=True) for planter in _RETURNING],
        *_both_ways(files.stray_row),
        *_twice(files.rows_miscounted),
        *_twice(files.total_wrong),
        *_twice(files.heading_unknown),
        *_twice(files.nil_with_rows),
        *_fatal_rows(),
        *_asking_rows(),
    ]


_RETURNING = (
    files.truncated,
    files.unknown_unit,
    files.other_unit_in_name,
    files.other_period_in_folder,
    files.foreign,
    files.table_missing,
    files.sheet_against_cover,
    files.truncated,
    files.unknown_unit,
)


def _fatal_rows() -> list[Plant]:
    return [
        Plant(rows.unreadable("received_on", "2026年2月30日")),
        Plant(rows.unreadable("transferred_on", "年初"), is_corrected=True),
        Plant(rows.unreadable_count("surrendered_count", "约3")),
        Plant(rows.unreadable_count("disciplined_count", "3（含立案1）")),
        Plant(rows.unreadable_count("form1_count", "-1")),
        Plant(rows.unreadable_count("confessed_count", "2.5")),
        Plant(rows.unreadable("amount_involved_wan_yuan", "约120"), is_corrected=True),
        Plant(rows.unreadable("is_key_few", "待定")),
        Plant(rows.unreadable("source_code", "不详", "ROW-03")),
        Plant(rows.unreadable("disposal_code", "另行研究", "ROW-03"), is_corrected=True),
        Plant(rows.unreadable("status_code", "待定", "ROW-03")),
        Plant(rows.blank_required("source_code")),
        Plant(rows.blank_required("transferred_on"), is_corrected=True),
        Plant(rows.blank_required("status_code")),
        Plant(rows.blank_required("clue_no")),
        *_both_ways(rows.duplicate_key),
        Plant(rows.private_number("receiving_unit", "13900000000")),
        Plant(rows.private_number("organisation_name", "990121199001010011")),
        Plant(rows.private_number("campaign", "99012119900101001X"), is_corrected=True),
        *_both_ways(rows.void_without_reason),
    ]


def _asking_rows() -> list[Plant]:
    return [
        *_both_ways(rows.received_before_transfer),
        *_twice(rows.disposal_before_receipt),
        *_both_ways(rows.settled_before_receipt),
        *_twice(rows.after_period),
        *_twice(rows.before_term),
        Plant(rows.settled_without_disposal),
        Plant(rows.settled_without_date),
        *_twice(rows.settled_though_shelved),
        Plant(rows.discipline_without_case("disciplined_count")),
        Plant(rows.discipline_without_case("form4_count")),
        *_twice(rows.negative_amount),
        Plant(rows.round_missing),
        Plant(rows.round_superfluous),
    ]


def plant_one(slot: Slot, waiting: list[Plant]) -> bool:
    """Plant the first waiting thing that fits the slot, take it off the list, and tell so."""
    for number, plant in enumerate(waiting):
        if plant.planter(slot):
            slot.is_corrected = plant.is_corrected
            del waiting[number]
            return True
    return False
