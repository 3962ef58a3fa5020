"""Writes the oldest files record by record: BIFF2 to BIFF5, and shells of encrypted workbooks."""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dagster_project.demonstration.mess.contents import plain_text, serial
from dagster_project.demonstration.mess.pages import Content, Formula, Page

_SECTOR, _SMALLEST_STREAM = 512, 4096
_LINK_END, _FREE, _FAT = -2, -1, -3
_DATE_STYLE = 1


@dataclass(frozen=True)
class OldHabits:
    """A BIFF5 workbook: texts are in `encoding`; `codepage` is what it says (0: nothing)."""

    encoding: str = "gbk"
    codepage: int = 936


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def write_biff5(pages: Sequence[Page], habits: OldHabits) -> bytes:
    """Return a workbook as Excel 5 and 95 wrote it; formulas as their values, no merges."""

    def told(text: str, length: str) -> bytes:
        written = text.encode(habits.encoding)
        return struct.pack(length, len(written)) + written

    def bof(kind: int) -> bytes:
        return _record(0x809, struct.pack("<HHHH", 0x500, kind, 2412, 1997))

    def sheet(page: Page) -> bytes:
        cells = (_cell(place, content, told) for place, content in sorted(page.cells.items()))
        return bof(16) + b"".join(cells) + _record(10, b"")

    head = bof(5)
    head += _record(0x42, struct.pack("<H", habits.codepage)) if habits.codepage else b""
    head += _record(0x22, struct.pack("<H", 0))
    for number, style in enumerate(("General", "yyyy-mm-dd")):
        head += _record(0x41E, struct.pack("<H", 164 + number) + told(style, "<B"))
    for number in range(2):
        head += _record(0xE0, struct.pack("<HH", 0, 164 + number).ljust(16, b"\0"))
    names = [told(page.name, "<B") for page in pages]
    start = len(head) + sum(10 + len(name) for name in names) + 4
    body = b""
    for page, name in zip(pages, names, strict=True):
        head += _record(0x85, struct.pack("<IBB", start + len(body), page.is_hidden, 0) + name)
        body += sheet(page)
    return ole([("Book", head + _record(10, b"") + body)])


def _cell(place: tuple[int, int], content: Content, told: Callable[[str, str], bytes]) -> bytes:
    value = content.value if isinstance(content, Formula) else content
    style = _DATE_STYLE if isinstance(value, date) else 0
    where = struct.pack("<HHH", place[0] - 1, place[1] - 1, style)
    if isinstance(value, bool):
        return _record(0x205, where + bytes((value, 0)))
    if isinstance(value, date):
        return _record(0x203, where + struct.pack("<d", serial(value)))
    if isinstance(value, int | float):
        return _record(0x203, where + struct.pack("<d", value))
    return _record(0x204, where + told(plain_text(value), "<H"))


def write_biff(version: int) -> bytes:
    """Return the beginning of a workbook of BIFF2, 3 or 4: a bare stream of records."""
    kinds = {2: 0x0009, 3: 0x0209, 4: 0x0409}
    bof = struct.pack("<HH", version, 0x10).ljust(4 if version == 2 else 6, b"\0")
    number = struct.pack("<HHH", 0, 0, 0) + struct.pack("<d", 1.0)
    return _record(kinds[version], bof) + _record(0x203, number) + _record(10, b"")


def write_encrypted() -> bytes:
    """Return the shell that Excel puts around a workbook with a password."""
    info = struct.pack("<HHI", 4, 4, 0x40) + b"<encryption/>"
    return ole([("EncryptedPackage", bytes(range(256)) * 24), ("EncryptionInfo", info)])


def write_old_word() -> bytes:
    """Return an old Word document, or as much of it as tells what it is."""
    return ole([("WordDocument", b"\xec\xa5" + bytes(4094)), ("1Table", bytes(4096))])


def ole(streams: Sequence[tuple[str, bytes]]) -> bytes:
    """Return an OLE file of up to three streams, each made long enough for ordinary sectors."""
    entries, sectors, links = [], b"", [_FREE]
    named = [(name, data.ljust(_SMALLEST_STREAM, b"\0")) for name, data in streams]
    size = sum(-(-len(data) // _SECTOR) for _, data in named) + 1
    fat_sectors = -(-(size + 1) * 4 // _SECTOR)
    while fat_sectors * _SECTOR // 4 < size + fat_sectors:
        fat_sectors += 1
    links = [_FAT] * fat_sectors + [_LINK_END]
    for number, (name, data) in enumerate(named):
        first, count = len(links), -(-len(data) // _SECTOR)
        links += [*range(first + 1, first + count), _LINK_END]
        sectors += data.ljust(count * _SECTOR, b"\0")
        following = number + 2 if number + 1 < len(named) else -1
        entries.append(_entry(name, 2, following, -1, first, len(data)))
    directory = _entry("Root Entry", 5, -1, 1, _LINK_END, 0) + b"".join(entries)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack(
        "<iiiiiiii", fat_sectors, fat_sectors, 0, _SMALLEST_STREAM, _LINK_END, 0, _LINK_END, 0
    )
    first_fat = [number if number < fat_sectors else _FREE for number in range(109)]
    header += struct.pack("<109i", *first_fat)
    fat = struct.pack(f"<{len(links)}i", *links).ljust(fat_sectors * _SECTOR, b"\xff")
    return header + fat + directory.ljust(_SECTOR, b"\0") + sectors


def _entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    told = struct.pack("<HBBiii", len(written), kind, 1, -1, right, child)
    head = written.ljust(64, b"\0") + told
    return head.ljust(116, b"\0") + struct.pack("<iii", first, size, 0)
