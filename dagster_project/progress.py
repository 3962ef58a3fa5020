"""Tells whoever listens how far a run is.

The command line shows a bar; Dagster's pages show the same in their own way. A run is one process
and one thread, so one listener is enough.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Called with the step, how much of it is done and how much there is (0: not known).
OnProgress = Callable[[str, int, int], None]

_listeners: list[OnProgress] = []


def report(step: str, done: int, total: int) -> None:
    """Tell the listener that `done` of `total` of a step are done."""
    for listener in _listeners:
        listener(step, done, total)


@contextmanager
def listening(listener: OnProgress | None) -> Iterator[None]:
    """Have `listener` told of progress for as long as the block lasts."""
    if listener is None:
        yield
        return
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
