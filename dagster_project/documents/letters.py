"""Many short letters from one template: its parts are read and prepared once.

What docxtpl does for each document (open the package, clean the tags that Word has cut into runs)
is done once for a template; a letter then costs its own text only. Letters hold no figures of the
warehouse, so nothing is bound. What a letter says is made by whoever writes it.
"""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from lxml import etree

from dagster_project.documents.package import package_bytes
from dagster_project.documents.patterns import TEMPLATES
from dagster_project.documents.render import OFFICE_OFFSET, place_date
from dagster_project.documents.word_xml import XML_HEAD

DOCUMENT_PART, PROPERTIES_PART = "word/document.xml", "docProps/core.xml"
DUBLIN_CORE = "http://purl.org/dc"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


@dataclass(frozen=True)
class Signed:
    """Who signs a letter and when: printed at its end and kept in the file's properties."""

    office: str
    date: str
    at: datetime


class LetterTemplate:
    """A template of letters, as the office edits it in Word.

    Example:
        `LetterTemplate(path).letter({"title": "…", "office": "…"}, "…", signed)`
    """

    def __init__(self, path: Path) -> None:
        """Read the template's parts and make its text ready to be filled."""
        with zipfile.ZipFile(path) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}
        text = self._parts[DOCUMENT_PART].decode("utf-8")
        self._template = TEMPLATES.from_string(DocxTemplate(path).patch_xml(text))

    def letter(self, context: dict[str, Any], title: str, signed: Signed) -> bytes:
        """Return a letter as a .docx. Equal input gives equal bytes.

        Raises:
            jinja2.TemplateError: the template uses a name that the context lacks.
        """
        filled = self._template.render({**context, "office": signed.office, "date": signed.date})
        document = parse_xml(filled.encode())
        place_date(document, signed.office, signed.date)
        parts = {
            **self._parts,
            DOCUMENT_PART: etree.tostring(
                document, xml_declaration=True, encoding="UTF-8", standalone=True
            ),
            PROPERTIES_PART: _properties(title, signed),
        }
        return package_bytes(parts)


def _properties(title: str, signed: Signed) -> bytes:
    """Return the properties of a letter; those of the template are of whoever edited it."""
    at = f"{signed.at.replace(microsecond=0) - OFFICE_OFFSET:%Y-%m-%dT%H:%M:%SZ}"
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{at}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    office = escape(signed.office)
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DUBLIN_CORE}/elements/1.1/"'
        f' xmlns:dcterms="{DUBLIN_CORE}/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{office}</dc:creator>"
        f"<cp:lastModifiedBy>{office}</cp:lastModifiedBy><cp:revision>1</cp:revision>{times}"
        "</cp:coreProperties>"
    ).encode()
