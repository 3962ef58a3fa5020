"""The only source of chance: sequences of pseudo-random numbers that follow from their names."""

from random import Random


def chance(*names: object) -> Random:
    """Return a sequence that is the same whenever the names are the same (seed, unit, month…)."""
    # Not for secrets: the demonstration must come out the same every time.
    return Random("|".join(str(name) for name in names))  # noqa: S311
