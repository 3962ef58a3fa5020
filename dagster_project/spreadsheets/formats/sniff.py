"""What a file is, told by its bytes, and what its sender must do if it cannot be read.

Only recognises; which reader takes which kind is `opening.py`'s. The extension is never believed:
it only words the message. What is told of files of other programs is in `refusals.py`.
"""

import io
import re
import struct
import zipfile
from typing import Literal

from dagster_project.spreadsheets.formats import refusals as say

FileKind = Literal["xlsx", "xls", "ods", "spreadsheetml", "web_page", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXCEL_4 = b"\x09\x04\x06\x00"
_MAGIC: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"%PDF",), say.PDF),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), say.ARCHIVE),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"), say.PICTURE),
    ((b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x08\x08\x00"), say.VERY_OLD),
    ((b"{\\rtf",), say.WORD),
)
_DBASE = frozenset(b"\x02\x03\x04\x30\x31\x32\x43\x63\x83\x8b\x8c\xcb\xe5\xf5\xfb")
_MAIL = re.compile(r"(?:MIME-Version|Content-Type|From|Subject|Date)\s*:", re.IGNORECASE)
_PROLOG = re.compile(r"\s*(?:<\?(?:[^?]|\?(?!>))*\?>|<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE[^<>]*>)\s*",
                     re.IGNORECASE)  # fmt: skip
_ROOT = re.compile(r"\s*<(?:([\w.-]+):)?([A-Za-z][\w.-]*)")
_WEB_ROOTS = frozenset(
    {"html", "head", "meta", "title", "style", "script", "link", "body", "frameset", "div", "span"}
    | {"p", "font", "center", "form", "table", "thead", "tbody", "tr", "td", "th", "br", "h1"}
)
_TABLE_TAG = re.compile(r"<(?:html|table|frameset|!doctype html)[\s>]", re.IGNORECASE)
_HEAD = 8_192
_LINE_END = re.compile(r"[\r\n]")
_STRANGE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_PLAIN = re.compile(
    "[\t-\r -\u024f\u2000-\u22ff\u2460-\u27bf\u3000-\u33ff\u4e00-\u9fff\uff00-\uffef]+"
)
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13})
_SHEET_TYPES = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.sun.xml.calc",
)


class UnreadableFileError(Exception):
    """The file cannot be read; the text tells its sender, in Chinese, why and what to do."""


def recognise(data: bytes, file_name: str) -> FileKind:
    """Return what the bytes are.

    Only the reader of "xls" can tell whether an OLE file holds a workbook.

    Raises:
        UnreadableFileError: it is none of the kinds that are read, is damaged, encrypted or empty.
    """
    base = file_name.rsplit("/", 1)[-1]
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFileError(say.EMPTY if not data else say.ONLY_BLANKS)
    if base.startswith("~$"):
        raise UnreadableFileError(say.LOCK_FILE)
    for starts, message in _MAGIC:
        if data.startswith(starts):
            raise UnreadableFileError(message)
    if data.startswith(b"PK"):
        return _recognise_zip(data)
    if data.startswith((_OLE, _EXCEL_4)):
        return "xls"
    if _is_dbase(data):
        raise UnreadableFileError(say.DBASE)
    return _recognise_text(data)


def _recognise_zip(data: bytes) -> FileKind:
    # zipfile raises NotImplementedError for an archive of a later version than it knows.
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            kind = _open_document(package)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise UnreadableFileError(say.DAMAGED_ZIP) from error
    names = {member.filename.replace("\\", "/").lstrip("/").lower() for member in members}
    if any(member.flag_bits & 1 for member in members) or "encryptedpackage" in names:
        raise UnreadableFileError(say.ENCRYPTED)
    if "encrypted-package" in names:
        raise UnreadableFileError(say.ENCRYPTED_ODS)
    if any(name.startswith("xl/worksheets/") for name in names) or _has_other_sheets(names):
        if any(name.startswith("xl/workbook") and name.endswith(".bin") for name in names):
            raise UnreadableFileError(say.BINARY_WORKBOOK)
        return "xlsx"
    if "content.xml" in names and kind in (None, "sheets"):
        return "ods"
    raise UnreadableFileError(say.other_zip(names))


def _has_other_sheets(names: set[str]) -> bool:
    return any(
        name.startswith(("xl/macrosheets/", "xl/dialogsheets/", "xl/chartsheets/"))
        for name in names
    )


def _open_document(package: zipfile.ZipFile) -> Literal["sheets", "other"] | None:
    """What the first member of an OpenDocument file says it is."""
    if "mimetype" not in package.namelist() or package.getinfo("mimetype").flag_bits & 1:
        return None
    with package.open("mimetype") as member:
        return "sheets" if member.read(200).startswith(_SHEET_TYPES) else "other"


def _is_dbase(data: bytes) -> bool:
    """Whether the first bytes are a dBase header: version, date, and a length that fits."""
    if len(data) < 65 or data[0] not in _DBASE:
        return False
    month, day, length = data[2], data[3], struct.unpack_from("<H", data, 8)[0]
    return 1 <= month <= 12 and 1 <= day <= 31 and length >= 65 and data[length - 1 :][:1] == b"\r"


def _recognise_text(data: bytes) -> FileKind:
    wide = looks_like_utf16(data)
    if wide is None and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse_binary(data)
    head = data[:_HEAD].decode(wide or _utf16_by_mark(data) or "utf-8", "ignore").lstrip("\ufeff")
    if _MAIL.match(head) and "multipart/" in head.lower():
        raise UnreadableFileError(say.WEB_ARCHIVE)
    return _recognise_markup(head) if "<" in head else "text"


def _utf16_by_mark(data: bytes) -> str | None:
    return "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else None


def _recognise_markup(head: str) -> FileKind:
    """The kind of a text that may be XML or a web page, by its first element."""
    place = 0
    while prolog := _PROLOG.match(head, place):
        place = prolog.end()
    root = _ROOT.match(head, place)
    name = root[2].lower() if root else ""
    if name == "workbook":
        return "spreadsheetml"
    if name in _WEB_ROOTS:
        return "web_page"
    if name in ("worddocument", "package"):
        raise UnreadableFileError(say.WORD)
    # A document type with entities stops the prolog: only its kind is wanted here.
    if head.lstrip().startswith("<?xml") or (root and "xmlns" in head):
        is_sheet = "urn:schemas-microsoft-com:office:spreadsheet" in head
        if is_sheet and re.search(r"<(?:\w+:)?Workbook\b", head):
            return "spreadsheetml"
        raise UnreadableFileError(say.OTHER_XML)
    return "web_page" if _TABLE_TAG.search(head) else "text"


def looks_like_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: the one in which the bytes are lines of plain text.

    Zero bytes alone do not tell it: an ideographic space and some characters have one too.
    """
    sample = data[: _HEAD & ~1]
    if 0 not in sample:
        return None
    orders = ("utf-16-le", "utf-16-be")
    found = [order for order in orders if _is_plain(sample.decode(order, "ignore"))]
    return found[0] if len(found) == 1 else None


def _is_plain(text: str) -> bool:
    """Whether a text has lines, no control characters and little but Western and Chinese marks."""
    return (
        bool(_LINE_END.search(text))
        and not _STRANGE.search(text)
        and (10 * len(_PLAIN.sub("", text)) <= len(text))
    )


def _refuse_binary(data: bytes) -> None:
    head = data[:65_536]
    strange = len(head) - len(head.translate(None, _CONTROL))
    if strange * 20 > len(head):
        raise UnreadableFileError(say.UNKNOWN)
