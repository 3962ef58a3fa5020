"""The warehouse as assets: each dbt model an asset, its dbt tests together one check.

dbt runs in this process on a file that nobody reads; what it builds is in `dbt/`. One check a
model, not one a test: Dagster writes three events for each (docs/decisions.md).
"""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import duckdb
from dagster import (
    AssetCheckResult,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    AssetSpec,
    Failure,
    MarkdownMetadataValue,
    MaterializeResult,
    MetadataValue,
    multi_asset,
)
from dagster_dbt import DagsterDbtTranslator, build_dbt_asset_specs

from dagster_project import progress
from dagster_project.assets import ENGINEERS
from dagster_project.checks import STATUS_TABLE, status_results, status_specs
from dagster_project.decisions import load_decisions
from dagster_project.resources import HomeResource
from dagster_project.warehouse.dbt_build import BUILD_NAME, NodeResult, build_warehouse

PREVIEW_ROWS = 5
TESTS = "tests"
Manifest = Mapping[str, Any]
Events = Iterator[MaterializeResult[None] | AssetCheckResult]


class FolderTranslator(DagsterDbtTranslator):
    """Groups the models by the folder they lie in: staging, checks, …, reports."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Return the first folder of the model's path."""
        return str(dbt_resource_props["fqn"][1])


def build_warehouse_assets(manifest: dict[str, Any]) -> AssetsDefinition:
    """Return the dbt models as one multi-asset that is built and tested whole."""
    models = {
        spec.key.path[-1]: spec.replace_attributes(owners=[ENGINEERS])
        for spec in build_dbt_asset_specs(
            manifest=manifest, dagster_dbt_translator=FolderTranslator()
        )
    }
    tests = ids_of_tests(manifest)

    @multi_asset(
        name="warehouse", specs=list(models.values()), check_specs=_check_specs(models, tests)
    )
    def warehouse(context: AssetExecutionContext, home: HomeResource) -> Events:
        """Build all models from nothing and run their tests."""
        progress.report("warehouse", 0, 0)
        for left_over in ("documents", "withheld"):
            shutil.rmtree(home.folder / "warehouse" / left_over, ignore_errors=True)
        results = {result.unique_id: result for result in build_warehouse(home.folder)}
        failed = [result for result in results.values() if not result.is_good]
        with duckdb.connect(
            str(home.folder / "warehouse" / BUILD_NAME), read_only=True
        ) as connection:
            yield from _model_events(connection, manifest, models, results)
            yield from _test_events(models, tests, results)
            if not failed:
                yield from _status_events(connection, models[STATUS_TABLE].key, home)
        if failed:
            first = next((r for r in failed if r.status != "skipped"), failed[0])
            raise Failure(f"{first.unique_id}: {first.status} {first.message}".strip())
        progress.report("warehouse", 1, 1)

    return warehouse


def ids_of_tests(manifest: Manifest) -> dict[str, list[str]]:
    """Return the ids of the tests of each model, by the model's name.

    A test that is a query of its own belongs to the first model that it reads.
    """
    nodes = manifest["nodes"]
    tests: dict[str, list[str]] = defaultdict(list)
    for unique_id, node in nodes.items():
        if node["resource_type"] == "test":
            model = node.get("attached_node") or node["depends_on"]["nodes"][0]
            tests[nodes[model]["name"]].append(unique_id)
    return dict(tests)


def _check_specs(
    models: Mapping[str, AssetSpec], tests: Mapping[str, list[str]]
) -> list[AssetCheckSpec]:
    """One blocking check for each model that has tests, and those of the counties' returns."""
    specs = [
        AssetCheckSpec(
            TESTS,
            asset=models[model].key,
            blocking=True,
            description=f"dbt 检验 {len(ids)} 项；一项不通过就不发布。",
        )
        for model, ids in tests.items()
    ]
    return [*specs, *status_specs(models[STATUS_TABLE].key)]


def _model_events(
    connection: duckdb.DuckDBPyConnection,
    manifest: Manifest,
    models: Mapping[str, AssetSpec],
    results: Mapping[str, NodeResult],
) -> Events:
    """One materialization for each model that was built."""
    for unique_id, result in results.items():
        node = manifest["nodes"].get(unique_id)  # none for an exposure: nothing is built there
        if node is None or node["resource_type"] != "model" or not result.is_good:
            continue
        table = node["alias"]
        rows = connection.sql(f"select count(*) from {table}").fetchall()[0][0]  # noqa: S608
        yield MaterializeResult(
            asset_key=models[node["name"]].key,
            metadata={
                "dagster/row_count": rows,
                "seconds": result.seconds,
                "preview": _preview(connection, table),
            },
        )


def _test_events(
    models: Mapping[str, AssetSpec],
    tests: Mapping[str, list[str]],
    results: Mapping[str, NodeResult],
) -> Events:
    """One result for each model whose tests were run: passed if all were."""
    for model, ids in tests.items():
        ran = [results[unique_id] for unique_id in ids if unique_id in results]
        if all(result.status == "skipped" for result in ran):
            continue
        yield AssetCheckResult(
            passed=all(result.is_good for result in ran),
            asset_key=models[model].key,
            check_name=TESTS,
            metadata={"tests": len(ran), "failed": _failed_tests(ran)},
        )


def _failed_tests(ran: Iterable[NodeResult]) -> MarkdownMetadataValue:
    lines = [
        f"- `{result.unique_id.split('.')[2]}`: {result.failures or 0} 行。{result.message}"
        for result in ran
        if not result.is_good
    ]
    return MetadataValue.md("\n".join(lines) or "无")


def _status_events(
    connection: duckdb.DuckDBPyConnection, key: AssetKey, home: HomeResource
) -> Events:
    as_of = connection.sql("select as_of::date from build_context").fetchall()[0][0]
    decided = load_decisions(home.folder / "decisions").thresholds
    yield from status_results(connection, key, as_of, decided)


def _preview(connection: duckdb.DuckDBPyConnection, table: str) -> MarkdownMetadataValue:
    """First rows of a table; none of those that may hold a county's free text."""
    if table.startswith(("stg_", "int_", "chk_")):
        return MetadataValue.md("（含自由文本的内部表不预览）")
    rows = connection.sql(f"select * from {table} limit {PREVIEW_ROWS}")  # noqa: S608
    lines = ["| " + " | ".join(rows.columns) + " |", "|" + "---|" * len(rows.columns)]
    for row in rows.fetchall():
        lines.append("| " + " | ".join(str(v).replace("|", "\\|") for v in row) + " |")
    return MetadataValue.md("\n".join(lines))
