"""Merged cells: what lies hidden under them goes, what they stand for is repeated below headers.

Headings under merges are `headers.py`'s.
"""

from dagster_project.spreadsheets.grid import Sheet


def uncover(sheet: Sheet) -> None:
    """Take away what lies hidden under merges, and the merges that a sound sheet cannot hold.

    Merges do not overlap, so together they cover no more cells than there are.
    """
    left = sheet.height * sheet.width
    merges = []
    for merge in sheet.merges:
        rows = range(merge.first_row, min(merge.last_row + 1, sheet.height))
        columns = range(merge.first_column, min(merge.last_column + 1, sheet.width))
        left -= len(rows) * len(columns)
        if left < 0:
            break
        merges.append(merge)
        for column in columns:
            texts = sheet.columns[column]
            for row in rows[column == merge.first_column :]:
                texts[row] = None
    sheet.merges = tuple(merges)
    if merges:
        sheet.forget_rows()


def fill_merges(sheet: Sheet, first_row: int) -> dict[tuple[int, int], str]:
    """Repeat the value of merges from `first_row` on in each row; return where the values stand.

    What spans columns too belongs to the first of them, and is repeated beside other cells only
    (a note over several rows is still one note).
    """
    filled: dict[tuple[int, int], str] = {}
    rows = sheet.rows
    for merge in sheet.merges:
        column = merge.first_column
        if merge.first_row < first_row or merge.first_row >= sheet.height or column >= sheet.width:
            continue
        value = sheet.columns[column][merge.first_row]
        is_vertical = column == merge.last_column
        for row in range(merge.first_row + 1, min(merge.last_row + 1, sheet.height)):
            if value is not None and (is_vertical or any(text is not None for text in rows[row])):
                sheet.columns[column][row] = value
                filled[row, column] = sheet.address(merge.first_row, column)
    if filled:
        sheet.forget_rows()
    return filled
