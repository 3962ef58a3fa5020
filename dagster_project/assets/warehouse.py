"""The warehouse as assets: each dbt model an asset, each dbt test a check.

dbt runs in this process on a file that nobody reads; what it builds is in `dbt/`.
"""

import shutil
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetExecutionContext,
    AssetsDefinition,
    Failure,
    MarkdownMetadataValue,
    MaterializeResult,
    MetadataValue,
)
from dagster_dbt import DagsterDbtTranslator, dbt_assets
from dagster_dbt.asset_utils import get_asset_check_key_for_test

from dagster_project import progress
from dagster_project.resources import HomeResource
from dagster_project.warehouse.dbt_build import BUILD_NAME, NodeResult, build_warehouse

PREVIEW_ROWS = 5
Manifest = Mapping[str, Any]
Events = Iterator[MaterializeResult[None] | AssetCheckResult]


class FolderTranslator(DagsterDbtTranslator):
    """Groups the models by the folder they lie in: staging, checks, …, reports."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Return the first folder of the model's path."""
        return str(dbt_resource_props["fqn"][1])


def build_warehouse_assets(manifest: dict[str, Any]) -> AssetsDefinition:
    """Return the dbt models as one multi-asset that is built and tested whole."""
    translator = FolderTranslator()

    @dbt_assets(manifest=manifest, name="warehouse", dagster_dbt_translator=translator)
    def warehouse(context: AssetExecutionContext, home: HomeResource) -> Events:
        """Build all models from nothing and run their tests."""
        progress.report("warehouse", 0, 0)
        shutil.rmtree(home.folder / "warehouse" / "documents", ignore_errors=True)
        results = build_warehouse(home.folder)
        failed = [result for result in results if not result.is_good]
        with duckdb.connect(
            str(home.folder / "warehouse" / BUILD_NAME), read_only=True
        ) as connection:
            for result in results:
                yield from _events(result, manifest, translator, connection)
        if failed:
            first = next((r for r in failed if r.status != "skipped"), failed[0])
            raise Failure(f"{first.unique_id}: {first.status} {first.message}".strip())
        progress.report("warehouse", 1, 1)

    return warehouse


def _events(
    result: NodeResult,
    manifest: Manifest,
    translator: DagsterDbtTranslator,
    connection: duckdb.DuckDBPyConnection,
) -> Events:
    node = manifest["nodes"].get(result.unique_id)
    if node is None:  # an exposure: dbt names it, and there is nothing to build
        return
    if node["resource_type"] == "model" and result.is_good:
        spec = translator.get_asset_spec(manifest, result.unique_id, None)
        rows = connection.sql(f"select count(*) from {node['alias']}").fetchall()[0][0]  # noqa: S608
        yield MaterializeResult(
            asset_key=spec.key,
            metadata={
                "dagster/row_count": rows,
                "seconds": result.seconds,
                "preview": _preview(connection, node["alias"]),
            },
        )
    elif node["resource_type"] == "test":
        key = get_asset_check_key_for_test(manifest, translator, result.unique_id, project=None)
        if key is not None:
            yield AssetCheckResult(
                passed=result.status == "pass",
                asset_key=key.asset_key,
                check_name=key.name,
                severity=AssetCheckSeverity.ERROR,
                metadata={"failing_rows": result.failures or 0},
            )


def _preview(connection: duckdb.DuckDBPyConnection, table: str) -> MarkdownMetadataValue:
    """First rows of a table; none of those that may hold a county's free text."""
    if table.startswith(("stg_", "int_", "chk_")):
        return MetadataValue.md("（含自由文本的内部表不预览）")
    rows = connection.sql(f"select * from {table} limit {PREVIEW_ROWS}")  # noqa: S608
    lines = ["| " + " | ".join(rows.columns) + " |", "|" + "---|" * len(rows.columns)]
    for row in rows.fetchall():
        lines.append("| " + " | ".join(str(v).replace("|", "\\|") for v in row) + " |")
    return MetadataValue.md("\n".join(lines))
