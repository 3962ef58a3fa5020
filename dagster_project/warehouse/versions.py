"""Says which code and which definitions a build was made with, as hashes.

Two builds with equal hashes, inputs and `as_of` have equal rows and equal documents.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from dagster_project.home import project_root

_CODE = {
    "dagster_project": (".py", ".yml"),
    "dbt": (".sql", ".yml"),
    "sources": (".yml", ".csv"),
    "report_templates": (".docx", ".html", ".yml"),
}
_MADE = {"target", "logs", "__pycache__"}


def code_version() -> str:
    """Return a hash of everything that decides what a build holds, 16 hexadecimal digits."""
    root = project_root()
    files = (
        path
        for folder, endings in _CODE.items()
        for path in (root / folder).rglob("*")
        if path.suffix in endings and not _MADE.intersection(path.parts)
    )
    return folder_hash(root, files)[:16]


def folder_hash(root: Path, files: Iterable[Path]) -> str:
    """Return one SHA-256 over the names (relative to `root`) and bytes of files."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
