"""The zip of a workbook, member by member: what is not changed is copied as it was compressed.

Knows names and bytes, not what the parts mean. Times are fixed, so that the same parts always give
the same bytes.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from dagster_project.returns.marking.errors import UNUSUAL, CannotAnnotateError

# 1980-01-01 00:00, the earliest that a zip can state.
_FIXED_DATE = (1 << 5) | 1
_UTF8_NAME = 0x800
_NAME_FLAGS = _UTF8_NAME | 0b110  # compression options travel with the raw data
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sBBHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")
_VERSION = 20
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class _Member:
    """A member as it is written: `raw` is what stands in the zip, compressed by `method`."""

    name: bytes
    flags: int
    method: int
    crc: int
    size: int
    raw: bytes | memoryview
    attributes: int


class Package:
    """The parts of a workbook by path; a path is compared as packages do, without case."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._members = self._archive.infolist()
        self._by_path = {_key(member.filename): member for member in self._members}
        if len(self._by_path) != len(self._members):
            raise CannotAnnotateError(UNUSUAL)
        self._changed: dict[str, bytes] = {}
        self._new: dict[str, bytes] = {}
        self._has_backslashes = any("\\" in member.orig_filename for member in self._members)

    def __contains__(self, path: str) -> bool:
        return self._known(path) is not None

    def paths(self) -> Iterator[str]:
        """The paths of all parts, in lower case."""
        yield from self._by_path
        yield from map(_key, self._new)

    def read(self, path: str) -> bytes:
        """The bytes of a part as they stand now."""
        key = self._known(path)
        if key is None:
            raise KeyError(path)
        if key in self._changed:
            return self._changed[key]
        if key in self._by_path:
            return self._archive.read(self._by_path[key])
        return next(content for name, content in self._new.items() if _key(name) == key)

    def write(self, path: str, content: bytes) -> None:
        """Put a part in the place of one that is there, or add it."""
        key = self._known(path)
        if key in self._by_path:
            self._changed[key] = content
        else:
            self._new[path] = content

    def free_path(self, pattern: str) -> str:
        """The first path of a pattern such as 'xl/comments{}.xml' that no part has."""
        taken = set(self.paths())
        number = 1
        while _key(pattern.format(number)) in taken:
            number += 1
        return pattern.format(number)

    def to_bytes(self) -> bytes:
        """The zip: its members in their order, the new ones after them."""
        out = io.BytesIO()
        directory = []
        for member in self._all_members():
            place = out.tell()
            common = (member.flags, member.method, 0, _FIXED_DATE, member.crc, len(member.raw))
            sizes = (*common, member.size, len(member.name), 0)
            out.write(_LOCAL.pack(b"PK\3\4", _VERSION, *sizes) + member.name)
            out.write(member.raw)
            where = (0, 0, 0, member.attributes, place)
            central = _CENTRAL.pack(b"PK\1\2", _VERSION, _UNIX, _VERSION, *sizes, *where)
            directory.append(central + member.name)
        start, count = out.tell(), len(directory)
        out.write(b"".join(directory))
        size = out.tell() - start
        out.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, 0))
        return out.getvalue()

    def _known(self, path: str) -> str | None:
        keys = set(map(_key, self._new))
        for key in (_key(path), _key(unquote(path))):
            if key in self._by_path or key in keys:
                return key
        return None

    def _all_members(self) -> Iterator[_Member]:
        for key, info in self._by_path.items():
            is_utf8 = bool(info.flag_bits & _UTF8_NAME)
            name = info.orig_filename.encode("utf-8" if is_utf8 else "cp437")
            if key in self._changed:
                yield _compressed(name, self._changed[key], info.flag_bits & _UTF8_NAME)
            else:
                flags = info.flag_bits & _NAME_FLAGS
                raw = self._raw(info)
                attributes = info.external_attr
                yield _Member(
                    name, flags, info.compress_type, info.CRC, info.file_size, raw, attributes
                )
        for path, content in self._new.items():
            written = path.replace("/", "\\") if self._has_backslashes else path
            yield _compressed(written.encode(), content, _UTF8_NAME)

    def _raw(self, info: zipfile.ZipInfo) -> memoryview:
        header = _LOCAL.unpack_from(self._data, info.header_offset)
        start = info.header_offset + _LOCAL.size + header[9] + header[10]
        return memoryview(self._data)[start : start + info.compress_size]


def _key(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()


def _compressed(name: bytes, content: bytes, flags: int) -> _Member:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    raw = packer.compress(content) + packer.flush()
    crc = zlib.crc32(content)
    return _Member(name, flags, zipfile.ZIP_DEFLATED, crc, len(content), raw, _REGULAR_FILE)
