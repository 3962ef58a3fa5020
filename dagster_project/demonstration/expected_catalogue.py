"""The indicators as the expected values know them: statistic, kinds of period and splits.

Written a second time from the contract; what counts for each of them stands in the modules
`expected_*.py` of the facts that they count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dagster_project.demonstration.fields import Value

Number = int | Decimal
ALL = "all"
YEARLY = ("year", "term_to_date")


@dataclass(frozen=True)
class Definition:
    """An indicator; `is_yearly`: told for the year and the term to date only."""

    statistic: str
    splits: tuple[str, ...] = ()
    is_yearly: bool = False

    @property
    def is_added(self) -> bool:
        """Whether it is a count or a sum, whose change is also told as a part of the base."""
        return self.statistic in ("count", "sum")

    def is_told_for(self, kind: str) -> bool:
        """Return whether the indicator is published for a kind of period."""
        return not self.is_yearly or kind in YEARLY


@dataclass(frozen=True, slots=True)
class Counted:
    """What one fact adds to one indicator.

    `day`: it counts where this day lies in the window; None counts in each window (a stock).
    `span`: days of a median. `labels`: codes by kind of split.
    """

    indicator: str
    day: date | None = None
    numerator: Number = 1
    denominator: Number = 0
    span: int | None = None
    labels: Mapping[str, Value] = field(default_factory=dict)


def on(day: Value, indicator: str, labels: Mapping[str, Value] | None = None) -> Iterator[Counted]:
    """Yield one of a count if there is a day."""
    if isinstance(day, date):
        yield Counted(indicator, day, labels=labels or {})


def share(
    indicator: str,
    is_met: bool,
    day: date | None = None,
    labels: Mapping[str, Value] | None = None,
) -> Counted:
    """Return one of the denominator of a ratio, and of its numerator if it is met."""
    return Counted(indicator, day, int(is_met), 1, labels=labels or {})


def amount(indicator: str, value: Value, day: date | None = None) -> Iterator[Counted]:
    """Yield what a number adds to a sum; nothing if it is blank or zero."""
    if isinstance(value, int | Decimal) and value:
        yield Counted(indicator, day, value)


def _group(statistic: str, *codes: str) -> dict[str, Definition]:
    return {code: Definition(statistic) for code in codes}


_BY_KIND_AND_FOCUS = ("problem_kind", "focus")
_CLUE_SPLITS = ("source", "subject_rank")

DEFINITIONS: dict[str, Definition] = {
    # clues
    "clues_transferred": Definition("count", _CLUE_SPLITS),
    "clues_settled": Definition("count", _CLUE_SPLITS),
    "clues_disposed": Definition("count", ("disposal",)),
    "clues_open": Definition("count", ("source",)),
    **_group("count", "cases_filed", "key_few_clues", "clues_pending", "clues_supervised_open"),
    **_group("count", "clues_disposal_overdue", "clues_handling_overdue"),
    **_group("sum", "persons_disciplined", "persons_party_disciplined"),
    **_group("sum", "persons_state_disciplined", "persons_organisational"),
    **_group("sum", "persons_procuratorate", "form1_persons", "form2_persons", "form3_persons"),
    **_group("sum", "form4_persons", "persons_surrendered", "persons_confessed"),
    **_group("sum", "amount_recovered", "amount_involved"),
    "disposal_rate": Definition("ratio", is_yearly=True),
    "settlement_rate": Definition("ratio", _CLUE_SPLITS, is_yearly=True),
    "case_rate": Definition("ratio", is_yearly=True),
    "key_few_share": Definition("ratio", is_yearly=True),
    "handling_overdue_rate": Definition("ratio"),
    "median_days_to_settle": Definition("median"),
    # inspections and coverage
    "organisations_inspected": Definition(
        "count", ("organisation_kind", "mode", "round_kind", "inspecting_level")
    ),
    "organisations_fed_back": Definition("count"),
    "findings_per_organisation": Definition("mean", is_yearly=True),
    "organisations_in_plan": Definition("count", ("organisation_kind",)),
    "organisations_covered": Definition("count"),
    "organisation_coverage": Definition("ratio", ("organisation_kind",), is_yearly=True),
    "villages_total": Definition("count", ("village_tier", "village_kind")),
    "villages_inspected": Definition("count", ("village_tier", "village_mode", "village_kind")),
    "village_coverage": Definition("ratio", ("village_tier",), is_yearly=True),
    # findings and rectification
    "findings_found": Definition(
        "count", ("problem_kind", "focus", "problem_class", "supervision_item")
    ),
    "village_findings": Definition("count", _BY_KIND_AND_FOCUS),
    **_group("count", "livelihood_findings", "immediate_findings", "key_few_findings"),
    "key_few_finding_share": Definition("ratio", is_yearly=True),
    "finding_amount": Definition("sum"),
    **_group("count", "findings_fed_back", "findings_rectified", "findings_closed"),
    **_group("count", "findings_due", "findings_overdue", "findings_reopened"),
    "rectification_rate": Definition("ratio", _BY_KIND_AND_FOCUS),
    **_group("ratio", "close_rate", "on_time_rate", "sent_back_rate"),
    "median_days_to_close": Definition("median"),
    **_group("count", "measures_total", "measures_key_supervised"),
    **_group("sum", "recovered_amount_rectification", "persons_accountable", "systems_built"),
    # matters
    "matters_raised": Definition("count", ("matter_category", "raised_via")),
    "matters_solved": Definition("count", ("matter_category",)),
    **_group("count", "matters_handed", "matters_open", "immediate_matters", "livelihood_matters"),
    "matters_solved_rate": Definition("ratio", is_yearly=True),
    **_group("sum", "beneficiaries", "refunded_amount"),
    # workforce
    **_group("sum", "office_posts", "office_staff", "team_posts", "team_staff"),
    **_group("ratio", "office_staffing_rate", "team_staffing_rate", "seconding_rate"),
    **_group("sum", "village_teams", "village_team_cadres", "talent_pool", "pool_in", "pool_out"),
    **_group("sum", "trained", "sent_to_central", "sent_to_provincial", "sent_to_municipal"),
    **_group("sum", "seconding_wanted", "seconding_got"),
    # reporting
    **_group("count", "returns_due", "returns_on_time"),
    **_group("ratio", "returns_on_time_rate", "returns_complete_rate", "returns_first_time_rate"),
    **_group("sum", "rows_reported", "rows_held", "open_queries"),
    "rows_held_rate": Definition("ratio"),
}
