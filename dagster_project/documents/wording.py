"""Sentences from patterns: figures, their changes, and enumerations, as `phrases.yml` words them.

Chooses the pattern that the figures ask for (rise, fall, level, none, nothing to compare with) and
fills it in. No Chinese stands here: all of it is in `phrases.yml`.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from jinja2 import UndefinedError

from dagster_project.documents.figure import Base, Figure
from dagster_project.documents.figures import Region, ReportDataError
from dagster_project.documents.numbers import number_text
from dagster_project.documents.patterns import PHRASES
from dagster_project.documents.phrases_model import Phrases, SomeOrNone
from dagster_project.documents.report_model import BaseName

Place = tuple[Region, Figure]
# A value's bare name in a pattern, and a pattern that has nothing but such names in it.
NAMED = re.compile(r"\{\{ *([a-z_]+) *\}\}")
SIMPLE = re.compile(rf"(?:[^{{}}]|{NAMED.pattern})*")


def base_of(name: BaseName) -> Base:
    """Return which value of a figure a base's name means."""
    return "previous" if name.startswith("previous") else "year_ago"


class Wording:
    """Fills in the patterns of one report.

    `words` are the names of the period (see `periods`) and whatever else every pattern may use;
    a sentence names at most `most_named` units.
    """

    def __init__(self, phrases: Phrases, words: dict[str, Any], most_named: int = 12) -> None:
        self.phrases = phrases
        self.words = words
        self.most_named = most_named

    def say(self, pattern: str, **values: Any) -> str:
        """Return a pattern filled in with the period's words and the values given.

        Raises:
            jinja2.TemplateError: the pattern uses a name that does not exist, or is no pattern.
        """
        known = {**self.words, **values}
        # Most patterns only name values; compiling each of them would take longer than the rest.
        if SIMPLE.fullmatch(pattern):
            missing = [name for name in NAMED.findall(pattern) if name not in known]
            if missing:
                message = f"'{missing[0]}' is undefined"
                raise UndefinedError(message)
            return NAMED.sub(lambda match: str(known[match[1]]), pattern)
        return PHRASES.from_string(pattern).render(known)

    def choose(self, words: str | SomeOrNone, is_some: bool, **values: Any) -> str:
        """Return the pattern for something or for nothing, filled in."""
        if isinstance(words, str):
            return self.say(words, **values) if is_some else ""
        return self.say(words.some if is_some else words.none, **values)

    def listed(self, items: Iterable[str]) -> str:
        """Return items joined as a list."""
        return self.phrases.joiners.item.join(items)

    def first(self, items: Sequence[str]) -> str:
        """Return the items that a sentence names, joined as a list."""
        return self.listed(items[: self.most_named])

    def shortened(self, items: Sequence[str]) -> str:
        """Return items joined as a list; of a long one the first, and how many there are."""
        if len(items) <= self.most_named:
            return self.listed(items)
        count = number_text(Decimal(len(items)))
        return self.say(self.phrases.joiners.more, items=self.first(items), count=count)

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
        words, base = self.phrases.change, self.phrases.bases[base_name]
        change = figure.change(base_of(base_name))
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
        return self.change(figure, base_name) if figure.change(base_of(base_name)) else ""

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

    def comparison_note(self, figures: Iterable[Figure], base_names: Sequence[BaseName]) -> str:
        """Return what is said once where none of the figures has a base, or '' where all have."""
        found = comparable(figures, base_names)
        missing = [name for name in base_names if name not in found]
        notes = self.phrases.comparison_notes
        if len(missing) > 1 and not found:
            return self.say(notes["all"])
        return "".join(self.say(notes[name]) for name in missing)

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

    def region_items(self, ranked: Iterable[Place], pattern: str) -> str:
        """Return regions with their figures as a list, each worded by the pattern."""
        return self.shortened(
            [
                self.say(
                    pattern,
                    region=region.name,
                    value=figure.text,
                    # A rate is printed with its sign.
                    unit="" if figure.indicator.is_rate else figure.indicator.unit,
                )
                for region, figure in ranked
            ]
        )


def comparable(figures: Iterable[Figure], base_names: Iterable[BaseName]) -> list[BaseName]:
    """Return the bases that at least one of the figures has, so that the rest is said once."""
    listed = list(figures)
    return [
        name
        for name in base_names
        if any(figure.base_value(base_of(name)) is not None for figure in listed)
    ]
