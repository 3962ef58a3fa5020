"""What is planted in files and among the clues, and the order in which a chance for it is sought.

Rare chances stand first. What is planted in the other forms stands in `plants_ledgers.py`.
"""

from dagster_project.demonstration import plants_files as files
from dagster_project.demonstration import plants_rows as rows
from dagster_project.demonstration import plants_time as times
from dagster_project.demonstration.fields import CLUES
from dagster_project.demonstration.planting import Plant, both_ways, twice


def waiting_plants() -> list[Plant]:
    """Return all plants in the order in which they are tried."""
    return [
        *twice(files.empty_without_tick),
        *twice(times.reopened),
        *twice(times.extended_too_late),
        *twice(times.falling_count),
        *twice(times.ten_thousandfold),
        *twice(times.far_from_own_history),
        Plant(rows.number_in_exponent_form),
        *twice(rows.too_few),
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
        *twice(times.deadline_moved),
        *twice(times.vanished),
        *[Plant(planter, is_corrected=True) for planter in _RETURNING],
        *both_ways(files.stray_row),
        *twice(files.rows_miscounted),
        *twice(files.total_wrong),
        *twice(files.heading_unknown),
        *twice(files.nil_with_rows),
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
        Plant(rows.unreadable_count("surrendered_count", "不详")),
        Plant(rows.unreadable_count("disciplined_count", "三四人")),
        Plant(rows.unreadable_count("form1_count", "-1")),
        Plant(rows.unreadable_count("confessed_count", "2.5")),
        Plant(rows.unreadable("amount_involved_wan_yuan", "不详"), is_corrected=True),
        Plant(rows.unreadable("is_key_few", "待定")),
        Plant(rows.unreadable("source_code", "不详", "ROW-03")),
        Plant(rows.unreadable("disposal_code", "另行研究", "ROW-03"), is_corrected=True),
        Plant(rows.unreadable("status_code", "待定", "ROW-03")),
        Plant(rows.blank_required("source_code")),
        Plant(rows.blank_required("transferred_on"), is_corrected=True),
        Plant(rows.blank_required("status_code")),
        Plant(rows.blank_required("clue_no")),
        *both_ways(rows.duplicate_key),
        Plant(rows.private_number("receiving_unit", "13900000000")),
        Plant(rows.private_number("organisation_name", "990121199001010011")),
        Plant(rows.private_number("campaign", "99012119900101001X"), is_corrected=True),
        *both_ways(rows.void_without_reason),
    ]


def _asking_rows() -> list[Plant]:
    return [
        Plant(rows.rough(CLUES, "amount_involved_wan_yuan", "约{}万元")),
        Plant(rows.rough("XC05", "beneficiaries_count", "{}余人")),
        *both_ways(rows.received_before_transfer),
        *twice(rows.disposal_before_receipt),
        *both_ways(rows.settled_before_receipt),
        *twice(rows.after_period),
        *twice(rows.before_term),
        Plant(rows.settled_without_disposal),
        Plant(rows.settled_without_date),
        *twice(rows.settled_though_shelved),
        Plant(rows.discipline_without_case("disciplined_count")),
        Plant(rows.discipline_without_case("form4_count")),
        *twice(rows.negative_amount),
        Plant(rows.round_missing),
        Plant(rows.round_superfluous),
    ]
