"""A problem as it is marked in a workbook that goes back: plain data, without the warehouse."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["fatal", "query"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One problem at one cell of a delivered file.

    `sheet` is '' for a CSV and where the whole file is meant; `cell` is an A1 address of the file,
    None where a sheet or the whole file is meant. `form_title` is '' where no form is concerned,
    `value` what the cell holds, None for free text and blank cells.
    """

    sheet: str
    cell: str | None
    severity: Severity
    check_code: str
    message: str
    problem_no: str
    form_title: str
    value: str | None
