"""`xuncha trace`: from a figure back to cells, and the proof that they give the figure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from dagster_project.published import open_warehouse
from dagster_project.trace import NoFigureError, Trace, TracedRow, Wanted, trace_figures
from dagster_project.trace_addresses import TracedCell, TracedSource
from tests.cli.command import RunCommand
from tests.style.tree import files_with


def traced(home: Path, **wanted: str) -> list[Trace]:
    with open_warehouse(home) as warehouse:
        return trace_figures(warehouse, "R01", Wanted(period="2026-09", **wanted))


def items(figure: Trace) -> list[str]:
    return [row.item.key for row in figure.rows]


def source(row: TracedRow) -> TracedSource:
    (only,) = row.sources
    return only


def test_month_and_year_of_a_county(small_home: Path) -> None:
    month, year = traced(small_home, region="990121", indicator="clues_transferred")
    assert items(month) == ["A-01", "A-02"]
    assert items(year) == ["A-01", "A-02", "A-03"]
    assert month.agrees
    assert year.agrees


def test_a_row_names_file_sheet_and_cells(small_home: Path) -> None:
    month, _ = traced(small_home, region="990121", indicator="clues_transferred")
    row = source(month.rows[0])
    assert (row.file_name, row.sheet, row.row) == ("county-a/2026-09.xlsx", "线索", 5)
    assert row.cells == (TracedCell("线索编号", "B5"), TracedCell("移交时间", "D5"))


def test_a_cell_under_a_merge_has_its_own_address(small_home: Path) -> None:
    month, _ = traced(small_home, region="990121", indicator="clues_transferred")
    assert source(month.rows[1]).cells[1] == TracedCell("移交时间", "D5")


def test_a_derived_column_shows_the_fields_it_is_made_from(small_home: Path) -> None:
    (open_clues,) = traced(small_home, region="990121", indicator="clues_open")
    assert [cell.cell for cell in source(open_clues.rows[0]).cells] == ["B5", "H5", "J5"]


def test_a_rate_is_worked_out_from_its_rows(small_home: Path) -> None:
    (rate,) = traced(small_home, region="990121", indicator="settlement_rate")
    assert (rate.numerator, rate.denominator) == (2, 3)
    assert rate.value == Decimal("0.666667")
    assert rate.agrees


def test_a_sum_adds_exact_amounts(small_home: Path) -> None:
    (amount,) = traced(small_home, region="990121", indicator="amount_involved")
    assert [row.item.numerator_value for row in amount.rows] == [Decimal(0), Decimal("1.5")]
    assert amount.agrees


def test_a_split_holds_its_own_rows_and_shows_their_code(small_home: Path) -> None:
    (audit,) = traced(
        small_home, region="990121", indicator="clues_transferred", split="source", code="audit"
    )
    assert items(audit) == ["A-02"]
    assert source(audit.rows[0]).cells[-1] == TracedCell("来源", "G6")
    assert audit.agrees


def test_the_rows_that_an_item_was_built_of_are_told_after_its_own(home_with_parts: Path) -> None:
    month, _ = traced(home_with_parts, region="990121", indicator="clues_transferred")
    assert [len(row.sources) for row in month.rows] == [1, 2]
    own, other = month.rows[1].sources
    assert (own.file_name, own.row) == ("county-a/2026-09.xlsx", 6)
    assert other.file_name == "county-b/2026-09.csv"
    assert other.cells == (TracedCell("编号", "A2"), TracedCell("移交", "C2"))
    assert month.agrees


@pytest.mark.parametrize(
    ("region", "kind", "count"),
    [("990000", "month", 3), ("990100", "year", 5), ("990100", "term_to_date", 5)],
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


def test_command_traces_a_split(small_home: Path, xuncha: RunCommand) -> None:
    code, out, _ = xuncha(
        "trace", "R01", "--period", "2026-09", "--region", "990121", "--lang", "en",
        "--indicator", "clues_transferred", "--split", "source=audit", "--home", small_home,
    )  # fmt: skip
    assert code == 0
    assert "Clues transferred · 审计移交" in out
    assert "A-02" in out
    assert "A-01" not in out


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
        warehouse.execute("delete from month_ends_clue where clue_no = 'A-02'")
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


def entries() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield each indicator's entry with its code and what its month-end model says of the rows."""
    models = {model["name"]: model for model in models_described("dbt/models/indicators")}
    for model in models.values():
        meta = model.get("config", {}).get("meta", {})
        for entry in meta.get("indicators", []):
            yield entry["code"], entry, models[meta["month_ends"]]["config"]["meta"]


def test_every_column_of_a_definition_is_a_field_or_known_to_be_made_of_fields() -> None:
    forms = {
        model["config"]["meta"]["form"]["code"]: {column["name"] for column in model["columns"]}
        for model in models_described("sources/forms")
    }
    anywhere = {f"{form}.{field}" for form, fields in forms.items() for field in fields}
    told = {"period_start_on", "period_end_on", "true", "false"}
    told |= {"not", "and", "or", "is", "null", "in", "between", "coalesce"}
    checked = 0
    for code, entry, rows in entries():
        if "form" not in rows:  # what is counted was read from no form
            continue
        made_from, fields = rows.get("made_from", {}), forms[rows["form"]]
        keys = ("date_column", "numerator", "denominator", "value")
        keys += ("numerator_value", "denominator_value")
        text = " ".join(str(entry.get(key, "true")) for key in keys)
        words = set(re.findall(r"[a-z]\w+", re.sub(r"'[^']*'", "", text)))
        known = fields | set(made_from) | told
        assert words <= known, f"{code}: {words - known}"
        made = {field for fields_of_column in made_from.values() for field in fields_of_column}
        assert made <= fields | anywhere
        checked += 1
    assert checked > 20
