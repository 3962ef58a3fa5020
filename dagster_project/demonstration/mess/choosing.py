"""In which file the demonstration sends a return: some in another than the hand's own.

Only kinds of the table that move no cell and change no text that a reader sees, so that what is
true of a file stays true whichever it is.
"""

from collections.abc import Iterator, Sequence
from random import Random

from dagster_project.demonstration.board import Board
from dagster_project.demonstration.mess.asking import Ask
from dagster_project.demonstration.mess.containers import WRITERS
from dagster_project.demonstration.mess.contents import plain_text
from dagster_project.demonstration.mess.kinds import Kind, kinds_of, load_kinds
from dagster_project.demonstration.mess.pages import Content, Page, page_of
from dagster_project.demonstration.mess.spellings_words import SPELLINGS

SHARE, DOSE = 0.2, 0.02
# The hands' own containers, and what a container must hold to take the place of each.
_OWN = {
    "openpyxl": "xlsx_openpyxl",
    "xlsxwriter": "xlsx_xlsxwriter",
    "xls": "xls",
    "csv": "csv_gbk",
}
_WORKBOOK = frozenset(("sheets", "types", "merges"))


def own_kind(container: str) -> Kind:
    """Return the kind of file that a hand writes by habit."""
    return load_kinds()[_OWN[container]]


def choose_kind(container: str, boards: Sequence[Board], rng: Random) -> Kind:
    """Return the kind of file in which a return is sent: the hand's own, seldom another."""
    if rng.random() >= SHARE:
        return own_kind(container)
    is_text = container == "csv"
    needs = {"spaces"} if any(map(_is_spaced, _texts(boards))) else set()
    others = [
        kind
        for kind in kinds_of("file")
        if kind.is_shown
        and needs <= kind.can
        and ("sheets" not in kind.can if is_text else kind.can >= _WORKBOOK)
    ]
    (kind,) = rng.choices(others, [kind.weight for kind in others])
    return kind


def _texts(boards: Sequence[Board]) -> Iterator[str]:
    for board in boards:
        yield from (content for content in board.cells.values() if isinstance(content, str))


def _is_spaced(text: str) -> bool:
    """Whether a text has spaces that a web page would not keep."""
    return text != text.strip(" ") or "  " in text


def write_boards(boards: Sequence[Board], kind: Kind, rng: Random | None) -> bytes:
    """Return the bytes of a file; with chance given, some of its numbers are stored as texts.

    A kind without sheets takes the first board.
    """
    pages = [page_of(board) for board in boards]
    if rng is not None and "types" in kind.can:
        pages = [
            _retyped(page, {row.row for row in board.rows if row.row_class == "data"}, kind, rng)
            for page, board in zip(pages, boards, strict=True)
        ]
    return WRITERS[kind.code](pages)


def _retyped(page: Page, rows: set[int], kind: Kind, rng: Random) -> Page:
    """Store some cells of data in another way that gives the same text."""
    ways = [w for w in kinds_of("cell") if w.keeps_text and w.needs <= kind.can]
    for place, content in page.cells.items():
        if place[0] in rows and rng.random() < DOSE:
            way, ask = rng.choice(ways), _ask(content)
            other = SPELLINGS[way.code](ask, rng) if ask.tokens & way.fields else None
            if other is not None and plain_text(other) == plain_text(content):
                page.cells[place] = other
    return page


def _ask(content: Content) -> Ask:
    """What a cell is about, as far as its content tells."""
    if isinstance(content, int | float) and not isinstance(content, bool):
        return Ask(plain_text(content), frozenset({"decimal"}))
    if isinstance(content, str) and content.isascii() and content.isdigit():
        return Ask(content, frozenset({"key"}))
    return Ask(None, frozenset())
