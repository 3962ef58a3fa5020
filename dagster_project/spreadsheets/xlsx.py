"""An .xlsx workbook to sheets of text.

Checks the zip directory and the reach of the cells before anything is parsed, because a parser
given a hostile file can take all memory or end the process. Values come from calamine: its
numbers are exact doubles and its dates typed, where fastexcel's all-text mode rounds numbers to
nine decimals, drops leading empty columns and makes TRUE and the text "true" the same.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from xml.etree import ElementTree

import python_calamine

from dagster_project.spreadsheets.cell_text import cell_texts
from dagster_project.spreadsheets.grid import Sheet, Text
from dagster_project.spreadsheets.sheet_scan import SheetFacts, scan_sheet
from dagster_project.spreadsheets.sniff import UnreadableFileError
from dagster_project.spreadsheets.text import unescape

MAX_PARTS = 5_000
MAX_UNPACKED = 300 << 20
MAX_RATIO = 200
SMALL_PART = 4 << 20
MAX_BOX_CELLS = 4_000_000
UNCOMPUTED = "#公式未计算"

_DAMAGED = (
    "文件已损坏，无法完整读取。请在 Excel 或 WPS 中打开原表检查，"
    "另存为新的 .xlsx 工作簿后重新报送。"
)
TOO_LARGE = (
    "文件内容异常庞大(可能整列、整行设了格式，或在很远的单元格误填了内容)，已拒绝读取。"
    "请把有效数据复制到新工作簿，另存为 .xlsx 后重新报送。"
)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    python_calamine.CalamineError,
    python_calamine.XmlError,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    SyntaxError,
    NotImplementedError,  # zipfile's own, for a compression that it does not know
)
_ESCAPE = re.compile(rb"_x[0-9A-Fa-f]{4}_")


def read_xlsx(data: bytes) -> list[Sheet]:
    """Return the worksheets of a workbook in their order, hidden ones marked.

    Raises:
        UnreadableFileError: the package is damaged, too large, or its cells reach too far.
    """
    try:
        facts, has_escapes = _scan_package(data)
        return _read_sheets(data, facts, has_escapes)
    except _DAMAGE as error:
        raise UnreadableFileError(_DAMAGED) from error
    except MemoryError as error:
        raise UnreadableFileError(TOO_LARGE) from error
    except BaseException as error:
        # A panic in the parser derives from BaseException; the file is to blame, not the run.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError(_DAMAGED) from error


def _scan_package(data: bytes) -> tuple[dict[str, SheetFacts], bool]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        _check_directory(package.infolist())
        members = {_plain(name): name for name in package.namelist()}
        has_escapes = False
        facts: dict[str, SheetFacts] = {}
        for title, part in _sheet_parts(package, members).items():
            xml = _part(package, members, part)
            has_escapes = has_escapes or _ESCAPE.search(xml) is not None
            facts[title] = _checked_facts(xml)
        if "xl/sharedstrings.xml" in members:
            texts = _part(package, members, "xl/sharedstrings.xml")
            has_escapes = has_escapes or _ESCAPE.search(texts) is not None
    return facts, has_escapes


def _check_directory(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_PARTS or sum(part.file_size for part in members) > MAX_UNPACKED:
        raise UnreadableFileError(TOO_LARGE)
    for part in members:
        ratio = part.file_size / max(1, part.compress_size)
        if part.file_size > SMALL_PART and ratio > MAX_RATIO:
            raise UnreadableFileError(TOO_LARGE)


def _checked_facts(xml: bytes) -> SheetFacts:
    facts = scan_sheet(xml, MAX_BOX_CELLS)
    if facts.box_rows * facts.box_columns > MAX_BOX_CELLS:
        raise UnreadableFileError(TOO_LARGE)
    if not facts.is_addressed and b't="e"' in xml:
        raise UnreadableFileError(_DAMAGED)
    return facts


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _part(package: zipfile.ZipFile, members: dict[str, str], name: str) -> bytes:
    """The bytes of a part; one with a document type (entities) is refused unread."""
    xml = package.read(members[_plain(name)])
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml[:4096]:
        raise UnreadableFileError(_DAMAGED)
    return xml


def _parsed(package: zipfile.ZipFile, members: dict[str, str], name: str) -> ElementTree.Element:
    # Without a document type there are no entities: `_part` has refused those.
    return ElementTree.fromstring(_part(package, members, name))  # noqa: S314


def _sheet_parts(package: zipfile.ZipFile, members: dict[str, str]) -> dict[str, str]:
    """Which part of the package holds which worksheet."""
    relations = _parsed(package, members, "xl/_rels/workbook.xml.rels")
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in relations
        if relation.get("Type", "").endswith("/worksheet")
    }
    workbook = _parsed(package, members, "xl/workbook.xml")
    parts = {}
    for sheet in workbook.iter():
        if not sheet.tag.endswith("}sheet"):
            continue
        identifiers = [value for key, value in sheet.attrib.items() if key.endswith("}id")]
        target = targets.get(identifiers[0]) if identifiers else None
        if target is not None:
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            parts[sheet.get("name", "")] = part
    return parts


def _read_sheets(data: bytes, facts: dict[str, SheetFacts], has_escapes: bool) -> list[Sheet]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    for about in workbook.sheets_metadata:
        found = facts.get(about.name)
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet or found is None:
            continue
        rows = workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
        columns = _columns(rows, found)
        if has_escapes:
            columns = [[unescape(text) if text else text for text in column] for column in columns]
        is_hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
        sheets.append(Sheet(about.name, columns, found.merges, is_hidden))
    return sheets


def _columns(rows: Sequence[Sequence[object]], facts: SheetFacts) -> list[list[Text]]:
    """Cells by column as text, with error cells and uncomputed formulas put back."""
    special = dict.fromkeys(facts.uncomputed, UNCOMPUTED) | facts.errors
    height = max([len(rows), *(row + 1 for row, _ in special)])
    width = max([len(rows[0]) if rows else 0, *(column + 1 for _, column in special)])
    columns: list[list[Text]] = [cell_texts(column) for column in zip(*rows, strict=True)]
    if special:
        for column in columns:
            column.extend([None] * (height - len(column)))
        columns.extend([None] * height for _ in range(width - len(columns)))
        for (row, column_number), text in special.items():
            columns[column_number][row] = text
    return columns
