"""The workbook part: which part holds which sheet, and the list sheet put in front of them.

The list is the first tab, where a clerk sees it, but the sheet that was open stays the open one:
two selected sheets would be edited together. Numbers that count sheets move up by one.
"""

from dataclasses import dataclass

from dagster_project.returns.marking.errors import SHARED, CannotAnnotateError
from dagster_project.returns.marking.markup import Part, written
from dagster_project.returns.marking.package import Package
from dagster_project.returns.marking.relations import (
    Relations,
    relation_id,
    relation_namespace,
)

WORKBOOK = "xl/workbook.xml"
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A worksheet of the workbook; `position` counts all sheets from 0."""

    name: str
    part: str
    position: int
    is_hidden: bool


class Workbook:
    """The workbook part and its relationships."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = Part(package.read(WORKBOOK))
        self._root = self._part.outline()
        self.relations = Relations(package, WORKBOOK)
        if self.relations.of_kind("revisionHeaders") is not None:
            raise CannotAnnotateError(SHARED)
        sheets = self._root.child("sheets")
        if sheets is None:
            raise KeyError("sheets")
        self._sheets = sheets
        self._entries = list(sheets.all("sheet"))
        self.namespace = self._root.namespace
        self.relation_namespace = relation_namespace(self.namespace)

    def worksheets(self) -> list[SheetEntry]:
        """The sheets that hold cells, in their order."""
        found = []
        for position, entry in enumerate(self._entries):
            identifier = relation_id(entry.attributes) or ""
            part = self.relations.target(identifier)
            if self.relations.kind(identifier) == "worksheet" and part is not None:
                is_hidden = entry.attributes.get("state", "visible") != "visible"
                found.append(SheetEntry(entry.attributes["name"], part, position, is_hidden))
        return found

    def free_name(self, name: str) -> str:
        """The name, or with a number behind it, that no sheet has."""
        taken = {entry.attributes["name"].casefold() for entry in self._entries}
        number, free = 1, name
        while free.casefold() in taken:
            number += 1
            free = f"{name}({number})"
        return free

    def put_first(self, name: str, identifier: str, title_rows: str) -> None:
        """Put a sheet in front of all, its `title_rows` (such as '$1:$3') on each printed page."""
        prefix = self._part.prefix(self._sheets.start)
        taken = [int(entry.attributes.get("sheetId", 0)) for entry in self._entries]
        self._part.insert(
            self._sheets.inside,
            f'<{prefix}sheet name="{written(name)}" sheetId="{max(taken, default=0) + 1}"'
            f' xmlns:r="{self.relation_namespace}" r:id="{identifier}"/>',
        )
        self._move_views(prefix)
        names = self._root.child("definedNames")
        for defined in names.all("definedName") if names else ():
            place = defined.attributes.get("localSheetId")
            if place is not None:
                self._part.set_attribute(defined.start, "localSheetId", str(int(place) + 1))
        titles = (
            f'<{prefix}definedName name="_xlnm.Print_Titles" localSheetId="0">'
            f"{written(quoted(name))}!{title_rows}</{prefix}definedName>"
        )
        if names is not None:
            self._part.append(names, titles)
        else:
            before = [each for each in self._root.children if each.name in _BEFORE_NAMES][-1]
            self._part.insert(before.end, f"<{prefix}definedNames>{titles}</{prefix}definedNames>")

    def save(self) -> None:
        """Write the part and its relationships back into the package."""
        self._package.write(WORKBOOK, self._part.edited())
        self.relations.save()

    def _move_views(self, prefix: str) -> None:
        """Keep the sheet open that was, and show the tabs from the first on."""
        views = self._root.child("bookViews")
        windows = list(views.all("workbookView")) if views else []
        for window in windows:
            place = int(window.attributes.get("activeTab", 0))
            self._part.set_attribute(window.start, "activeTab", str(place + 1))
            if "firstSheet" in window.attributes:
                self._part.set_attribute(window.start, "firstSheet", "0")
        view = f'<{prefix}workbookView activeTab="1"/>'
        if views is None:
            whole = f"<{prefix}bookViews>{view}</{prefix}bookViews>"
            self._part.insert(self._sheets.start, whole)
        elif not windows:
            self._part.append(views, view)


def quoted(name: str) -> str:
    """A sheet's name as it stands in a reference."""
    doubled = name.replace("'", "''")
    return f"'{doubled}'"
