"""Sentences from patterns: figures, their changes, and enumerations, as `phrases.yml` words them.

Chooses the pattern that the figures ask for (rise, fall, level, none, nothing to compare with) and
fills it in. No Chinese stands here: all of it is in `phrases.yml`.
"""

from collections.abc import Iterable
from typing import Any, Literal

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from dagster_project.documents.figures import Base, Figure, Region, ReportDataError
from dagster_project.documents.report_model import Phrases, SomeOrNone

BaseName = Literal["previous_month", "previous_month_end", "year_ago_month", "year_ago_to_date"]
BASE_OF: dict[BaseName, Base] = {
    "previous_month": "previous",
    "previous_month_end": "previous",
    "year_ago_month": "year_ago",
    "year_ago_to_date": "year_ago",
}


class Wording:
    """Fills in the patterns of one report; `words` are the names of the period (see `periods`)."""

    def __init__(self, phrases: Phrases, words: dict[str, str]) -> None:
        self.phrases = phrases
        self.words = words
        # Word escapes the text later, once; a figure's marks must reach it untouched.
        self._environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)

    def say(self, pattern: str, **values: Any) -> str:
        """Return a pattern filled in with the period's words and the values given."""
        return self._environment.from_string(pattern).render(**self.words, **values)

    def choose(self, words: SomeOrNone, is_some: bool, **values: Any) -> str:
        """Return the pattern for something or for nothing, filled in."""
        return self.say(words.some if is_some else words.none, **values)

    def listed(self, items: Iterable[str]) -> str:
        """Return items joined as a list."""
        return self.phrases.joiners.item.join(items)

    def sentences(self, parts: Iterable[str]) -> str:
        """Return the parts of a long sentence joined."""
        return self.phrases.joiners.part.join(parts)

    def measure(self, figure: Figure) -> str:
        """Return a figure in words: so many, none, or that there is no figure."""
        code = figure.indicator.code
        if code not in self.phrases.measures:
            message = f"phrases.yml has no words for the indicator {code}"
            raise ReportDataError(message)
        words = self.phrases.measures[code]
        if figure.value is None:
            return self.say(words.absent)
        return self.choose(words, bool(figure.value), value=figure.text)

    def change(self, figure: Figure, base_name: BaseName) -> str:
        """Return how a figure moved against a base: 比上月增加5件、增长12.5%."""
        words, base = self.phrases.change, getattr(self.phrases.bases, base_name)
        change = figure.change(BASE_OF[base_name])
        if change is None:
            return self.say(words.absent, base=base)
        if change.direction == 0:
            return self.say(words.level, base=base)
        if change.is_nearly_level:
            return self.say(words.nearly_level, base=base)
        is_rise = change.direction > 0
        if figure.indicator.is_rate:
            pattern = words.points_rise if is_rise else words.points_fall
            return self.say(pattern, base=base, difference=change.difference)
        # A fall to zero is always 100 %, and a rate that rounds to 0.0 % says nothing.
        has_rate = change.rate is not None and not change.is_rate_zero and bool(figure.value)
        with_rate = words.rise if is_rise else words.fall
        without_rate = words.rise_without_rate if is_rise else words.fall_without_rate
        return self.say(
            with_rate if has_rate else without_rate,
            base=base,
            difference=change.difference,
            rate=change.rate,
            unit=figure.indicator.unit,
        )

    def change_if_any(self, figure: Figure, base_name: BaseName) -> str:
        """Return how a figure moved, or '' where there is nothing to compare it with."""
        return self.change(figure, base_name) if figure.change(BASE_OF[base_name]) else ""

    def change_cell(self, figure: Figure, base: Base) -> str:
        """Return a change for a table cell: 12.5%, -1.2 points, or '—'."""
        change = figure.change(base)
        if change is None:
            return figure.absent_change(base)
        if figure.indicator.is_rate:
            return self.say(self.phrases.change.points_cell, difference=change.signed)
        return change.signed

    def compared(self, figure: Figure, base_names: Iterable[BaseName]) -> str:
        """Return a figure in words followed by its changes against the bases named."""
        parts = [self.measure(figure)]
        if figure.value is not None:
            parts += [self.change(figure, name) for name in base_names]
        return self.phrases.joiners.clause.join(parts)

    def enumerated(self, figures: Iterable[Figure]) -> str:
        """Return the figures above zero in words, joined as a list; '' when there is none."""
        return self.listed(self.measure(figure) for figure in figures if figure.value)

    def split_items(self, figures: Iterable[Figure]) -> str:
        """Return the parts of a split as a list: 巡察移交30件、信访10件."""
        return self.listed(
            self.say(
                self.phrases.split_item,
                label=figure.label,
                value=figure.text,
                unit=figure.indicator.unit,
            )
            for figure in figures
        )

    def region_items(self, ranked: Iterable[tuple[Region, Figure]], pattern: str) -> str:
        """Return regions with their figures as a list, each worded by the pattern."""
        return self.listed(
            self.say(
                pattern,
                region=region.name,
                value=figure.text,
                unit=figure.indicator.unit,
            )
            for region, figure in ranked
        )


def comparable(figures: Iterable[Figure], base_names: Iterable[BaseName]) -> list[BaseName]:
    """Return the bases that at least one of the figures has, so that the rest is said once."""
    listed = list(figures)
    return [
        name
        for name in base_names
        if any(figure.base_value(BASE_OF[name]) is not None for figure in listed)
    ]
