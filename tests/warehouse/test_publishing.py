"""Publishing by itself: killed at any moment nothing half made stands, other months are kept.

Everything here publishes copies of one small build; no dbt runs.
"""

import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from dagster_project.published import standing_release
from dagster_project.warehouse.publish import Inputs, publish
from tests.warehouse.homes import AS_OF, BuiltHome, mark, release_files

# A publishing that kills itself (its own process only) instead of calling a function.
PROGRAM = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from dagster_project.warehouse import publish as publishing

home, documents, as_of, name = sys.argv[1:]
owner = os if hasattr(os, name) else publishing
setattr(owner, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
inputs = publishing.Inputs(datetime.fromisoformat(as_of), "code", "forms", "decisions")
publishing.publish(Path(home), inputs, Path(documents))
"""
# Before it is made durable, before it stands, between the new link and its place.
MOMENTS = ("_make_durable", "_let_stand", "replace")
FIRST, SECOND = (
    Inputs(AS_OF.replace(minute=minute), "code", "forms", "decisions") for minute in (0, 1)
)


@dataclass(frozen=True)
class Published:
    """A home with two releases, the second published after being killed at every moment."""

    home: Path
    first: Path
    second: Path
    stood: dict[str, bytes]
    stood_after_kills: list[dict[str, bytes]]
    undisturbed: Path


def home_with(build: Path, home: Path) -> Path:
    (home / "warehouse").mkdir(parents=True)
    shutil.copyfile(build, home / "warehouse" / "build.duckdb")
    return home


def documents_of(month: str, folder: Path) -> Path:
    (folder / month).mkdir(parents=True)
    (folder / month / "R01.docx").write_bytes(month.encode())
    return folder


@pytest.fixture(scope="module")
def published(built: BuiltHome, tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("publishing")
    home = home_with(built.home / "warehouse" / "build.duckdb", folder / "home")
    build = home / "warehouse" / "build.duckdb"
    mark(build, 0)
    first = publish(home, FIRST, documents_of("2026-08", folder / "august"))
    stood = release_files(first)
    mark(build, 1)
    september = documents_of("2026-09", folder / "september")
    stood_after_kills = []
    for moment in MOMENTS:
        killed = subprocess.run(
            [sys.executable, "-c", PROGRAM, home, september, SECOND.as_of.isoformat(), moment],
            check=False,
        )
        assert killed.returncode == -signal.SIGKILL, moment
        standing = standing_release(home)
        assert standing == first, moment
        stood_after_kills.append(release_files(standing))
    second = publish(home, SECOND, september)
    both = documents_of("2026-08", documents_of("2026-09", folder / "both"))
    undisturbed = publish(home_with(build, folder / "undisturbed"), SECOND, both)
    return Published(home, first, second, stood, stood_after_kills, undisturbed)


def test_a_publishing_that_is_killed_leaves_the_release_that_stood(published: Published) -> None:
    assert published.stood
    assert published.stood_after_kills == [published.stood] * len(MOMENTS)


def test_the_next_publishing_makes_it_good(published: Published) -> None:
    assert standing_release(published.home) == published.second
    assert published.second.name == published.undisturbed.name
    assert release_files(published.second) == release_files(published.undisturbed)
    assert {path.name for path in published.first.parent.iterdir()} == {
        published.first.name,
        published.second.name,
    }
    assert {path.name for path in (published.home / "published").iterdir()} == {
        "releases",
        "current",
        "warehouse.duckdb",
    }


def test_the_documents_of_other_months_are_kept(published: Published) -> None:
    documents = {
        path.parent.name: path.read_text() for path in published.second.glob("documents/*/*")
    }
    assert documents == {"2026-08": "2026-08", "2026-09": "2026-09"}
