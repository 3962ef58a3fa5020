"""The type of the fixture `xuncha`."""

from typing import Protocol


class RunCommand(Protocol):
    """Runs the command line with arguments; gives exit code, standard output and error."""

    def __call__(self, *arguments: object) -> tuple[int, str, str]: ...
