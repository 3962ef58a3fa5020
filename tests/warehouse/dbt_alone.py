"""Runs what a page shows in a copy of the project, with the programs of the environment at hand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb

from dagster_project.warehouse.publish import hash_tables
from tests.recipes.recipe import XUNCHA, Copy

COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# The programs of the environment at hand, which run the code of the folder they are called in.
PROGRAMS = {
    "xuncha": f'exec "{sys.executable}" -c "{XUNCHA}" "$@"',
    "dbt": f'exec "{sys.executable}" -W ignore -m dbt.cli.main "$@"',
    "python": f'exec "{sys.executable}" "$@"',
}


def run_in(copy: Copy, script: str, programs: Path) -> None:
    """Run lines of a page in a shell that stops at the first failure."""
    programs.mkdir()
    for name, line in PROGRAMS.items():
        program = programs / name
        program.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DBT_")}
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-ec", script],
        cwd=copy.root,
        env={**kept, "PATH": path, "PYTHONPATH": str(copy.root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def tables(build: Path) -> dict[str, object]:
    with duckdb.connect(str(build), read_only=True) as connection:
        return {**hash_tables(connection), "build_context": None}
