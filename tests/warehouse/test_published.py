"""What a release offers its readers: figures that the originals bear out, a catalogue, open tables.

Everything here reads one small demonstration after one run.
"""

import html
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from dagster_project.catalogue import (
    FORMS_PAGE,
    INDICATORS_PAGE,
    catalogue_pages,
    declared_checks,
)
from dagster_project.demonstration import write_demonstration
from dagster_project.forms import load_forms
from dagster_project.home import sources_folder
from dagster_project.published import open_warehouse
from dagster_project.status import covered_months
from dagster_project.trace import NoFigureError, Tracer, Wanted
from dagster_project.trace_cells import CellWanted, trace_cell
from dagster_project.warehouse.publish import Inputs, publish
from tests.recipes.recipe import Copy
from tests.warehouse.dbt_alone import COMMANDS, run_in, tables
from tests.warehouse.homes import AS_OF, OPTIONS, PERIOD, BuiltHome, mark
from tests.warehouse.recount import Recount

SWAPS = 4
# One figure in so many is followed there and back.
EVERY = 37


# -- every figure leads to cells that give it ------------------------------------------------------


def test_every_figure_of_every_report_is_counted_again_from_the_cells_of_the_originals(
    built: BuiltHome, tmp_path: Path
) -> None:
    recount = Recount(built.home, tmp_path / "recount.duckdb")
    assert recount.run() == []
    counted: Counter[str] = Counter()
    with duckdb.connect(str(recount.copy), read_only=True) as warehouse:
        tracer = Tracer(warehouse)
        for report, _ in tracer.report_tables():
            for month in covered_months(warehouse):
                try:
                    figures = tracer.figures(report, Wanted(month, split=None))
                except NoFigureError:  # a report of quarters has none for other months
                    continue
                for figure in figures:
                    trace = tracer.trace(figure)
                    assert trace.agrees, figure
                    assert all(s.file_name and s.cells for r in trace.rows for s in r.sources)
                    counted[f"{report} {figure.split_kind}"] += 1
    assert counted["R01 all"] > 1000
    assert counted["R01 source"] > 300


def test_a_wrong_cell_is_noticed(built: BuiltHome, tmp_path: Path) -> None:
    class Misread(Recount):
        def _says_yuan(self, sha256: str, sheet: str) -> bool:
            return not super()._says_yuan(sha256, sheet)

    differences = Misread(built.home, tmp_path / "misread.duckdb").run()
    assert {text.split(":")[0] for text in differences} >= {
        "month_ends_clue.amount_involved_wan_yuan"
    }


def test_a_cell_of_a_figure_leads_back_to_the_figure(built: BuiltHome) -> None:
    with open_warehouse(built.home) as warehouse:
        tracer = Tracer(warehouse)
        tried = 0
        for figure in tracer.figures("R01", Wanted(PERIOD, split=None))[::EVERY]:
            rows = [row for row in tracer.trace(figure).rows if row.item.numerator_value]
            for row in rows[:1]:
                source = row.sources[0]
                wanted = CellWanted(source.file_name, source.cells[0].cell, source.sheet, PERIOD)
                fed = [each for trace in trace_cell(warehouse, wanted) for each in trace.figures]
                assert any(
                    (each.definition, each.region_code, each.period, each.split_code)
                    == (
                        figure.definition,
                        figure.region_code,
                        figure.window.period,
                        figure.split_code,
                    )
                    for each in fed
                ), figure
                tried += 1
    assert tried > 10


# -- the catalogue ---------------------------------------------------------------------------------


def page(built: BuiltHome, name: str) -> str:
    return (built.home / "published/current/catalogue" / name).read_text(encoding="utf-8")


def test_the_catalogue_tells_every_indicator(built: BuiltHome) -> None:
    told = html.unescape(page(built, INDICATORS_PAGE))
    with open_warehouse(built.home) as warehouse:
        rows = warehouse.sql("select indicator_code, name_zh, sentence_zh from dim_indicator")
        for code, name, sentence in rows.fetchall():
            assert f'<tr id="{code}">' in told
            assert name in told
            assert sentence in told


def test_the_catalogue_tells_every_field_and_every_check_that_was_found(built: BuiltHome) -> None:
    told = page(built, FORMS_PAGE)
    for form in load_forms(sources_folder()).values():
        assert f'<h2 id="{form.code}">' in told
        for field in form.fields:
            assert f'<td class="code">{field.name}</td>' in told
    severities = {check["code"]: check["severity"] for check in declared_checks()}
    with open_warehouse(built.home) as warehouse:
        found = warehouse.sql("select distinct check_code, severity from problems").fetchall()
    assert found
    assert [pair for pair in found if severities.get(pair[0]) != pair[1]] == []
    assert all(f'<td class="code">{code}</td>' in told for code in severities)


def test_every_check_that_the_code_names_is_in_the_catalogue(project_root: Path) -> None:
    declared = {check["code"] for check in declared_checks()}
    code = re.compile(r"['\"]((?:FILE|PART|ROW)-0\d|X[CS]\d\d-[QF]\d\d)['\"]")
    paths = [
        *(project_root / "dbt").rglob("*.sql"),
        *(project_root / "dagster_project").rglob("*.py"),
    ]
    named = {
        match
        for path in paths
        if not {"target", "demonstration"} & set(path.parts)
        for match in code.findall(path.read_text(encoding="utf-8"))
    }
    assert len(named) > 20
    assert named <= declared


def test_the_catalogue_opens_without_a_network_and_leads_somewhere(built: BuiltHome) -> None:
    for name in (INDICATORS_PAGE, FORMS_PAGE):
        text = page(built, name)
        assert not re.findall(r"(?:src|href)=\"(?:https?:)?//|<script|@import|url\(", text)
        for target in re.findall(r'href="([^"]*)"', text):
            other, _, anchor = html.unescape(target).partition("#")
            assert not anchor or f'id="{anchor}"' in page(built, other or name), target


def test_the_catalogue_is_the_same_again(built: BuiltHome) -> None:
    with open_warehouse(built.home) as warehouse:
        for name, text in catalogue_pages(warehouse).items():
            assert text == page(built, name)


# -- readers while a release is switched -----------------------------------------------------------

# Reads two tables in one go, over and over, as a tool does that opens the file for each question.
READER = """
import sys
from pathlib import Path
import duckdb
path, ended, how = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
TABLES = (
    "select rows_received from {0}submission_parts"
    " union select extract(minute from as_of) from {0}build_context"
)
def with_pandas():
    with duckdb.connect(path, read_only=True) as connection:
        return connection.sql(TABLES.format("")).df()["rows_received"].to_list()
def in_a_shell():
    with duckdb.connect() as shell:
        shell.execute(f"attach '{path}' as published (read_only)")
        return [number for (number,) in shell.execute(TABLES.format("published.")).fetchall()]
read = {"pandas": with_pandas, "shell": in_a_shell}[how]
seen, reads, is_last = [], 0, False
while not is_last:
    is_last = ended.exists()
    (number,) = read()
    seen += [number] if number not in seen else []
    if not reads:
        print("reading", flush=True)
    reads += 1
print(*seen, flush=True)
"""


def test_readers_see_one_release_or_the_next_while_releases_are_switched(
    built: BuiltHome, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    build = home / "warehouse" / "build.duckdb"
    build.parent.mkdir(parents=True)
    shutil.copyfile(built.home / "warehouse" / "build.duckdb", build)

    def make_release(number: int) -> None:
        mark(build, number)
        inputs = Inputs(AS_OF.replace(minute=number), "code", "forms", "decisions")
        publish(home, inputs, tmp_path / "no_documents")

    make_release(0)
    ended = tmp_path / "ended"
    published = home / "published" / "warehouse.duckdb"
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(published), str(ended), how],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for how in ("pandas", "shell")
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
    for number in range(1, SWAPS + 1):
        make_release(number)
    ended.touch()
    for reader in readers:
        out, err = reader.communicate()
        assert reader.returncode == 0, err
        seen = [int(float(number)) for number in out.split()]
        assert seen == sorted(seen)
        assert seen[-1] == SWAPS


# -- dbt alone -------------------------------------------------------------------------------------


def test_the_commands_of_dbt_alone_build_what_a_run_builds(
    built: BuiltHome, project_root: Path, tmp_path: Path
) -> None:
    page = (project_root / "docs" / "dbt-alone.md").read_text(encoding="utf-8")
    blocks = [block for block in COMMANDS.findall(page) if "dbt docs serve" not in block]
    copy = Copy.make(project_root, tmp_path / "project")
    home = copy.root / "data"
    write_demonstration(home, OPTIONS)
    run_in(copy, "\n".join(blocks), tmp_path / "programs")

    assert tables(home / "warehouse/build.duckdb") == tables(built.home / "warehouse/build.duckdb")
    made = home / "warehouse" / "dbt"
    results = json.loads((made / "run_results.json").read_text(encoding="utf-8"))["results"]
    assert {result["status"] for result in results} <= {"success", "pass", "no-op"}
    catalogue = json.loads((made / "catalog.json").read_text(encoding="utf-8"))
    assert "model.xuncha.month_ends_clue" in catalogue["nodes"]
    assert not (copy.root / "dbt" / "target").exists()
    assert not (home / "published").exists()


# The points of charts over time: report, month that a point is as at, indicator, kind of period.
POINTS = {
    "R01": "select trend_period, indicator_code, 'month', value from rpt_r01__trend",
    "R02": """
        select periods.as_at_period, 'village_coverage', 'year', trend.value
        from rpt_r02__trend as trend
        inner join dim_period as periods
            on trend.trend_period = periods.period and periods.period_kind = 'quarter'
    """,
}


@pytest.mark.parametrize("report", POINTS)
def test_every_point_of_a_trend_is_a_figure_of_its_own_month(built: BuiltHome, report: str) -> None:
    with open_warehouse(built.home) as warehouse:
        ((province,),) = warehouse.sql(
            "select distinct region_code from dim_region where region_level = 'province'"
        ).fetchall()
        tracer = Tracer(warehouse)
        points = warehouse.sql(POINTS[report]).fetchall()
        assert points
        for month, indicator, kind, value in points:
            (figure,) = tracer.figures(report, Wanted(month, province, indicator, kind))
            assert figure.value == value
            assert tracer.trace(figure).agrees
