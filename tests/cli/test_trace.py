"""`xuncha trace`: from a figure back to cells, and the proof that they give the figure."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from dagster_project.published import open_warehouse
from dagster_project.trace import MADE_FROM, NoFigureError, Trace, TracedCell, Wanted, trace_figures
from tests.cli.command import RunCommand
from tests.style.tree import files_with


def traced(home: Path, **wanted: str) -> list[Trace]:
    with open_warehouse(home) as warehouse:
        return trace_figures(warehouse, Wanted(period="2026-09", **wanted))


def test_month_and_year_of_a_county(small_home: Path) -> None:
    month, year = traced(small_home, region="990121", indicator="clues_transferred")
    assert [row.clue_no for row in month.rows] == ["A-01", "A-02"]
    assert [row.clue_no for row in year.rows] == ["A-01", "A-02", "A-03"]
    assert month.agrees
    assert year.agrees


def test_a_row_names_file_sheet_and_cells(small_home: Path) -> None:
    month, _ = traced(small_home, region="990121", indicator="clues_transferred")
    row = month.rows[0]
    assert (row.file_name, row.sheet, row.row) == ("county-a/2026-09.xlsx", "线索", 5)
    assert row.cells == (TracedCell("线索编号", "B5"), TracedCell("移交时间", "D5"))


def test_a_cell_under_a_merge_has_its_own_address(small_home: Path) -> None:
    month, _ = traced(small_home, region="990121", indicator="clues_transferred")
    assert month.rows[1].cells[1] == TracedCell("移交时间", "D5")


def test_a_derived_column_shows_the_fields_it_is_made_from(small_home: Path) -> None:
    (open_clues,) = traced(small_home, region="990121", indicator="clues_open")
    assert [cell.cell for cell in open_clues.rows[0].cells] == ["B5", "H5", "J5"]


def test_a_rate_is_worked_out_from_its_rows(small_home: Path) -> None:
    (rate,) = traced(small_home, region="990121", indicator="settlement_rate")
    assert (rate.numerator, rate.denominator) == (2, 3)
    assert rate.value == Decimal("0.666667")
    assert rate.agrees


def test_a_sum_adds_exact_amounts(small_home: Path) -> None:
    (amount,) = traced(small_home, region="990121", indicator="amount_involved")
    assert [row.amount for row in amount.rows] == [Decimal(0), Decimal("1.5")]
    assert amount.agrees


@pytest.mark.parametrize(
    ("region", "kind", "count"), [("990000", "month", 3), ("990100", "year", 5)]
)
def test_city_and_province_gather_their_units(
    small_home: Path, region: str, kind: str, count: int
) -> None:
    (figure,) = traced(small_home, region=region, indicator="clues_transferred", kind=kind)
    assert len(figure.rows) == count
    assert figure.agrees


def test_a_figure_that_is_not_in_the_report(small_home: Path) -> None:
    with pytest.raises(NoFigureError):
        traced(small_home, region="990121", indicator="no_such_indicator")


def test_command_names_cells_and_says_that_they_agree(small_home: Path, xuncha: RunCommand) -> None:
    code, out, _ = xuncha(
        "trace", "R01", "--period", "2026-09", "--region", "990121",
        "--indicator", "clues_transferred", "--home", small_home,
    )  # fmt: skip
    assert code == 0
    assert "county-a/2026-09.xlsx" in out
    assert "移交时间 D5" in out
    assert out.count("核对一致") == 2


def test_command_tells_how_many_rows_it_left_out(small_home: Path, xuncha: RunCommand) -> None:
    code, out, _ = xuncha(
        "trace", "R01", "--period", "2026-09", "--region", "990121", "--kind", "year",
        "--indicator", "clues_transferred", "--limit", "1", "--home", small_home,
    )  # fmt: skip
    assert code == 0
    assert "还有 2 行没有列出" in out


def test_rows_that_do_not_give_the_figure_are_a_failure(
    small_home: Path, tmp_path: Path, xuncha: RunCommand
) -> None:
    release = tmp_path / "published" / "current"
    release.mkdir(parents=True)
    warehouse_file = release / "warehouse.duckdb"
    warehouse_file.write_bytes((small_home / "published/current/warehouse.duckdb").read_bytes())
    with duckdb.connect(str(warehouse_file)) as warehouse:
        warehouse.execute("delete from fct_clue where clue_no = 'A-02'")
    code, out, _ = xuncha(
        "trace", "R01", "--period", "2026-09", "--region", "990121", "--kind", "month",
        "--indicator", "clues_transferred", "--home", tmp_path,
    )  # fmt: skip
    assert code == 1
    assert "核对不一致：追溯到的行得出 1件，发布的是 2件。" in out


def models_described(folder: str) -> list[dict[str, Any]]:
    """Return the properties of the models that the YAML files of a folder describe."""
    return [
        model
        for path in files_with(".yml", under=folder)
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models") or []
    ]


def test_every_column_of_a_definition_is_a_field_or_known_to_be_made_of_fields() -> None:
    forms = models_described("sources/forms")
    fields = {column["name"] for form in forms for column in form["columns"]}
    entries = [
        entry
        for model in models_described("dbt/models/indicators")
        for entry in model.get("config", {}).get("meta", {}).get("indicators", [])
    ]
    known = fields | set(MADE_FROM) | {"period_start_on", "period_end_on"}
    known |= {"true", "not", "and", "or", "is", "null"}
    assert len(entries) > 20
    for entry in entries:
        keys = ("date_column", "numerator", "denominator", "value")
        text = " ".join(str(entry.get(key, "true")) for key in keys)
        words = set(re.findall(r"[a-z]\w+", re.sub(r"'[^']*'", "", text)))
        assert words <= known, f"{entry['code']}: {words - known}"
    assert {field for made in MADE_FROM.values() for field in made} <= fields
