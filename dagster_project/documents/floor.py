"""Rates against a floor that the office set: who has reached it, by how much, and who ranks where.

The floor stands in `report.yml`; the gap is told in percentage points, year to date, no pro rata.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dagster_project.documents.figure import Figure, is_zero
from dagster_project.documents.figures import Region
from dagster_project.documents.numbers import ABSENT, points_text

# What a bound figure says after its period: the distance to the floor, the place among the units.
TO_FLOOR, RANK = "floor", "rank"
# A rate over fewer than these says too little to be ranked.
LEAST_RANKED = 5
Place = tuple[Region, Figure]
Reach = Literal["all", "some", "none", "absent"]


def gap_cell(figure: Figure, floor: Decimal) -> str:
    """Return how far a rate lies above (or with '-' below) the floor, in points, marked."""
    text = ABSENT if figure.value is None else points_text(figure.value - floor)
    return figure.related(text, TO_FLOOR)


def ranks(figures: Sequence[Figure]) -> dict[str, int]:
    """Return region → rank of those with a value and a denominator that allows one; ties share."""
    ranked = {
        figure.region_code: figure.value
        for figure in figures
        if figure.value is not None
        and (figure.denominator is None or figure.denominator >= LEAST_RANKED)
    }
    return {
        code: 1 + sum(other > value for other in ranked.values()) for code, value in ranked.items()
    }


def rank_cell(figure: Figure, places: dict[str, int]) -> str:
    """Return a figure's rank, marked; '—' where it has none."""
    return figure.related(str(places.get(figure.region_code, ABSENT)), RANK)


@dataclass(frozen=True)
class AgainstFloor:
    """How the province and its units stand against the floor; names are for `phrases.yml`.

    Attributes:
        floor: the floor as it is told, 20%.
        has_value: whether the province has a rate at all.
        is_reached: whether the province's rate is at the floor or above.
        gap: the province's distance without its sign, in points, marked.
        is_near: the distance rounds to zero as it is printed.
        reach: how many of the units that have a rate reached the floor.
        counted: units that have a rate.
        reached: those that reached the floor.
        below: those that did not, the lowest first.
    """

    floor: str
    has_value: bool
    is_reached: bool
    gap: str
    is_near: bool
    reach: Reach
    counted: int
    reached: list[Place]
    below: list[Place]

    @classmethod
    def of(cls, total: Figure, places: Sequence[Place], floor: Decimal) -> "AgainstFloor":
        """Compare a total and the places below it with the floor."""
        valued = [(place, each, each.value) for place, each in places if each.value is not None]
        below = sorted(
            ((place, each, value) for place, each, value in valued if value < floor),
            key=lambda row: row[2],
        )
        reach: Reach = "some"
        if not valued:
            reach = "absent"
        elif not below:
            reach = "all"
        elif len(below) == len(valued):
            reach = "none"
        text = ABSENT if total.value is None else points_text(abs(total.value - floor))
        return cls(
            floor=total.indicator.text(floor).replace(".0%", "%"),
            has_value=total.value is not None,
            is_reached=total.value is not None and total.value >= floor,
            gap=total.related(text, TO_FLOOR),
            is_near=is_zero(text),
            reach=reach,
            counted=len(valued),
            reached=[(place, each) for place, each, value in valued if value >= floor],
            below=[(place, each) for place, each, _ in below],
        )
