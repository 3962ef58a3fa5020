"""What an earlier return left in a workbook: its problem list, which the new one takes over.

A unit corrects the marked copy and sends it again, or makes next month's workbook from it. Its
list is found by its contents, for a unit may well have a sheet of its own of that name.
"""

import re
from dataclasses import dataclass

from dagster_project.returns.marking.package import Package
from dagster_project.returns.marking.workbook import SheetEntry
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from dagster_project.spreadsheets.problem_list import (
    SHEET_NAME,
    explanations_in,
    is_problem_list,
)

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")


@dataclass(frozen=True, slots=True)
class EarlierList:
    """The list of an earlier return, and what the unit explained in it by number of the problem."""

    sheet: SheetEntry
    explanations: dict[str, str]


def earlier_list(
    original: bytes, package: Package, sheets: dict[str, SheetEntry]
) -> EarlierList | None:
    """The list that can be written anew: a visible one, in which the unit works nothing out."""
    named = {
        name: entry
        for name, entry in sheets.items()
        if name.startswith(SHEET_NAME)
        and not entry.is_hidden
        and _FORMULA.search(package.read(entry.part)) is None
    }
    if not named:
        return None
    try:
        read = read_xlsx(original)
    except UnreadableFileError:
        return None
    for sheet in read:
        if sheet.name in named and is_problem_list(sheet):
            found = {each.problem_no: each.explanation for each in explanations_in(sheet)}
            return EarlierList(named[sheet.name], found)
    return None
