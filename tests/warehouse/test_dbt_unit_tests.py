"""dbt's own unit tests: the logic of models on rows that were worked out by hand."""

import json
import os
import subprocess
import sys
from pathlib import Path

from dagster_project.warehouse.dbt_build import dbt_folder


def test_dbt_unit_tests_pass(tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    run = subprocess.run(
        [
            *(sys.executable, "-m", "dbt.cli.main", "--no-use-colors", "test"),
            *("--select", "test_type:unit", "--project-dir", str(dbt_folder())),
            *("--profiles-dir", str(dbt_folder()), "--target-path", str(tmp_path / "target")),
        ],
        env={**os.environ, "XUNCHA_HOME": str(tmp_path), "DBT_LOG_PATH": str(tmp_path / "logs")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    results = json.loads((tmp_path / "target" / "run_results.json").read_text(encoding="utf-8"))
    assert {result["status"] for result in results["results"]} == {"pass"}
    assert len(results["results"]) == 18
