"""The names that a report's `template.docx` may use, and the charts that it places.

Head and notes are the same for every report; passages, tables and charts have the names that
`report.yml` gives them. Nothing here knows a particular report.
"""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dagster_project.documents.chart_data import ChartData, chart_data
from dagster_project.documents.chart_parts import chart_mark
from dagster_project.documents.material import Material
from dagster_project.documents.passages import Passages, note_sentences, reporting_sentences
from dagster_project.documents.periods import date_zh
from dagster_project.documents.tables import attached_tables, table_rows

Context = dict[str, Any]
PLACEHOLDER = re.compile(r"\{\{\s*charts\.([a-z0-9_]+)\s*\}\}")


@dataclass(frozen=True)
class PlacedChart:
    """A chart of the template: `{{ charts.name }}` draws it, its number and title caption it."""

    name: str
    number: int
    title: str

    def __str__(self) -> str:
        return chart_mark(self.name)


def charts_of(material: Material) -> dict[str, ChartData | None]:
    """Return every chart of `report.yml`; None for one that has nothing to show."""
    return {name: chart_data(material, name, each) for name, each in material.report.charts.items()}


def chart_order(template: Path) -> list[str]:
    """Return the names of the charts in the order in which the template places them."""
    with zipfile.ZipFile(template) as package:
        text = package.read("word/document.xml").decode("utf-8")
    # Word may have cut a placeholder into several runs.
    return list(dict.fromkeys(PLACEHOLDER.findall(re.sub(r"<[^>]*>", "", text))))


def _placed(order: list[str], drawn: dict[str, ChartData | None]) -> dict[str, PlacedChart | None]:
    """Number the charts that have something to show; a clerk may move them in the template."""
    placed: dict[str, PlacedChart | None] = dict.fromkeys(drawn)
    number = 0
    for name in order:
        chart = drawn.get(name)
        if chart is not None:
            number += 1
            placed[name] = PlacedChart(name, number, chart.title)
    return placed


def context_of(material: Material, order: list[str], drawn: dict[str, ChartData | None]) -> Context:
    """Return every name that the template may use.

    Raises:
        ReportDataError: the report asks for something that the warehouse or phrases.yml lacks.
    """
    report = material.report
    attached = attached_tables(material)
    present = [each for each in attached.values() if each]
    return {
        **material.wording.words,
        **_head(material),
        **Passages(material, attached).made(),
        **{name: table_rows(material, name, each) for name, each in report.tables.items()},
        "charts": _placed(order, drawn),
        "attachments": attached,
        "attachment_lines": [
            f"{each.number}.{each.title}" if len(present) > 1 else each.title for each in present
        ],
        "coverage_sentences": reporting_sentences(material),
        "notes": note_sentences(material),
    }


def _head(material: Material) -> Context:
    report, wording = material.report, material.wording
    return {
        "secrecy": report.secrecy or "",
        "issuing_mark": report.issuing_mark,
        # The office numbers its documents when it issues them: the number stays open.
        "document_number": f"{report.number_code}〔{material.as_of.year}〕\u3000\u3000号",
        "title": wording.say(material.phrases.title),
        "addressees": wording.listed(report.addressees),
        "copies_to": wording.listed(report.copies_to),
        "office": report.office,
        "date": date_zh(material.as_of.date()),
    }
