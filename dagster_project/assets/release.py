"""The release: what readers see, made from the tested build and the documents.

How it is written and switched is in `warehouse/publish.py`.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    AssetsDefinition,
    FreshnessPolicy,
    MaterializeResult,
    asset,
)

from dagster_project import progress
from dagster_project.assets import CLERKS
from dagster_project.checks import Turnout, why_withheld, withheld_months
from dagster_project.decisions import Decisions, load_decisions
from dagster_project.forms import sources_fingerprint
from dagster_project.home import sources_folder
from dagster_project.resources import HomeResource
from dagster_project.warehouse.dbt_build import BUILD_NAME
from dagster_project.warehouse.publish import Inputs, publish

ISSUED = "documents_issued"


def build_release(upstream: list[AssetKey], freshness: FreshnessPolicy) -> AssetsDefinition:
    """Return the asset that publishes once everything in `upstream` has been made and tested."""

    @asset(
        name="release",
        group_name="release",
        deps=upstream,
        description="发布：数据仓库、数据文件和文档一次性替换上一版，读者看不到半成品。",
        owners=[CLERKS],
        kinds={"duckdb", "csv", "word"},
        freshness_policy=freshness,
        check_specs=[
            AssetCheckSpec(
                ISSUED,
                asset="release",
                description="本次的文档全部出具；已报单位不足的月份不出。",
            )
        ],
    )
    def release(home: HomeResource) -> Iterator[MaterializeResult[None]]:
        """Publish the build and the documents of this run, but those of months without a quorum."""
        progress.report("release", 0, 0)
        work = home.folder / "warehouse"
        decisions = load_decisions(home.folder / "decisions")
        with duckdb.connect(str(work / BUILD_NAME), read_only=True) as connection:
            inputs = _inputs(connection, decisions)
            rendered = [path.name for path in (work / "documents").glob("*")]
            withheld = withheld_months(connection, rendered, decisions.thresholds)
        _put_aside(work, withheld)
        folder = publish(home.folder, inputs, work / "documents")
        progress.report("release", 1, 1)
        documents = sorted(path.name for path in folder.glob("documents/*/*"))
        yield MaterializeResult(
            metadata={"release": folder.name, "documents": documents},
            check_results=[_issued(withheld, decisions)],
        )

    return release


def _inputs(connection: duckdb.DuckDBPyConnection, decisions: Decisions) -> Inputs:
    as_of, version = connection.sql("select * from build_context").fetchall()[0]
    return Inputs(
        as_of=as_of,
        code_version=version,
        forms_sha256=sources_fingerprint(sources_folder()),
        decisions_sha256=hashlib.sha256(decisions.fingerprint().encode()).hexdigest(),
    )


def _put_aside(work: Path, withheld: Iterable[Turnout]) -> None:
    """Move the documents that are not issued to where the office may look at them."""
    for turnout in withheld:
        target = work / "withheld" / turnout.period
        target.parent.mkdir(exist_ok=True)
        (work / "documents" / turnout.period).rename(target)


def _issued(withheld: Iterable[Turnout], decisions: Decisions) -> AssetCheckResult:
    reasons = [why_withheld(turnout, decisions.thresholds) for turnout in withheld]
    return AssetCheckResult(
        passed=not reasons,
        check_name=ISSUED,
        severity=AssetCheckSeverity.WARN,
        description=" ".join(reasons) or "本次的文档全部出具。",
    )
