"""The package of an .xlsx: which parts are worksheets, and their bytes as a parser may see them.

Nothing is unpacked before the directory was looked at. Where the package holds what its reader
cannot take (macro and dialog sheets, parts in UTF-16), a plainer package is made of the rest.
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from xml.etree import ElementTree
from xml.parsers import expat

from dagster_project.spreadsheets.formats.limits import TOO_LARGE
from dagster_project.spreadsheets.formats.packages import check_directory
from dagster_project.spreadsheets.formats.refusals import DAMAGED, ENTITIES
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError

_SHARED_TEXTS = "xl/sharedstrings.xml"
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ROOT_RELATIONS = "_rels/.rels"
_TO_WORKBOOK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="workbook" Target="xl/workbook.xml" Type="http://schemas.openxmlformats.org'
    '/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_STYLES = "xl/styles.xml"
_MAX_INDEX_PART = 8 << 20
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ENCODING = re.compile(r"""^(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""")
_SHEET = re.compile(rb"<(?:[\w.-]+:)?sheet\s[^>]*>")
_FOREIGN = ("/xlmacrosheet", "/xlintlmacrosheet", "/dialogsheet")


class XlsxPackage:
    """An .xlsx whose directory was found harmless.

    `has_foreign` tells that `plain()` must be read in its place. Use as a context manager.
    """

    def __init__(self, data: bytes) -> None:
        """Open the zip and look at its directory."""
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        members = self._zip.infolist()
        check_directory(members)
        names = Counter(_plain(part.filename) for part in members)
        if any(times > 1 and name.startswith("xl/") for name, times in names.items()):
            raise UnreadableFileError(DAMAGED)  # which of two parts counts, readers disagree on
        self._members = {_plain(part.filename): part.filename for part in members}
        self.has_foreign = False
        self._foreign_sheets: set[str] = set()
        self._index = ("", "")

    def __enter__(self) -> "XlsxPackage":
        """Nothing more to open."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the zip."""
        self._zip.close()

    def has(self, name: str) -> bool:
        """Whether there is a part of this name, whatever its case and slashes."""
        return _plain(name) in self._members

    def part(self, name: str) -> bytes:
        """The bytes of a part in UTF-8; one with a document type (entities) is refused unread.

        Raises:
            UnreadableFileError: it has a document type.
        """
        xml = self._zip.read(self._members[_plain(name)])
        if xml.startswith(_WIDE):
            self.has_foreign = True
            text = _ENCODING.sub(r"\1", xml.decode("utf-16").lstrip("\ufeff"))
            xml = text.encode("utf-8")
        if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml[:4096]:
            raise UnreadableFileError(ENTITIES)
        return xml

    def worksheets(self) -> dict[str, str]:
        """Which part holds which worksheet, by title; macro and dialog sheets are noted.

        Raises:
            UnreadableFileError: a sheet is of no kind or has no entry, or two have the same title.
        """
        folder, name = posixpath.split(self._workbook())
        self._index = (f"{folder}/{name}", f"{folder}/_rels/{name}.rels")
        self.has_foreign = self._index[0] != _WORKBOOK
        kinds = {
            relation.get("Id", ""): (relation.get("Type", ""), relation.get("Target", ""))
            for relation in self._parsed(self._index[1])
        }
        parts: dict[str, str] = {}
        for sheet in self._parsed(self._index[0]).iter():
            if not sheet.tag.endswith("}sheet"):
                continue
            key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            kind, target = kinds.pop(key, ("", ""))
            title = sheet.get("name", "")
            if not key or kind.lower().endswith(_FOREIGN):  # an old module of macros has no part
                self._foreign_sheets.add(key)
                self.has_foreign = True
            elif not kind.endswith(("/worksheet", "/chartsheet")) or title in parts:
                raise UnreadableFileError(DAMAGED)
            elif kind.endswith("/worksheet"):
                is_whole = target.startswith("/")
                parts[title] = target.lstrip("/") if is_whole else f"{folder}/{target}"
        self._check_others(kind for kind, _ in kinds.values())
        return parts

    def _check_others(self, kinds: Iterable[str]) -> None:
        """Refuse a worksheet without an entry, and styles or texts that are not where they belong.

        Their reader looks for them under their usual names only: without styles it would make
        numbers of dates.
        """
        for kind in kinds:
            is_lost = kind.endswith("/styles") and not self.has(_STYLES)
            is_lost |= kind.endswith("/sharedStrings") and not self.has(_SHARED_TEXTS)
            if is_lost or kind.endswith("/worksheet"):
                raise UnreadableFileError(DAMAGED)

    def _workbook(self) -> str:
        """The part that lists the sheets, mostly xl/workbook.xml."""
        for relation in self._parsed(_ROOT_RELATIONS):
            if relation.get("Type", "").endswith("/officeDocument"):
                return _plain(relation.get("Target", ""))
        raise UnreadableFileError(DAMAGED)

    def size(self, names: Iterable[str]) -> int:
        """How many bytes parts have together, as the directory says and unpacking proves."""
        return sum(self._zip.getinfo(self._members[_plain(name)]).file_size for name in names)

    def shared_texts(self) -> bytes:
        """The part of the shared texts, well-formed: a lost tag would shift all that follow.

        The styles are unpacked as well: their size must be what the directory says.
        """
        if self.has(_STYLES):
            self.part(_STYLES)
        if not self.has(_SHARED_TEXTS):
            return b""
        xml = self.part(_SHARED_TEXTS)
        expat.ParserCreate("utf-8").Parse(xml, True)
        return xml

    def plain(self, sheets: dict[str, str]) -> bytes:
        """A package of the worksheets and what they need, in UTF-8 and under the usual names."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as package:
            for name in ["[Content_Types].xml", _STYLES, _SHARED_TEXTS, *sheets.values()]:
                if self.has(name):
                    path = self._members[_plain(name)].replace("\\", "/")
                    package.writestr(path, self.part(name))
            package.writestr(_ROOT_RELATIONS, _TO_WORKBOOK)
            package.writestr(_WORKBOOK, _SHEET.sub(self._kept, self.part(self._index[0])))
            package.writestr(_RELATIONS, self.part(self._index[1]))
        return file.getvalue()

    def _kept(self, sheet: re.Match[bytes]) -> bytes:
        keys = re.findall(rb"""\sr?[\w.-]*:id\s*=\s*["']([^"']*)["']""", sheet[0])
        is_foreign = any(key.decode() in self._foreign_sheets for key in keys)
        return b"" if is_foreign else sheet[0]

    def _parsed(self, name: str) -> ElementTree.Element:
        if self._zip.getinfo(self._members[name]).file_size > _MAX_INDEX_PART:
            raise UnreadableFileError(TOO_LARGE)
        xml = self.part(name)
        if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            raise UnreadableFileError(ENTITIES)
        # Without a document type there are no entities.
        return ElementTree.fromstring(xml)  # noqa: S314


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
