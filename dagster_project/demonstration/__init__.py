"""The fictional province: writes an inbox as counties would send it, and records the truth.

Nothing here imports the reader or the forms, and nothing reads `sources/`: the spellings, the
rules and the arithmetic are worked out a second time, so that the two can be compared.
"""

from dagster_project.demonstration.generate import write_demonstration
from dagster_project.demonstration.truth import DemoOptions, Truth

__all__ = ["DemoOptions", "Truth", "write_demonstration"]
