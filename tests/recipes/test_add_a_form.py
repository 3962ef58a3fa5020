"""`docs/add-a-form.md`, followed to the letter: a workbook of the new form is taken in."""

import csv
from pathlib import Path

import duckdb
import openpyxl

from tests.recipes.recipe import Copy, Recipe
from tests.warehouse.homes import OPTIONS

FORM = "sources/forms/xc18_self_checks.yml"
MODELS = {
    *(f"dbt/models/staging/{name}" for name in ("stg_self_checks.sql",)),
    *(
        f"dbt/models/checks/{name}"
        for name in (
            "chk_self_checks.yml",
            "chk_self_checks__fatal.sql",
            "chk_self_checks__query.sql",
        )
    ),
    *(
        f"dbt/models/intermediate/{name}"
        for name in (
            "_self_checks.yml",
            "int_self_checks.sql",
            "int_self_checks_observations.sql",
            "int_self_checks_states.sql",
        )
    ),
    *(f"dbt/models/marts/{name}" for name in ("_self_checks.yml", "fct_self_check.sql")),
    "dbt/macros/forms.sql",
    ".sqlfluffignore",
}
HEADINGS = ("通报编号", "党组织代码", "自查时间", "自查发现问题数", "已整改数", "作废", "作废原因")
ROWS = (
    ("T-1", "A01", "2026-09-02", 5, 3, "", ""),
    ("T-1", "A02", "2026年9月3日", 5, 7, "", ""),
    ("T-2", "A02", "2026-09-03", 1, 1, "是", ""),
    ("T-3", "A03", "not a day", 2, 1, "", ""),
)


def send(home: Path) -> str:
    """Put a workbook of the new form into the inbox and return the code of its unit."""
    with (home / "decisions" / "reporting_units.csv").open(encoding="utf-8-sig") as file:
        unit = next(row for row in csv.DictReader(file) if row["unit_kind"] == "county")
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    stated = f"填报单位：{unit['name']}　报告期：2026年9月"
    for row in (("未巡先改自查表",), (stated,), HEADINGS, *ROWS):
        sheet.append(row)
    name = f"2026-09/{unit['name']}未巡先改.xlsx"
    (home / "inbox" / name).parent.mkdir(exist_ok=True)
    workbook.save(home / "inbox" / name)
    with (home / "inbox" / "received.csv").open("a", encoding="utf-8") as received:
        received.write(f"{name},2026-10-04 09:00:00\n")
    return str(unit["unit_code"])


def test_add_a_form(project_root: Path, tmp_path: Path) -> None:
    recipe = Recipe.read(project_root / "docs" / "add-a-form.md")
    copy = Copy.make(project_root, tmp_path / "project")
    copy.follow(recipe.sections["The form"])
    assert copy.changed() == {FORM}
    copy.follow(recipe.sections["Its models"])
    assert copy.changed() == {FORM, *MODELS}

    home = tmp_path / "home"
    size = ("--units", OPTIONS.units, "--months", OPTIONS.months, "--seed", OPTIONS.seed)
    written = (*size, "--until", OPTIONS.until, "--out", home, "--files-only")
    copy.xuncha("demo", *(str(argument) for argument in written), home=home)
    unit_code = send(home)
    (command,) = recipe.commands("Try it", "run")
    copy.xuncha(*command, home=home)
    (command,) = recipe.commands("Try it", "status")
    assert unit_code in copy.xuncha(*command, home=home)

    current = home / "published" / "current"
    with duckdb.connect(str(current / "warehouse.duckdb"), read_only=True) as warehouse:
        items = warehouse.table("fct_self_check")
        items = items.select("output_no, organisation_code, found_count")
        assert set(items.fetchall()) == {("T-1", "A01", 5), ("T-1", "A02", 5)}
        found = warehouse.sql("select check_code, cell from problems where form = 'XC18'")
        assert set(found.fetchall()) == {("XC18-Q01", "E5"), ("XC18-F01", "G6"), ("ROW-02", "C7")}
        due = warehouse.sql(
            "select unit_code, rows_used from submission_status"
            " where form = 'XC18' and period = '2026-09' and state = 'on_time'"
        )
        assert due.fetchall() == [(unit_code, 2)]
    catalogue = (current / "catalogue" / "报表和审核目录.html").read_text(encoding="utf-8")
    assert '<h2 id="XC18">XC18 未巡先改自查表</h2>' in catalogue
