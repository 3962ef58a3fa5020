"""Where the system keeps its state and where its definitions lie.

Holds the two folders that everything else is relative to: the home (`XUNCHA_HOME`: what arrives
and what is made) and the project (what ships), and the lock that lets one run at a time write in a
home. Nothing here creates or reads a data file.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

HOME_VARIABLE = "XUNCHA_HOME"
DEFAULT_HOME_NAME = "data"


class HomeNotFoundError(Exception):
    """No home folder was named and none lies above the working directory."""


class HomeBusyError(Exception):
    """Another run is writing in this home."""


def project_root() -> Path:
    """Return the folder that holds `dagster_project/`, `dbt/` and `sources/`."""
    return Path(__file__).resolve().parent.parent


def sources_folder() -> Path:
    """Return the folder of forms and code lists that ship with the project."""
    return project_root() / "sources"


def find_home(explicit: Path | None = None) -> Path:
    """Return the home: the one given, else `XUNCHA_HOME`, else `data/` found upward.

    Raises:
        HomeNotFoundError: none of the three exists; the message says what to do.
    """
    named = explicit or (Path(os.environ[HOME_VARIABLE]) if os.environ.get(HOME_VARIABLE) else None)
    if named is not None:
        if named.is_dir():
            return named.resolve()
        raise HomeNotFoundError(str(named))
    working = Path.cwd()
    for folder in (working, *working.parents):
        candidate = folder / DEFAULT_HOME_NAME
        if (candidate / "inbox").is_dir():
            return candidate.resolve()
    raise HomeNotFoundError(DEFAULT_HOME_NAME)


@contextmanager
def alone_in(home: Path) -> Iterator[None]:
    """Hold the right to write in a home for as long as the block lasts.

    The lock is the operating system's: it goes when the process goes, however it ends.

    Raises:
        HomeBusyError: another process holds it.
    """
    lock = home / "warehouse" / ".lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HomeBusyError(f"另一次运行正在写入 {home}，请等它结束后再试") from None
        yield


@contextmanager
def environment_of(values: Mapping[str, str]) -> Iterator[None]:
    """Set variables that Dagster and dbt read from the environment, and put them back."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
