"""What the assets share: the home folder, and the right to write in it.

One run at a time writes in a home. The lock is the operating system's: it goes when the process
goes, however it ends (a slot in a Dagster pool would be kept for ever after a kill).
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dagster import ConfigurableResource, InitResourceContext

from dagster_project.home import find_home


class HomeBusyError(Exception):
    """Another run is writing in this home."""


class HomeResource(ConfigurableResource["HomeResource"]):
    """The home folder of this deployment; a run holds its lock from first step to last.

    `path` is empty where the environment (`XUNCHA_HOME`) says it.
    """

    path: str = ""

    @property
    def folder(self) -> Path:
        """The home folder, which exists."""
        return find_home(Path(self.path) if self.path else None)

    @contextmanager
    def yield_for_execution(self, context: InitResourceContext) -> Iterator["HomeResource"]:
        """Hold the lock for as long as the run lasts.

        Raises:
            HomeBusyError: another process holds it.
        """
        lock = self.folder / "warehouse" / ".lock"
        lock.parent.mkdir(parents=True, exist_ok=True)
        with lock.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise HomeBusyError(f"另一次运行正在写入 {self.folder}，请等它结束后再试") from None
            yield self
