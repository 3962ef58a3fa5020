"""Hostile files read as deliveries are: in worker processes under their limits."""

import tempfile
from datetime import datetime
from pathlib import Path

from dagster_project.home import sources_folder
from dagster_project.intake.pool import ReaderPool
from dagster_project.intake.run import load_context
from dagster_project.intake.worker import ReadResult, ReadTask
from tests.intake import measured
from tests.intake.measured import Measured
from tests.spreadsheets.hostile_cases import Case
from tests.spreadsheets.province import write_registers

PATIENCE = 120.0  # a busy machine is no fault of the file; how long each takes is told apart


def outcomes(cases: dict[str, Case], workers: int = 1) -> dict[str, Measured]:
    """What became of each file; one that ended its worker or ran out of time is told as such."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_registers(folder)
        tasks = []
        titles = dict(enumerate(cases))
        for number, case in enumerate(cases.values()):
            original = folder / f"{number}.bin"
            original.write_bytes(case.make())
            received_at = datetime(2026, 10, 1)
            tasks.append(ReadTask(f"{number:016}", case.file_name, received_at, original))
        context = load_context(folder, sources_folder())
        staging = folder / "staging"
        staging.mkdir()
        with ReaderPool(context, staging, workers, PATIENCE, measured.read) as pool:  # type: ignore[arg-type]
            found = [_measured(result) for result in pool.read_all(tasks, lambda: None)]
    return {titles[int(result.task_id)]: result for result in found}


def _measured(found: ReadResult | Measured) -> Measured:
    if isinstance(found, Measured):
        return found
    return Measured(found.task.extraction_id, *measured.first_problem(found), 0.0, 0)
