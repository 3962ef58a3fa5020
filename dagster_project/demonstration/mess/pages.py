"""A sheet on its way to a file: what is in its cells, and where each value of the truth stands.

Richer than a `Board`, which holds what the demonstration's own hands make: a page can be moved,
turned and cut up, and knows after that still the cell of every field of every row. How a page
becomes bytes is the writers'; nothing here knows a file format.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from dagster_project.demonstration.board import Board

Place = tuple[int, int]
Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class Formula:
    """A formula and the value that was stored with it; None: it was never calculated."""

    expression: str
    value: str | int | float | None = None


@dataclass(frozen=True)
class Fault:
    """An error cell, such as #N/A."""

    text: str


Content = str | int | float | bool | date | datetime | Formula | Fault


@dataclass
class Record:
    """A row of the truth on a page: in which cell each of its fields stands.

    `numbers` are the fields that a total sums, as their column shows them.
    """

    row: int
    places: dict[str, Place]
    numbers: dict[str, Decimal] = field(default_factory=dict)


@dataclass
class Page:
    """A sheet, or a table on it: pages of one name share a sheet. Rows and columns count from 1.

    `header` is first and last row of the heading, `marks` are cells under a name, such as the one
    that states the unit; `comments` and `filled` are cells with a comment or a colour.
    """

    name: str
    form: str = ""
    cells: dict[Place, Content] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    header: tuple[int, int] = (0, 0)
    columns: dict[str, int] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    marks: dict[str, Place] = field(default_factory=dict)
    comments: dict[Place, str] = field(default_factory=dict)
    filled: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    is_hidden: bool = False
    is_transposed: bool = False

    @property
    def height(self) -> int:
        """The last row that holds something."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def width(self) -> int:
        """The last column that holds something."""
        return max((column for _, column in self.cells), default=0)

    def by_row(self) -> dict[int, dict[int, Content]]:
        """The contents by row and column, in order; rows without any left out."""
        rows: dict[int, dict[int, Content]] = {}
        for (row, column), content in sorted(self.cells.items(), key=lambda item: item[0]):
            rows.setdefault(row, {})[column] = content
        return rows

    def covered(self) -> set[Place]:
        """The cells under merges, the corners apart."""
        return {
            (row, column)
            for top, left, bottom, right in self.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }

    @property
    def left(self) -> int:
        """The first column of the table: of its heading, whatever it is of."""
        first, last = self.header
        return min(column for row, column in self.cells if first <= row <= last)


def copied(page: Page) -> Page:
    """Return a page that shares nothing that can change with the one given."""
    return replace(
        page,
        cells=dict(page.cells),
        merges=list(page.merges),
        columns=dict(page.columns),
        records=[replace(record, places=dict(record.places)) for record in page.records],
        marks=dict(page.marks),
        comments=dict(page.comments),
        filled=set(page.filled),
        hidden_rows=set(page.hidden_rows),
    )


def page_of(board: Board) -> Page:
    """Return a board of the demonstration's hands as a page."""
    cells = {place: value for place, value in board.cells.items() if value is not None}
    return Page(board.name, board.form or "", dict(cells), list(board.merges))


def lay_table(
    name: str, form: str, headings: Iterable[tuple[str, str]], rows: Iterable[dict[str, Content]]
) -> Page:
    """Return a page with (field, heading) side by side in row 1 and the rows given below."""
    page = Page(name, form, header=(1, 1))
    for column, (field_name, heading) in enumerate(headings, start=1):
        page.columns[field_name] = column
        page.cells[1, column] = heading
    for row, values in enumerate(rows, start=2):
        places = {field_name: (row, column) for field_name, column in page.columns.items()}
        page.cells |= {places[field_name]: content for field_name, content in values.items()}
        page.records.append(Record(row, places))
    return page


def with_rows_before(page: Page, row: int, count: int = 1) -> Page:
    """Return the page with blank rows put in before a row."""

    def moved(place: Place) -> Place:
        return (place[0] + count, place[1]) if place[0] >= row else place

    return mapped(page, moved)


def with_columns_before(page: Page, column: int, count: int = 1) -> Page:
    """Return the page with blank columns put in before a column."""

    def moved(place: Place) -> Place:
        return (place[0], place[1] + count) if place[1] >= column else place

    return mapped(page, moved)


def mapped(page: Page, moved: Callable[[Place], Place]) -> Page:
    """Return the page with every cell where `moved` says; a merge goes with its corners."""
    merges = [(*moved(area[:2]), *moved(area[2:])) for area in page.merges]
    first, last = page.header
    return replace(
        page,
        cells={moved(place): content for place, content in page.cells.items()},
        merges=[_ordered(area) for area in merges],
        header=(moved((first, 1))[0], moved((last, 1))[0]) if first else page.header,
        columns={name: moved((last, column))[1] for name, column in page.columns.items()},
        records=[
            replace(
                record,
                row=moved((record.row, 1))[0],
                places={name: moved(place) for name, place in record.places.items()},
            )
            for record in page.records
        ],
        marks={name: moved(place) for name, place in page.marks.items()},
        comments={moved(place): text for place, text in page.comments.items()},
        filled={moved(place) for place in page.filled},
        hidden_rows={moved((row, 1))[0] for row in page.hidden_rows},
    )


def _ordered(area: Area) -> Area:
    top, left, bottom, right = area
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def sheets_of(pages: Iterable[Page]) -> list[Page]:
    """Return a page a sheet, with all tables that stand on it; what is written."""
    sheets: dict[str, Page] = {}
    for page in pages:
        sheet = sheets.get(page.name)
        if sheet is None:
            sheets[page.name] = copied(page)
            continue
        sheet.cells |= page.cells
        sheet.merges += page.merges
        sheet.comments |= page.comments
        sheet.filled |= page.filled
        sheet.hidden_rows |= page.hidden_rows
    return list(sheets.values())
