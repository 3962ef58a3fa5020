"""What is planted in the forms about the work itself, in the order of trying.

Rare chances stand first: forms that are sent when a round begins or closes. Then those of a
quarter, and last the one that is sent each month.
"""

from decimal import Decimal

from dagster_project.demonstration.drafts import RowDraft, Slot
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.planting import Plant, Planter
from dagster_project.demonstration.plants_ledgers_files import work_file_plants
from dagster_project.demonstration.plants_ledgers_findings import after_period
from dagster_project.demonstration.plants_ledgers_rows import (
    Test,
    Values,
    always,
    asked,
    both,
    broken,
    has,
    lacks,
    left_blank,
    listed_twice,
    moved,
    private_number,
    put,
    said,
    set_to,
    void_without_reason,
)

_TELEPHONE = "13900000000"
_IS_TOTAL = said("row_code", "total")


def work_plants() -> list[Plant]:
    """Return all plants."""
    return [
        Plant(planter)
        for planter in (
            *_of_pairings(),
            *_of_evaluations(),
            *_of_teams(),
            *_of_self_checks(),
            *_of_campaigns(),
            *_of_visits(),
            *work_file_plants(),
            *_of_outputs(),
            *_of_processes(),
            *_of_joint_supervision(),
            *_of_organs(),
        )
    ]


def _too_late(code: str, name: str, *more: Test) -> Planter:
    """Return a planter of a day after the period."""
    return asked(code, name, both(has(name), *more), lambda slot, _: {name: after_period(slot)})


def _more(code: str, name: str, *than: str) -> Planter:
    """Return a planter of a number that is more than others together."""

    def change(_: Slot, values: Values) -> Values:
        return {name: 1 + sum(_count(values.get(other)) for other in than)}

    return asked(code, name, has(name, *than), change)


def _count(value: Value) -> int:
    return value if isinstance(value, int) else 0


# -- sent when a round begins or closes ------------------------------------------------------------


def _of_pairings() -> tuple[Planter, ...]:
    def nowhere(name: str) -> Planter:
        return asked(
            "XC14-F02", name, always, lambda slot, _: {name: f"{slot.unit.unit.city_code[:4]}99"}
        )

    return (
        nowhere("sender_code"),
        nowhere("receiver_code"),
        asked(
            "XC14-Q01", "receiver_code", always, lambda _, v: {"receiver_code": v["sender_code"]}
        ),
        left_blank("XC14", "mode_code"),
        broken("XC14", "cadres_count", "若干人"),
    )


def _of_evaluations() -> tuple[Planter, ...]:
    has_conclusion = has("conclusion_code", "evaluated_on")
    return (
        set_to(
            "XC10-F02",
            "discipline_score",
            has("discipline_score"),
            {"discipline_score": Decimal("105.5")},
        ),
        set_to(
            "XC10-F02",
            "inspection_score",
            has("inspection_score"),
            {"inspection_score": Decimal(-3)},
        ),
        set_to("XC10-Q02", "evaluated_on", has_conclusion, {"evaluated_on": None}),
        _too_late("XC10-Q01", "evaluated_on"),
        broken("XC10", "conclusion_code", "待研究", "ROW-03"),
        void_without_reason("XC10"),
    )


def _of_teams() -> tuple[Planter, ...]:
    return (
        _more("XC16-Q02", "seconded_count", "members_count"),
        _more("XC16-Q03", "signed_count", "letters_count", "calls_count", "visits_count"),
        broken("XC16", "report_score", "优秀"),
        listed_twice("XC16"),
        void_without_reason("XC16"),
    )


# -- sent each quarter -----------------------------------------------------------------------------


def _of_self_checks() -> tuple[Planter, ...]:
    return (
        _too_late("XC18-Q01", "self_checked_on"),
        _more("XC18-Q02", "rectified_count", "found_count"),
        left_blank("XC18", "self_checked_on"),
        void_without_reason("XC18"),
    )


def _of_campaigns() -> tuple[Planter, ...]:
    return (
        _more("XC19-Q02", "rectified_count", "found_count"),
        moved("XC19-Q03", "closed_on", has("closed_on"), "started_on", -4),
        _too_late("XC19-Q01", "started_on", lacks("closed_on")),
        left_blank("XC19", "campaign_name"),
        void_without_reason("XC19"),
    )


def _of_visits() -> tuple[Planter, ...]:
    return (
        _more("XC09-Q02", "findings_precise_count", "findings_checked_count"),
        _more("XC09-Q03", "findings_rectified_count", "findings_checked_count"),
        _more("XC09-Q04", "clues_settled_count", "clues_checked_count"),
        _more("XC09-Q05", "new_rectified_count", "new_findings_count"),
        _too_late("XC09-Q01", "visited_on"),
        broken("XC09", "visit_kind_code", "随机抽查", "ROW-03"),
        void_without_reason("XC09"),
    )


def _of_outputs() -> tuple[Planter, ...]:
    return (
        _more("XC07-Q02", "adopted_items_count", "items_count"),
        moved("XC07-Q03", "replied_on", has("replied_on"), "issued_on", -2),
        _too_late("XC07-Q01", "issued_on", lacks("replied_on")),
        private_number("XC07", "title", _TELEPHONE),
        listed_twice("XC07"),
        void_without_reason("XC07"),
    )


def _of_processes() -> tuple[Planter, ...]:
    has_plan = has("plan_on", "plan_review_code")
    return (
        moved("XC08-Q03", "organisation_report_on", has("organisation_report_on"), "plan_on", -1),
        moved("XC08-Q02", "plan_on", has("plan_on"), "feedback_organisation_on", -2),
        set_to("XC08-Q04", "plan_on", has_plan, {"plan_on": None}),
        _too_late("XC08-Q01", "party_disclosed_on"),
        broken("XC08", "plan_on", "已报未审"),
        void_without_reason("XC08"),
    )


def _of_joint_supervision() -> tuple[Planter, ...]:
    def one_more(_: Slot, values: Values) -> Values:
        return {"meetings_count": 1 + _count(values.get("meetings_count"))}

    return (
        asked("XC12-Q01", "meetings_count", both(_IS_TOTAL, has("meetings_count")), one_more),
        _more_fed_back,
        broken("XC12", "actions_count", "若干次", test=_IS_TOTAL),
        listed_twice("XC12", _IS_TOTAL),
    )


def _more_fed_back(slot: Slot) -> bool:
    """Plant XC12-Q02: more comes back than went to and fro; the total is added up rightly."""
    row = slot.choose("XC12", lambda row: not _IS_TOTAL(slot, row))
    if row is None:
        return False
    name, values = "fed_back_count", row.values
    told = _count(values.get("transferred_count")) + _count(values.get("received_count")) + 1
    more = told - _count(values.get(name))
    put(row, {name: told})
    row.plants.append(("XC12-Q02", name))
    for total in _totals(slot):
        put(total, {name: _count(total.values.get(name)) + more})
    return True


def _totals(slot: Slot) -> list[RowDraft]:
    return [row for row in slot.rows_of("XC12") if _IS_TOTAL(slot, row)]


# -- sent each month -------------------------------------------------------------------------------


def _of_organs() -> tuple[Planter, ...]:
    faults: Values = {"reviewed_cases_count": 0, "case_faults_count": 1}
    return (
        _more("XC13-Q01", "rectified_count", "findings_count"),
        set_to("XC13-Q02", "case_faults_count", has("reviewed_cases_count"), faults),
        broken("XC13", "talks_count", "多次"),
        broken("XC13", "organ_kind_code", "巡回", "ROW-03"),
    )
