"""Writing a Word package so that the same parts always give the same bytes.

Zip files carry times and an order; both are fixed here. What the parts say is made elsewhere.
"""

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

# The earliest time that a zip file can state.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
FIRST_PARTS = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
REGULAR_FILE = 0o100644 << 16
COMPRESSION_LEVEL = 6


def _place(name: str) -> tuple[int, str]:
    rank = FIRST_PARTS.index(name) if name in FIRST_PARTS else len(FIRST_PARTS)
    return rank, name


def package_bytes(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of the parts (name in the package → bytes) with fixed times and order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in sorted(parts, key=_place):
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = REGULAR_FILE
            package.writestr(entry, parts[name], compresslevel=COMPRESSION_LEVEL)
    return buffer.getvalue()


def repacked(package: bytes) -> bytes:
    """Return the same package with fixed times and order of parts."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return package_bytes({name: archive.read(name) for name in archive.namelist()})


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
