"""Which rows of a table a subtotal row sums, and where its figures stand.

Whether the sums are right is judged once the values have their types; tables with fixed rows have
no subtotals, for there 合计 is one of the rows.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dagster_project.spreadsheets.headers import Header
from dagster_project.spreadsheets.row_kinds import Row, total_in

_NO_ROW_ABOVE, _NO_ROW_BELOW = -1, 1 << 30
_GRAND = frozenset({"总计", "累计", "总合计"})
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
    heads: Sequence[int],
    filled: Mapping[tuple[int, int], str],
) -> list[Subtotal]:
    """The subtotals of a table: 小计 and 某某镇合计 sum what stands since the last such row.

    合计, 总计, 共计 and 累计 sum all rows of the table or of their block of it (`_of_all`), one of
    a town straight below another sums all. A 小计 above the rows it may sum is left out. `heads`
    are the rows where the header is repeated; all rows are in order.
    """
    found = []
    last = -1
    words = {row: total_in(rows[row]) for row in subtotal_rows}
    totals = [row for row, word in words.items() if _ALL_ROWS.match(word)]
    for row, word in words.items() if not header.form.row_labels else ():
        summed = _within(data_rows, last, row)
        if _ALL_ROWS.match(word):
            summed = _within(data_rows, *_of_all(row, word, totals, data_rows, heads))
        elif not summed and not word.endswith("小计"):
            summed = range(len(data_rows))
        last = row
        if summed:
            columns = {
                field: column
                for field, column in header.fields.items()
                if rows[row][column] is not None
                and (row, column) not in filled
                and not total_in((rows[row][column],))
            }
            first, final = data_rows[summed[0]], data_rows[summed[-1]]
            found.append(Subtotal(number, row, first, final, columns))
    return found


def _of_all(
    row: int, word: str, totals: Sequence[int], data_rows: Sequence[int], heads: Sequence[int]
) -> tuple[int, int]:
    """After and before which row stands what a total sums.

    Where blocks of the table, each under its own head, have totals of their own, it is that of its
    block, else of all: so is one straight below another, and a 总计 below 合计 of the same block.
    """
    before, after = _neighbours(totals, row)
    head, next_head = _neighbours(heads, row)
    if before > head and (word in _GRAND or not _within(data_rows, before, row)):
        return _NO_ROW_ABOVE, _NO_ROW_BELOW
    has_own_above = bool(_within(data_rows, max(before, head), row))
    has_own_below = bool(_within(data_rows, row, min(after, next_head)))
    is_first = before == _NO_ROW_ABOVE
    if has_own_below and not has_own_above and not (is_first and head > _NO_ROW_ABOVE):
        return max(before, head), after
    return before, row if after < next_head else next_head


def _neighbours(rows: Sequence[int], row: int) -> tuple[int, int]:
    """The nearest of some rows above and below a row."""
    above, below = bisect_left(rows, row), bisect_right(rows, row)
    return (
        rows[above - 1] if above else _NO_ROW_ABOVE,
        rows[below] if below < len(rows) else _NO_ROW_BELOW,
    )


def _within(rows: Sequence[int], before: int, after: int) -> range:
    """The places of those rows that stand between two others."""
    return range(bisect_right(rows, before), bisect_left(rows, after))
