"""Rendering: a report's folder, the warehouse and a month become one Word document.

Reads the folder, fills the template, binds the figures, sets what the layout needs to know, and
writes the file. What the document says is made in `r01.py`; nothing is computed here.
"""

import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from dagster_project.documents.binding import BoundFigure, bind
from dagster_project.documents.figures import FigureSet
from dagster_project.documents.package import repacked, write_whole
from dagster_project.documents.periods import Month
from dagster_project.documents.r01 import r01_context
from dagster_project.documents.report_model import Phrases, Report, load

CONTEXTS = {"R01": r01_context}
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
    """Write a report's document of one month and return the figures that stand in it.

    Args:
        template_dir: the report's folder with `template.docx`, `report.yml`, `phrases.yml`.
        warehouse: an open connection to a build or a release; it is only read.
        period: the month, such as '2026-09'.
        as_of: the run's time in Asia/Shanghai, naive; the document is dated by it.
        out: the .docx to write; its folder is made, an older file is replaced whole.

    Returns:
        the figures in the order of the document. Equal inputs give equal bytes.

    Raises:
        ReportDataError: the warehouse lacks something that the report asks for.
        BindingError: a figure stands where it cannot be bound.
        ValueError: the period is no month (or, from pydantic, a YAML file is not valid).
        jinja2.TemplateError: the template or a pattern uses a name that does not exist.
    """
    report = load(Report, template_dir / "report.yml")
    phrases = load(Phrases, template_dir / "phrases.yml")
    figures = FigureSet.read(warehouse, report.code, Month.parse(period))
    context = CONTEXTS[report.code](report, phrases, figures, warehouse, as_of)
    document = _filled(template_dir / "template.docx", context)
    body = document.docx.element.body
    bound = bind(body, lambda figure: _alias(figure, figures))
    _place_date(document.docx, context["office"], context["date"])
    _set_properties(document, report, context["title"], as_of)
    buffer = io.BytesIO()
    document.save(buffer)
    write_whole(out, repacked(buffer.getvalue()))
    return bound


def _filled(template: Path, context: dict[str, Any]) -> DocxTemplate:
    document = DocxTemplate(template)
    # The sandbox: a template is edited by people, and should not be able to run anything.
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    document.render(context, jinja_env=environment, autoescape=True)
    return document


def _alias(figure: BoundFigure, figures: FigureSet) -> str:
    names = {region.code: region.name for region in figures.regions}
    indicator = figures.indicator(figure.indicator_code).name
    return f"{indicator} {names.get(figure.region_code, '')} {figure.period}"


def _place_date(document: Document, office: str, date: str) -> None:
    """Put the date's first character two to the right of the signing office's first.

    GB/T 9704: the office ends two characters from the right edge; where the date would be the
    longer of the two, it ends there itself, and the style already says so.
    """
    width = sum(0.5 if character.isascii() else 1 for character in date)
    start = CHARACTERS_A_LINE - len(office)
    if start < 0 or start + width > CHARACTERS_A_LINE - FREE_CHARACTERS:
        return
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.style_id == "SignatureDate":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
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
