"""Writes what is no table or cannot be opened: what the office must send back with a reason."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence

from dagster_project.demonstration.mess.pages import Page
from dagster_project.demonstration.writers import write_openpyxl, write_xls, zipped
from dagster_project.demonstration.writers_ole import write_biff, write_encrypted, write_old_word
from dagster_project.demonstration.writers_xlsx import XlsxHabits, write_xlsx

_BOMB = 16 << 20
_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    '<link id="shLink" href="report.files/sheet001.htm"></head><frameset rows="*,39">'
    '<frame src="report.files/sheet001.htm"><frame src="report.files/tabstrip.htm">'
    "</frameset></html>"
)
_MHTML = (
    "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
    'Content-Type: multipart/related;\r\n\tboundary="=_1"\r\n\r\n'
    "--=_1\r\nContent-Type: text/html\r\n\r\n"
    "<table><tr><td>1</td></tr></table>\r\n--=_1--\r\n"
)


def _pdf(_: Sequence[Page]) -> bytes:
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def _png(_: Sequence[Page]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        _PNG + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


def _jpeg(_: Sequence[Page]) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"


def _xlsb(_: Sequence[Page]) -> bytes:
    return zipped(
        [
            ("[Content_Types].xml", "<Types/>"),
            ("xl/workbook.bin", bytes(64)),
            ("xl/worksheets/sheet1.bin", bytes(64)),
        ]
    )


def _truncated(pages: Sequence[Page]) -> bytes:
    data = write_openpyxl(pages)
    return data[: len(data) * 2 // 3]


def _damaged(pages: Sequence[Page]) -> bytes:
    """Return a zip whose sheets do not unpack: bytes in the middle of each were changed."""
    data = bytearray(write_openpyxl(pages))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        for entry in package.infolist():
            if entry.filename.startswith("xl/worksheets/"):
                start = entry.header_offset + 30 + len(entry.filename)
                for place in range(start, start + entry.compress_size):
                    data[place] ^= 0xA5
    return bytes(data)


def _cut_old(pages: Sequence[Page]) -> bytes:
    data = write_xls(pages)
    return data[: len(data) // 2]


def _archive(pages: Sequence[Page]) -> bytes:
    return zipped([("2026-09/report.xlsx", write_openpyxl(pages))])


def _word(_: Sequence[Page]) -> bytes:
    return zipped([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>")])


def _with_part(pages: Sequence[Page], name: str, content: Callable[[bytes], bytes]) -> bytes:
    """Return a sound .xlsx in which one part was replaced by another."""
    with zipfile.ZipFile(io.BytesIO(write_xlsx(pages, XlsxHabits()))) as package:
        parts = [(part, package.read(part)) for part in package.namelist()]
    return zipped([(part, content(data) if part == name else data) for part, data in parts])


def _zip_bomb(pages: Sequence[Page]) -> bytes:
    return _with_part(pages, "xl/sharedStrings.xml", lambda data: data + b" " * _BOMB)


def _entity_bomb(pages: Sequence[Page]) -> bytes:
    names = "abcdefghij"
    entities = "".join(
        f'<!ENTITY {name} "{f"&{names[number - 1]};" * 10 if number else "ha"}">'
        for number, name in enumerate(names)
    )
    return _with_entities(pages, entities)


def _external_entity(pages: Sequence[Page]) -> bytes:
    return _with_entities(pages, '<!ENTITY j SYSTEM "file:///etc/hostname">')


def _with_entities(pages: Sequence[Page], entities: str) -> bytes:
    def told(data: bytes) -> bytes:
        head, _, rest = data.partition(b"?>")
        document = f"<!DOCTYPE sst [{entities}]>".encode()
        return head + b"?>" + document + rest.replace(b"</t>", b"&j;</t>", 1)

    return _with_part(pages, "xl/sharedStrings.xml", told)


REFUSED: dict[str, Callable[[Sequence[Page]], bytes]] = {
    "encrypted": lambda _: write_encrypted(),
    "lock_file": lambda _: "甲某".ljust(82).encode("utf-16-le"),
    "pdf": _pdf,
    "image_png": _png,
    "image_jpeg": _jpeg,
    "xlsb": _xlsb,
    "mhtml": lambda _: _MHTML.encode(),
    "frameset": lambda _: _FRAMES.encode(),
    "zip_truncated": _truncated,
    "zip_damaged": _damaged,
    "xls_truncated": _cut_old,
    "biff2": lambda _: write_biff(2),
    "biff3": lambda _: write_biff(3),
    "biff4": lambda _: write_biff(4),
    "archive": _archive,
    "word": _word,
    "old_word": lambda _: write_old_word(),
    "empty": lambda _: b"",
    "random_bytes": lambda _: bytes((7 * number * number + 3) % 256 for number in range(4000)),
    "zip_bomb": _zip_bomb,
    "entity_bomb": _entity_bomb,
    "external_entity": _external_entity,
}
