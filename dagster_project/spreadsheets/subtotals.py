"""Which rows of a table a subtotal row sums, and where its figures stand.

Whether the sums are right is judged once the values have their types; tables with fixed rows have
no subtotals, for there 合计 is one of the rows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dagster_project.spreadsheets.headers import Header
from dagster_project.spreadsheets.row_kinds import Row, total_in

_ALL_ROWS = re.compile(r"^(?:全.?|总|截至.*|本[表月期季年县市区].?)?(?:合计|总计|共计|累计)")


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A subtotal row: rows from 0, the first and the last data row it sums included.

    `columns` are those with a figure of the row itself, by field.
    """

    table: int
    row: int
    first_row: int
    last_row: int
    columns: Mapping[str, int]


def subtotals_in(
    number: int,
    header: Header,
    rows: Sequence[Row],
    data_rows: Sequence[int],
    subtotal_rows: Sequence[int],
    filled: Mapping[tuple[int, int], str],
) -> list[Subtotal]:
    """The subtotals of a table: 小计 and 某某镇合计 sum what stands since the last such row.

    合计, 总计, 共计 and 累计 sum all rows of the table, and so does a named one straight below
    another. A 小计 above the rows it may sum is left out.
    """
    found = []
    last = -1
    for row in subtotal_rows if not header.form.row_labels else ():
        word = total_in(rows[row])
        since = [data_row for data_row in data_rows if last < data_row < row]
        is_of_all = bool(_ALL_ROWS.match(word)) or not (since or word.endswith("小计"))
        summed = data_rows if is_of_all else since
        last = row
        if summed:
            columns = {
                field: column
                for field, column in header.fields.items()
                if rows[row][column] is not None
                and (row, column) not in filled
                and not total_in((rows[row][column],))
            }
            found.append(Subtotal(number, row, summed[0], summed[-1], columns))
    return found
