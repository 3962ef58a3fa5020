"""Reads a recipe out of its page and follows it in a copy of the project.

A page states each change in one of five ways, and nothing else is done:
In `file`, after (or before) `line`: and a fenced block; In `file`, at the end: and a fenced block;
In `file`, `old` becomes `new`. A new file `file`: and a fenced block; `file` is a copy of `other`.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PARTS = ("dagster_project", "dbt", "sources", "report_templates", "tests")
PARTS += ("pyproject.toml", ".sqlfluffignore")
MADE = shutil.ignore_patterns("target", "logs", "__pycache__", "*.egg-info")

BLOCK = re.compile(
    r"^(?:In|(?P<new>A new file)) `(?P<file>[^`]+)`"
    r"(?:, (?:(?P<side>after|before) `(?P<anchor>[^`]+)`|at the end))?:\n\n"
    r"```\w+\n(?P<lines>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
REPLACEMENT = re.compile(r"In `(?P<file>[^`]+)`, `(?P<old>[^`]+)` becomes `(?P<new>[^`]+)`\.")
COPY = re.compile(r"`(?P<file>[^`]+)` is a copy of\s+`(?P<other>[^`]+)`")
ANY_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
XUNCHA = "from dagster_project.cli import main; raise SystemExit(main())"


@dataclass(frozen=True)
class Recipe:
    """A page, by the headings of its sections."""

    sections: dict[str, str]

    @staticmethod
    def read(page: Path) -> "Recipe":
        """Read a page of `docs/`."""
        pieces = re.split(r"^## (.+)\n", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
        return Recipe(dict(zip(pieces[1::2], pieces[2::2], strict=True)))

    def commands(self, heading: str, verb: str) -> list[list[str]]:
        """Return the arguments of each `xuncha <verb>` that a section shows."""
        shown = ANY_FENCE.findall(self.sections[heading])
        lines = [shlex.split(line) for _, block in shown for line in block.splitlines()]
        return [line[1:] for line in lines if line[:2] == ["xuncha", verb]]


@dataclass(frozen=True)
class Copy:
    """A copy of the project that runs its own code, dbt project and forms."""

    root: Path

    @staticmethod
    def make(original: Path, root: Path) -> "Copy":
        """Copy what ships and its tests; nothing that was made from it."""
        root.mkdir()
        for part in PARTS:
            if (original / part).is_dir():
                shutil.copytree(original / part, root / part, ignore=MADE)
            else:
                shutil.copy(original / part, root / part)
        return Copy(root)

    def follow(self, section: str) -> None:
        """Make each change that a section states, and see that no block of code is left over."""
        blocks = list(BLOCK.finditer(section))
        of_code = [block for language, block in ANY_FENCE.findall(section) if _is_code(language)]
        assert [block["lines"] for block in blocks] == of_code, "a block without its place"
        for copied in COPY.finditer(section):
            self._create(copied["file"], (self.root / copied["other"]).read_bytes())
        for block in blocks:
            if block["new"]:
                self._create(block["file"], block["lines"].encode())
            else:
                self._insert(block["file"], block["side"], block["anchor"], block["lines"])
        for change in REPLACEMENT.finditer(section):
            path = self.root / change["file"]
            text = path.read_text(encoding="utf-8")
            assert text.count(change["old"]) == 1, f"{change['old']} is not there once"
            path.write_text(text.replace(change["old"], change["new"]), encoding="utf-8")

    def _create(self, file: str, content: bytes) -> None:
        path = self.root / file
        assert not path.exists(), f"{file} is there already"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)

    def _insert(self, file: str, side: str | None, anchor: str | None, block: str) -> None:
        path = self.root / file
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        place = len(lines)
        if anchor is not None:
            found = [number for number, line in enumerate(lines) if line.strip() == anchor]
            assert len(found) == 1, f"{file}: {anchor} stands there {len(found)} times"
            place = found[0] + (side == "after")
        path.write_text("".join([*lines[:place], block, *lines[place:]]), encoding="utf-8")

    def contents(self) -> dict[str, bytes]:
        """Return every file with its bytes, by its path; what is made from them left out."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }

    def changed(self, since: dict[str, bytes]) -> set[str]:
        """Return the files that are not as they were, or are only in one of the two."""
        now = self.contents()
        return {name for name in now.keys() | since.keys() if now.get(name) != since.get(name)}

    def xuncha(self, *arguments: str, home: Path) -> str:
        """Run a command line in the copy and return what it printed."""
        return self.python("-c", XUNCHA, *arguments, home=home)

    def python(self, *arguments: str, home: Path) -> str:
        """Run Python in the copy, with the copy's modules, and return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "XUNCHA_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def _is_code(language: str) -> bool:
    return language not in ("console", "sh")
