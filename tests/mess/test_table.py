"""The table of mess is whole: each kind is told, made by a function, and seldom not readable."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project.demonstration.mess.changes import CHANGES
from dagster_project.demonstration.mess.containers import WRITERS
from dagster_project.demonstration.mess.kinds import kinds_of, load_items, load_kinds
from dagster_project.demonstration.mess.spellings_words import LEFT_BLANK, SPELLINGS

KINDS = load_kinds()
ABILITIES = {need for kind in kinds_of("file") for need in kind.can}


def test_at_least_nine_of_ten_draws_are_readable() -> None:
    for level in ("file", "layout", "cell"):
        kinds = kinds_of(level)
        readable = sum(kind.weight for kind in kinds if kind.outcome == "readable")
        assert readable * 10 >= 9 * sum(kind.weight for kind in kinds), level


def test_every_kind_is_made_by_one_function() -> None:
    assert set(WRITERS) == {kind.code for kind in kinds_of("file")}
    assert set(SPELLINGS) | LEFT_BLANK == {kind.code for kind in kinds_of("cell")}
    with_rows = {kind.code for kind in kinds_of("layout") if kind.part == "rows"}
    assert set(CHANGES) | with_rows == {kind.code for kind in kinds_of("layout")}
    assert not set(CHANGES) & with_rows


def test_every_kind_stands_for_something_that_arrives() -> None:
    items = [item for items in load_items().values() for item in items]
    named = {code for item in items for code in item.kinds}
    assert named == set(KINDS)
    for item in items:
        assert bool(item.kinds) != bool(item.elsewhere), item.words


def test_needs_are_abilities_of_files() -> None:
    for kind in KINDS.values():
        assert kind.needs <= ABILITIES, kind.code
        assert kind.level != "file" or all(name.startswith(".") for name in kind.names)
        assert kind.words
        assert kind.weight > 0


def test_checks_are_those_of_the_catalogue(project_root: Path) -> None:
    told = (project_root / "report_templates/catalogue/checks.yml").read_text(encoding="utf-8")
    for code in {code for kind in KINDS.values() for code in kind.checks}:
        assert code in told


def test_the_catalogue_of_mess_is_there_whole(require_shared: Callable[[str], Path]) -> None:
    text = require_shared("design/mess.md").read_text(encoding="utf-8")
    for level in ("file", "layout", "cell"):
        (line,) = re.findall(rf"\*\*{level.title()}\*\*: (.+)\.$", text, re.MULTILINE)
        assert [item.words for item in load_items()[level]] == line.split(" · ")


@pytest.mark.parametrize("outcome", ["readable", "query", "refused"])
def test_each_level_has_kinds_of_each_outcome(outcome: str) -> None:
    levels = {kind.level for kind in KINDS.values() if kind.outcome == outcome}
    assert levels >= ({"layout", "cell"} if outcome == "query" else {"file", "layout", "cell"})
