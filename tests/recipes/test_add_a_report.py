"""`docs/add-a-report.md`, followed to the letter: the new report is issued and can be traced."""

import shlex
from pathlib import Path

from tests.recipes.recipe import ANY_FENCE, Copy, Recipe
from tests.warehouse.homes import OPTIONS

TABLES = {
    f"dbt/models/reports/{name}"
    for name in ("_r11.yml", "rpt_r11__figures.sql", "rpt_r11__coverage.sql")
}
WORDS = {"report_templates/r11/report.yml", "report_templates/r11/phrases.yml"}
TEMPLATE = {
    "dagster_project/documents/r11_template.py",
    "report_templates/r11/template.docx",
}


def test_add_a_report(project_root: Path, tmp_path: Path) -> None:
    recipe = Recipe.read(project_root / "docs" / "add-a-report.md")
    copy = Copy.make(project_root, tmp_path / "project")
    home = tmp_path / "home"
    copy.follow(recipe.sections["Its tables"])
    assert copy.changed() == TABLES
    copy.follow(recipe.sections["What it tells"])
    assert copy.changed() == TABLES | WORDS
    copy.follow(recipe.sections["Its template"])
    for language, block in ANY_FENCE.findall(recipe.sections["Its template"]):
        if language == "sh":
            program, *arguments = shlex.split(block)
            assert program == "python"
            copy.python(*arguments, home=home)
    assert copy.changed() == TABLES | WORDS | TEMPLATE

    size = ("--units", OPTIONS.units, "--months", OPTIONS.months, "--seed", OPTIONS.seed)
    written = (*size, "--until", OPTIONS.until, "--out", home, "--files-only")
    copy.xuncha("demo", *(str(argument) for argument in written), home=home)
    (command,) = recipe.commands("Try it", "run")
    copy.xuncha(*command, home=home)
    documents = home / "published" / "current" / "documents" / "2026-09"
    assert "R11_季度巡察整改情况通报_2026Q3.docx" in {path.name for path in documents.iterdir()}
    # The command ends with code 1 if the rows did not give the published figure.
    (command,) = recipe.commands("Try it", "trace")
    assert "整改完成率" in copy.xuncha(*command, home=home)
