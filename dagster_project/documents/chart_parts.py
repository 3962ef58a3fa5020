"""Charts in a document: the workbook inside, the parts, the drawing in place of its placeholder.

Each chart keeps its numbers in a workbook that Word opens with 编辑数据, and on a second sheet of
it says of each number which figure it is: the chart's binding, which moves with the chart.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime

import openpyxl
import xlsxwriter
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from dagster_project.documents.binding import BoundFigure, clean
from dagster_project.documents.chart_data import ChartData
from dagster_project.documents.chart_xml import SHEET, A, C, chart_xml
from dagster_project.documents.word_xml import R, W

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SOURCES_SHEET = "出处"
SOURCES_HEADS = ("类别", "系列", "指标", "地区", "期间", "分组", "数值")
# Stands for a chart in the text until the document is filled, as figures have their marks.
OPEN, CLOSE = "\ufdd3", "\ufdd4"
MARKED = re.compile(f"{OPEN}([a-z0-9_]*){CLOSE}")
EMU_A_MM = 36_000
WIDTH_MM, HEIGHT_MM = 152, 72
STACKED_HEIGHT_MM, STACKED_FROM = 92, 9
BAR_MM, FEW_BARS_MM, FEW, BARS_MARGIN_MM = 4.6, 8.0, 8, 6
EARLIEST = datetime(1980, 1, 1)
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def chart_mark(name: str) -> str:
    """Return what stands for a chart in the text."""
    return f"{OPEN}{name}{CLOSE}"


def workbook_bytes(chart: ChartData) -> bytes:
    """Return the workbook inside a chart: its numbers, and which figure each of them is."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    workbook.set_properties({"created": EARLIEST})
    data, sources = workbook.add_worksheet(SHEET), workbook.add_worksheet(SOURCES_SHEET)
    number = workbook.add_format({"num_format": chart.number_format})
    data.write_column(1, 0, chart.categories)
    columns = [(each.name, each.values) for each in chart.series]
    if chart.floor is not None:
        columns.append((chart.floor.name, [chart.floor.value] * len(chart.categories)))
    for place, (name, values) in enumerate(columns, start=1):
        data.write_string(0, place, name)
        for row, value in enumerate(values, start=1):
            if value is not None:
                data.write_number(row, place, float(value), number)
    sources.write_row(0, 0, SOURCES_HEADS)
    row = 0
    for each in chart.series:
        for category, point in zip(chart.categories, each.points, strict=True):
            row += 1
            texts = (category, each.name, *point.tag.split("|"), point.text)
            for column, text in enumerate(texts):
                sources.write_string(row, column, text)
    data.set_column(0, 0, 24)
    sources.set_column(0, len(SOURCES_HEADS) - 1, 18)
    workbook.close()
    return buffer.getvalue()


def _bar_mm(count: int) -> float:
    """The height of so many bars, which may be thicker where they are few."""
    return count * (FEW_BARS_MM if count <= FEW else BAR_MM)


def _size_mm(chart: ChartData) -> tuple[float, float]:
    if chart.shape == "bar":
        return WIDTH_MM, _bar_mm(len(chart.categories)) + BARS_MARGIN_MM
    is_stacked = chart.shape == "column" and len(chart.categories) >= STACKED_FROM
    return WIDTH_MM, STACKED_HEIGHT_MM if is_stacked else HEIGHT_MM


def _attach(document: Document, chart: ChartData) -> str:
    """Add the chart and its workbook to the package; return the document's relationship to it."""
    package = document.part.package
    name = package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx")
    workbook = Part(name, CONTENT_TYPE.SML_SHEET, workbook_bytes(chart), package)
    name = package.next_partname("/word/charts/chart%d.xml")
    part = Part(name, CONTENT_TYPE.DML_CHART, None, package)
    part._blob = chart_xml(chart, part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE))
    return document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)


def _drawing(chart: ChartData, relationship: str, number: int) -> etree._Element:
    width, height = (round(each * EMU_A_MM) for each in _size_mm(chart))
    inline = etree.Element(f"{{{WP}}}inline", nsmap={"wp": WP, "a": A, "c": C, "r": R})
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    etree.SubElement(inline, f"{{{WP}}}extent", cx=str(width), cy=str(height))
    etree.SubElement(inline, f"{{{WP}}}effectExtent", l="0", t="0", r="0", b="0")
    etree.SubElement(
        inline, f"{{{WP}}}docPr", id=str(number), name=chart.name, descr=clean(chart.alt)
    )
    etree.SubElement(inline, f"{{{WP}}}cNvGraphicFramePr")
    graphic = etree.SubElement(inline, f"{{{A}}}graphic")
    data = etree.SubElement(graphic, f"{{{A}}}graphicData", uri=C)
    etree.SubElement(data, f"{{{C}}}chart").set(f"{{{R}}}id", relationship)
    drawing = etree.Element(f"{{{W}}}drawing")
    drawing.append(inline)
    return drawing


def place_charts(document: Document, charts: Mapping[str, ChartData | None]) -> list[BoundFigure]:
    """Put each chart where its mark stands; return the figures in them, in the document's order.

    A chart whose mark the template has twice is drawn twice, each with a workbook of its own.
    """
    figures: list[BoundFigure] = []
    body = document.element.body
    marked = [each for each in body.iter(f"{{{W}}}t") if OPEN in (each.text or "")]
    # The office may have pictures and charts of its own in the template.
    taken = [int(each.get("id")) for each in body.iter(f"{{{WP}}}docPr")]
    for number, shown in enumerate(marked, start=max(taken, default=0) + 1):
        match = MARKED.search(shown.text)
        if match is None:
            continue
        chart = charts.get(match[1])
        if chart is None:
            continue
        relationship = _attach(document, chart)
        shown.getparent().replace(shown, _drawing(chart, relationship, number))
        figures += chart.points
    return figures


def read_chart_figures(package: zipfile.ZipFile, document: etree._Element) -> list[BoundFigure]:
    """Return the figures that the charts of a document say they show, in its order."""
    figures: list[BoundFigure] = []
    targets = _targets(package, "word/document.xml")
    for drawing in document.iter(f"{{{WP}}}inline", f"{{{WP}}}anchor"):
        chart = drawing.find(f".//{{{C}}}chart")
        if chart is None:
            continue
        name = drawing.find(f"{{{WP}}}docPr").get("name")
        part = targets[chart.get(f"{{{R}}}id")]
        workbooks = [each for each in _targets(package, part).values() if each.endswith(".xlsx")]
        for each in workbooks:
            figures += _sources(package.read(each), name)
    return figures


def _targets(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in package.namelist():
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(package.read(path), parser)
    return {
        each.get("Id"): posixpath.normpath(posixpath.join(folder, each.get("Target"))).lstrip("/")
        for each in root.iter(RELATIONSHIPS)
        if each.get("TargetMode") != "External"
    }


def _sources(workbook: bytes, chart: str) -> Iterator[BoundFigure]:
    """The figures of a chart's workbook; none of a chart that the office made itself."""
    book = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True)
    if SOURCES_SHEET not in book.sheetnames:
        return
    for row in book[SOURCES_SHEET].iter_rows(min_row=2, values_only=True):
        texts = [str(cell or "") for cell in row]
        yield BoundFigure(texts[2], texts[3], texts[4], texts[5], texts[6], chart)
