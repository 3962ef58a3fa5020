"""What inspections, the register of organisations and the workforce count for."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from dagster_project.demonstration.evidence import KeyValues
from dagster_project.demonstration.expected_catalogue import Counted, amount, on, share
from dagster_project.demonstration.expected_facts import Facts, Values, day_of, number_of
from dagster_project.demonstration.months import last_day

Found = Iterator[tuple[str, Counted]]
INSPECTION = ("term_no", "round_no", "organisation_code")


def inspection_key(values: Values) -> KeyValues:
    """Return term, round and organisation of an inspection or of one of its findings."""
    return tuple(values.get(name) for name in INSPECTION)


def count_inspections(facts: Facts, month: str) -> Found:
    """Yield (unit, what is counted) of the inspected organisations."""
    rounds = {(item.unit_code, *item.key): values for item, values in facts.states("XC15", month)}
    findings = Counter(
        (item.unit_code, inspection_key(values)) for item, values in facts.states("XC02", month)
    )
    for item, values in facts.states("XC01", month):
        unit = item.unit_code
        of_round = rounds.get((unit, *item.key[:2]), {})
        labels = {
            "organisation_kind": values.get("organisation_kind_code"),
            "mode": values.get("mode_code"),
            "round_kind": of_round.get("round_kind_code"),
            "inspecting_level": of_round.get("inspecting_level_code"),
        }
        left = day_of(values, "left_on")
        for counted in on(left, "organisations_inspected", labels):
            yield unit, counted
        for counted in on(values.get("feedback_on"), "organisations_fed_back"):
            yield unit, counted
        if left is not None:
            number = findings[(unit, item.key)]
            yield unit, Counted("findings_per_organisation", left, number, 1)


def count_organisations(facts: Facts, month: str) -> Found:
    """Yield (unit, what is counted) of the organisations that are in the plan."""
    end = last_day(month)
    first_left = _first_left(facts, month)
    for item, values in facts.states("XC17", month):
        since, until = day_of(values, "in_plan_from"), day_of(values, "in_plan_to")
        if since is None or since > end or (until is not None and until <= end):
            continue
        unit, term_no = item.unit_code, facts.term_no(item.unit_code, month)
        organisation = values.get("organisation_code")
        days = [
            day
            for code in facts.merged_group(unit)
            if (day := first_left.get((code, term_no, organisation)))
        ]
        labels = {"organisation_kind": values.get("organisation_kind_code")}
        yield unit, Counted("organisations_in_plan", labels=labels)
        yield unit, share("organisation_coverage", is_met=False, labels=labels)
        if days:
            first = min(days)
            yield unit, Counted("organisations_covered", first)
            yield unit, Counted("organisation_coverage", first, 1, 0, labels=labels)


def _first_left(facts: Facts, month: str) -> dict[KeyValues, date]:
    """Return the first day of leaving by unit, term and organisation."""
    first: dict[KeyValues, date] = {}
    for item, values in facts.states("XC01", month):
        left = day_of(values, "left_on")
        key = (item.unit_code, values.get("term_no"), values.get("organisation_code"))
        if left is not None:
            first[key] = min(left, first.get(key, left))
    return first


# -- workforce -----------------------------------------------------------------------------------

# Indicator, row of the table, field.
_SUMS = (
    ("office_posts", "office", "posts_count"),
    ("office_staff", "office", "staffed_count"),
    ("team_posts", "teams", "posts_count"),
    ("team_staff", "teams", "staffed_count"),
    ("village_teams", "village_teams", "organisations_count"),
    ("village_team_cadres", "village_teams", "actual_count"),
    ("talent_pool", "talent_pool", "reserve_count"),
    ("pool_in", "talent_pool", "pool_in_count"),
    ("pool_out", "talent_pool", "pool_out_count"),
    ("trained", "total", "trained_count"),
    ("sent_to_central", "total", "central_count"),
    ("sent_to_provincial", "total", "provincial_count"),
    ("sent_to_municipal", "total", "municipal_count"),
    ("seconding_wanted", "total", "wanted_count"),
    ("seconding_got", "total", "got_count"),
)
# Indicator, row, field above and field below the line.
_RATIOS = (
    ("office_staffing_rate", "office", "staffed_count", "posts_count"),
    ("team_staffing_rate", "teams", "staffed_count", "posts_count"),
    ("seconding_rate", "total", "got_count", "wanted_count"),
)


def count_workforce(facts: Facts, month: str) -> Found:
    """Yield (unit, what is counted) of the rows of the workforce table."""
    for item, values in facts.states("XC11", month):
        for indicator, row, name in _SUMS:
            if values.get("row_code") == row:
                for counted in amount(indicator, values.get(name)):
                    yield item.unit_code, counted
        for indicator, row, above, below in _RATIOS:
            if values.get("row_code") == row:
                numerator, denominator = number_of(values, above), number_of(values, below)
                yield item.unit_code, Counted(indicator, None, numerator, denominator)
