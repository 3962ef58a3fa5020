"""What a file says of itself, and how its sheets are arranged; by the codes of `layouts.yml`."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from dagster_project.demonstration.mess.books import COVER, Asked, Book, Change, of_each_table
from dagster_project.demonstration.mess.books import FormWords as Words
from dagster_project.demonstration.mess.pages import (
    Content,
    Page,
    copied,
    with_columns_before,
    with_rows_before,
)

_DIGITS = "〇一二三四五六七八九"
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def month_text(period: str) -> str:
    """Return a reporting month as most forms have it: 2026年9月."""
    return f"{period[:4]}年{int(period[5:])}月"


def frame(page: Page, title: str, unit: str, period: str) -> Page:
    """Return the page with its title and a line that states unit and month; '' states none."""
    page = copied(with_rows_before(page, 1, 2))
    page.cells[1, 1] = title
    if page.width > 1:
        page.merges.append((1, 1, 1, page.width))
    column = 1
    for mark, label, text in (("unit", "填报单位", unit), ("period", "报告期", period)):
        if text:
            page.cells[2, column] = f"{label}：{text}"
            page.marks[mark] = (2, column)
            column += 2
    return page


def _stated(book: Book, mark: str, text: str) -> Book:
    """Return the book with another text after the label of a statement, on all its pages."""
    for number, page in enumerate(book.pages):
        if mark in page.marks:
            page = copied(page)
            place = page.marks[mark]
            label = str(page.cells[place]).partition("：")[0]
            page.cells[place] = f"{label}：{text}"
            book = book.with_page(number, page)
    return book


def _unit(chosen: Callable[[Book], str]) -> Change:
    return lambda book, rng: _stated(book, "unit", chosen(book))


def _period(written: Callable[[str, str], str]) -> Change:
    """A change of how the month is written, from its year and month."""
    return lambda book, rng: _stated(book, "period", written(book.period[:4], book.period[5:]))


def _numerals(year: str, month: str) -> str:
    return "".join(_DIGITS[int(digit)] for digit in year) + f"年{_MONTHS[int(month) - 1]}月"


def _split(page: Page, words: Words, rng: Random) -> Page | None:
    """Put the label of a statement into one cell and what is stated into the next."""
    if "unit" not in page.marks:
        return None
    page = copied(page)
    row = page.marks["unit"][0]
    column = 1
    for mark in ("unit", "period"):
        if mark not in page.marks:
            continue
        label, _, text = str(page.cells.pop(page.marks[mark])).partition("：")
        page.cells |= {(row, column): label, (row, column + 1): text}
        page.marks[mark] = (row, column + 1)
        column += 3
    return page


def _below_each_other(page: Page, words: Words, rng: Random) -> Page | None:
    if "unit" not in page.marks or "period" not in page.marks:
        return None
    row, column = page.marks["period"]
    page = copied(with_rows_before(page, row + 1))
    page.cells[row + 1, 1] = page.cells.pop((row, column))
    page.marks["period"] = (row + 1, 1)
    return page


def _lines_above(page: Page, words: Words, rng: Random) -> Page | None:
    """Put what official forms have above the heading: number, office, approval, day."""
    lines = rng.sample(("表号：巡统1表", "制表机关：省委巡视办", "填报日期：2026年10月8日"), 2)
    page = copied(with_rows_before(page, 2, len(lines)))
    page.cells |= {(row, 1): line for row, line in enumerate(lines, start=2)}
    return page


def _money_line(unit: str) -> Change:
    def change(page: Page, words: Words, rng: Random) -> Page | None:
        if not words.money & page.columns.keys():
            return None
        page = copied(with_rows_before(page, page.header[0]))
        page.cells[page.header[0] - 1, 1] = rng.choice((f"单位：{unit}", f"金额单位:{unit}"))
        return page

    return of_each_table(change)


def _margin(page: Page, words: Words, rng: Random) -> Page | None:
    count = rng.randint(1, 2)
    return with_columns_before(with_rows_before(page, 1, rng.randint(0, 2)), 1, count)


# -- what the file does not say, or says wrongly ------------------------------------------------


def _unknown_unit(book: Book, rng: Random) -> Book | None:
    return _asked(_stated(book, "unit", "某某县"), "FILE-02")


def _wrong_character(book: Book, rng: Random) -> Book | None:
    name = book.names.full
    return _asked(_stated(book, "unit", f"{name[0]}龘{name[2:]}"), "FILE-02")


def _asked(book: Book, check: str, mark: str | None = None) -> Book:
    page = next((n for n, page in enumerate(book.pages) if mark in page.marks), None)
    return replace(book, asked=(*book.asked, Asked(check, None, page, mark)))


def _unstated(book: Book, mark: str) -> Book:
    for number, page in enumerate(book.pages):
        if mark in page.marks:
            page = copied(page)
            del page.cells[page.marks.pop(mark)]
            book = book.with_page(number, page)
    return book


def _unit_from_name(book: Book, rng: Random) -> Book | None:
    return _asked(replace(_unstated(book, "unit"), file_name=f"上报/{book.names.full}"), "FILE-07")


def _period_from_name(book: Book, rng: Random) -> Book | None:
    name = f"{month_text(book.period)}报表"
    return _asked(replace(_unstated(book, "period"), file_name=name), "FILE-08")


def _period_unstated(book: Book, rng: Random) -> Book | None:
    return _asked(replace(_unstated(book, "period"), file_name="报表"), "FILE-04")


def _other_unit_named(book: Book, rng: Random) -> Book | None:
    return _asked(replace(book, file_name=book.names.other), "FILE-03", "unit")


def _other_period_named(book: Book, rng: Random) -> Book | None:
    year = int(book.period[:4]) - 1
    return _asked(replace(book, file_name=f"{year}年{int(book.period[5:])}月"), "FILE-05", "period")


def _sheet_of_other_unit(book: Book, rng: Random) -> Book | None:
    return _sheet_says(book, "unit", book.names.other)


def _sheet_of_other_period(book: Book, rng: Random) -> Book | None:
    return _sheet_says(book, "period", f"{int(book.period[:4]) - 1}年{int(book.period[5:])}月")


def _sheet_says(book: Book, mark: str, text: str) -> Book | None:
    """Let a table contradict the cover."""
    if book.pages[0].form != COVER or not book.tables():
        return None
    number = book.tables()[0]
    page = copied(book.pages[number])
    page.cells[page.marks[mark]] = f"{'填报单位' if mark == 'unit' else '报告期'}：{text}"
    return book.with_page(number, page, Asked("PART-08", page.form, number, mark))


# -- sheets ----------------------------------------------------------------------------------


def _parted(book: Book, names: tuple[str, str]) -> Book | None:
    """Put the later rows of the first table on a sheet of their own."""
    if not book.tables():
        return None
    number = book.tables()[0]
    page = book.pages[number]
    words = book.words[page.form]
    if len(page.records) < 2 or page.is_transposed or words.is_fixed:
        return None
    middle = len(page.records) // 2
    cut = page.records[middle].row
    if any(top < cut <= bottom for top, _, bottom, _ in page.merges):
        return None
    body = page.header[1]
    first, second = copied(page), copied(page)
    first.cells = {p: c for p, c in page.cells.items() if p[0] < cut}
    second.cells = {p: c for p, c in page.cells.items() if p[0] <= body or p[0] >= cut}
    first.merges = [area for area in page.merges if area[2] < cut]
    second.merges = [area for area in page.merges if area[2] <= body or area[0] >= cut]
    first.records, second.records = first.records[:middle], second.records[middle:]
    first.name, second.name = names
    pages = (*book.pages[:number], first, second, *book.pages[number + 1 :])
    return replace(book, pages=pages)


def _by_town(book: Book, rng: Random) -> Book | None:
    return _parted(book, (book.names.towns[0], book.names.towns[1]))


def _by_month(book: Book, rng: Random) -> Book | None:
    """Put the rows of two months on a sheet each: one file is one month's."""
    parted = None if book.pages[0].form == COVER else _parted(book, ("本月", "上月"))
    if parted is None:
        return None
    number = book.tables()[0]
    form = book.pages[number].form
    page = copied(parted.pages[number + 1])
    page.cells[page.marks["period"]] = f"报告期：{month_text(f'{int(book.period[:4]) - 1}-12')}"
    return parted.with_page(number + 1, page, Asked("PART-02", form, number + 1, "period"))


def _on_one_sheet(book: Book, rng: Random) -> Book | None:
    """Put all tables on the sheet of the first, one below the other."""
    tables = book.tables()
    if len(tables) < 2:
        return None
    first = book.pages[tables[0]]
    below = max(first.height, first.records[-1].row if first.records else 0)
    for number in tables[1:]:
        page = with_rows_before(book.pages[number], 1, below + rng.randint(1, 2))
        book = book.with_page(number, replace(page, name=first.name))
        below = page.height
    return book


def _blank_sheet_first(book: Book, rng: Random) -> Book | None:
    return _with_sheets(book, Page("Sheet1"), is_first=True)


def _with_sheets(book: Book, page: Page, is_first: bool = False) -> Book:
    if not is_first:
        return replace(book, pages=(*book.pages, page))
    asked = tuple(replace(a, page=None if a.page is None else a.page + 1) for a in book.asked)
    return replace(book, pages=(page, *book.pages), asked=asked)


_NOTES: dict[tuple[int, int], Content] = {
    (1, 1): "填表须知",
    (2, 1): "1.各栏按实际填写，没有的留空。",
    (3, 1): "2.金额以万元为单位，保留四位小数。",
}
_TRAINING: dict[tuple[int, int], Content] = {
    (row, column): text
    for row, line in enumerate(
        (
            ("培训安排表",),
            ("时间", "地点", "内容", "参加范围"),
            ("上午", "第一会议室", "业务培训", "全体干部"),
            ("下午", "第二会议室", "分组讨论", "全体干部"),
            ("晚上", "第二会议室", "自学", "全体干部"),
        ),
        start=1,
    )
    for column, text in enumerate(line, start=1)
}


def _notes_sheet(book: Book, rng: Random) -> Book | None:
    return _with_sheets(book, Page("填表说明", cells=dict(_NOTES)), rng.random() < 0.5)


def _hidden_notes(book: Book, rng: Random) -> Book | None:
    return _with_sheets(book, Page("选项", cells=dict(_NOTES), is_hidden=True))


def _with_foreign(book: Book, is_hidden: bool) -> Book | None:
    page = Page("培训安排", cells=dict(_TRAINING), is_hidden=is_hidden, marks={"problem": (1, 1)})
    book = _with_sheets(book, page)
    number = len(book.pages) - 1
    return replace(book, asked=(*book.asked, Asked("PART-06", None, number, "problem")))


def _only_foreign(book: Book, rng: Random) -> Book | None:
    page = Page("培训安排", cells=dict(_TRAINING))
    page = frame(page, "全省培训", book.names.full, month_text(book.period))
    return replace(book, pages=(page,), asked=(Asked("FILE-06"),))


def _months_as_columns(book: Book, rng: Random) -> Book | None:
    """Send a table of the year with a column a month instead of the form."""
    cells: dict[tuple[int, int], Content] = {(1, 1): "事项"}
    cells |= {(1, month + 1): f"{month}月" for month in range(1, 13)}
    for row, name in enumerate(("接收数", "办理数", "完成数"), start=2):
        cells[row, 1] = name
        cells |= {(row, month + 1): month + row for month in range(1, 13)}
    page = frame(Page("全年", cells=cells), "全年情况", book.names.full, month_text(book.period))
    return replace(book, pages=(page,), asked=(Asked("FILE-06"),))


def _long_name(book: Book, rng: Random) -> Book | None:
    return replace(book, file_name="关于报送有关情况的报告及附件" * 6)


def _odd_name(book: Book, rng: Random) -> Book | None:
    return replace(
        book, file_name=rng.choice(("..\\报表\\表一", "报\x07表", "a/../报表 (1)", "报表\u202e"))
    )


def _in_folders(book: Book, rng: Random) -> Book | None:
    return replace(book, file_name=f"{book.period}/{book.names.full}/报表最终版")


FILES: dict[str, Change] = {
    "unit_short": _unit(lambda book: book.names.short),
    "unit_with_city": _unit(lambda book: book.names.with_city),
    "unit_alias": _unit(lambda book: book.names.alias),
    "unit_traditional": _unit(lambda book: book.names.traditional),
    "unit_spaced": _unit(lambda book: "\u3000".join(book.names.full)),
    "period_numerals": _period(_numerals),
    "period_dashed": _period(lambda year, month: f"{year}-{month}"),
    "period_compact": _period(lambda year, month: f"{year}{month}"),
    "period_dotted": _period(lambda year, month: f"{year}.{int(month)}"),
    "unit_unknown": _unknown_unit,
    "unit_wrong_character": _wrong_character,
    "sheet_of_other_unit": _sheet_of_other_unit,
    "sheet_of_other_period": _sheet_of_other_period,
    "unit_from_name": _unit_from_name,
    "period_from_name": _period_from_name,
    "period_unstated": _period_unstated,
    "name_of_other_unit": _other_unit_named,
    "name_of_other_period": _other_period_named,
    "statements_split": of_each_table(_split),
    "statements_lines": of_each_table(_below_each_other),
    "lines_above": of_each_table(_lines_above),
    "money_line_wan": _money_line("万元"),
    "money_line_yuan": _money_line("元"),
    "sheets_by_town": _by_town,
    "sheets_by_month": _by_month,
    "tables_on_one_sheet": _on_one_sheet,
    "margins": of_each_table(_margin),
    "notes_sheet": _notes_sheet,
    "notes_hidden": _hidden_notes,
    "sheet_unknown": lambda book, rng: _with_foreign(book, is_hidden=False),
    "sheet_hidden": lambda book, rng: _with_foreign(book, is_hidden=True),
    "no_table": _only_foreign,
    "months_as_columns": _months_as_columns,
    "blank_sheet_first": _blank_sheet_first,
    "name_long": _long_name,
    "name_odd": _odd_name,
    "name_in_folders": _in_folders,
}
