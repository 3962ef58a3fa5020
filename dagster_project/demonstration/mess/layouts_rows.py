"""What stands among and below the rows of a table; changes by the codes of `layouts.yml`."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from dagster_project.demonstration.mess.books import Change, FormWords, of_each_table, of_one_table
from dagster_project.demonstration.mess.contents import plain_text
from dagster_project.demonstration.mess.pages import (
    Content,
    Page,
    Record,
    copied,
    with_rows_before,
)
from dagster_project.demonstration.mess.spellings_numbers import plain_content

_TOTALS = ("合计", "总计", "合 计", "共计")
_SUBTOTALS = ("小计", "小 计", "本页小计")


def _between(page: Page, rng: Random) -> int:
    """The row of a record that is not the first."""
    return rng.choice(page.records[1:]).row


def _is_splittable(page: Page) -> bool:
    return len(page.records) > 1 and not page.is_transposed


def _insertable(page: Page, row: int) -> bool:
    """Whether a row can be put in here: no merged cell would be torn apart."""
    return not any(top < row <= bottom for top, _, bottom, _ in page.merges)


def _cells_merged(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Merge what is the same in rows one below the other, in up to two columns."""
    runs = [(name, run) for name in page.columns for run in _runs(page, name) if len(run) > 1]
    if page.is_transposed or not runs:
        return None
    page = copied(page)
    chosen = rng.sample(runs, min(2, len(runs)))
    for name, run in chosen:
        top, column = page.records[run[0]].places[name]
        for number in run[1:]:
            del page.cells[page.records[number].places[name]]
            page.records[number].places[name] = (top, column)
        page.merges.append((top, column, top + len(run) - 1, column))
    return page


def _runs(page: Page, name: str) -> list[list[int]]:
    runs: list[list[int]] = []
    before: Content | None = None
    for number, record in enumerate(page.records):
        content = page.cells.get(record.places[name])
        if content is None or not plain_text(content).strip():
            before = None
            continue
        if content == before and type(content) is type(before):
            runs[-1].append(number)
        else:
            runs.append([number])
        before = content
    return runs


def _sums(page: Page, records: Sequence[Record]) -> dict[str, Decimal]:
    names = {name for record in page.records for name in record.numbers if name in page.columns}
    return {
        name: sum((r.numbers.get(name, Decimal(0)) for r in records), Decimal(0)) for name in names
    }


def _with_total(
    page: Page, row: int, records: Sequence[Record], label: str, is_rich: bool, more: int = 0
) -> Page | None:
    """Return the page with sums in a row that is blank; `more` is added to the first of them."""
    sums = _sums(page, records)
    label_column = min(c for c in range(1, page.width + 1) if (page.header[1], c) in page.cells
                       or (page.header[0], c) in page.cells)  # fmt: skip
    cells: dict[str, Decimal] = {n: s for n, s in sums.items() if page.columns[n] != label_column}
    if not cells:
        return None
    page = copied(page)
    for number, (name, total) in enumerate(sorted(cells.items())):
        place = (row, page.columns[name])
        page.cells[place] = plain_content(total + (0 if number else more), is_rich)
        if more and not number:
            page.marks["problem"] = place
    page.cells[row, label_column] = label
    return page


def _total_below(page: Page, words: FormWords, rng: Random) -> Page | None:
    if page.is_transposed or words.is_fixed or not page.records:
        return None
    return _with_total(page, page.records[-1].row + 1, page.records, rng.choice(_TOTALS), True)


def _total_wrong(page: Page, words: FormWords, rng: Random) -> Page | None:
    if page.is_transposed or words.is_fixed or len(page.records) < 2:
        return None
    return _with_total(page, page.records[-1].row + 1, page.records, "合计", True, more=3)


def _subtotals(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Put a subtotal after some rows, and one after the rest."""
    if not _is_splittable(page) or words.is_fixed:
        return None
    middle = rng.randint(1, len(page.records) - 1)
    row = page.records[middle].row
    if not _insertable(page, row):
        return None
    told = with_rows_before(page, row)
    label = rng.choice(_SUBTOTALS)
    first = _with_total(told, row, told.records[:middle], label, True)
    if first is None:
        return None
    return _with_total(first, first.records[-1].row + 1, first.records[middle:], label, True)


def _blank_rows(page: Page, words: FormWords, rng: Random) -> Page | None:
    if not _is_splittable(page):
        return None
    row = _between(page, rng)
    return with_rows_before(page, row, rng.randint(1, 2)) if _insertable(page, row) else None


def _header_repeated(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Write the heading again before a row, as on the second page of a print."""
    if not _is_splittable(page):
        return None
    row = _between(page, rng)
    if not _insertable(page, row):
        return None
    first, last = page.header
    page = copied(with_rows_before(page, row, last - first + 1))
    shift = row - first
    for (line, column), content in list(page.cells.items()):
        if first <= line <= last:
            page.cells[line + shift, column] = content
    page.merges += [
        (top + shift, left, bottom + shift, right)
        for top, left, bottom, right in page.merges
        if first <= top <= last
    ]
    return page


def _numbering(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Number the columns in a row below the heading: 甲 1 2 3."""
    if page.is_transposed or page.width < 5 or not page.records:
        return None
    row = page.header[1] + 1
    if not _insertable(page, row):
        return None
    page = copied(with_rows_before(page, row))
    heads = range(page.header[0], page.header[1] + 1)
    columns = [c for c in range(1, page.width + 1) if any((r, c) in page.cells for r in heads)]
    page.cells |= {(row, c): (number or "甲") for number, c in enumerate(columns)}
    return page


def _rows_hidden(page: Page, words: FormWords, rng: Random) -> Page | None:
    if not _is_splittable(page):
        return None
    page = copied(page)
    page.hidden_rows.add(_between(page, rng))
    return page


def _notes(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Write notes and numbered remarks below the table."""
    page = copied(page)
    row = page.height + rng.randint(1, 2)
    page.cells[row, 1] = rng.choice(
        ("注：本表统计口径为本届以来的全部事项。", "说明:金额按万元填列")
    )
    if rng.random() < 0.5:
        page.cells[row + 1, 1] = "2.同一人涉及多个问题的，只统计一次，不得重复填报。"
    return page


def _signature(page: Page, words: FormWords, rng: Random) -> Page | None:
    page = copied(page)
    row = page.height + rng.randint(1, 2)
    if rng.random() < 0.5:
        page.cells[row, 1] = "填表人：甲某    审核人：乙某    负责人：丙某"
    else:
        page.cells |= {(row, 1): "单位负责人：甲某", (row, 3): "填表人：乙某"}
        page.cells[row + 1, 1] = "填报日期：2026年10月8日"
    return page


def _colours(page: Page, words: FormWords, rng: Random) -> Page | None:
    page = copied(page)
    page.filled |= set(rng.sample(sorted(page.cells), min(3, len(page.cells))))
    return page


def _comments(page: Page, words: FormWords, rng: Random) -> Page | None:
    page = copied(page)
    place = rng.choice(sorted(page.cells))
    page.comments[place] = rng.choice(("请核对", "2026-01-01", "15"))
    return page


# -- rows that are none ------------------------------------------------------------------------


def _stray(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Put a remark between the rows that is neither data nor a note."""
    if not _is_splittable(page) or words.is_fixed:
        return None
    row = _between(page, rng)
    if not _insertable(page, row):
        return None
    columns = [c for name, c in page.columns.items() if name not in words.keys]
    page = copied(with_rows_before(page, row))
    place = (row, rng.choice(sorted(columns)))
    page.cells[place] = rng.choice(("此处略", "同前", "以下为补报"))
    page.marks["problem"] = place
    return page


def _hierarchy(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Put the name of a group in a row of its own, its members below."""
    page_or_none = _stray(page, words, rng)
    if page_or_none is None:
        return None
    page = copied(page_or_none)
    row, column = page.marks["problem"]
    del page.cells[row, column]
    place = (row, min(page.columns.values()))
    page.cells[place] = rng.choice(("一、县直部门", "乡镇（街道）"))
    page.marks["problem"] = place
    return page


def _row_again(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Write a row a second time below the others; both are held back, at their key."""
    if not page.records or page.is_transposed or words.is_fixed:
        return None
    last, row = page.records[-1], page.records[-1].row + 1
    key = words.keys[-1]
    if key not in last.places:
        return None
    page = copied(with_rows_before(page, row))
    places = {name: (row, place[1]) for name, place in last.places.items()}
    for name, place in last.places.items():
        if place in page.cells:
            page.cells[places[name]] = page.cells[place]
    page.records.append(Record(row, places, dict(last.numbers)))
    page.marks["problem"] = last.places[key]
    return page


ROWS: dict[str, Change] = {
    "cells_merged": of_each_table(_cells_merged),
    "rows_repeated": of_one_table("ROW-05", _row_again),
    "totals_below": of_each_table(_total_below),
    "totals_wrong": of_one_table("PART-11", _total_wrong),
    "subtotals": of_each_table(_subtotals),
    "row_stray": of_one_table("ROW-01", _stray),
    "row_of_group": of_one_table("ROW-01", _hierarchy),
    "rows_blank_between": of_each_table(_blank_rows),
    "header_repeated": of_each_table(_header_repeated),
    "columns_numbered": of_each_table(_numbering),
    "rows_hidden": of_each_table(_rows_hidden),
    "notes_below": of_each_table(_notes),
    "signature_below": of_each_table(_signature),
    "colours": of_each_table(_colours),
    "comments": of_each_table(_comments),
}
