"""Writes small .xls files record by record: what no writer at hand makes (GBK, 1904, damage)."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Value = str | float | bool | bytes
STYLES = ("General", "yyyy-mm-dd", "yyyy/m/d h:mm", "h:mm", "[h]:mm", '0"d"')
VERSIONS = {5: 0x500, 8: 0x600}
ERRORS = {b"#NULL!": 0, b"#DIV/0!": 7, b"#VALUE!": 15, b"#REF!": 23, b"#NAME?": 29, b"#N/A": 42}
SECTOR = 512
MAIN_STREAM, LINK_END, FREE, FAT = 4096, -2, -1, -3


@dataclass(frozen=True)
class Page:
    """A sheet: values by (row, column), bytes meaning an error cell; styles by the same key."""

    name: str
    cells: dict[tuple[int, int], Value]
    styles: dict[tuple[int, int], int]
    visibility: int = 0
    merges: Sequence[tuple[int, int, int, int]] = ()


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def old_workbook(
    pages: Sequence[Page],
    *,
    version: int = 8,
    codepage: int | None = None,
    encoding: str = "gbk",
    is_1904: bool = False,
    further: bytes = b"",
    is_shared: bool = False,
) -> bytes:
    """An .xls of BIFF5 or BIFF8; in BIFF5 texts are in `encoding`, whatever `codepage` says.

    `further` are records added to the globals; `is_shared` lets all sheets be the first one.
    """

    def text(value: str, length: str) -> bytes:
        if version == 8:
            return struct.pack(length + "B", len(value), 1) + value.encode("utf-16-le")
        return struct.pack(length, len(value.encode(encoding))) + value.encode(encoding)

    def bof(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHH", VERSIONS[version], kind, 2412, 1997) + b"\0" * 8)

    def sheet(page: Page) -> bytes:
        cells = (
            _cell(place, value, page.styles.get(place, 0), text)
            for place, value in page.cells.items()
        )
        merges = b"".join(struct.pack("<HHHH", *area) for area in page.merges)
        merged = record(0xE5, struct.pack("<H", len(page.merges)) + merges) if merges else b""
        return bof(16) + b"".join(cells) + merged + record(10, b"")

    head = bof(5) + further
    head += record(0x42, struct.pack("<H", codepage)) if codepage else b""
    head += record(0x22, struct.pack("<H", is_1904))
    for number, style in enumerate(STYLES):
        head += record(
            0x41E, struct.pack("<H", 164 + number) + text(style, "<H" if version == 8 else "<B")
        )
    size = 20 if version == 8 else 16
    for number in range(len(STYLES)):
        head += record(0xE0, struct.pack("<HH", 0, 164 + number).ljust(size, b"\0"))
    names = [text(page.name, "<B") for page in pages]
    start = len(head) + sum(10 + len(name) for name in names) + 4
    body = b""
    for page, name in zip(pages, names, strict=True):
        place = start + (0 if is_shared else len(body))
        head += record(0x85, struct.pack("<IBB", place, page.visibility, 0) + name)
        body += sheet(page)
    return ole([("Workbook" if version == 8 else "Book", head + record(10, b"") + body)])


def _cell(place: tuple[int, int], value: Value, style: int, text: object) -> bytes:
    where = struct.pack("<HHH", *place, style)
    if isinstance(value, bytes):
        return record(0x205, where + bytes((ERRORS[value], 1)))
    if isinstance(value, bool):
        return record(0x205, where + bytes((value, 0)))
    if isinstance(value, str):
        return record(0x204, where + text(value, "<H"))  # type: ignore[operator]
    return record(0x203, where + struct.pack("<d", value))


def ole(streams: Iterable[tuple[str, bytes]]) -> bytes:
    """An OLE file of these streams, at most 60 KB together."""
    entries, sectors, links = [], b"", [FAT, LINK_END]
    named = [(name, data.ljust(MAIN_STREAM, b"\0")) for name, data in streams]
    for number, (name, data) in enumerate(named):
        first, count = len(links), -(-len(data) // SECTOR)
        links += [*range(first + 1, first + count), LINK_END]
        sectors += data.ljust(count * SECTOR, b"\0")
        following = number + 2 if number + 1 < len(named) else -1
        entries.append(entry(name, 2, following, -1, first, len(data)))
    directory = entry("Root Entry", 5, -1, 1, LINK_END, 0) + b"".join(entries)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<iiiiiiii", 1, 1, 0, MAIN_STREAM, LINK_END, 0, LINK_END, 0)
    header += struct.pack("<i", 0) + struct.pack("<i", FREE) * 108
    fat = struct.pack(f"<{len(links)}i", *links).ljust(SECTOR, b"\xff")
    return header + fat + directory.ljust(SECTOR, b"\0") + sectors


def entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    head = written.ljust(64, b"\0") + struct.pack(
        "<HBBiii", len(written), kind, 1, -1, right, child
    )
    return head.ljust(116, b"\0") + struct.pack("<iii", first, size, 0)
