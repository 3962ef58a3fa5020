"""The recipes of `docs/` are followed to the letter in a copy of the project, and do what they say.

What must come out is counted here once more from the truth, apart from the demonstration's own
arithmetic that the recipes extend.
"""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from dagster_project.demonstration import Truth
from dagster_project.demonstration.evidence import Evidence
from dagster_project.demonstration.expected import expected_states
from dagster_project.demonstration.fields import CLUES
from dagster_project.demonstration.months import first_day, last_day, shift
from tests.recipes.followed import FORM_TITLE, Followed, follow_all
from tests.warehouse.homes import OPTIONS, PERIOD

CHECKS = "dbt/models/checks/chk_clues.yml"
INDICATORS = "dbt/models/indicators/indicators_clue_handling.yml"
DEMONSTRATION = "dagster_project/demonstration"
MODELS = "dbt/models"


@pytest.fixture(scope="module")
def followed(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """All recipes, followed in one copy; one demonstration, built once."""
    return follow_all(project_root, tmp_path_factory.mktemp("recipes"))


# -- a check -------------------------------------------------------------------------------------


def cases_before_transfer(truth: Truth, as_of: datetime) -> Counter[tuple[str, str | None, str]]:
    """Return file, cell and message of each used row whose case is older than its transfer."""
    found: Counter[tuple[str, str | None, str]] = Counter()
    for part in Evidence(truth, as_of).parts:
        if part.part.form != CLUES or part.status == "duplicate":
            continue
        for row in part.used:
            filed, moved = row.values.get("case_filed_on"), row.values["transferred_on"]
            if isinstance(filed, date) and isinstance(moved, date) and filed < moved:
                cell = row.sheet.cell(row.row, "case_filed_on")
                message = f"立案日期{filed}早于移交日期{moved}，请核对。"
                found[(part.file.file_name, cell, message)] += 1
    return found


def test_add_a_check(followed: Followed) -> None:
    assert followed.changed[("add-a-check", "The check")] == {CHECKS}
    assert followed.changed[("add-a-check", "Test it")] == {
        *(f"{DEMONSTRATION}/{name}.py" for name in ("plants", "plants_rows", "row_queries")),
        "tests/demonstration/checks.py",
    }
    assert followed.entry(CHECKS, "checks", "XC04-Q14")["severity"] == "query"
    expected = cases_before_transfer(followed.truth, followed.as_of)
    assert expected, "the demonstration holds no such row: nothing would be compared"
    rows = [row for row in followed.published("problems") if row["check_code"] == "XC04-Q14"]
    assert Counter((row["file_name"], row["cell"], row["message"]) for row in rows) == expected
    assert {row["severity"] for row in rows} == {"query"}
    assert followed.differences("problems") == ""


# -- an indicator --------------------------------------------------------------------------------


def large_clues(truth: Truth, as_of: datetime) -> Counter[tuple[str, str, str]]:
    """Return the count by region level, region and period, for months and the year to date."""
    months = [shift(PERIOD, -back) for back in range(OPTIONS.months)]
    windows = {month: (first_day(month), last_day(month), month) for month in months}
    windows["2026"] = (date(2026, 1, 1), last_day(PERIOD), PERIOD)
    city_codes = {unit.unit_code: unit.city_code for unit in truth.units}
    counts: Counter[tuple[str, str, str]] = Counter()
    for state in expected_states(truth, as_of, CLUES):
        for period, (start, end, month) in windows.items():
            ended = state["valid_to_period"]
            holds = state["valid_from_period"] <= month and (ended is None or month < ended)
            is_large = (state["amount_involved_wan_yuan"] or 0) >= 50
            if holds and is_large and not state["is_void"]:
                counted = start <= state["transferred_on"] <= end
                unit_code = state["unit_code"]
                counts[("unit", unit_code, period)] += counted
                counts[("city", city_codes[unit_code], period)] += counted
                counts[("province", truth.province_code, period)] += counted
    return +counts


def test_add_an_indicator(followed: Followed) -> None:
    assert followed.changed[("add-an-indicator", "The indicator")] == {INDICATORS}
    assert followed.changed[("add-an-indicator", "Test it")] == {
        f"{DEMONSTRATION}/expected_catalogue.py",
        f"{DEMONSTRATION}/expected_clues.py",
    }
    entry = followed.entry(INDICATORS, "indicators", "large_clues")
    catalogue = {row["indicator_code"]: row for row in followed.published("dim_indicator")}
    assert catalogue["large_clues"]["sentence_zh"] == entry["sentence_zh"]
    rows = [
        row
        for row in followed.published("indicator_values")
        if row["indicator_code"] == "large_clues" and row["period_kind"] in ("month", "year")
    ]
    values = {
        (row["region_level"], row["region_code"], row["period"]): Decimal(row["value"])
        for row in rows
    }
    expected = large_clues(followed.truth, followed.as_of)
    assert {level for level, _, _ in expected} == {"unit", "city", "province"}
    assert {key: value for key, value in values.items() if value} == expected
    assert followed.differences("indicator_values") == ""
    # The command ends with code 1 if the rows did not give the published figure.
    assert entry["name_zh"] in followed.shown("add-an-indicator", "trace")


# -- a report ------------------------------------------------------------------------------------


def test_add_a_report(followed: Followed) -> None:
    assert followed.changed[("add-a-report", "Its tables")] == {
        f"{MODELS}/reports/{name}"
        for name in ("_r11.yml", "rpt_r11__figures.sql", "rpt_r11__coverage.sql")
    }
    assert followed.changed[("add-a-report", "What it tells")] == {
        "report_templates/r11/report.yml",
        "report_templates/r11/phrases.yml",
    }
    assert followed.changed[("add-a-report", "Its template")] == {
        "dagster_project/documents/r11_template.py",
        "report_templates/r11/template.docx",
    }
    documents = followed.current / "documents" / "2026-09"
    assert "R11_季度巡察整改情况通报_2026Q3.docx" in {path.name for path in documents.iterdir()}
    assert "整改完成率" in followed.shown("add-a-report", "trace")


# -- a form --------------------------------------------------------------------------------------


def test_add_a_form(followed: Followed) -> None:
    assert followed.changed[("add-a-form", "The form")] == {"sources/forms/xc20_liaisons.yml"}
    checks = ("chk_liaisons.yml", "chk_liaisons__fatal.sql", "chk_liaisons__query.sql")
    steps = ("_liaisons.yml", "int_liaisons.sql", "int_liaisons_observations.sql")
    assert followed.changed[("add-a-form", "Its models")] == {
        f"{MODELS}/staging/stg_liaisons.sql",
        *(f"{MODELS}/checks/{name}" for name in checks),
        *(f"{MODELS}/intermediate/{name}" for name in (*steps, "int_liaisons_states.sql")),
        *(f"{MODELS}/marts/{name}" for name in ("_liaisons.yml", "fct_liaison.sql")),
        "dbt/macros/forms.sql",
        ".sqlfluffignore",
    }
    assert followed.sender in followed.shown("add-a-form", "status")
    with duckdb.connect(str(followed.current / "warehouse.duckdb"), read_only=True) as warehouse:
        items = warehouse.sql("select contact_no, left_on, visits_count from fct_liaison")
        assert set(items.fetchall()) == {
            ("L-1", date(2026, 9, 1), 5),
            ("L-2", date(2026, 9, 2), None),
        }
        found = warehouse.sql("select check_code, cell from problems where form = 'XC20'")
        assert set(found.fetchall()) == {
            *(("XC20-Q01", "D5"), ("XC20-F01", "G6")),
            *(("ROW-02", "C7"), ("ROW-08", "B8")),
        }
        due = warehouse.sql(
            "select unit_code, rows_used, rows_held_back from submission_status"
            " where form = 'XC20' and period = '2026-09' and state = 'on_time'"
        )
        assert due.fetchall() == [(followed.sender, 2, 3)]
    pages = followed.current / "catalogue"
    catalogue = (pages / "报表和审核目录.html").read_text(encoding="utf-8")
    assert f'<h2 id="XC20">XC20 {FORM_TITLE}</h2>' in catalogue
