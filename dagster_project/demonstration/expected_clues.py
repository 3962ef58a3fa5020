"""What a clue counts for."""

from collections.abc import Iterator
from datetime import date

from dagster_project.demonstration.expected_catalogue import Counted, amount, on, share
from dagster_project.demonstration.expected_facts import Facts, Values, day_of, number_of
from dagster_project.demonstration.fields import CLUES
from dagster_project.demonstration.months import last_day, month_later
from dagster_project.demonstration.states import (
    is_open,
    is_settled,
    outcome_on,
    settled_on_effective,
)

_PERSONS = {
    "persons_disciplined": "disciplined_count",
    "persons_party_disciplined": "party_count",
    "persons_state_disciplined": "state_count",
    "persons_organisational": "organisational_count",
    "persons_procuratorate": "procuratorate_count",
    "form1_persons": "form1_count",
    "form2_persons": "form2_count",
    "form3_persons": "form3_count",
    "form4_persons": "form4_count",
    "persons_surrendered": "surrendered_count",
    "persons_confessed": "confessed_count",
    "amount_recovered": "recovered_amount_wan_yuan",
}


def count_clues(facts: Facts, month: str) -> Iterator[tuple[str, Counted]]:
    """Yield (unit, what is counted) of the clues as they stand at a month's end."""
    for item, values in facts.states(CLUES, month):
        for counted in _counted(values, last_day(month)):
            yield item.unit_code, counted


def _counted(values: Values, end: date) -> Iterator[Counted]:
    labels = {
        "source": values.get("source_code"),
        "subject_rank": values.get("subject_rank_code"),
        "disposal": values.get("disposal_code"),
    }
    settled, transferred = settled_on_effective(values), day_of(values, "transferred_on")
    involved = number_of(values, "amount_involved_wan_yuan")
    yield from on(transferred, "clues_transferred", labels)
    yield from on(values.get("disposal_on"), "clues_disposed", labels)
    yield from on(settled, "clues_settled", labels)
    yield from on(values.get("case_filed_on"), "cases_filed")
    if values.get("is_key_few"):
        yield from on(transferred, "key_few_clues")
    outcome = outcome_on(values)
    if outcome is not None:
        for indicator, name in _PERSONS.items():
            yield from amount(indicator, values.get(name), outcome)
    if transferred is not None:
        yield from amount("amount_involved", involved, transferred)
        yield share("disposal_rate", values.get("disposal_on") is not None, transferred)
        yield share("settlement_rate", is_settled(values), transferred, labels)
        yield share("case_rate", values.get("case_filed_on") is not None, transferred)
        yield share("key_few_share", bool(values.get("is_key_few")), transferred)
    received = day_of(values, "received_on")
    if settled is not None and received is not None:
        yield Counted("median_days_to_settle", settled, 0, 0, (settled - received).days)
    if is_open(CLUES, values):
        yield Counted("clues_open", labels=labels)
        yield from _of_open(values, end)


def _of_open(values: Values, end: date) -> Iterator[Counted]:
    received = day_of(values, "received_on")
    deadline = day_of(values, "extended_due_on") or day_of(values, "due_on")
    is_late = deadline is not None and deadline < end
    is_undisposed = values.get("disposal_on") is None and received is not None
    told = {
        "clues_pending": values.get("status_code") == "pending",
        "clues_supervised_open": bool(values.get("is_supervised")),
        "clues_disposal_overdue": is_undisposed
        and received is not None
        and month_later(received) < end,
        "clues_handling_overdue": is_late,
    }
    for indicator, is_counted in told.items():
        if is_counted:
            yield Counted(indicator)
    yield share("handling_overdue_rate", is_late)
