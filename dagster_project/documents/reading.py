"""Reading back which figures stand in a finished document, and as what."""

import zipfile
from pathlib import Path

from lxml import etree

from dagster_project.documents.binding import BoundFigure, read_controls
from dagster_project.documents.chart_parts import read_chart_figures


def read_bound_figures(docx_path: Path) -> list[BoundFigure]:
    """Return the figures of a document as they are printed now.

    Those of its texts and tables come first, then those of its charts, each in its order.
    """
    with zipfile.ZipFile(docx_path) as package:
        # Resolving nothing: a document from elsewhere may try to name outside files.
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(package.read("word/document.xml"), parser)
        return read_controls(root) + read_chart_figures(package, root)
