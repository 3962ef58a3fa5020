"""The container of an old workbook (OLE), looked at before its reader opens it.

Bounds what a hostile directory costs, and mends one harmless fault of known exporters: a table of
shared texts that announces more of them than it has. Cells are `xls.py`'s.
"""

import struct
from array import array
from collections.abc import Iterator
from io import StringIO

_HEADER = 512
_ENTRY = 128
_LARGEST_SECTOR = 20
_END, _FREE, _MORE = -2, -1, -4
_STORAGE = 1
_SST, _CONTINUE, _END_OF_PART = 0xFC, 0x3C, 0x0A


_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class DamagedContainerError(Exception):
    """The container cannot be followed, or is built to cost without end."""


def is_container(data: bytes) -> bool:
    """Whether this is an OLE file; before Excel 5 the records of a sheet stood alone."""
    return data.startswith(_SIGNATURE)


def check_directory(data: bytes) -> None:
    """Follow the directory once.

    Raises:
        DamagedContainerError: an entry is reached twice (each level of entries that share their
            children would double the work of reading them), or the directory cannot be followed.
    """
    try:
        directory = _directory(data)
        _walk(list(struct.iter_unpack("<iii", _links(directory))), _types(directory))
    except (struct.error, IndexError) as error:
        raise DamagedContainerError(str(error)) from error


def _walk(entries: list[tuple[int, ...]], types: bytes) -> None:
    seen = {0}
    waiting = [entries[0][2]]
    while waiting:
        entry = waiting.pop()
        if entry < 0:
            continue
        if entry in seen:
            raise DamagedContainerError(f"directory entry {entry} is reached twice")
        seen.add(entry)
        left, right, child = entries[entry]
        waiting += [left, right]
        if types[entry] == _STORAGE:
            waiting.append(child)


def _links(directory: bytes) -> bytes:
    """Left, right and child of every entry."""
    whole = len(directory) // _ENTRY * _ENTRY
    return b"".join(directory[place + 68 : place + 80] for place in range(0, whole, _ENTRY))


def _types(directory: bytes) -> bytes:
    return directory[66::_ENTRY]


def _directory(data: bytes) -> bytes:
    """The bytes of the directory, each sector of the file taken at most once."""
    shift = struct.unpack_from("<H", data, 30)[0]
    size = 1 << (shift if shift <= _LARGEST_SECTOR else 9)
    seen: set[int] = set()
    table = array("i")
    for sector in _table_sectors(data, size, seen):
        table.frombytes(_sector(data, size, sector, seen))
    parts = []
    place = struct.unpack_from("<i", data, 48)[0]
    while place >= 0:
        parts.append(_sector(data, size, place, seen))
        place = table[place]
    return b"".join(parts)


def _table_sectors(data: bytes, size: int, seen: set[int]) -> Iterator[int]:
    """The sectors that hold the allocation table, as the header and its extension list them."""
    first, extent = struct.unpack_from("<ii", data, 68)
    listed = list(struct.unpack_from("<109i", data, 76))
    place = _END if extent == 0 and first in (_END, _FREE, 0) else first
    while place not in (_END, _FREE, _MORE):
        listed += struct.unpack(f"<{size // 4}i", _sector(data, size, place, seen))
        place = listed.pop()
    last = (len(data) - _HEADER + size - 1) // size
    yield from (sector for sector in listed if sector not in (_END, _FREE) and sector < last)


def _sector(data: bytes, size: int, place: int, seen: set[int]) -> bytes:
    start = _HEADER + place * size
    if place < 0 or place in seen or start >= len(data):
        raise DamagedContainerError(f"sector {place} cannot be there")
    seen.add(place)
    return data[start : start + size]


def with_true_count_of_texts(data: bytes) -> bytes | None:
    """The workbook's records with the count of shared texts put right; None if it is not that.

    Only the count may be wrong: the texts must end exactly where their records do. A cell that
    asks for a text beyond them is still a fault of the file.
    """
    import xlrd.book
    import xlrd.compdoc

    memory, base, length = xlrd.compdoc.CompDoc(data, logfile=StringIO()).locate_named_stream(
        "Workbook"
    )
    if memory is None:
        return None
    stream = bytearray(memory[base : base + length])
    start, parts = _shared_texts(stream)
    if not parts:
        return None
    few, many = 0, min(struct.unpack_from("<i", parts[0], 4)[0], sum(map(len, parts)) // 3)
    while few < many:
        middle = (few + many + 1) // 2
        try:
            xlrd.book.unpack_SST_table(parts, middle)
            few = middle
        except (AssertionError, IndexError, struct.error, UnicodeDecodeError):
            many = middle - 1
    struct.pack_into("<i", stream, start + 8, few)
    return bytes(stream) if _ends_there(parts, few) else None


def _ends_there(parts: list[bytes], count: int) -> bool:
    """Whether one text more fails for the only reason that the records are used up."""
    import xlrd.book

    try:
        xlrd.book.unpack_SST_table(parts, count + 1)
    except AssertionError:
        return True
    except (IndexError, struct.error, UnicodeDecodeError):
        return False
    return False


def _shared_texts(stream: bytearray) -> tuple[int, list[bytes]]:
    """Where the record of shared texts begins, and its content with that of its continuations."""
    place = start = 0
    parts: list[bytes] = []
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if (parts and kind != _CONTINUE) or kind == _END_OF_PART:
            break
        if kind == _SST:
            start = place
        if kind == _SST or parts:
            parts.append(bytes(stream[place + 4 : place + 4 + length]))
        place += 4 + length
    return start, parts
