"""Rendering: a report's folder, the warehouse and a month become one Word document.

Reads the folder, fills the template, binds the figures, draws the charts, sets what the layout
needs to know, and writes the file. What the document says is made in `context.py`; nothing is
computed here.
"""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate
from lxml import etree

from dagster_project.documents.binding import BoundFigure, bind
from dagster_project.documents.chart_parts import place_charts
from dagster_project.documents.context import chart_order, charts_of, context_of
from dagster_project.documents.figures import FigureSet
from dagster_project.documents.material import Material
from dagster_project.documents.package import repacked, write_whole
from dagster_project.documents.patterns import TEMPLATES
from dagster_project.documents.periods import Month
from dagster_project.documents.phrases_model import Phrases
from dagster_project.documents.report_model import Report, load

# Word states times in UTC; the office's clock is Asia/Shanghai.
OFFICE_OFFSET = timedelta(hours=8)
CHARACTERS_A_LINE = 28
FREE_CHARACTERS = 2
# What a character of the body takes up: 16 pt set 0.3 pt closer, in twips.
CHARACTER_TWIPS = 314


def render_report(
    template_dir: Path,
    warehouse: duckdb.DuckDBPyConnection,
    period: str,
    as_of: datetime,
    out: Path,
) -> list[BoundFigure]:
    """Write a report's document of one period and return the figures that stand in it.

    Args:
        template_dir: the report's folder with `template.docx`, `report.yml`, `phrases.yml`.
        warehouse: an open connection to a build or a release; it is only read.
        period: the month that ends the period, such as '2026-09' (or the quarter '2026Q3').
        as_of: the run's time in Asia/Shanghai, naive; the document is dated by it.
        out: the .docx to write; its folder is made, an older file is replaced whole.

    Returns:
        the figures in the order of the document, those of its charts at the end (see
        `BoundFigure.chart`). Equal inputs give equal bytes.

    Raises:
        ReportDataError: the warehouse lacks something that the report asks for.
        BindingError: a figure stands where it cannot be bound.
        ValueError: the period is none, or none that the report is made for (or, from pydantic, a
            YAML file is not valid).
        jinja2.TemplateError: the template or a pattern uses a name that does not exist.
    """
    report = load(Report, template_dir / "report.yml")
    phrases = load(Phrases, template_dir / "phrases.yml")
    month = Month.parse(period)
    if not month.ends(report.frequency):
        message = f"{report.code} is made each {report.frequency}; {period} ends none"
        raise ValueError(message)
    material = Material.read(report, phrases, warehouse, month, as_of)
    template, drawn = template_dir / "template.docx", charts_of(material)
    context = context_of(material, chart_order(template), drawn)
    document = BoundTemplate(template, _aliases(material.figures))
    document.render(context, jinja_env=TEMPLATES, autoescape=True)
    bound = document.bound + place_charts(document.docx, drawn)
    place_date(document.docx.element.body, context["office"], context["date"])
    _set_properties(document, report, context["title"], as_of)
    buffer = io.BytesIO()
    document.save(buffer)
    write_whole(out, repacked(buffer.getvalue()))
    return bound


class BoundTemplate(DocxTemplate):  # type: ignore[misc]
    """A template that binds its figures when it is filled, before python-docx wraps the tree."""

    def __init__(self, path: Path, alias_of: Callable[[BoundFigure], str]) -> None:
        super().__init__(path)
        self.alias_of = alias_of
        self.bound: list[BoundFigure] = []

    def map_tree(self, tree: etree._Element) -> None:
        """Bind the figures of the filled body and put it in the document."""
        self.bound = bind(tree, self.alias_of)
        super().map_tree(tree)


def _aliases(figures: FigureSet) -> Callable[[BoundFigure], str]:
    """Return what Word shows of a figure: 移交问题线索 云岭省 2026-09."""
    names = {region.code: region.name for region in figures.regions}

    def alias(figure: BoundFigure) -> str:
        indicator = figures.indicator(figure.indicator_code).name
        return f"{indicator} {names.get(figure.region_code, '')} {figure.period}"

    return alias


def place_date(body: BaseOxmlElement, office: str, date: str) -> None:
    """Put the date's first character two to the right of the signing office's first.

    GB/T 9704: the office ends two characters from the right edge; where the date would be the
    longer of the two, it ends there itself, and the style already says so. `body` is python-docx's
    element of the filled document or of its body.
    """
    width = sum(0.5 if character.isascii() else 1 for character in date)
    start = CHARACTERS_A_LINE - len(office)
    if start < 0 or start + width > CHARACTERS_A_LINE - FREE_CHARACTERS:
        return
    for style in body.iter(qn("w:pStyle")):
        if style.get(qn("w:val")) == "SignatureDate":
            properties = style.getparent()
            properties.jc_val = WD_ALIGN_PARAGRAPH.LEFT
            indent = properties.get_or_add_ind()
            indent.set(qn("w:left"), str(round(start * CHARACTER_TWIPS)))
            indent.set(qn("w:right"), "0")
            # An indent in characters, as the style states one, would go before one in twips.
            indent.set(qn("w:leftChars"), "0")
            indent.set(qn("w:rightChars"), "0")


def _set_properties(document: DocxTemplate, report: Report, title: str, as_of: datetime) -> None:
    properties = document.docx.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = report.office
    properties.created = properties.modified = as_of.replace(microsecond=0) - OFFICE_OFFSET
    properties.revision = 1
