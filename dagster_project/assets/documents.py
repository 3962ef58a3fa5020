"""One asset a report: its document of a reporting month, rendered from the tested build.

A report is a folder of `report_templates/`; what its document says is in `documents/`.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb
from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    BackfillPolicy,
    MaterializeResult,
    asset,
)

from dagster_project import progress
from dagster_project.documents.render import render_report
from dagster_project.documents.report_model import Report, load
from dagster_project.home import project_root
from dagster_project.partitions import reporting_months
from dagster_project.resources import HomeResource
from dagster_project.warehouse.dbt_build import BUILD_NAME


def report_folders() -> list[Path]:
    """Return the folder of every report, in order of its name."""
    return sorted(
        path.parent for path in (project_root() / "report_templates").glob("*/report.yml")
    )


def build_report(folder: Path, tables: list[str]) -> AssetsDefinition:
    """Return the asset of one report; `tables` are the rpt_ tables that it reads."""
    report = load(Report, folder / "report.yml")

    @asset(
        name=f"report_{folder.name}",
        group_name="documents",
        description=f"{report.code} {report.title}（Word 文档）",
        deps=[AssetKey(table) for table in [*tables, "dim_indicator", "build_context"]],
        partitions_def=reporting_months,
        backfill_policy=BackfillPolicy.single_run(),
        kinds={"word"},
    )
    def document(context: AssetExecutionContext, home: HomeResource) -> MaterializeResult[None]:
        progress.report("documents", 0, len(context.partition_keys))
        work = home.folder / "warehouse"
        bound = {}
        with duckdb.connect(str(work / BUILD_NAME), read_only=True) as connection:
            as_of = connection.sql("select as_of from build_context").fetchall()[0][0]
            for period in _months_with_returns(connection, context.partition_keys):
                name = f"{report.code}_{report.title}_{period}.docx"
                out = work / "documents" / period / name
                out.parent.mkdir(parents=True, exist_ok=True)
                bound[period] = len(render_report(folder, connection, period, as_of, out))
        progress.report("documents", len(context.partition_keys), len(context.partition_keys))
        return MaterializeResult(metadata={"periods": list(bound), "figures": sum(bound.values())})

    return document


def _months_with_returns(
    connection: duckdb.DuckDBPyConnection, periods: Iterable[str]
) -> list[str]:
    """Those of the months that lie in the calendar: of others there is nothing to tell yet."""
    calendar = {month for (month,) in connection.sql("select month from int_months").fetchall()}
    return [period for period in periods if period in calendar]
