"""Questions planted in rounds, inspections, findings and measures (XC15, XC01, XC02, XC03)."""

from datetime import date, timedelta
from decimal import Decimal

from dagster_project.demonstration.drafts import RowDraft, Slot
from dagster_project.demonstration.months import first_day, last_day
from dagster_project.demonstration.planting import Plant
from dagster_project.demonstration.plants_ledgers_rows import (
    Values,
    always,
    asked,
    both,
    copy_of,
    has,
    is_before,
    is_final,
    is_new,
    lacks,
    moved,
    said,
    set_to,
    shifted,
)

DAYS_BEFORE_TERM, DAYS_TOO_LATE = 10, 4
_CLOSED = said("status_code", "closed")
_COMPLETED = said("status_code", "completed")


def before_term(slot: Slot) -> date:
    """Return a day before the term of the unit."""
    return slot.term_start - timedelta(days=DAYS_BEFORE_TERM)


def after_period(slot: Slot) -> date:
    """Return a day after the end of the month."""
    return last_day(slot.period) + timedelta(days=DAYS_TOO_LATE)


def round_plants() -> list[Plant]:
    """Return what is planted in the rounds."""
    has_ended = both(has("ended_on"), lacks("reported_on"))
    return [
        Plant(planter)
        for planter in (
            moved("XC15-Q01", "ended_on", has("ended_on"), "started_on", -3),
            moved("XC15-Q02", "reported_on", has("reported_on"), "started_on", -2),
            moved("XC15-Q03", "closed_on", has("closed_on", "reported_on"), "reported_on", -1),
            asked("XC15-Q04", "ended_on", has_ended, lambda s, _: {"ended_on": after_period(s)}),
            asked("XC15-Q05", "started_on", always, lambda s, _: {"started_on": before_term(s)}),
        )
    ]


# -- inspections ---------------------------------------------------------------------------------


def inspection_plants() -> list[Plant]:
    """Return what is planted in the inspections."""
    has_left = both(has("left_on"), lacks("feedback_on"))
    is_fed_back = has("left_on", "feedback_on")
    is_own = both(said("mode_code", "same_level"), lacks("sender_unit"))
    return [
        Plant(planter)
        for planter in (
            moved("XC01-Q02", "feedback_on", is_fed_back, "left_on", -1, is_pending=True),
            moved("XC01-Q01", "left_on", has_left, "entered_on", -2),
            asked("XC01-Q04", "left_on", has_left, lambda s, _: {"left_on": after_period(s)}),
            asked("XC01-Q05", "entered_on", always, lambda s, _: {"entered_on": before_term(s)}),
            set_to("XC01-Q06", "sender_unit", is_own, {"mode_code": "cross"}),
            _outside_register,
        )
    ]


def _outside_register(slot: Slot) -> bool:
    """Plant XC01-Q11: an inspection that is done with, of an organisation in no register."""
    if not slot.histories["XC17"].used:
        return False
    row = slot.choose("XC01", lambda row: "feedback_on" in row.values)
    if row is None:
        return False
    copied = copy_of(slot, row, {"organisation_code": f"{slot.unit.code}996"})
    copied.plants.append(("XC01-Q11", "organisation_code"))
    return True


# -- findings ------------------------------------------------------------------------------------


def _has_no_measure(slot: Slot, row: RowDraft) -> bool:
    number = row.values.get("finding_no")
    keys = {other.key for other in slot.rows_of("XC03")} | slot.histories["XC03"].used.keys()
    return not any(key.startswith(f"{number}|") for key in keys)


def _is_without_flags(slot: Slot, row: RowDraft) -> bool:
    has_flag = row.values.get("is_livelihood") or row.values.get("is_immediate")
    return "XC05" in slot.sent and not has_flag and not row.values.get("is_void")


def finding_plants() -> list[Plant]:
    """Return what is planted in the findings."""
    negative: Values = {"amount_wan_yuan": Decimal(-5)}
    return [
        Plant(planter)
        for planter in (
            asked(
                "XC02-Q04",
                "found_on",
                _has_no_measure,
                lambda slot, _: {"found_on": after_period(slot)},
                is_pending=True,
            ),
            asked("XC02-Q05", "found_on", always, lambda slot, _: {"found_on": before_term(slot)}),
            asked(
                "XC02-Q06", "supervision_item_code", has("supervision_item_code"), _of_other_focus
            ),
            set_to("XC02-Q09", "amount_wan_yuan", always, negative),
            set_to("XC02-Q14", "is_livelihood", _is_without_flags, {"is_livelihood": True}),
            _same_words,
        )
    ]


def _of_other_focus(_: Slot, values: Values) -> Values:
    return {"supervision_item_code": "F1-01" if values["focus_code"] == "F2" else "F2-01"}


def _same_words(slot: Slot) -> bool:
    """Plant XC02-Q10: two findings of a return in the same words."""
    first = slot.choose("XC02", lambda row: True)
    if first is None or "description" not in slot.columns("XC02"):
        return False
    second = slot.choose("XC02", lambda row: row is not first)
    if second is None:
        return False
    second.values["description"] = first.values["description"]
    for row in (first, second):
        row.plants.append(("XC02-Q10", "description"))
    return True


# -- measures ------------------------------------------------------------------------------------


def _never_sent_back(slot: Slot, row: RowDraft) -> bool:
    return not is_before(slot, row, "sent_back_count")


def _first_extension(slot: Slot, row: RowDraft) -> bool:
    return not is_before(slot, row, "extension_count")


def _is_not_due_yet(slot: Slot, row: RowDraft) -> bool:
    return shifted(row.values, "due_on", 0) >= first_day(slot.period)


def measure_plants() -> list[Plant]:
    """Return what is planted in the measures, apart from what goes against earlier returns."""
    done = both(_CLOSED, is_final)
    is_early = both(done, lacks("extended_due_on"), _is_not_due_yet)
    is_sent_back = both(said("status_code", "sent_back"), _never_sent_back)
    is_extended = both(has("extended_due_on"), _first_extension)
    result, amount = "review_result_code", "recovered_amount_wan_yuan"
    return [
        Plant(planter)
        for planter in (
            asked("XC03-Q13", "extended_due_on", is_early, _extended_backwards),
            set_to("XC03-Q07", "sent_back_count", is_sent_back, {"sent_back_count": None}),
            set_to("XC03-Q14", "extension_count", is_extended, {"extension_count": None}),
            moved("XC03-Q01", "closed_on", done, "completed_on", -1),
            set_to("XC03-Q02", result, done, {result: None}),
            set_to("XC03-Q02", result, done, {"reviewed_on": None}),
            set_to("XC03-Q03", "completed_on", _COMPLETED, {"completed_on": None}),
            set_to("XC03-Q03", "completed_on", done, {"completed_on": None}),
            asked("XC03-Q04", "closed_on", done, lambda s, _: {"closed_on": after_period(s)}),
            set_to("XC03-Q06", "closed_on", done, {"closed_on": None}),
            asked(
                "XC03-Q08", "status_code", _COMPLETED, lambda _, v: {"closed_on": v["completed_on"]}
            ),
            set_to("XC03-Q09", amount, is_new, {amount: Decimal(-5)}),
            _completed_before_found,
        )
    ]


def _extended_backwards(_: Slot, values: Values) -> Values:
    return {"extended_due_on": shifted(values, "due_on", -10), "extension_count": 1}


def _completed_before_found(slot: Slot) -> bool:
    """Plant XC03-Q12: put right before it was found."""
    found = {key: values["found_on"] for key, values in slot.histories["XC02"].used.items()}
    found |= {
        row.key: row.values["found_on"] for row in slot.rows_of("XC02") if "found_on" in row.values
    }
    row = slot.choose(
        "XC03",
        lambda row: "completed_on" in row.values and row.values.get("finding_no") in found,
    )
    if row is None:
        return False
    day = found[str(row.values["finding_no"])]
    if not isinstance(day, date):
        return False
    row.values["completed_on"] = day - timedelta(days=3)
    row.plants.append(("XC03-Q12", "completed_on"))
    return True
