"""Everything is assembled here: assets, resources, jobs, schedules, sensors.

`build_defs` takes other resources for tests; `defs` is what Dagster loads.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from dagster import (
    AssetKey,
    AssetsDefinition,
    Definitions,
    FreshnessPolicy,
    in_process_executor,
)

from dagster_project import clock
from dagster_project.assets import CLERKS
from dagster_project.assets.documents import build_report, report_folders
from dagster_project.assets.intake import build_intake, build_reference
from dagster_project.assets.release import build_release
from dagster_project.assets.returns import return_notices
from dagster_project.assets.warehouse import build_warehouse_assets
from dagster_project.documents.report_model import Report, load
from dagster_project.home import HomeNotFoundError
from dagster_project.jobs import JOBS, PERIOD_KIND_TAG
from dagster_project.partitions import newest_complete_month
from dagster_project.resources import SECONDS_TO_WAIT, HomeResource
from dagster_project.schedules import SCHEDULES, decided_due_days, last_due_on
from dagster_project.sensors import housekeeping, inbox_at_rest
from dagster_project.warehouse.dbt_build import load_manifest
from dagster_project.warehouse.publish import UNPUBLISHED_PREFIXES

REPORT_TABLE = "rpt_{report}__"


def build_defs(resource_overrides: dict[str, Any] | None = None) -> Definitions:
    """Return all definitions, with `resource_overrides` in the place of the usual resources."""
    manifest = load_manifest()
    models = [
        node["name"] for node in manifest["nodes"].values() if node["resource_type"] == "model"
    ]
    reports = [_report(folder, models) for folder in report_folders()]
    warehouse = build_warehouse_assets(manifest)
    published = (key for key in warehouse.keys if not key.path[-1].startswith(UNPUBLISHED_PREFIXES))
    upstream = [*published, *(key for report in reports for key in report.keys)]
    return Definitions(
        assets=[
            build_intake(),
            build_reference(),
            warehouse,
            *reports,
            build_release(sorted(upstream, key=AssetKey.to_user_string), release_freshness()),
            return_notices,
        ],
        jobs=list(JOBS.values()),
        executor=in_process_executor,
        schedules=list(SCHEDULES.values()),
        sensors=[inbox_at_rest, housekeeping],
        resources={
            "home": HomeResource(wait_seconds=SECONDS_TO_WAIT),
            **(resource_overrides or {}),
        },
    )


def release_freshness() -> FreshnessPolicy:
    """Fresh: made on the morning after the month's last due day, or later.

    At noon of that day the pages turn red if the newest release is older than that midnight. The
    day is read when the pages are loaded; a due day decided later shows after a reload.
    """
    try:
        decided = decided_due_days()
    except HomeNotFoundError:
        decided = ()
    due = last_due_on("month", newest_complete_month(clock.now()), decided)
    day = (due + timedelta(days=1)).day
    return FreshnessPolicy.cron(
        deadline_cron=f"0 12 {day} * *",
        lower_bound_delta=timedelta(hours=12),
        timezone="Asia/Shanghai",
    )


def _report(folder: Path, models: list[str]) -> AssetsDefinition:
    """Return the asset of a report with what the jobs and the pages want to know of it."""
    tables = [name for name in models if name.startswith(REPORT_TABLE.format(report=folder.name))]
    kind = load(Report, folder / "report.yml").frequency
    return build_report(folder, tables).map_asset_specs(
        lambda spec: spec.merge_attributes(owners=[CLERKS], tags={PERIOD_KIND_TAG: kind})
    )


defs = build_defs()
