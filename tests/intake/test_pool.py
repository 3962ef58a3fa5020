"""Worker processes: light, limited, and none takes another file down with it."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from dagster_project.home import project_root, sources_folder
from dagster_project.intake import worker
from dagster_project.intake.pool import ReaderPool
from dagster_project.intake.run import load_context
from dagster_project.intake.staging import staged_rows
from dagster_project.intake.worker import ReadResult, ReadTask
from tests.intake import probe
from tests.intake.homes import county_file
from tests.intake.probe import CULPRIT, SLOW
from tests.spreadsheets.province import write_registers


def tasks_in(folder: Path, names: list[str]) -> list[ReadTask]:
    write_registers(folder)
    tasks = []
    for number, name in enumerate(names):
        original = folder / name
        original.write_bytes(county_file("东篱县"))
        tasks.append(ReadTask(f"{number:016}", name, datetime(2026, 10, 1), original))
    return tasks


def read_all(folder: Path, names: list[str], seconds: float = 10.0) -> dict[str, ReadResult]:
    tasks = tasks_in(folder, names)
    context = load_context(folder, sources_folder())
    with ReaderPool(context, folder, 2, seconds, probe.misbehave) as pool:
        results = list(pool.read_all(tasks, lambda: None))
    return {result.task.file_name: result for result in results}


def asked_of_a_worker(folder: Path, question: object) -> object:
    tasks = tasks_in(folder, ["a.xlsx"])
    context = load_context(folder, sources_folder())
    with ReaderPool(context, folder, 1, read=question) as pool:  # type: ignore[arg-type]
        return next(pool.read_all(tasks, lambda: None))


def problems(result: ReadResult) -> list[tuple[str, str]]:
    staged = next((item for item in result.staged if item.table == "reader_problems"), None)
    if staged is None:
        return []
    found = staged_rows(staged).to_pylist()
    return [(row["check_code"], row["message"]) for row in found]


def test_only_the_culprit_is_refused(tmp_path: Path) -> None:
    names = ["a.xlsx", CULPRIT, "b.xlsx", "c.xlsx", "d.xlsx"]
    results = read_all(tmp_path, names)
    assert sorted(results) == sorted(names)
    for name, result in results.items():
        assert result.is_returned == (name == CULPRIT)
    assert [code for code, _ in problems(results[CULPRIT])] == ["FILE-01"]
    assert "异常中止" in problems(results[CULPRIT])[0][1]


def test_a_file_that_takes_too_long_is_refused(tmp_path: Path) -> None:
    results = read_all(tmp_path, ["a.xlsx", SLOW, "b.xlsx"], seconds=3.0)
    assert [name for name, result in results.items() if result.is_returned] == [SLOW]
    assert "10 秒" in problems(results[SLOW])[0][1]


def test_workers_load_neither_dagster_nor_pandas(tmp_path: Path) -> None:
    """Neither do they load the module that was started, be it the command of Dagster."""
    program = tmp_path / "main.py"
    program.write_text(
        "import json, sys\n"
        "import pandas\n"  # stands for all that a parent process has loaded
        "if __name__ == '__main__':\n"
        "    from pathlib import Path\n"
        "    from tests.intake import probe, test_pool\n"
        "    modules = test_pool.asked_of_a_worker(Path(sys.argv[1]), probe.loaded_modules)\n"
        "    print(json.dumps(modules))\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, program, tmp_path],
        env={**os.environ, "PYTHONPATH": str(project_root())},
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = set(json.loads(done.stdout))
    assert "dagster_project.spreadsheets.reading" in loaded
    unwanted = {"dagster", "dbt", "pandas", "pydantic", "yaml", "duckdb", "openpyxl", "rich"}
    assert not loaded & unwanted


def test_workers_run_under_a_memory_limit(tmp_path: Path) -> None:
    assert asked_of_a_worker(tmp_path, probe.address_space) == worker.ADDRESS_SPACE
