"""Relationships between parts, and the list of content types: read and added to by bytes."""

import posixpath
from collections.abc import Mapping

from dagster_project.returns.marking.markup import Part
from dagster_project.returns.marking.package import Package

CONTENT_TYPES = "[Content_Types].xml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
    b'"http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def relation_namespace(main_namespace: str) -> str:
    """The namespace of `r:id` and of relationship types in a workbook of a main namespace."""
    return _STRICT if main_namespace == _STRICT_MAIN else _TRANSITIONAL


def relation_id(attributes: Mapping[str, str]) -> str | None:
    """The `r:id` among the attributes of an element."""
    ids = (f"{_TRANSITIONAL} id", f"{_STRICT} id")
    return next((attributes[key] for key in ids if key in attributes), None)


class Relations:
    """The relationships of one part; `save` writes what was added or aimed elsewhere."""

    def __init__(self, package: Package, source: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(source)
        self._path = self.path_of(source)
        content = package.read(self._path) if self._path in package else _EMPTY
        self._part = Part(content)
        self._root = self._part.outline()
        self._entries = {each.attributes["Id"]: each for each in self._root.all("Relationship")}
        self._taken = set(self._entries)

    @staticmethod
    def path_of(source: str) -> str:
        """The path of the part that holds the relationships of another."""
        folder, name = posixpath.split(source)
        return f"{folder}/_rels/{name}.rels"

    def target(self, identifier: str) -> str | None:
        """The path of the part that a relationship leads to; None if it leads outside."""
        entry = self._entries.get(identifier)
        if entry is None or entry.attributes.get("TargetMode") == "External":
            return None
        return posixpath.normpath(
            posixpath.join("/", self._folder, entry.attributes["Target"].replace("\\", "/"))
        ).lstrip("/")

    def kind(self, identifier: str) -> str:
        """The last word of a relationship's type, such as 'worksheet'; '' for an unknown one."""
        entry = self._entries.get(identifier)
        return entry.attributes.get("Type", "").rpartition("/")[2] if entry else ""

    def of_kind(self, kind: str) -> str | None:
        """The first relationship of a kind."""
        return next((each for each in self._entries if self.kind(each) == kind), None)

    def add(self, type_namespace: str, kind: str, path: str) -> str:
        """Add a relationship to a part; return its identifier."""
        number = len(self._taken) + 1
        while f"rId{number}" in self._taken:
            number += 1
        self._taken.add(f"rId{number}")
        prefix = self._part.prefix(self._root.start)
        self._part.append(
            self._root,
            f'<{prefix}Relationship Id="rId{number}" Type="{type_namespace}/{kind}"'
            f' Target="/{path}"/>',
        )
        return f"rId{number}"

    def aim(self, identifier: str, path: str) -> None:
        """Let a relationship lead to another part."""
        self._part.set_attribute(self._entries[identifier].start, "Target", f"/{path}")

    def save(self) -> None:
        """Write the relationships back into the package."""
        self._package.write(self._path, self._part.edited())


class ContentTypes:
    """The package's list of content types; `save` writes what was added."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = Part(package.read(CONTENT_TYPES))
        self._root = self._part.outline()
        self._extensions = {
            each.attributes["Extension"].lower() for each in self._root.all("Default")
        }
        self._paths = {each.attributes["PartName"].lower() for each in self._root.all("Override")}

    def add(self, path: str, content_type: str) -> None:
        """State the type of a part, unless it is stated by its name."""
        if f"/{path}".lower() in self._paths:
            return
        prefix = self._part.prefix(self._root.start)
        self._part.append(
            self._root, f'<{prefix}Override PartName="/{path}" ContentType="{content_type}"/>'
        )

    def add_extension(self, extension: str, content_type: str) -> None:
        """State the type of all parts of an extension, unless it is stated."""
        if extension in self._extensions:
            return
        self._extensions.add(extension)
        prefix = self._part.prefix(self._root.start)
        self._part.append(
            self._root,
            f'<{prefix}Default Extension="{extension}" ContentType="{content_type}"/>',
        )

    def save(self) -> None:
        """Write the list back into the package."""
        self._package.write(CONTENT_TYPES, self._part.edited())
