"""The commands in the documents exist and take the arguments shown; links lead somewhere.

What only reads is run here for real. `make demo`, `make test` and the other long ones are run
before a release is handed over.
"""

import re
import shlex
from pathlib import Path

import click
import pytest

from dagster_project.cli_commands import build_commands
from dagster_project.cli_messages import Say
from tests.cli.command import RunCommand
from tests.style.tree import PROJECT_ROOT, files_with, shown

READING_VERBS = {"status", "trace"}
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")

DOCUMENTS = files_with(".md")


def commands() -> list[str]:
    """Return the commands that the documents show, each once."""
    lines = [
        line
        for document in DOCUMENTS
        for block in BLOCK.findall(document.read_text(encoding="utf-8"))
        for line in block.splitlines()
    ]
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


def make_targets() -> set[str]:
    """Return what `make` can be asked for."""
    makefile = (PROJECT_ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))


@pytest.mark.parametrize("command", commands())
def test_command_exists_and_takes_its_arguments(
    command: str, small_home: Path, xuncha: RunCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, *arguments = shlex.split(command)
    if program == "make":
        assert set(arguments) <= make_targets()
        return
    assert program == "xuncha", f"no test knows how to try {command}"
    if arguments[0] in READING_VERBS:
        monkeypatch.setenv("XUNCHA_HOME", str(small_home))
        code, _, err = xuncha(*arguments)
        assert code == 0, err
        return
    group = build_commands(Say("zh"))
    verb = group.commands[arguments[0]]
    verb.make_context(arguments[0], arguments[1:], parent=click.Context(group))


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_links_lead_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert not missing


def test_readme_shows_the_two_commands_first() -> None:
    readme = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    first = BLOCK.search(readme)
    assert first is not None
    assert first.group(1).split("\n") == ["make demo", "make test", ""]


def test_every_verb_is_in_the_readme() -> None:
    verbs = set(build_commands(Say("zh")).commands)
    readme = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    assert {verb for verb in verbs if f"xuncha {verb}" in readme} == verbs
