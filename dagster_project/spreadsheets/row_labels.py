r"""Tables with fixed rows: which column holds the labels of the rows, and what a label says.

Labels stand under a heading, under a corner that is blank or split by a diagonal (项目\指标), or
beside a column of groups; they may be indented, numbered or begin with 其中. How headers are found
is `headers.py`'s, what kind of row a row is `row_kinds.py`'s.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dagster_project.spreadsheets.context import ReaderForm
from dagster_project.spreadsheets.grid import Sheet
from dagster_project.spreadsheets.headers import ColumnUse, Header, HeadingCell
from dagster_project.spreadsheets.text import letters_only, simplified, width_folded

ROWS_BELOW = 16
_DRESS = re.compile(
    r"^(?:[\-—–─·•*#★☆○●]|其中:?|\(?[0-9一二三四五六七八九十]{1,3}[).、:]"
    r"|[0-9]{1,2}(?=[\u4e00-\u9fff]))+"
)


def row_label(text: str, form: ReaderForm) -> str | None:
    """The label, in normal form, that a text has behind numbering, dashes or 其中, if any."""
    label = letters_only(text)
    if label in form.row_labels:
        return label
    label = letters_only(_DRESS.sub("", "".join(simplified(text).split())))
    return label if label in form.row_labels else None


def with_row_labels(header: Header, sheet: Sheet) -> Header:
    """The header with the key where the labels are, if no heading or a heading beside them says so.

    What stands left of the labels are groups of rows and carries nothing.
    """
    key = header.form.keys[0]
    named = header.fields.get(key)
    if named is not None and _is_labels(header, sheet, named):
        return header
    others = tuple(use for use in header.uses if use.field != key)
    for column in range(min((use.column for use in others), default=0)):
        corner = _corner(header, column)
        if column != named and corner is not None and _is_labels(header, sheet, column):
            unrecognised = tuple(cell for cell in header.unrecognised if cell is not corner)
            beside = {cell.column for cell in unrecognised}
            return replace(
                header,
                uses=(ColumnUse(column, key, corner, None), *others),
                unrecognised=unrecognised,
                over_several=tuple(cell for cell in header.over_several if cell.column > column),
                ignored_columns=header.ignored_columns | (set(range(column)) - beside),
            )
    return header


def _corner(header: Header, column: int) -> HeadingCell | None:
    """The cell over a column of labels; None where a label itself stands there."""
    corners = (cell for cell in header.unrecognised if cell.column == column)
    corner = next(corners, HeadingCell(header.first_row, column, None))
    return None if row_label(corner.text or "", header.form) else corner


def _is_labels(header: Header, sheet: Sheet, column: int) -> bool:
    """Whether most of the texts below, all or those above a blank row, are the form's labels."""
    texts = known = 0
    for row in range(header.last_row + 1, min(sheet.height, header.last_row + 1 + ROWS_BELOW)):
        text = sheet.columns[column][row]
        if text is not None:
            texts += 1
            known += row_label(text, header.form) is not None
        elif known > 1 and known * 2 >= texts and not any(sheet.rows[row]):
            break
    return known > 1 and known * 2 >= texts


def settle_labels(
    sheet: Sheet, headers: Sequence[Header]
) -> tuple[Sheet, dict[tuple[int, int], str]]:
    """The sheet with the label of each fixed row in its column, without what dresses it.

    A label that stands alone left of its column (合计 merged over groups and labels) is taken from
    there; where such labels stand is told too. Types are given by the labels as the code list
    spells them, so 其中：巡察办 becomes 巡察办; what is spelled as in the list stays as typed.
    """
    moved: dict[tuple[int, int], str] = {}
    columns = list(sheet.columns)
    ends = [*(header.first_row for header in headers[1:]), sheet.height]
    for header, end in zip(headers, ends, strict=True):
        if not header.form.row_labels or header.form.keys[0] not in header.fields:
            continue
        column = header.fields[header.form.keys[0]]
        texts = list(columns[column])
        for row, place, label in _labels(sheet, header, column, end):
            spelled = header.form.row_labels[label]
            if place != column:
                moved[row, column] = sheet.address(row, place)
            elif _compact(texts[row] or "") == _compact(spelled):
                continue
            texts[row] = spelled
        columns[column] = texts
    return replace(sheet, columns=columns), moved


def _labels(sheet: Sheet, header: Header, column: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Row, column and normal form of every label below a header."""
    for row in range(header.last_row + 1, end):
        filled = [place for place in range(column + 1) if sheet.columns[place][row] is not None]
        if column not in filled and len(filled) != 1:
            continue
        label = row_label(sheet.columns[filled[-1]][row] or "", header.form)
        if label is not None:
            yield row, filled[-1], label


def _compact(text: str) -> str:
    return "".join(width_folded(text).split())
