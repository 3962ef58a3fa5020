"""Nothing committed names the machine it was made on, a package host, or holds unfinished work."""

import re
from pathlib import Path

import pytest

from tests.style.tree import own_files, shown

# A bracketed letter keeps a pattern from finding itself.
FORBIDDEN = {
    r"(?<![\w.*~-])/(?:wor[k]|far[m]|roo[t]|hom[e])/": "a path of one machine",
    r"(?<![\w.*~-])/tm[p]/": "a path of one machine; tests use tmp_path",
    r"--(?:extra-)?inde[x]-url|--find-link[s]": "a package host",
    r"pypi\.or[g]|pythonhoste[d]": "a package host",
    r"\bTOD[O]\b|\bFIXM[E]\b|raise NotImplementedErro[r]|pytest\.mark\.xfai[l]": "unfinished work",
}


def places(text: str) -> list[tuple[int, str]]:
    """Return line number and reason for each forbidden text."""
    return [
        (number, f"{match.group()}: {reason}")
        for number, line in enumerate(text.splitlines(), start=1)
        for pattern, reason in FORBIDDEN.items()
        for match in re.finditer(pattern, line)
    ]


def test_no_file_names_a_machine_or_a_host() -> None:
    found = [
        f"{shown(path)}:{line}: {reason}"
        for path in own_files()
        for line, reason in places(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found, "\n".join(found)


def test_own_files_are_found() -> None:
    names = {shown(path) for path in own_files()}
    assert {"Makefile", "pyproject.toml", "dagster_project/home.py", ".ci/run"} <= names


@pytest.mark.parametrize("folder", ["wor" + "k", "tm" + "p", "roo" + "t"])
def test_rule_finds_a_machine_path(folder: str) -> None:
    assert places(f"open('/{folder}/file')")


def test_rule_lets_a_relative_path_pass() -> None:
    assert not places(f"benchmarks/{'wor' + 'k'}/ and {Path('a') / ('tm' + 'p')}/")
