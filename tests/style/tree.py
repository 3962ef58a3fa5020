"""Which files of the tree are the project's own, for the tests of style. Reads no content."""

import subprocess
from functools import cache
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent.parent
TEXT_SUFFIXES = {"", ".cfg", ".csv", ".ini", ".md", ".py", ".sh", ".sql", ".toml", ".txt"}
TEXT_SUFFIXES |= {".yaml", ".yml"}
MADE_FOLDERS = {"target", "logs", "__pycache__", "build", "dist", "data", "node_modules"}


@cache
def own_files() -> tuple[Path, ...]:
    """Return the text files that are or would be committed, in the order of their paths.

    Asks git, which knows what is ignored; where the tree is not a checkout (a copy, an archive),
    walks it and leaves out hidden and made folders.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [PROJECT_ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [path for path in PROJECT_ROOT.rglob("*") if not _is_made(path)]
    return tuple(sorted(p for p in paths if p.is_file() and p.suffix in TEXT_SUFFIXES))


def files_with(*suffixes: str, under: str = "") -> list[Path]:
    """Return the project's own files with one of the suffixes, below a folder of the tree."""
    folder = PROJECT_ROOT / under
    return [p for p in own_files() if p.suffix in suffixes and p.is_relative_to(folder)]


def shown(path: Path) -> str:
    """Return a path as a reader of the failure wants it: relative to the project."""
    return path.relative_to(PROJECT_ROOT).as_posix()


def _is_made(path: Path) -> bool:
    parts = path.relative_to(PROJECT_ROOT).parts
    return any(
        part in MADE_FOLDERS
        or part.endswith(".egg-info")
        or (part.startswith(".") and part != ".ci" and not path.is_file())
        for part in parts
    )
