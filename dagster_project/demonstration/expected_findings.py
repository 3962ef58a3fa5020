"""What findings and the measures against them count for."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dagster_project.demonstration.evidence import KeyValues
from dagster_project.demonstration.expected_catalogue import Counted, amount, on, share
from dagster_project.demonstration.expected_facts import Facts, State, Values, day_of, number_of
from dagster_project.demonstration.expected_inspections import inspection_key
from dagster_project.demonstration.months import last_day
from dagster_project.demonstration.states import Item

Found = Iterator[tuple[str, Counted]]


@dataclass(frozen=True)
class Rectification:
    """How far the measures against a finding have come; days are None where there are none."""

    is_rectified: bool
    is_closed: bool
    due_on: date | None
    current_due_on: date | None
    rectified_on: date | None
    closed_on: date | None
    is_reviewed: bool
    is_sent_back: bool
    is_reopened: bool


def rectification_of(measures: list[State], month: str) -> Rectification:
    """Return what follows from the measures of one finding at a month's end."""
    rows = [values for _, values in measures]
    statuses = [values.get("status_code") for values in rows]
    is_rectified = bool(rows) and all(code in ("completed", "closed") for code in statuses)
    is_closed = bool(rows) and all(code == "closed" for code in statuses)
    was_sent_back = any(number_of(values, "sent_back_count") > 0 for values in rows)
    current = [day_of(values, "extended_due_on") or day_of(values, "due_on") for values in rows]
    return Rectification(
        is_rectified=is_rectified,
        is_closed=is_closed,
        due_on=_latest([day_of(values, "due_on") for values in rows]),
        current_due_on=_latest(current),
        rectified_on=_latest_of(rows, "completed_on") if is_rectified else None,
        closed_on=_latest_of(rows, "closed_on") if is_closed else None,
        is_reviewed=was_sent_back or any("reviewed_on" in values for values in rows),
        is_sent_back=was_sent_back,
        is_reopened=any(was_reopened(item, month) for item, _ in measures),
    )


def was_reopened(item: Item, month: str) -> bool:
    """Return whether a measure was closed in a state up to a month and not in a later one."""
    was_closed = False
    for change in item.changes:
        if change.period <= month:
            is_closed = change.row.values.get("status_code") == "closed"
            if was_closed and not is_closed:
                return True
            was_closed = was_closed or is_closed
    return False


def _latest(days: list[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _latest_of(rows: list[Values], name: str) -> date | None:
    return _latest([day_of(values, name) for values in rows])


def count_findings(facts: Facts, month: str) -> Found:
    """Yield (unit, what is counted) of the findings as they stand at a month's end."""
    fed_back: dict[tuple[str, KeyValues], date | None] = {
        (item.unit_code, item.key): day_of(values, "feedback_on")
        for item, values in facts.states("XC01", month)
    }
    measures: dict[tuple[str, str], list[State]] = defaultdict(list)
    for item, values in facts.states("XC03", month):
        measures[(item.unit_code, str(item.key[0]))].append((item, values))
    for item, values in facts.states("XC02", month):
        of_finding = [
            state
            for code in facts.relatives(item.unit_code)
            for state in measures.get((code, str(item.key[0])), [])
        ]
        progress = rectification_of(of_finding, month)
        feedback_on = fed_back.get((item.unit_code, inspection_key(values)))
        for counted in _when_found(values):
            yield item.unit_code, counted
        for counted in _rectified(values, feedback_on, progress, last_day(month)):
            yield item.unit_code, counted


def _labels(values: Values) -> Values:
    names = ("problem_kind", "focus", "problem_class", "supervision_item")
    return {name: values.get(f"{name}_code") for name in names}


def _when_found(values: Values) -> Iterator[Counted]:
    found, labels = day_of(values, "found_on"), _labels(values)
    if found is None:
        return
    yield Counted("findings_found", found, labels=labels)
    if values.get("village_code") is not None:
        yield Counted("village_findings", found, labels=labels)
    for name in ("livelihood", "immediate", "key_few"):
        if values.get(f"is_{name}"):
            yield Counted(f"{name}_findings", found)
    yield share("key_few_finding_share", bool(values.get("is_key_few")), found)
    yield from amount("finding_amount", values.get("amount_wan_yuan"), found)


def _rectified(
    values: Values, feedback_on: date | None, progress: Rectification, end: date
) -> Iterator[Counted]:
    if progress.is_reopened:
        yield Counted("findings_reopened")
    if progress.closed_on is not None and feedback_on is not None:
        days = (progress.closed_on - feedback_on).days
        yield Counted("median_days_to_close", progress.closed_on, 0, 0, days)
    if feedback_on is None or feedback_on > end:
        return
    labels = _labels(values)
    yield Counted("findings_fed_back")
    if progress.is_rectified:
        yield Counted("findings_rectified")
    if progress.is_closed:
        yield Counted("findings_closed")
    yield share("rectification_rate", progress.is_rectified, labels=labels)
    yield share("close_rate", progress.is_closed)
    if progress.due_on is not None and progress.due_on <= end:
        done = progress.rectified_on
        yield Counted("findings_due")
        yield share("on_time_rate", done is not None and done <= progress.due_on)
    current = progress.current_due_on
    if current is not None and current < end and not progress.is_rectified:
        yield Counted("findings_overdue")
    if progress.is_reviewed:
        yield share("sent_back_rate", progress.is_sent_back)


def count_measures(facts: Facts, month: str) -> Found:
    """Yield (unit, what is counted) of the single measures."""
    for item, values in facts.states("XC03", month):
        yield item.unit_code, Counted("measures_total")
        if values.get("is_key_supervised"):
            yield item.unit_code, Counted("measures_key_supervised")
        for indicator, name in (
            ("recovered_amount_rectification", "recovered_amount_wan_yuan"),
            ("persons_accountable", "accountable_count"),
            ("systems_built", "systems_count"),
        ):
            for counted in amount(indicator, values.get(name)):
                yield item.unit_code, counted


# -- matters -------------------------------------------------------------------------------------


def count_matters(facts: Facts, month: str) -> Found:
    """Yield (unit, what is counted) of the matters put right at once and for the people."""
    for item, values in facts.states("XC05", month):
        for counted in _of_matter(values):
            yield item.unit_code, counted


def _of_matter(values: Values) -> Iterator[Counted]:
    labels = {
        "matter_category": values.get("category_code"),
        "raised_via": values.get("raised_via_code"),
    }
    raised, solved = day_of(values, "raised_on"), day_of(values, "solved_on")
    is_solved = values.get("status_code") == "solved"
    yield from on(raised, "matters_raised", labels)
    yield from on(values.get("handed_on"), "matters_handed")
    if raised is not None:
        yield share("matters_solved_rate", is_solved, raised)
    for name in ("immediate", "livelihood"):
        if values.get(f"is_{name}"):
            yield from on(raised, f"{name}_matters")
    if not is_solved:
        yield Counted("matters_open")
    elif solved is not None:
        yield Counted("matters_solved", solved, labels=labels)
        yield from amount("beneficiaries", values.get("beneficiaries_count"), solved)
        yield from amount("refunded_amount", values.get("refunded_amount_wan_yuan"), solved)
