"""What follows an inspection: how its rectification is handled (XC08) and evaluated (XC10)."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import EVALUATIONS, PROCESSES
from dagster_project.demonstration.lives import Record, days_after, void
from dagster_project.demonstration.world_rounds import TERM_NO, Inspection, Round

_DAYS_TO_REPORT = 75
_COUNTS = ("interviews_count", "notices_count", "supervisions_count")
_SCORES = ("discipline_score", "organisation_score", "inspection_score")
# From which mean of the scores on a conclusion is drawn, the best first.
_CONCLUSIONS = ((90, "good"), (80, "fairly_good"), (70, "average"), (0, "poor"))


def _facts(inspection: Inspection) -> dict[str, Value]:
    organisation = inspection.organisation.facts
    return {
        "term_no": TERM_NO,
        "round_no": inspection.round_no,
        "organisation_code": organisation["organisation_code"],
        "organisation_name": organisation["organisation_name"],
        "is_void": False,
    }


def make_processes(rounds: list[Round], rng: Random) -> list[Record]:
    """Return how each inspection of some rounds went on, from its feedback on."""
    return [
        _process(inspection, rng)
        for made in rounds
        for inspection in made.inspections
        if inspection.is_sound
    ]


def _process(inspection: Inspection, rng: Random) -> Record:
    feedback = inspection.feedback_on
    due = days_after(feedback, _DAYS_TO_REPORT)
    facts = _facts(inspection) | {"feedback_organisation_on": feedback, "report_due_on": due}
    record = Record(PROCESSES, feedback, facts)
    if rng.random() < 0.03:
        void(record, days_after(feedback, rng.randint(5, 30)), "重复登记")
        return record
    head = days_after(feedback, rng.choice((0, 0, 0, 1, 4)))
    record.change(head, feedback_head_on=head)
    if rng.random() < 0.7:
        department = days_after(feedback, rng.randint(1, 12))
        record.change(department, feedback_department_on=department)
    _report(record, _plan(record, rng), due, rng)
    return record


def _plan(record: Record, rng: Random) -> date:
    """Let a plan be sent, reviewed and talked about, and return its day."""
    plan = days_after(record.begins_on, rng.randint(14, 38))
    reviewed = days_after(plan, rng.randint(3, 12))
    is_returned = rng.random() < 0.2
    record.change(plan, plan_on=plan)
    record.change(reviewed, plan_review_code="returned" if is_returned else "passed")
    if is_returned and rng.random() < 0.8:
        record.change(days_after(reviewed, rng.randint(10, 25)), plan_review_code="passed")
    meeting = days_after(plan, rng.randint(2, 16))
    record.change(meeting, meeting_on=meeting, is_leader_attended=rng.random() < 0.8)
    return plan


def _report(record: Record, plan: date, due: date, rng: Random) -> None:
    """Let the results be reported and made public; not all are, and some are late."""
    report = max(due + timedelta(days=rng.randint(-14, 12)), days_after(plan, 20))
    head = days_after(report, rng.randint(0, 9))
    record.change(report, organisation_report_on=report)
    if rng.random() < 0.9:
        record.change(head, head_report_on=head)
    for name, likelihood in (("party_disclosed_on", 0.9), ("society_disclosed_on", 0.7)):
        if rng.random() < likelihood:
            day = days_after(report, rng.randint(4, 24))
            record.change(day, **{name: day})
    for name in _COUNTS:
        if rng.random() < 0.4:
            record.add(days_after(plan, rng.randint(5, 45)), name, rng.randint(1, 3))


# -- evaluation ----------------------------------------------------------------------------------


def make_evaluations(rounds: list[Round], rng: Random) -> list[Record]:
    """Return the evaluations of each round's organisations, held when the next round begins."""
    return [
        _evaluation(inspection, following.started_on, rng)
        for made, following in pairwise(rounds)
        for inspection in made.inspections
        if inspection.is_sound and inspection.feedback_on < following.started_on
    ]


def _evaluation(inspection: Inspection, day: date, rng: Random) -> Record:
    facts = _facts(inspection)
    facts["report_reviewed_on"] = max(inspection.feedback_on, days_after(day, -rng.randint(1, 12)))
    has_passed = rng.random() < 0.85
    facts["report_result_code"] = "passed" if has_passed else "returned"
    facts["is_on_site"] = has_passed and rng.random() < 0.3
    if has_passed:
        facts |= {"evaluated_on": day} | _scores(rng)
    record = Record(EVALUATIONS, day, facts)
    if rng.random() < 0.03:
        void(record, days_after(day, rng.randint(20, 50)), "评估对象登记有误")
    return record


def _scores(rng: Random) -> dict[str, Value]:
    usual = rng.choice((67, 76, 84, 86, 88, 93, 94))
    scores = {name: Decimal(10 * usual + rng.randint(-40, 45)) / 10 for name in _SCORES}
    mean = sum(scores.values()) / len(scores)
    conclusion = next(code for least, code in _CONCLUSIONS if mean >= least)
    if rng.random() < 0.2:
        del scores["inspection_score"]
    return {**scores, "conclusion_code": conclusion}
