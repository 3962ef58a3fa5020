"""How headings are written and columns stand; changes of a table by the codes of `layouts.yml`.

All of these come before anything stands above or below the table.
"""

from dataclasses import replace
from random import Random

from dagster_project.demonstration.cells import full_width
from dagster_project.demonstration.mess.books import Change, FormWords, of_each_table, of_one_table
from dagster_project.demonstration.mess.pages import (
    Content,
    Page,
    Place,
    copied,
    mapped,
    with_columns_before,
    with_rows_before,
)

# None of these words makes a heading of a form with what stands below it.
_GROUPS = ("基本信息", "填报内容", "有关内容", "其中")
_TRADITIONAL = str.maketrans(
    "问题线编号来处办结数额况组织责关键类别际区轮级领处备发现类时务项实层审销贯",
    "問題線編號來處辦結數額況組織責關鍵類別際區輪級領處備發現類時務項實層審銷貫",
)


def _headings(page: Page) -> dict[str, Place]:
    """The cells in which the headings of fields stand, as long as the header has one row."""
    return {name: (page.header[1], column) for name, column in page.columns.items()}


def _renamed(page: Page, headings: dict[str, str]) -> Page | None:
    if not headings or page.is_transposed:
        return None
    places = _headings(page)
    cells = page.cells | {places[name]: text for name, text in headings.items()}
    return replace(page, cells=cells)


def _aliases(page: Page, words: FormWords, rng: Random) -> Page | None:
    chosen = {n: rng.choice(words.aliases[n]) for n in page.columns if words.aliases.get(n)}
    return _renamed(page, chosen)


def _each_heading(page: Page, change: dict[str, str]) -> Page | None:
    return _renamed(page, {name: text for name, text in change.items() if text})


def _texts(page: Page) -> dict[str, str]:
    return {name: str(page.cells[place]) for name, place in _headings(page).items()}


def _spaced(page: Page, words: FormWords, rng: Random) -> Page | None:
    gap = rng.choice((" ", "\u3000", "  "))
    return _renamed(page, {name: gap.join(text) for name, text in _texts(page).items()})


def _broken(page: Page, words: FormWords, rng: Random) -> Page | None:
    return _renamed(
        page,
        {
            name: f"{text[: len(text) // 2]}\n{text[len(text) // 2 :]}"
            for name, text in _texts(page).items()
        },
    )


def _wide(page: Page, words: FormWords, rng: Random) -> Page | None:
    return _renamed(page, {name: full_width(text) for name, text in _texts(page).items()})


def _hinted(page: Page, words: FormWords, rng: Random) -> Page | None:
    hint = rng.choice(("（必填）", "(按实际填写)", "*", "："))
    return _renamed(page, {name: text + hint for name, text in _texts(page).items()})


def _numbered(page: Page, words: FormWords, rng: Random) -> Page | None:
    mark = rng.choice(("、", ".", ")"))
    told = enumerate(_texts(page).items(), start=1)
    return _renamed(page, {name: f"{number}{mark}{text}" for number, (name, text) in told})


def _traditional(page: Page, words: FormWords, rng: Random) -> Page | None:
    return _renamed(page, {n: text.translate(_TRADITIONAL) for n, text in _texts(page).items()})


def _with_money(unit: str) -> Change:
    def change(page: Page, words: FormWords, rng: Random) -> Page | None:
        texts = {name: text for name, text in _texts(page).items() if name in words.money}
        left, right = rng.choice((("(", ")"), ("（", "）")))
        return _renamed(page, {name: f"{text}{left}{unit}{right}" for name, text in texts.items()})

    return of_each_table(change)


def _thousands(page: Page, words: FormWords, rng: Random) -> Page | None:
    name = next((name for name in page.columns if name in words.money), None)
    if name is None:
        return None
    place = _headings(page)[name]
    page = copied(page)
    page.cells[place] = f"{page.cells[place]}（千元）"
    page.marks["problem"] = place
    return _forgotten(page, name)


def _forgotten(page: Page, name: str) -> Page:
    """Return the page as one whose rows have nothing in a field: its column is not read."""
    page = copied(page)
    del page.columns[name]
    for record in page.records:
        record.places.pop(name)
        record.numbers.pop(name, None)
    return page


# -- columns ---------------------------------------------------------------------------------


def _reordered(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Put the columns in another order; the key of a table with fixed rows stays first."""
    old = sorted(page.columns.values())
    kept = 1 if words.is_fixed else 0
    new = [*old[:kept], *rng.sample(old[kept:], len(old) - kept)]
    targets, top = dict(zip(old, new, strict=True)), page.header[0]
    return mapped(page, lambda p: (p[0], targets.get(p[1], p[1])) if p[0] >= top else p)


def _missing(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Leave out optional columns; their fields are blank in every row."""
    names = [n for n in page.columns if n not in words.required and n not in words.keys]
    for name in rng.sample(names, len(names) // 3):
        page = _column_removed(page, name)
    return page if names[2:] else None


def _column_removed(page: Page, name: str) -> Page:
    """Return the page without a column of its table; the lines above stay as they are."""
    column, top = page.columns[name], page.header[0]
    page = _forgotten(page, name)
    kept = {p: content for p, content in page.cells.items() if p[1] != column or p[0] < top}
    return mapped(
        replace(page, cells=kept),
        lambda place: (place[0], place[1] - (place[0] >= top and place[1] > column)),
    )


def _required_missing(page: Page, words: FormWords, rng: Random) -> Page | None:
    names = [name for name in page.columns if name in words.required]
    if words.is_fixed or not names:
        return None
    page = _column_removed(page, rng.choice(names))
    page.marks["problem"] = (page.header[0], page.left)
    return page


def _added(page: Page, rng: Random, heading: str, contents: list[Content]) -> Page:
    """Return the page with a column of no field put in; its heading is marked `problem`."""
    first = 2 if page.left == 1 else page.left + 1
    column = rng.randint(first, page.width + 1)
    page = copied(with_columns_before(page, column))
    if heading:
        page.cells[page.header[1], column] = heading
    for record, content in zip(page.records, contents, strict=False):
        page.cells[record.row, column] = content
    page.marks["problem"] = (page.header[1], column)
    return page


def _column_added(page: Page, words: FormWords, rng: Random) -> Page | None:
    heading = rng.choice(("领导批示", "是否上会", "备忘"))
    return _added(page, rng, heading, ["已阅"] * len(page.records)) if page.records else None


def _column_repeated(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Write a column twice; only the first is used."""
    name = rng.choice(sorted(page.columns))
    column = page.columns[name]
    page = copied(page)
    last = page.width + 1
    page.cells[page.header[1], last] = page.cells[page.header[1], column]
    for record in page.records:
        if (record.row, column) in page.cells:
            page.cells[record.row, last] = page.cells[record.row, column]
    page.marks["problem"] = (page.header[1], last)
    return page


def _column_unheaded(page: Page, words: FormWords, rng: Random) -> Page | None:
    return _added(page, rng, "", ["已阅"] * len(page.records)) if page.records else None


def _column_blank(page: Page, words: FormWords, rng: Random) -> Page | None:
    marks = page.marks
    page = _added(page, rng, "", [])
    column = page.marks["problem"][1]
    kept = {name: (p[0], p[1] + (p[1] >= column)) for name, p in marks.items()}
    return replace(page, marks=kept)


def _serial(page: Page, words: FormWords, rng: Random) -> Page | None:
    if words.is_fixed:
        return None
    page = copied(with_columns_before(page, 1))
    page.cells[page.header[1], 1] = rng.choice(("序号", "序 号"))
    page.cells |= {(record.row, 1): n for n, record in enumerate(page.records, start=1)}
    return page


def _unlike(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Write a heading as nobody has before, though much like one that there is."""
    filled = {
        name for record in page.records for name, p in record.places.items() if p in page.cells
    }
    names = [n for n in page.columns if n in filled and len(_texts(page)[n]) > 3]
    if words.is_fixed or not names:
        return None
    name = rng.choice(sorted(names))
    place = _headings(page)[name]
    text = str(page.cells[place])
    page = copied(page)
    page.cells[place] = f"{text[:2]}登记{text[2:]}"
    page.marks["problem"] = place
    return page


# -- rows of the header ----------------------------------------------------------------------


def _grouped(page: Page, rng: Random, width: int) -> Page:
    """Return the page with a row of groups above its heading: one group over `width` columns."""
    first = rng.randint(2, max(2, page.width - width + 1))
    columns = range(first, min(first + width, page.width + 1))
    top = page.header[0]
    page = copied(with_rows_before(page, top))
    page.cells[top, columns[0]] = rng.choice(_GROUPS)
    page.merges.append((top, columns[0], top, columns[-1]))
    for column in range(1, page.width + 1):
        text = page.cells.get((top + 1, column))
        if column in columns or text is None or (top, column) in page.cells:
            continue
        area = next((a for a in page.merges if a[:2] == (top + 1, column)), None)
        if area is not None and area[3] > column:
            continue
        bottom = area[2] if area else top + 1
        page.merges = [a for a in page.merges if a != area]
        page.merges.append((top, column, bottom, column))
        page.cells[top, column] = page.cells.pop((top + 1, column))
        up = {name: (top, column) for name, p in page.marks.items() if p == (top + 1, column)}
        page.marks |= up
    return replace(page, header=(top, page.header[1]))


def _two_rows(page: Page, words: FormWords, rng: Random) -> Page | None:
    return _grouped(page, rng, rng.randint(2, 4)) if page.width > 3 else None


def _three_rows(page: Page, words: FormWords, rng: Random) -> Page | None:
    if page.width < 6:
        return None
    return _grouped(_grouped(page, rng, 2), rng, 3)


def _corner(text: str) -> Change:
    def change(page: Page, words: FormWords, rng: Random) -> Page | None:
        if not words.is_fixed:
            return None
        page = copied(page)
        place = _headings(page)[words.keys[0]]
        del page.cells[place]
        if text:
            page.cells[place] = text
        return page

    return of_each_table(change)


def _transposed(page: Page, words: FormWords, rng: Random) -> Page | None:
    """Exchange rows and columns of the table, whose corner may be blank."""
    top, left = page.header[0], min(page.columns.values())

    def turned(place: Place) -> Place:
        if place[0] < top:
            return place
        return top + place[1] - left, left + place[0] - top

    page = replace(mapped(page, turned), header=page.header, is_transposed=True)
    return replace(page, header=(top, page.height))


def _fixed_transposed(page: Page, words: FormWords, rng: Random) -> Page | None:
    return _transposed(page, words, rng) if words.is_fixed else None


HEADERS: dict[str, Change] = {
    "columns_reordered": of_each_table(_reordered),
    "columns_missing": of_each_table(_missing),
    "headings_aliases": of_each_table(_aliases),
    "headings_traditional": of_each_table(_traditional),
    "headings_spaced": of_each_table(_spaced),
    "headings_broken": of_each_table(_broken),
    "headings_full_width": of_each_table(_wide),
    "headings_hinted": of_each_table(_hinted),
    "headings_numbered": of_each_table(_numbered),
    "money_heading_wan": _with_money("万元"),
    "money_heading_yuan": _with_money("元"),
    "money_heading_thousands": of_one_table("PART-06", _thousands),
    "column_required_missing": of_one_table("PART-01", _required_missing),
    "heading_unlike": of_one_table("PART-10", _unlike),
    "column_added": of_one_table("PART-06", _column_added),
    "column_repeated": of_one_table("PART-06", _column_repeated),
    "column_without_heading": of_one_table("PART-06", _column_unheaded),
    "columns_blank_between": of_each_table(_column_blank),
    "header_diagonal": _corner("项目\\指标"),
    "header_corner_blank": _corner(""),
    "serial_column": of_each_table(_serial),
    "header_two_rows": of_each_table(_two_rows),
    "header_three_rows": of_each_table(_three_rows),
    "table_transposed": of_each_table(_fixed_transposed),
}
