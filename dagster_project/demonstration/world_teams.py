"""The teams of each round (XC16): who they are when it begins, what they have done at its end."""

from collections import Counter
from datetime import date
from decimal import Decimal
from random import Random

from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import TEAMS
from dagster_project.demonstration.lives import Record, days_after, void
from dagster_project.demonstration.world_rounds import TERM_NO, Round


def make_teams(rounds: list[Round], rng: Random) -> list[Record]:
    """Return the teams of some rounds."""
    teams = []
    for made in rounds:
        names = Counter(
            str(inspection.record.facts["team_name"])
            for inspection in made.inspections
            if inspection.is_sound
        )
        for name, organisations in sorted(names.items()):
            teams.append(_team(made, name, organisations, rng))
    return teams


def _team(made: Round, name: str, organisations: int, rng: Random) -> Record:
    members = rng.randint(5, 9)
    facts: dict[str, Value] = {
        "term_no": TERM_NO,
        "round_no": made.number,
        "team_name": name,
        "members_count": members,
        "seconded_count": rng.randint(0, members),
        "cross_region_count": rng.choice((0, 0, 0, 1, 2)),
        "specialists_count": rng.randint(0, 2),
        "is_deputy_from_stationed": rng.random() < 0.3,
        "organisations_count": organisations,
        "is_void": False,
    }
    record = Record(TEAMS, made.started_on, facts)
    if rng.random() < 0.02:
        void(record, days_after(made.started_on, rng.randint(20, 40)), "组别调整")
        return record
    closed = made.record.values_at(date.max)["closed_on"]
    if isinstance(closed, date):
        record.change(closed, **_work(rng))
    return record


def _work(rng: Random) -> dict[str, Value]:
    letters, calls, visits = rng.randint(0, 14), rng.randint(0, 12), rng.randint(0, 16)
    return {
        "talks_count": rng.randint(30, 120),
        "letters_count": letters,
        "calls_count": calls,
        "visits_count": visits,
        "signed_count": rng.randint(0, letters + calls + visits),
        "files_read_count": rng.randint(200, 1500),
        "field_visits_count": rng.randint(4, 40),
        "questionnaires_count": rng.randint(0, 200),
        "notice_villages_count": rng.randint(0, 12),
        "guidance_visits_count": rng.randint(0, 3),
        "report_score": Decimal(rng.randint(780, 980)) / 10,
    }
