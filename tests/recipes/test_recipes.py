"""The recipes of `docs/` are followed to the letter in a copy of the project, and do what they say.

What must come out is counted here once more from the truth, apart from the demonstration's own
arithmetic that the recipes extend.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import yaml

from dagster_project.demonstration import Truth
from dagster_project.demonstration.evidence import Evidence
from dagster_project.demonstration.expected import expected_states
from dagster_project.demonstration.fields import CLUES
from dagster_project.demonstration.months import first_day, last_day, shift
from tests.recipes.recipe import Copy, Recipe
from tests.warehouse.homes import OPTIONS, PERIOD

CHECKS = "dbt/models/checks/chk_clues.yml"
INDICATORS = "dbt/models/indicators/indicators_clue_handling.yml"
DEMONSTRATION = "dagster_project/demonstration"


@dataclass(frozen=True)
class Followed:
    """A home that a changed copy of the project wrote and built, as the page says."""

    copy: Copy
    home: Path
    as_of: datetime

    @property
    def truth(self) -> Truth:
        return Truth.load(self.home / "demonstration" / "truth.json")

    def published(self, table: str) -> list[dict[str, str]]:
        path = self.home / "published" / "current" / "data" / f"{table}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def differences(self, table: str) -> str:
        arguments = (str(self.home), table, self.as_of.isoformat())
        return self.copy.python("-m", "tests.recipes.against_truth", *arguments, home=self.home)


def write_and_run(copy: Copy, recipe: Recipe, home: Path) -> Followed:
    """Write the small demonstration and run the page's own command on it."""
    size = ("--units", OPTIONS.units, "--months", OPTIONS.months, "--seed", OPTIONS.seed)
    written = (*size, "--until", OPTIONS.until, "--out", home, "--files-only")
    copy.xuncha("demo", *(str(argument) for argument in written), home=home)
    (command,) = recipe.commands("Try it", "run")
    copy.xuncha(*command, home=home)
    as_of = datetime.fromisoformat(command[command.index("--as-of") + 1])
    return Followed(copy, home, as_of)


def entry_of(copy: Copy, file: str, kind: str, code: str) -> dict[str, str]:
    """Return what a check or an indicator says in the copy."""
    models = yaml.safe_load((copy.root / file).read_text(encoding="utf-8"))["models"]
    entries = [
        entry
        for model in models
        for entry in model.get("config", {}).get("meta", {}).get(kind, [])
        if entry["code"] == code
    ]
    (entry,) = entries
    return dict(entry)


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


def test_add_a_check(project_root: Path, tmp_path: Path) -> None:
    recipe = Recipe.read(project_root / "docs" / "add-a-check.md")
    copy = Copy.make(project_root, tmp_path / "project")
    copy.follow(recipe.sections["The check"])
    assert copy.changed() == {CHECKS}
    assert entry_of(copy, CHECKS, "checks", "XC04-Q14")["severity"] == "query"
    copy.follow(recipe.sections["Test it"])
    assert copy.changed() == {
        CHECKS,
        *(f"{DEMONSTRATION}/{name}.py" for name in ("plants", "plants_rows", "row_queries")),
        "tests/demonstration/checks.py",
    }
    followed = write_and_run(copy, recipe, tmp_path / "home")
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


def test_add_an_indicator(project_root: Path, tmp_path: Path) -> None:
    recipe = Recipe.read(project_root / "docs" / "add-an-indicator.md")
    copy = Copy.make(project_root, tmp_path / "project")
    copy.follow(recipe.sections["The indicator"])
    assert copy.changed() == {INDICATORS}
    entry = entry_of(copy, INDICATORS, "indicators", "large_clues")
    copy.follow(recipe.sections["Test it"])
    assert copy.changed() == {
        INDICATORS,
        f"{DEMONSTRATION}/expected_catalogue.py",
        f"{DEMONSTRATION}/expected_clues.py",
    }
    followed = write_and_run(copy, recipe, tmp_path / "home")

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
    (command,) = recipe.commands("Try it", "trace")
    printed = copy.xuncha(*command, home=followed.home)
    assert entry["name_zh"] in printed
