"""Comparing a marked workbook with the one that was sent: only what may differ does.

Nothing of the product is used to compare: zips by zipfile, XML by lxml, cells by openpyxl.
"""

import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openxml_audit import OpenXmlValidator

from dagster_project.returns.marks import Mark, Severity
from dagster_project.spreadsheets.grid import Sheet

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
CHANGED_SHEETS = re.compile(r"xl/worksheets/(_rels/)?[^/]+\.xml(\.rels)?")
SHARED = ("[content_types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")


def mark(
    sheet: str,
    cell: str | None,
    severity: Severity = "fatal",
    message: str = "应是日期。请按“2026年9月5日”的格式填写。",
    problem_no: str = "0123456789",
    value: str | None = None,
) -> Mark:
    return Mark(sheet, cell, severity, "ROW-03", message, problem_no, "问题线索台账", value)


def parts(data: bytes) -> dict[str, bytes]:
    """The members of a zip by their plain names."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name.replace("\\", "/"): package.read(name) for name in package.namelist()}


def local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def assert_only_marks_differ(before: bytes, after: bytes, marks: Sequence[Mark]) -> None:
    """Hold every part against what may differ; sheets without a mark may not differ at all."""
    old, new = parts(before), parts(after)
    assert list(old) == list(new)[: len(old)]
    marked = {item.sheet for item in marks if item.cell}
    allowed = {path for name, path in sheet_paths(old).items() if name in marked}
    allowed |= {re.sub(r"([^/]+)$", r"_rels/\1.rels", path) for path in allowed}
    for name, content in old.items():
        if name.lower() in SHARED:
            continue
        if name in allowed:
            if not name.endswith(".rels"):
                assert_sheet_kept(content, new[name])
        else:
            assert new[name] == content, name
    for name in set(new) - set(old):
        pattern = r"xl/(worksheets/(_rels/)?|drawings/(_rels/)?|(threadedC|c)omments/|)[^/]+"
        assert re.fullmatch(pattern, name), name
    assert_styles_kept(named(old, "xl/styles.xml"), new[path_of(new, "xl/styles.xml")])
    assert_sheets_kept(old, new)


def named(content: dict[str, bytes], path: str) -> bytes | None:
    return next((each for name, each in content.items() if name.lower() == path.lower()), None)


def path_of(content: dict[str, bytes], path: str) -> str:
    return next(name for name in content if name.lower() == path.lower())


def sheet_paths(content: dict[str, bytes]) -> dict[str, str]:
    """The part of each worksheet by its name, in the order of the workbook."""
    book = etree.fromstring(content[path_of(content, "xl/workbook.xml")])
    links = etree.fromstring(content[path_of(content, "xl/_rels/workbook.xml.rels")])
    targets = {
        each.get("Id"): each.get("Target", "") for each in links if isinstance(each.tag, str)
    }
    found = {}
    for sheet in book.iter("{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        target = targets.get(key, "")
        path = target[1:] if target.startswith("/") else f"xl/{target}"
        found[str(sheet.get("name"))] = path
    return found


def assert_sheet_kept(before: bytes, after: bytes) -> None:
    """The same elements, texts and attributes, but for styles, blank new cells and the drawing."""
    old, new = etree.fromstring(before), etree.fromstring(after)
    known = {str(cell.get("r")) for cell in old.iter("{*}c")}
    rows = {str(row.get("r")) for row in old.iter("{*}row")}
    for cell in list(new.iter("{*}c")):
        if str(cell.get("r")) not in known:
            assert cell.text is None
            assert not len(cell)
            assert set(cell.attrib) == {"r", "s"}
            cell.getparent().remove(cell)
    for row in list(new.iter("{*}row")):
        if str(row.get("r")) not in rows:
            assert not len(row)
            assert set(row.attrib) == {"r"}
            row.getparent().remove(row)
    for tree in (old, new):
        for cell in tree.iter("{*}c"):
            cell.attrib.pop("s", None)
        for drawing in tree.findall("{*}legacyDrawing"):
            drawing.getparent().remove(drawing)
        for row in tree.iter("{*}row", "{*}sheetData"):
            row.text = row.text or None
    assert canonical(old) == canonical(new)


def canonical(tree: etree._Element) -> bytes:
    """XML in which `<row></row>` and `<row/>` are one, with prefixes as written."""
    return bytes(etree.tostring(tree, method="c14n"))


def assert_styles_kept(before: bytes | None, after: bytes) -> None:
    """Every section begins with what it held; nothing but counts and further entries."""
    if before is None:
        return
    old, new = etree.fromstring(before), etree.fromstring(after)
    sections = {local(each): each for each in new if isinstance(each.tag, str)}
    for section in old:
        if not isinstance(section.tag, str):
            continue
        now = sections[local(section)]
        kept = [etree.tostring(each, method="c14n") for each in now][: len(section)]
        assert kept == [etree.tostring(each, method="c14n") for each in section]
        if local(section) not in ("fonts", "fills", "borders", "cellXfs"):
            assert len(now) == len(section)
        elif "count" in section.attrib:
            assert now.get("count") == str(len(now))


def assert_sheets_kept(old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """The list in front; then the same sheets, names and numbers, local names one place on."""
    path = path_of(old, "xl/workbook.xml")
    before, after = etree.fromstring(old[path]), etree.fromstring(new[path])
    assert [dict(each.attrib) for each in after.iter("{*}sheet")][1:] == [
        dict(each.attrib) for each in before.iter("{*}sheet")
    ]
    names = [(each.get("name"), each.text, _place(each)) for each in before.iter("{*}definedName")]
    moved = [(name, text, None if place is None else place + 1) for name, text, place in names]
    kept = [(each.get("name"), each.text, _place(each)) for each in after.iter("{*}definedName")]
    first = next(iter(after.iter("{*}sheet"))).get("name")
    assert kept == [*moved, ("_xlnm.Print_Titles", f"'{first}'!$3:$3", 0)]
    opened = [int(each.get("activeTab", 0)) for each in before.iter("{*}workbookView")] or [0]
    assert [int(each.get("activeTab", 0)) for each in after.iter("{*}workbookView")] == [
        place + 1 for place in opened
    ]


def _place(name: etree._Element) -> int | None:
    place = name.get("localSheetId")
    return None if place is None else int(place)


def values(data: bytes, *, computed: bool) -> dict[str, dict[str, Any]]:
    """Every cell's value (or formula) by sheet and address, as openpyxl reads them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=computed)
    return {
        sheet.title: {
            cell.coordinate: getattr(cell.value, "text", cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def content(sheets: Iterable[Sheet]) -> list[tuple[object, ...]]:
    """What the reader saw: names, filled cells, merges, visibility."""
    return [
        (
            sheet.name,
            sheet.is_hidden,
            sheet.merges,
            {
                sheet.address(row, column): text
                for column, texts in enumerate(sheet.columns)
                for row, text in enumerate(texts)
                if text is not None
            },
        )
        for sheet in sheets
    ]


def faults(data: bytes, folder: Path) -> Counter[tuple[str, str]]:
    """What openxml-audit finds, by kind, without its advice where to keep texts."""
    path = folder / "audited.xlsx"
    path.write_bytes(data)
    return Counter(
        (str(each.error_type), each.description)
        for each in OpenXmlValidator().validate(path).errors
        if "inline-string" not in each.description
    )
