"""What the assets share: the home folder, and the right to write in it.

One run at a time writes in a home. The lock is the operating system's: it goes when the process
goes, however it ends (a slot in a Dagster pool would be kept for ever after a kill). A run that the
pages, a schedule or the sensor began waits its turn; the command line says at once that it is busy.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from dagster import ConfigurableResource, InitResourceContext

from dagster_project.home import HomeBusyError as HomeBusyError
from dagster_project.home import alone_in, find_home

SECONDS_TO_WAIT = 1800
SECONDS_BETWEEN_TRIES = 1


class HomeResource(ConfigurableResource["HomeResource"]):
    """The home folder of this deployment; a run holds its lock from first step to last.

    `path` is empty where the environment (`XUNCHA_HOME`) says it; `wait_seconds` is how long a run
    waits for another to end.
    """

    path: str = ""
    wait_seconds: int = 0

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
        with ExitStack() as held:
            self._wait_for_turn(held)
            yield self

    def _wait_for_turn(self, held: ExitStack) -> None:
        last_try_at = time.monotonic() + self.wait_seconds
        while True:
            try:
                held.enter_context(alone_in(self.folder))
            except HomeBusyError:
                if time.monotonic() >= last_try_at:
                    raise
                time.sleep(SECONDS_BETWEEN_TRIES)
            else:
                return
