"""How findings are put right: the measures of each, from the feedback until they are closed."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import MEASURES
from dagster_project.demonstration.lives import Record, days_after, void
from dagster_project.demonstration.months import last_day, month_of
from dagster_project.demonstration.world_findings import Finding

_DAYS_BY_KIND = {"immediate": 30, "by_deadline": 90, "long_term": 180}
_KINDS = ("by_deadline",) * 7 + ("long_term",) * 2 + ("immediate",)
_TEXTS = (
    "召开专题会议研究，明确整改责任和时限",
    "全面清理同类事项，逐项核对销账",
    "修订完善内部管理制度并组织学习",
    "收回违规资金并公开处理结果",
    "约谈相关责任人，责令限期改正",
    "开展专项检查，形成长效机制",
)


def make_measures(findings: list[Finding], is_quiet: bool, rng: Random) -> list[Record]:
    """Return the measures of all findings that stand."""
    made = []
    for finding in findings:
        if not finding.is_sound:
            continue
        count = rng.choice((1, 1, 1, 2, 2))
        for sequence in range(1, count + 1):
            made.append(_measure(finding, sequence, is_quiet, rng))
        if count == 2 and rng.random() < 0.04:
            extra = _measure(finding, 3, True, rng)
            extra.changes.clear()
            void(extra, days_after(extra.begins_on, rng.randint(10, 30)), "与其他措施合并")
            made.append(extra)
    return made


def _measure(finding: Finding, sequence: int, is_quiet: bool, rng: Random) -> Record:
    feedback = finding.inspection.feedback_on
    # Listed in the month of the feedback: a row held back is asked for in the next one only.
    end = last_day(month_of(feedback))
    begins = min(end, days_after(feedback, rng.randint(0, 6)))
    facts = finding.record.facts
    kind = "immediate" if facts["is_immediate"] else rng.choice(_KINDS)
    is_key = rng.random() < 0.1
    name = str(facts["organisation_name"]).removeprefix("中共")
    values: dict[str, Value] = {
        "finding_no": facts["finding_no"],
        "measure_seq": sequence,
        "measure": rng.choice(_TEXTS),
        "responsible_unit": name,
        "rectification_kind_code": kind,
        "due_on": days_after(feedback, _DAYS_BY_KIND[kind]),
        "status_code": "not_started",
        "is_key_supervised": is_key,
        "supervised_by_code": rng.choice(("same_level", "raised")) if is_key else None,
        "is_void": False,
    }
    record = Record(MEASURES, begins, values)
    _carry_out(record, begins, kind, is_quiet, rng)
    return record


def _carry_out(record: Record, begins: date, kind: str, is_quiet: bool, rng: Random) -> None:
    """Let the measure be started, completed, reviewed and closed, not always at once."""
    started = days_after(begins, rng.randint(0, 20))
    record.change(started, status_code="in_progress")
    planned = _DAYS_BY_KIND[kind]
    lateness = rng.random()
    days = rng.randint(planned // 3, planned - 10)
    if lateness < 0.14 and not is_quiet:
        days = planned + rng.randint(20, 150)
    elif lateness < 0.2 and not is_quiet:
        days = planned + 900
    completed = days_after(begins, max(days, 22))
    if kind != "immediate" and 0.08 < lateness < 0.3 and not is_quiet:
        due = record.facts["due_on"]
        if isinstance(due, date):
            # Long before the deadline, so that a return missed in between breaks no rule.
            decided = days_after(begins, rng.randint(22, 34))
            record.change(decided, extended_due_on=days_after(due, 60), extension_count=1)
    if rng.random() < 0.13 and not is_quiet:
        completed = _send_back(record, completed, rng)
    closed = _close(record, completed, rng)
    _yield(record, completed, closed, rng)
    if rng.random() < 0.05 and not is_quiet:
        _reopen(record, closed, rng)


def _send_back(record: Record, completed: date, rng: Random) -> date:
    """Let the review send the measure back, and return the day of the second completion."""
    record.change(completed, status_code="completed", completed_on=completed)
    reviewed = days_after(completed, rng.randint(5, 15))
    record.change(
        reviewed,
        status_code="sent_back",
        completed_on=None,
        reviewed_on=reviewed,
        review_result_code="sent_back",
        sent_back_count=1,
    )
    return days_after(reviewed, rng.randint(20, 70))


def _close(record: Record, completed: date, rng: Random) -> date:
    """Let the measure be completed, pass its review and be closed."""
    record.change(
        completed,
        status_code="completed",
        completed_on=completed,
        reviewed_on=None,
        review_result_code=None,
    )
    reviewed = days_after(completed, rng.randint(4, 20))
    closed = days_after(reviewed, rng.randint(0, 15))
    record.change(reviewed, reviewed_on=reviewed, review_result_code="passed")
    record.change(closed, status_code="closed", closed_on=closed)
    return closed


def _yield(record: Record, completed: date, closed: date, rng: Random) -> None:
    """Let the measure bring money back, hold persons to account and make rules."""
    if rng.random() < 0.25:
        amount = Decimal(rng.randint(2, 900)) / 10
        record.add(completed, "recovered_amount_wan_yuan", amount)
        if rng.random() < 0.4:
            later = days_after(closed, rng.randint(5, 60))
            record.add(later, "recovered_amount_wan_yuan", amount / 2)
    if rng.random() < 0.2:
        record.add(closed, "accountable_count", rng.choice((1, 1, 2, 3)))
    if rng.random() < 0.35:
        record.add(completed, "systems_count", rng.choice((1, 1, 2)))


def _reopen(record: Record, closed: date, rng: Random) -> None:
    """Let a closed measure be sent back after all, for some months, until it is closed again."""
    day = closed + timedelta(days=rng.randint(70, 160))
    record.change(
        day,
        status_code="sent_back",
        completed_on=None,
        closed_on=None,
        reviewed_on=day,
        review_result_code="sent_back",
    )
    record.add(day, "sent_back_count", 1)
    again = days_after(day, rng.randint(40, 110))
    record.change(
        again,
        status_code="closed",
        completed_on=again,
        reviewed_on=again,
        review_result_code="passed",
        closed_on=again,
    )
