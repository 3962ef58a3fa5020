"""The release: what readers see, made from the tested build and the documents.

How it is written and switched is in `warehouse/publish.py`.
"""

import hashlib

import duckdb
from dagster import AssetKey, AssetsDefinition, MaterializeResult, asset

from dagster_project import progress
from dagster_project.decisions import load_decisions
from dagster_project.forms import sources_fingerprint
from dagster_project.home import sources_folder
from dagster_project.resources import HomeResource
from dagster_project.warehouse.dbt_build import BUILD_NAME
from dagster_project.warehouse.publish import Inputs, publish


def build_release(upstream: list[AssetKey]) -> AssetsDefinition:
    """Return the asset that publishes once everything in `upstream` has been made and tested."""

    @asset(
        name="release",
        group_name="release",
        deps=upstream,
        description="发布：数据仓库、数据文件和文档一次性替换上一版，读者看不到半成品。",
    )
    def release(home: HomeResource) -> MaterializeResult[None]:
        """Publish the build and the documents of this run."""
        progress.report("release", 0, 0)
        work = home.folder / "warehouse"
        with duckdb.connect(str(work / BUILD_NAME), read_only=True) as connection:
            as_of, version = connection.sql("select * from build_context").fetchall()[0]
        decisions = load_decisions(home.folder / "decisions").fingerprint()
        inputs = Inputs(
            as_of=as_of,
            code_version=version,
            forms_sha256=sources_fingerprint(sources_folder()),
            decisions_sha256=hashlib.sha256(decisions.encode()).hexdigest(),
        )
        folder = publish(home.folder, inputs, work / "documents")
        progress.report("release", 1, 1)
        documents = sorted(path.name for path in folder.glob("documents/*/*"))
        return MaterializeResult(metadata={"release": folder.name, "documents": documents})

    return release
