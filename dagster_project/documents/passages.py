"""Passages: the sentences that `report.yml` asks for, worded by `phrases.yml`.

Each value of a sentence is made by the function named after its `tell` (`Value` in
`report_model.py`); what a sentence says where there is nothing to tell is decided by its `when`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dagster_project.documents.coverage import coverage_sentences
from dagster_project.documents.figure import Figure
from dagster_project.documents.figures import ReportDataError
from dagster_project.documents.floor import AgainstFloor
from dagster_project.documents.material import Attached, Material
from dagster_project.documents.report_model import Sentence, Value
from dagster_project.documents.wording import Place, comparable


@dataclass(frozen=True)
class Passages:
    """Makes the passages of one document; `attached` are the tables that stand after the text."""

    material: Material
    attached: Mapping[str, Attached | None]

    def made(self) -> dict[str, list[str]]:
        """Return name → paragraphs; those without a word are left out."""
        return {
            name: [text for text in map(self._paragraph, paragraphs) if text]
            for name, paragraphs in self.material.report.passages.items()
        }

    def _paragraph(self, sentences: list[Sentence]) -> str:
        return "".join(self._sentence(each) for each in sentences)

    def _sentence(self, sentence: Sentence) -> str:
        patterns = self.material.phrases.sentences
        if sentence.phrase not in patterns:
            message = f"phrases.yml has no sentence {sentence.phrase}"
            raise ReportDataError(message)
        values, is_some = {}, {"": True}
        for name, value in sentence.values.items():
            values[name], is_some[name] = TELLERS[value.tell](self, value)
        return self.material.wording.choose(
            patterns[sentence.phrase], is_some[sentence.when or ""], **values
        )

    def _figures(self, value: Value) -> list[Figure]:
        if value.over is None:
            message = f"report.yml does not say over which period {value.of[0]} is told"
            raise ReportDataError(message)
        return [self.material.figures.total(code, value.over) for code in value.of]

    def _ranked(self, value: Value) -> list[Place]:
        figure = self._figures(value)[0]
        return self.material.figures.ranked(
            figure.indicator.code, value.over or "month", value.level
        )

    def figure(self, value: Value) -> tuple[Any, bool]:
        """The bare figure."""
        figure = self._figures(value)[0]
        return figure.text, bool(figure.value)

    def measure(self, value: Value) -> tuple[Any, bool]:
        """The figure in words."""
        figure = self._figures(value)[0]
        return self.material.wording.measure(figure), bool(figure.value)

    def compared(self, value: Value) -> tuple[Any, bool]:
        """The figures in words with their changes; bases that none of them has are not named."""
        return self._compared(self._figures(value), value)

    def present(self, value: Value) -> tuple[Any, bool]:
        """The same of the figures that the warehouse has."""
        return self._compared(
            [each for each in self._figures(value) if each.value is not None], value
        )

    def _compared(self, figures: list[Figure], value: Value) -> tuple[Any, bool]:
        wording = self.material.wording
        bases = comparable(figures, value.bases)
        return wording.sentences(wording.compared(each, bases) for each in figures), bool(figures)

    def note(self, value: Value) -> tuple[Any, bool]:
        """What cannot be compared."""
        text = self.material.wording.comparison_note(self._figures(value), value.bases)
        return text, bool(text)

    def change(self, value: Value) -> tuple[Any, bool]:
        """The change, or '' where there is nothing to compare with."""
        figure = self._figures(value)[0]
        text = self.material.wording.change_if_any(figure, value.bases[0])
        return text, bool(text)

    def enumerated(self, value: Value) -> tuple[Any, bool]:
        """The figures above zero."""
        text = self.material.wording.enumerated(self._figures(value))
        return text, bool(text)

    def split(self, value: Value) -> tuple[Any, bool]:
        """The parts of a figure."""
        figure = self._figures(value)[0]
        parts = self.material.figures.parts(
            figure.indicator.code, value.over or "month", value.by or ""
        )
        text = self.material.wording.split_items(parts[: value.most])
        return text, bool(text)

    def leaders(self, value: Value) -> tuple[Any, bool]:
        """The regions that share the highest figure: all are named."""
        ranked = self._ranked(value)
        first = [pair for pair in ranked if pair[1].value == ranked[0][1].value]
        pattern = self.material.phrases.leader_item
        return self.material.wording.region_items(first, pattern), bool(first)

    def regions(self, value: Value) -> tuple[Any, bool]:
        """The regions with a figure above zero."""
        ranked, pattern = self._ranked(value), self.material.phrases.region_item
        return self.material.wording.region_items(ranked, pattern), bool(ranked)

    def regions_count(self, value: Value) -> tuple[Any, bool]:
        """How many regions have a figure above zero."""
        count = len(self._ranked(value))
        return count, bool(count)

    def floor(self, value: Value) -> tuple[Any, bool]:
        """How province and units stand against the floor; the units below it by name."""
        material, total = self.material, self._figures(value)[0]
        code, over = total.indicator.code, value.over or "year"
        places = [
            (place, material.figures.total(code, over, place.code))
            for place in material.figures.at_level(value.level)
        ]
        against = AgainstFloor.of(total, places, material.report.floors[code])
        names = {"reached": against.reached, "below": against.below}
        units = {
            f"{name}_units": material.wording.region_items(found, material.phrases.leader_item)
            for name, found in names.items()
        }
        return {**vars(against), **units}, against.has_value

    def count(self, value: Value) -> tuple[Any, bool]:
        """The rows of a list."""
        rows = self.material.lists[value.of[0]]
        count = sum(bool(row[value.where]) if value.where else True for row in rows)
        return count, bool(count)

    def attachment(self, value: Value) -> tuple[Any, bool]:
        """The name of the attachment that a table has become."""
        found = self.attached.get(value.of[0])
        return (found.label if found else ""), found is not None


TELLERS: dict[str, Callable[[Passages, Value], tuple[Any, bool]]] = {
    "figure": Passages.figure,
    "measure": Passages.measure,
    "compared": Passages.compared,
    "present": Passages.present,
    "note": Passages.note,
    "change": Passages.change,
    "enumerated": Passages.enumerated,
    "split": Passages.split,
    "leaders": Passages.leaders,
    "regions": Passages.regions,
    "regions_count": Passages.regions_count,
    "floor": Passages.floor,
    "count": Passages.count,
    "attached": Passages.attachment,
}


def reporting_sentences(material: Material) -> list[str]:
    """Return the paragraphs on who reported, form by form."""
    names = material.phrases.labels.get("form", {})
    return [
        text
        for form in material.report.forms or [""]
        if form in material.coverage
        for text in coverage_sentences(
            material.coverage[form], material.wording, names.get(form, form)
        )
    ]


def note_sentences(material: Material) -> list[str]:
    """Return the numbered notes on the data, with the definitions that the report repeats."""
    wording, phrases = material.wording, material.phrases
    definitions = wording.sentences(
        wording.say(phrases.definition, name=each.name, sentence=each.sentence.rstrip("。；"))
        for each in map(material.figures.indicator, material.report.defined)
    )
    return [
        wording.say(pattern, number=number, definitions=definitions)
        for number, pattern in enumerate(phrases.notes, start=1)
    ]
