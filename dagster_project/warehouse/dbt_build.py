"""Runs dbt in this process: parse once, build from nothing, let go of the file.

Holds how dbt is called and what it said; not what it builds (`dbt/`) nor when (assets). Calling
dbt's command line instead costs five seconds more for each call (docs/decisions.md).
"""

import fcntl
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dagster_project.home import HOME_VARIABLE, environment_of, project_root, sources_folder

BUILD_NAME = "build.duckdb"


class DbtError(Exception):
    """dbt could not parse the project or a model or test failed: our fault, never a county's."""


@dataclass(frozen=True)
class NodeResult:
    """What became of one model or test: status as dbt says it, seconds, failing rows of a test."""

    unique_id: str
    status: str
    seconds: float
    failures: int | None
    message: str

    @property
    def is_good(self) -> bool:
        """Whether the model was built or the test passed (a warning passes)."""
        return self.status in ("success", "pass", "warn", "no-op")


def dbt_folder() -> Path:
    """Return the folder of the dbt project."""
    return project_root() / "dbt"


def load_manifest() -> dict[str, Any]:
    """Return dbt's manifest, parsed anew only when a model, macro or form is newer than it."""
    target = dbt_folder() / "target"
    with _alone(target):
        if not _is_current(_manifest_path()):
            _invoke(target, ["parse"])
    manifest: dict[str, Any] = json.loads(_manifest_path().read_text(encoding="utf-8"))
    return manifest


def build_warehouse(home: Path) -> list[NodeResult]:
    """Build `warehouse/build.duckdb` of the home from nothing and run its data tests.

    Returns every node's result, failed ones too; unit tests are not run (`make test` does).

    Raises:
        DbtError: dbt ended without running the nodes.
    """
    build = home / "warehouse" / BUILD_NAME
    build.parent.mkdir(parents=True, exist_ok=True)
    for path in (build, build.with_name(build.name + ".wal")):
        path.unlink(missing_ok=True)
    output = ["--target-path", str(home / "warehouse" / "dbt")]
    outcome = _invoke(home, ["build", "--exclude-resource-type", "unit_test", *output])
    return [
        NodeResult(
            unique_id=result.node.unique_id,
            status=str(result.status),
            seconds=float(result.execution_time),
            failures=result.failures,
            message=str(result.message or ""),
        )
        for result in outcome
    ]


def _manifest_path() -> Path:
    return dbt_folder() / "target" / "manifest.json"


def _is_current(manifest: Path) -> bool:
    if not manifest.is_file():
        return False
    written = manifest.stat().st_mtime
    return all(path.stat().st_mtime <= written for path in _definition_files())


def _definition_files() -> Iterable[Path]:
    for folder in ("models", "macros", "tests"):
        yield from (dbt_folder() / folder).rglob("*.*")
    yield from (dbt_folder() / name for name in ("dbt_project.yml", "profiles.yml"))
    yield from (sources_folder() / "forms").glob("*.yml")


def _invoke(home: Path, arguments: list[str]) -> Iterable[Any]:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.artifacts.schemas.run import RunExecutionResult
    from dbt.cli.main import dbtRunner
    from dbt.contracts.graph.manifest import Manifest

    folder = str(dbt_folder())
    quiet = ["--quiet", "--log-level-file", "none", "--no-use-colors"]
    placed = ["--project-dir", folder, "--profiles-dir", folder]
    parsed = dbt_folder() / "target" / "partial_parse.msgpack"
    manifest = None
    if arguments[0] != "parse" and parsed.is_file():
        manifest = Manifest.from_msgpack(parsed.read_bytes())
        manifest.build_flat_graph()  # type: ignore[no-untyped-call]
    with environment_of({HOME_VARIABLE: str(home)}):
        try:
            outcome = dbtRunner(manifest=manifest).invoke([*quiet, *arguments, *placed])
        finally:
            # dbt-duckdb keeps its connection, and so the file's lock, past the end of a run.
            DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
    if outcome.exception is not None:
        raise DbtError(str(outcome.exception)) from outcome.exception
    if arguments[0] == "parse":
        return []
    if not isinstance(outcome.result, RunExecutionResult):
        raise DbtError(f"dbt gave {type(outcome.result).__name__} instead of results")
    return outcome.result.results


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time parse: two would write the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".parsing").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
