"""Which form a table belongs to: what the lines above it name comes first, then its headings.

Forms share many headings (届次, 轮次, 作废), so headings alone decide only where one form fits
plainly better than every other. What is unsure stays without a form, and goes back to its sender.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dagster_project.spreadsheets.context import ReaderContext
from dagster_project.spreadsheets.grid import Sheet, Text
from dagster_project.spreadsheets.headers import Header
from dagster_project.spreadsheets.row_kinds import is_beside_table, is_line_of_labels
from dagster_project.spreadsheets.text import letters_only, width_folded

LINES_ABOVE = 12
LINES_ABOVE_FIRST = 60
CELLS_OF_A_LINE = 3
_TITLE_LENGTH = 40
_SENTENCE = re.compile(r"[。，；]")


@dataclass(frozen=True, slots=True)
class Named:
    """Which forms a table is said to be of: `by_title` in the lines above it, else by the sheet.

    `title_row` is the line above that names them. The word for a cover counts for little
    (`is_cover_only`): other sheets speak of it too.
    """

    by_title: frozenset[str]
    by_sheet: frozenset[str]
    title_row: int | None = None
    is_cover_only: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The header under the form chosen; None where no form fits or `is_unsure` which."""

    header: Header | None
    uses: int
    is_unsure: bool = False


def forms_named(text: str, context: ReaderContext) -> frozenset[str]:
    """The forms whose title or number a short text holds; a number may be of no known form."""
    if len(text) > _TITLE_LENGTH or _SENTENCE.search(text):
        return frozenset()
    found = set(context.form_numbers("".join(width_folded(text).split()).upper()))
    rest = letters_only(text)
    for title, code in context.titles:
        if title in rest:
            found.add(code)
            rest = rest.replace(title, "\0")
    return frozenset(found)


class LinesAbove:
    """The lines of a sheet that may name the form of what stands below them; each is read once."""

    def __init__(self, sheet: Sheet, context: ReaderContext) -> None:
        self._sheet, self._context = sheet, context
        self._by_sheet = forms_named(sheet.name, context)
        self._covers = {form.code for form in context.forms if form.is_cover}
        self._lines: dict[int, frozenset[str]] = {}

    def named(self, row: int, above: Header | None, floor: int) -> Named:
        """What names the form of a header at `row`: the nearest line above that names any.

        Looks no higher than `floor`, and not into the rows of the table `above`.
        """
        lines = LINES_ABOVE_FIRST if above is None else LINES_ABOVE
        for line in range(row - 1, max(floor, row - lines) - 1, -1):
            if above is not None and _is_of_table(self._sheet.rows[line], above, self._context):
                break
            named = self._named_in(line)
            if named:
                is_cover_only = named <= self._covers
                return Named(named - self._covers or named, self._by_sheet, line, is_cover_only)
        return Named(frozenset(), self._by_sheet)

    def _named_in(self, line: int) -> frozenset[str]:
        if line not in self._lines:
            texts = (text for text in self._sheet.rows[line] if text is not None)
            named = (forms_named(text, self._context) for text in texts)
            self._lines[line] = frozenset[str]().union(*named)
        return self._lines[line]


def _is_of_table(row: tuple[Text, ...], above: Header, context: ReaderContext) -> bool:
    """Whether a line is rather a row of the table above it."""
    filled = len(row) - row.count(None)
    is_long = filled > CELLS_OF_A_LINE and not is_line_of_labels(row)
    if is_long or not above.form.is_cover:
        return is_long
    column = above.fields.get("form_code")
    code = row[column] if column is not None else None
    return filled > 1 and code is not None and bool(forms_named(code, context))


def is_title_of_other(row: tuple[Text, ...], above: Header, context: ReaderContext) -> bool:
    """Whether a line between tables is the title of a form other than that of the table above."""
    texts = [text for text in row if text is not None]
    if len(texts) != 1 or is_beside_table(row):
        return False
    named = forms_named(texts[0], context)
    title = letters_only(texts[0])
    return above.form.code not in named and any(
        code in named and title.endswith(known) for known, code in context.titles
    )


def choose_form(found: Sequence[Header], headings: int, named: Named) -> Choice:
    """Choose among the headers that a block of rows is under each form, of so many headings."""
    found = [header for header in found if len(header.uses) > 1]
    titled = [
        header
        for header in found
        if header.form.code in named.by_title and _is_titled(header, headings)
    ]
    if any(_is_whole(header, headings) for header in found):
        # Mostly unknown under its title, and all of another form's: the title is a mistake.
        titled = [header for header in titled if len(header.uses) * 2 >= headings]
    if titled or (named.by_title and not named.is_cover_only):
        return _most(titled)
    whole = [header for header in found if _is_whole(header, headings)]
    of_sheet = [header for header in whole if header.form.code in named.by_sheet]
    if len(of_sheet) == 1:
        return _most(of_sheet)
    rivals = [header for header in found if _is_mostly(header, headings)]
    rivals += [h for h in found if h.form.code in named.by_sheet and _is_titled(h, headings)]
    if not whole:
        of_sheet = [header for header in rivals if header.form.code in named.by_sheet]
        return _most(of_sheet[:1] or rivals)
    choice = _most(whole)
    is_beaten = any(len(header.uses) > choice.uses for header in rivals)
    if is_beaten or any(_knows_more(other, choice.header) for other in whole):
        return Choice(None, choice.uses, is_unsure=True)
    return choice


def _knows_more(other: Header, chosen: Header | None) -> bool:
    """Whether another form knows a column that the one chosen does not."""
    return chosen is not None and not set(other.fields.values()) <= set(chosen.fields.values())


def _is_titled(header: Header, headings: int) -> bool:
    """Enough under the form's own title: all that is required, or a quarter of the headings."""
    return not header.missing or len(header.uses) * 4 >= headings


def _is_whole(header: Header, headings: int) -> bool:
    """Enough without a title: all that is required and half of the headings."""
    return not header.missing and len(header.uses) * 2 >= headings


def _is_mostly(header: Header, headings: int) -> bool:
    """As much as is known again as that form with columns missing."""
    uses = len(header.uses)
    is_mostly_there = len(header.missing) * 2 < len(header.form.required)
    return uses >= 3 and uses * 2 >= headings and is_mostly_there


def _most(headers: Sequence[Header]) -> Choice:
    """The header with most fields; unsure where two forms have as many."""
    most = max((len(header.uses) for header in headers), default=0)
    best = {header.form.code: header for header in headers if len(header.uses) == most}
    if len(best) == 1:
        return Choice(next(iter(best.values())), most)
    return Choice(None, most, is_unsure=bool(best))
