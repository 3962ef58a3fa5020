"""One asset a report: its document of a reporting period, rendered from the tested build.

A report is a folder of `report_templates/`; what its document says is in `documents/`. A quarterly
report is made for the month that ends a quarter and passes over other months.
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
from dagster_project.documents.periods import Month
from dagster_project.documents.render import render_report
from dagster_project.documents.report_model import Report, load
from dagster_project.home import project_root
from dagster_project.partitions import reporting_months
from dagster_project.resources import HomeResource
from dagster_project.warehouse.dbt_build import BUILD_NAME

DIMENSIONS = ("dim_indicator", "dim_split", "build_context")


def report_folders() -> list[Path]:
    """Return the folder of every report, in order of its name."""
    return sorted(
        path.parent for path in (project_root() / "report_templates").glob("*/report.yml")
    )


def document_path(report: Report, month: Month) -> Path:
    """Return where a report's document of the period that ends with a month lies.

    Example:
        `2026-09/R02_季度对村（社区）巡察工作动态汇总_2026Q3.docx`
    """
    name = f"{report.code}_{report.title}_{month.period(report.frequency)}.docx"
    return Path(str(month)) / name


def build_report(folder: Path, tables: list[str]) -> AssetsDefinition:
    """Return the asset of one report; `tables` are the rpt_ tables that it reads."""
    report = load(Report, folder / "report.yml")

    @asset(
        name=f"report_{folder.name}",
        group_name="documents",
        description=f"{report.code} {report.title}（Word 文档）",
        deps=[AssetKey(table) for table in [*tables, *DIMENSIONS]],
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
            for month in _months_to_render(connection, report, context.partition_keys):
                out = work / "documents" / document_path(report, month)
                out.parent.mkdir(parents=True, exist_ok=True)
                figures = render_report(folder, connection, str(month), as_of, out)
                bound[month.period(report.frequency)] = len(figures)
        progress.report("documents", len(context.partition_keys), len(context.partition_keys))
        return MaterializeResult(metadata={"periods": list(bound), "figures": sum(bound.values())})

    return document


def _months_to_render(
    connection: duckdb.DuckDBPyConnection, report: Report, periods: Iterable[str]
) -> list[Month]:
    """Those of the months that end a period of the report and lie in the calendar.

    Of a month outside the calendar there is nothing to tell yet.
    """
    calendar = {month for (month,) in connection.sql("select month from int_months").fetchall()}
    months = [Month.parse(period) for period in periods if period in calendar]
    return [month for month in months if month.ends(report.frequency)]
