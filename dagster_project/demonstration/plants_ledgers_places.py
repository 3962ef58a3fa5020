"""Questions planted in matters, villages, workforce and register (XC05, XC06, XC11, XC17)."""

from decimal import Decimal

from dagster_project.demonstration.drafts import FilePlant, RowDraft, Slot
from dagster_project.demonstration.months import last_day
from dagster_project.demonstration.planting import Plant, Planter
from dagster_project.demonstration.plants_ledgers_findings import after_period, before_term
from dagster_project.demonstration.plants_ledgers_rows import (
    Values,
    always,
    asked,
    both,
    has,
    is_before,
    is_new,
    lacks,
    moved,
    said,
    set_to,
    shifted,
)

_SOLVED = said("status_code", "solved")


def matter_plants() -> list[Plant]:
    """Return what is planted in the matters, apart from what goes against earlier returns."""
    is_handed, is_unsolved = has("handed_on"), said("status_code", "in_progress", "not_started")
    no_flags: Values = {"is_immediate": False, "is_livelihood": False}
    amount = "refunded_amount_wan_yuan"
    return [
        Plant(planter)
        for planter in (
            moved("XC05-Q01", "handed_on", is_handed, "raised_on", -2),
            moved("XC05-Q02", "solved_on", _SOLVED, "raised_on", -1),
            asked("XC05-Q04", "handed_on", is_handed, lambda s, _: {"handed_on": after_period(s)}),
            asked(
                "XC05-Q05", "raised_on", has("term_no"), lambda s, _: {"raised_on": before_term(s)}
            ),
            set_to("XC05-Q06", "solved_on", _SOLVED, {"solved_on": None}),
            asked(
                "XC05-Q07", "status_code", is_unsolved, lambda _, v: {"solved_on": v["raised_on"]}
            ),
            set_to("XC05-Q08", "is_immediate", always, no_flags),
            set_to("XC05-Q09", amount, is_new, {amount: Decimal(-5)}),
        )
    ]


# -- villages ------------------------------------------------------------------------------------

_INSPECTED = has("inspected_on")


def _is_counted_first(slot: Slot, row: RowDraft) -> bool:
    """Whether findings are counted for the first time, beside the findings themselves."""
    return (
        bool(row.values.get("findings_count"))
        and not is_before(slot, row, "findings_count")
        and "XC02" in slot.sent
    )


def _is_inspected_first(slot: Slot, row: RowDraft) -> bool:
    return not is_before(slot, row, "inspected_on") and bool(row.values.get("findings_count"))


def _one_less(_: Slot, values: Values) -> Values:
    return {"findings_count": int(str(values["findings_count"])) - 1}


def village_plants() -> list[Plant]:
    """Return what is planted in the villages, apart from what goes against earlier returns."""
    is_counted, is_first = (
        both(_INSPECTED, _is_counted_first),
        both(_INSPECTED, _is_inspected_first),
    )
    has_tier = has("tier_set_on")
    blank_day: Values = {"inspected_on": None}
    return [
        Plant(planter)
        for planter in (
            asked("XC06-Q14", "findings_count", is_counted, _one_less),
            set_to("XC06-Q06", "inspected_on", is_first, blank_day, is_pending=True),
            set_to("XC06-Q01", "round_no", _INSPECTED, {"round_no": None}),
            set_to("XC06-Q02", "round_no", _INSPECTED, {"round_no": 99}),
            set_to("XC06-Q03", "mode_code", _INSPECTED, {"mode_code": None}),
            asked(
                "XC06-Q05",
                "inspected_on",
                _INSPECTED,
                lambda s, _: {"inspected_on": before_term(s)},
            ),
            asked(
                "XC06-Q04", "tier_set_on", has_tier, lambda s, _: {"tier_set_on": after_period(s)}
            ),
        )
    ]


# -- workforce -----------------------------------------------------------------------------------


def _more(name: str, than: str) -> Planter:
    return asked(
        "XC11-Q05",
        name,
        both(said("row_code", "village_teams"), has(than)),
        lambda _, v: {name: int(str(v[than])) + 1},
    )


def workforce_plants() -> list[Plant]:
    """Return what is planted in the workforce table; rows outside the total disturb no sum."""
    of_villages = said("row_code", "village_teams")
    of_total = both(said("row_code", "total"), has("trained_count"))
    too_many: Values = {"posts_count": 2, "staffed_count": 3}
    return [
        Plant(planter)
        for planter in (
            set_to("XC11-Q01", "staffed_count", of_villages, too_many),
            asked("XC11-Q02", "trained_count", of_total, _one_more_trained),
            _row_left_out,
            _more("women_count", "actual_count"),
            _more("degree_count", "actual_count"),
            set_to("XC11-Q06", "got_count", of_villages, {"wanted_count": 1, "got_count": 2}),
        )
    ]


def _one_more_trained(_: Slot, values: Values) -> Values:
    return {"trained_count": int(str(values["trained_count"])) + 1}


def _row_left_out(slot: Slot) -> bool:
    """Plant XC11-Q03: the table without the row of the teams."""
    row = slot.choose("XC11", lambda row: row.values.get("row_code") == "teams")
    if row is None:
        return False
    slot.rows.remove(row)
    slot.plants.append(FilePlant("XC11-Q03", value="teams", form="XC11", is_of_reader=False))
    return True


# -- register of organisations -------------------------------------------------------------------

_IN_PLAN = lacks("in_plan_to")


def organisation_plants() -> list[Plant]:
    """Return what is planted in the register of organisations."""
    return [
        Plant(planter)
        for planter in (
            asked(
                "XC17-Q01",
                "in_plan_to",
                _IN_PLAN,
                lambda _, v: {
                    "in_plan_to": shifted(v, "in_plan_from", -5),
                    "reason": "机构改革撤并",
                },
                is_pending=True,
            ),
            asked(
                "XC17-Q02",
                "reason",
                _IN_PLAN,
                lambda slot, _: {"in_plan_to": last_day(slot.period), "reason": None},
                is_pending=True,
            ),
            asked(
                "XC17-Q03",
                "parent_code",
                always,
                lambda slot, _: {"parent_code": f"{slot.unit.code}998"},
            ),
        )
    ]
