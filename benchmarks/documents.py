"""What charts, binding and wording cost beside plain docxtpl, as a ratio that holds on any machine.

    python -m benchmarks.documents [--units 24] [--rounds 15]

Renders R02 with its four charts from an invented quarter, and in the same run lets docxtpl fill the
same template with the same text and tables, without charts and without content controls. Each is
taken several times in turn and the fastest of each are compared. The ratio is that of processor
time, all threads together, which other work on the machine hardly disturbs; wall time stands beside
it. Names and figures are fictional.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from docxtpl import DocxTemplate

from dagster_project.documents.binding import without_marks
from dagster_project.documents.context import context_of
from dagster_project.documents.material import Material
from dagster_project.documents.periods import Month
from dagster_project.documents.phrases_model import Phrases
from dagster_project.documents.render import render_report
from dagster_project.documents.report_model import Report, load
from tests.documents.sample_r02 import PERIOD, SampleQuarter, many_units

FOLDER = Path(__file__).resolve().parent.parent / "report_templates" / "r02"
AS_OF = datetime(2026, 10, 8, 17, 0, 0)
LARGEST_RATIO = 2.0


def bare(value: object) -> object:
    """Return a context's value as plain text, without the marks of its figures."""
    if isinstance(value, str):
        return without_marks(value)
    if isinstance(value, dict):
        return {key: bare(each) for key, each in value.items()}
    return [bare(each) for each in value] if isinstance(value, list) else value


def plain_context(warehouse: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return the text and the tables of the quarter, made beforehand; no charts."""
    report = load(Report, FOLDER / "report.yml")
    phrases = load(Phrases, FOLDER / "phrases.yml")
    material = Material.read(report, phrases, warehouse, Month.parse(PERIOD), AS_OF)
    context = context_of(material, [], dict.fromkeys(report.charts))
    return {name: bare(value) for name, value in context.items()}


def seconds_of(work: Callable[[], object]) -> tuple[float, float]:
    """Return the processor time and the wall time of one call."""
    start = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - start[0], time.perf_counter() - start[1]


def main() -> int:
    """Measure and print; the exit code is 1 if the ratio is above its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=24, help="reporting units of the province")
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        quarter = SampleQuarter(cities=many_units(chosen.units), states={})
        with quarter.write(folder / "warehouse.duckdb") as warehouse:
            context = plain_context(warehouse)

            def with_docxtpl() -> None:
                document = DocxTemplate(FOLDER / "template.docx")
                document.render(context, autoescape=True)
                document.save(folder / "plain.docx")

            def as_r02() -> None:
                render_report(FOLDER, warehouse, PERIOD, AS_OF, folder / "r02.docx")

            works = {"docxtpl": with_docxtpl, "R02": as_r02}
            taken: dict[str, list[tuple[float, float]]] = {label: [] for label in works}
            for turn in range(chosen.rounds + 1):
                for label, work in works.items():
                    seconds = seconds_of(work)
                    if turn:  # the first of each only warms up
                        taken[label].append(seconds)
    plain, whole = (
        [min(column) for column in zip(*taken[label], strict=True)] for label in ("docxtpl", "R02")
    )
    ratio = whole[0] / plain[0]
    print(f"{chosen.units} units, the fastest of {chosen.rounds}   processor     wall")
    print(f"docxtpl, same text and tables   {plain[0]:6.3f} s {plain[1]:6.3f} s")
    print(f"R02 with 4 charts, bound        {whole[0]:6.3f} s {whole[1]:6.3f} s")
    print(f"ratio                           {ratio:6.2f}   {whole[1] / plain[1]:6.2f}", end="")
    print(f"     (bound {LARGEST_RATIO})")
    return int(ratio > LARGEST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
