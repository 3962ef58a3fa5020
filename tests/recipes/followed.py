"""A copy of the project in which all recipes were followed, and the one home that it built.

A build costs most of a minute, so the four recipes share one: each is followed to the letter, and
what it changed is kept apart. The new form's workbook lies in the inbox before the run.
"""

import csv
import shlex
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import openpyxl
import yaml

from dagster_project.demonstration import Truth
from tests.recipes.recipe import ANY_FENCE, Copy, Recipe
from tests.warehouse.homes import OPTIONS

# The sections of each page that change the project, in their order.
PAGES = {
    "add-a-check": ("The check", "Test it"),
    "add-an-indicator": ("The indicator", "Test it"),
    "add-a-report": ("Its tables", "What it tells", "Its template"),
    "add-a-form": ("The form", "Its models"),
}
FORM_TITLE = "村级监督联络员登记表"
FORM_HEADINGS = ("编号", "村代码", "聘任时间", "离任日期", "走访次数", "作废", "作废原因")


@dataclass(frozen=True)
class Followed:
    """The copy, its home after one run, and which files each section of a page changed.

    `sender` is the unit that sent the new form.
    """

    copy: Copy
    home: Path
    as_of: datetime
    recipes: dict[str, Recipe]
    changed: dict[tuple[str, str], set[str]]
    sender: str

    @property
    def truth(self) -> Truth:
        return Truth.load(self.home / "demonstration" / "truth.json")

    @property
    def current(self) -> Path:
        return self.home / "published" / "current"

    def published(self, table: str) -> list[dict[str, str]]:
        path = self.current / "data" / f"{table}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def differences(self, table: str) -> str:
        arguments = (str(self.home), table, self.as_of.isoformat())
        return self.copy.python("-m", "tests.recipes.against_truth", *arguments, home=self.home)

    def shown(self, page: str, verb: str) -> str:
        """What the one command of that verb under "Try it" prints."""
        (command,) = self.recipes[page].commands("Try it", verb)
        return self.copy.xuncha(*command, home=self.home)

    def entry(self, file: str, kind: str, code: str) -> dict[str, str]:
        """What a check or an indicator says in the copy."""
        models = yaml.safe_load((self.copy.root / file).read_text(encoding="utf-8"))["models"]
        entries = [
            entry
            for model in models
            for entry in model.get("config", {}).get("meta", {}).get(kind, [])
            if entry["code"] == code
        ]
        (entry,) = entries
        return dict(entry)


def follow_all(project_root: Path, folder: Path) -> Followed:
    """Follow every page in one copy, write the small demonstration and run the pages' command."""
    copy, home = Copy.make(project_root, folder / "project"), folder / "home"
    pages = {page: Recipe.read(project_root / "docs" / f"{page}.md") for page in PAGES}
    changed: dict[tuple[str, str], set[str]] = {}
    for page, headings in PAGES.items():
        for heading in headings:
            before = copy.contents()
            copy.follow(pages[page].sections[heading])
            _run_scripts(copy, pages[page].sections[heading], home)
            changed[(page, heading)] = copy.changed(since=before)
    size = ("--units", OPTIONS.units, "--months", OPTIONS.months, "--seed", OPTIONS.seed)
    written = (*size, "--until", OPTIONS.until, "--out", home, "--files-only")
    copy.xuncha("demo", *(str(argument) for argument in written), home=home)
    sender = _send_new_form(home)
    (command,) = {tuple(recipe.commands("Try it", "run")[0]) for recipe in pages.values()}
    copy.xuncha(*command, home=home)
    as_of = datetime.fromisoformat(command[command.index("--as-of") + 1])
    return Followed(copy, home, as_of, pages, changed, sender)


def _run_scripts(copy: Copy, section: str, home: Path) -> None:
    for language, block in ANY_FENCE.findall(section):
        if language == "sh":
            program, *arguments = shlex.split(block)
            assert program == "python"
            copy.python(*arguments, home=home)


def _send_new_form(home: Path) -> str:
    """Put a workbook of the new form into the inbox and return the code of its unit."""
    unit = _rows(home, "reporting_units", "unit_kind", "county")[0]
    villages = _rows(home, "regions", "region_level", "village")
    own = [row["region_code"] for row in villages if row["region_code"][:6] == unit["unit_code"]]
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sent = (
        ("L-1", own[0], "2026-03-02", "2026-09-01", 5, "", ""),
        ("L-2", own[1], "2026年9月3日", "2026-09-02", "", "", ""),
        ("L-3", own[1], "2026-09-03", "", 1, "是", ""),
        ("L-4", own[0], "not a day", "", 1, "", ""),
        ("L-5", "990100000000", "2026-09-03", "", 1, "", ""),
    )
    stated = f"填报单位：{unit['name']}　报告期：2026年9月"
    for row in ((FORM_TITLE,), (stated,), FORM_HEADINGS, *sent):
        sheet.append(row)
    name = f"2026-09/{unit['name']}联络员.xlsx"
    (home / "inbox" / name).parent.mkdir(exist_ok=True)
    workbook.save(home / "inbox" / name)
    with (home / "inbox" / "received.csv").open("a", encoding="utf-8") as received:
        received.write(f"{name},2026-10-04 09:00:00\n")
    return unit["unit_code"]


def _rows(home: Path, register: str, column: str, value: str) -> list[dict[str, str]]:
    with (home / "decisions" / f"{register}.csv").open(encoding="utf-8-sig") as file:
        return [row for row in csv.DictReader(file) if row[column] == value]
