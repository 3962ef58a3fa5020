"""Reading a Word file in tests: parts as XML, paragraphs as text."""

import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(docx: Path, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(docx) as package:
        return etree.fromstring(package.read(name))


def text_of(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def paragraphs(docx: Path) -> list[str]:
    """Return the text of every paragraph, those in tables too."""
    return [text_of(each) for each in part(docx).iter(f"{W}p")]


def table_rows(docx: Path) -> list[list[list[str]]]:
    """Return each table's rows of cell texts."""
    return [
        [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in part(docx).iter(f"{W}tbl")
    ]


def value(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    """Return an attribute of the element found at a path such as 'pPr/jc'."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)
