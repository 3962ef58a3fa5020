"""What it takes to plant something: a planter, and whether a sound file follows.

`plant_one` takes the first of the waiting plants that fits a slot.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dagster_project.demonstration.drafts import Slot

Planter = Callable[[Slot], bool]


@dataclass(frozen=True)
class Plant:
    """Something to be planted once; `is_corrected`: the unit sends a sound file soon after."""

    planter: Planter
    is_corrected: bool = False


def twice(planter: Planter) -> list[Plant]:
    """Return two of a kind."""
    return [Plant(planter), Plant(planter)]


def both_ways(planter: Planter) -> list[Plant]:
    """Return one that stays and one that is corrected."""
    return [Plant(planter), Plant(planter, is_corrected=True)]


def plant_one(slot: Slot, waiting: list[Plant], may_be_corrected: bool = True) -> bool:
    """Plant the first waiting thing that fits the slot, take it off the list, and tell so."""
    for number, plant in enumerate(waiting):
        if plant.is_corrected and not may_be_corrected:
            continue
        if plant.planter(slot):
            slot.is_corrected = slot.is_corrected or plant.is_corrected
            del waiting[number]
            return True
    return False
