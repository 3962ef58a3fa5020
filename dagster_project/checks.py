"""What the pages say of the counties' returns: how many are in, and whether that is enough.

Coverage is the share of the returns due that are in; below its threshold there is a warning. The
quorum is the share of the units that sent any; below it a month's documents are withheld, and the
tables are published all the same, so that the office sees who is missing. The thresholds are
decisions of the office (`decisions/thresholds.csv`). Whether the tables are right, dbt tests.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb
from dagster import AssetCheckResult, AssetCheckSeverity, AssetCheckSpec, AssetKey

from dagster_project.decisions import Threshold

STATUS_TABLE = "submission_status"
# Where the office has decided nothing.
DEFAULT_SHARES = {"coverage": Decimal("0.9"), "quorum": Decimal("0.5")}

TURNOUT_SQL = """
    select
        period,
        max(due_on),
        count(*),
        count(*) filter (where not is_carried),
        count(distinct unit_code),
        count(distinct unit_code) filter (where not is_carried)
    from submission_status
    group by period
    order by period nulls last
"""


@dataclass(frozen=True)
class Turnout:
    """What was due for a month, and how much of it is in force."""

    period: str
    due_on: date
    returns_due: int
    returns_in: int
    units_due: int
    units_in: int

    def share_of(self, measure: str) -> Decimal:
        """Return coverage (of returns) or quorum (of units) as a fraction."""
        if measure == "coverage":
            return Decimal(self.returns_in) / self.returns_due
        return Decimal(self.units_in) / self.units_due

    def reaches(self, measure: str, decided: Iterable[Threshold]) -> bool:
        """Whether coverage or quorum is at least what the office asks for that month."""
        return self.share_of(measure) >= threshold(measure, self.period, decided)


def threshold(measure: str, period: str, decided: Iterable[Threshold]) -> Decimal:
    """Return the share that the newest decision not later than the month asks for."""
    share, since = DEFAULT_SHARES[measure], ""
    for decision in decided:
        if decision.measure == measure and since <= decision.from_period <= period:
            share, since = decision.share, decision.from_period
    return share


def turnouts(connection: duckdb.DuckDBPyConnection) -> list[Turnout]:
    """Return what is in of every month, in order of the months."""
    return [Turnout(*row) for row in connection.sql(TURNOUT_SQL).fetchall()]


def withheld_months(
    connection: duckdb.DuckDBPyConnection, months: Iterable[str], decided: Iterable[Threshold]
) -> list[Turnout]:
    """Return those of the months that are without a quorum: their documents are not issued."""
    asked, decisions = set(months), tuple(decided)
    return [
        turnout
        for turnout in turnouts(connection)
        if turnout.period in asked and not turnout.reaches("quorum", decisions)
    ]


def why_withheld(turnout: Turnout, decided: Iterable[Threshold]) -> str:
    """Return the sentence that tells the office why a month's documents are withheld."""
    least = threshold("quorum", turnout.period, decided)
    return (
        f"{turnout.period} 应报 {turnout.units_due} 个单位，已报 {turnout.units_in} 个，"
        f"不足 {_percent(least)}，不出文档；数据已发布，请催报后再运行。"
    )


def status_specs(key: AssetKey) -> list[AssetCheckSpec]:
    """Return the two checks of the table that says who reported."""
    return [
        AssetCheckSpec("coverage", asset=key, description="最近到期月份：应报报表中已收到的比例。"),
        AssetCheckSpec(
            "quorum",
            asset=key,
            description="最近到期月份：已报单位的比例；不足时当月文档不出具，数据照常发布。",
        ),
    ]


def status_results(
    connection: duckdb.DuckDBPyConnection, key: AssetKey, as_of: date, decided: Iterable[Threshold]
) -> list[AssetCheckResult]:
    """Return coverage and quorum of the newest month whose returns were all due before `as_of`."""
    decisions = tuple(decided)
    due = [turnout for turnout in turnouts(connection) if turnout.due_on < as_of]
    severities = {"coverage": AssetCheckSeverity.WARN, "quorum": AssetCheckSeverity.ERROR}
    if not due:
        return [
            AssetCheckResult(
                passed=True, asset_key=key, check_name=measure, description="还没有到期的报表。"
            )
            for measure in severities
        ]
    newest = due[-1]
    return [
        AssetCheckResult(
            passed=newest.reaches(measure, decisions),
            asset_key=key,
            check_name=measure,
            severity=severity,
            description=_sentence(newest, measure, threshold(measure, newest.period, decisions)),
            # The pages draw it over time.
            metadata={"share": float(newest.share_of(measure))},
        )
        for measure, severity in severities.items()
    ]


def _sentence(turnout: Turnout, measure: str, least: Decimal) -> str:
    came, due, what = (
        (turnout.returns_in, turnout.returns_due, "份报表")
        if measure == "coverage"
        else (turnout.units_in, turnout.units_due, "个单位")
    )
    share = _percent(turnout.share_of(measure))
    return (
        f"{turnout.period} 应报 {due} {what}，已报 {came}，占 {share}（下限 {_percent(least)}）。"
    )


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(Decimal('0.1')).normalize():f}%"
