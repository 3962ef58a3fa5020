"""Everything is assembled here: assets, resources, jobs, schedules, sensors.

`build_defs` takes other resources for tests; `defs` is what Dagster loads.
"""

from typing import Any

from dagster import AssetKey, Definitions

from dagster_project.assets.documents import build_report, report_folders
from dagster_project.assets.intake import build_intake, build_reference
from dagster_project.assets.release import build_release
from dagster_project.assets.warehouse import build_warehouse_assets
from dagster_project.jobs import month_end
from dagster_project.resources import HomeResource
from dagster_project.schedules import morning_after_due_day
from dagster_project.sensors import inbox_at_rest
from dagster_project.warehouse.dbt_build import load_manifest
from dagster_project.warehouse.publish import UNPUBLISHED_PREFIXES

REPORT_TABLE = "rpt_{report}__"


def build_defs(resource_overrides: dict[str, Any] | None = None) -> Definitions:
    """Return all definitions, with `resource_overrides` in the place of the usual resources."""
    manifest = load_manifest()
    models = [
        node["name"] for node in manifest["nodes"].values() if node["resource_type"] == "model"
    ]
    reports = [
        build_report(
            folder,
            [name for name in models if name.startswith(REPORT_TABLE.format(report=folder.name))],
        )
        for folder in report_folders()
    ]
    warehouse = build_warehouse_assets(manifest)
    published = (key for key in warehouse.keys if not key.path[-1].startswith(UNPUBLISHED_PREFIXES))
    upstream = [*published, *(key for report in reports for key in report.keys)]
    return Definitions(
        assets=[
            build_intake(),
            build_reference(),
            warehouse,
            *reports,
            build_release(sorted(upstream, key=AssetKey.to_user_string)),
        ],
        jobs=[month_end],
        schedules=[morning_after_due_day],
        sensors=[inbox_at_rest],
        resources={"home": HomeResource(), **(resource_overrides or {})},
    )


defs = build_defs()
