"""A file on its way: its pages, what it says of itself, and what the office will ask about it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from dagster_project.demonstration.mess.pages import Page, Place

COVER = "COVER"


@dataclass(frozen=True)
class Names:
    """How the unit of a file, its towns and another unit may be called."""

    full: str
    short: str
    with_city: str
    alias: str
    traditional: str
    other: str
    towns: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A problem that the reader must find: its check and, if it stands anywhere, its cell.

    `page` is the place of its page in the book; `mark` the name of its cell there.
    """

    check: str
    form: str | None = None
    page: int | None = None
    mark: str | None = None


@dataclass(frozen=True)
class FormWords:
    """What a layout has to know of a form: other headings by field, and what its fields are."""

    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    required: frozenset[str] = frozenset()
    money: frozenset[str] = frozenset()
    is_fixed: bool = False


@dataclass(frozen=True)
class Book:
    """A file before it is written. `file_name` is without ending, with its folders.

    `is_rich`: it will hold numbers as such. `words` tell of each form that is on a page.
    """

    pages: tuple[Page, ...]
    file_name: str
    names: Names
    period: str
    words: dict[str, FormWords]
    is_rich: bool = True
    asked: tuple[Asked, ...] = ()

    def with_page(self, number: int, page: Page, *asked: Asked) -> "Book":
        """Return the book with one page replaced, and what will be asked about it."""
        pages = (*self.pages[:number], page, *self.pages[number + 1 :])
        return replace(self, pages=pages, asked=(*self.asked, *asked))

    def tables(self) -> list[int]:
        """The places of the pages that hold a return, the cover apart."""
        return [n for n, page in enumerate(self.pages) if page.form not in ("", COVER)]

    def place_of(self, asked: Asked) -> Place | None:
        """The cell that a problem stands at."""
        if asked.page is None or asked.mark is None:
            return None
        return self.pages[asked.page].marks[asked.mark]


Change = Callable[[Book, Random], Book | None]
PageChange = Callable[[Page, FormWords, Random], Page | None]


def of_each_table(change: PageChange) -> Change:
    """Return the change that does it to each table of a file; None if it fits none of them."""

    def changed(book: Book, rng: Random) -> Book | None:
        is_changed = False
        for number in book.tables():
            page = change(book.pages[number], book.words[book.pages[number].form], rng)
            if page is not None:
                book, is_changed = book.with_page(number, page), True
        return book if is_changed else None

    return changed


def of_one_table(check: str, change: PageChange) -> Change:
    """Return the change of a file's first table that the office asks about, at mark `problem`."""

    def changed(book: Book, rng: Random) -> Book | None:
        for number in book.tables()[:1]:
            page = change(book.pages[number], book.words[book.pages[number].form], rng)
            if page is not None:
                mark = "problem" if "problem" in page.marks else None
                return book.with_page(number, page, Asked(check, page.form, number, mark))
        return None

    return changed
