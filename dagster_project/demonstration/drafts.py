"""What a clerk is about to send, before it is laid out: rows, and what is odd about the file.

The planting modules change drafts; `layout.py` turns them into sheets. Nothing is written here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import cast

from dagster_project.demonstration.clues import Clue
from dagster_project.demonstration.fields import CLUES, FORMS, Value
from dagster_project.demonstration.hands import HANDS, Hand
from dagster_project.demonstration.lives import Life
from dagster_project.demonstration.months import last_day
from dagster_project.demonstration.province import DemoUnit

# The one question of a row's text that keeps its value: a number with a word that makes it rough.
ROUGH = "ROW-09"


@dataclass
class RowDraft:
    """A row to be written, of any form.

    `key` is the item's key as text (`15|3|990121001`), also if the row will not show it. `life` is
    what the row is about: what it says at the end of any day. `typed` replaces the text of fields;
    `wrong` names those of them that cannot be read, with the check that says so. `plants` are the
    (check code, field) of the problems that the row has on purpose. `is_pending`: the county will
    send the row again next month whatever it says.
    """

    form: str
    key: str
    values: dict[str, Value]
    life: Life
    typed: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    plants: list[tuple[str, str]] = field(default_factory=list)
    is_pending: bool = False

    def break_field(self, name: str, text: str, check_code: str) -> None:
        """Write a text that cannot be read into a field."""
        self.typed[name] = text
        self.wrong[name] = check_code
        self.values.pop(name, None)
        self.plants.append((check_code, name))

    @property
    def is_held_back(self) -> bool:
        """Whether a planted problem keeps the row out of the figures."""
        return any(
            (code.startswith("ROW") and code != ROUGH) or code[4:6] == "-F"
            for code, _ in self.plants
        )

    @property
    def clue(self) -> Clue:
        """The clue behind a row of XC04."""
        return cast(Clue, self.life)


@dataclass
class Tweaks:
    """What is odd about a file; all off in an ordinary one.

    `form` is the form whose table and line of the cover are odd. `stated_unit`, `stated_period`:
    what the file says of itself ('' says nothing); `sheet_period`: what the table says against the
    cover; `drop_field`: a column left out; `extra_heading`: a column that no form has;
    `declare_more`, `total_more`: by how much the cover is wrong; `stray`: the text of a row that is
    neither data nor anything known.
    """

    form: str = CLUES
    stated_unit: str | None = None
    stated_period: str | None = None
    sheet_period: str | None = None
    drop_field: str | None = None
    extra_heading: str | None = None
    declare_more: int = 0
    total_more: Decimal = Decimal(0)
    ticks_nil: bool = False
    stray: str | None = None
    no_table: bool = False
    is_empty_table: bool = False
    is_truncated: bool = False
    is_foreign: bool = False


@dataclass
class FilePlant:
    """A problem of the file as a whole; `place` says where the layout finds its cell.

    `place`: nowhere, cover_unit, cover_period, sheet_period, header (its first cell), extra
    (the unrecognised heading), rows, total, nil (fields of the cover), stray.
    `value`: a text, or None for the text that stands at the place.
    """

    check_code: str
    place: str = "nowhere"
    value: str | None = None
    form: str | None = None
    is_of_reader: bool = True
    has_value: bool = True


@dataclass
class FileDraft:
    """A file to be written: the forms `sent` in it, in no order, with their rows.

    A form that is sent without rows is nil. A hand that writes text files sends a form a file, and
    what is nil as a workbook that has only a cover.
    """

    unit: DemoUnit
    period: str
    received_at: datetime
    sent: tuple[str, ...]
    rows: list[RowDraft]
    kind: str = "ordinary"
    name: str | None = None
    tweaks: Tweaks = field(default_factory=Tweaks)
    plants: list[FilePlant] = field(default_factory=list)

    @property
    def hand(self) -> Hand:
        """How the file is written."""
        return HANDS[self.unit.hand]

    def rows_of(self, form: str) -> list[RowDraft]:
        """Return the rows of a form."""
        return [row for row in self.rows if row.form == form]

    def is_nil(self, form: str) -> bool:
        """Whether a form is reported to have nothing."""
        is_odd = self.tweaks.form == form and self.tweaks.is_empty_table
        return not is_odd and not self.tweaks.is_foreign and not self.rows_of(form)

    @property
    def is_csv(self) -> bool:
        """Whether the file is text: a nil report never is, since it needs a cover."""
        return self.hand.is_csv and not all(self.is_nil(form) for form in self.sent)


@dataclass
class History:
    """What a unit has reported of a form up to now, as the warehouse will know it.

    `used`: the last used values by key; `reported`: what the county believes it has reported;
    `absent`: the open items that were missing from the newest return.
    """

    used: dict[str, dict[str, Value]] = field(default_factory=dict)
    reported: dict[str, dict[str, Value]] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)


@dataclass
class Slot:
    """A unit in a month, its rows ready to be sent: where something may be planted.

    `sent` are the forms that the unit sends, also those without rows; `rows` those of all forms.
    `is_corrected`: a second file follows, without what was planted; `is_returned`: the first one
    does not get in; `file_name` replaces the hand's own (without extension). What is odd about
    the file is so of the form `tweaks.form`; where each form is a file, only that one is odd.
    """

    unit: DemoUnit
    period: str
    term_start: date
    is_last_month: bool
    sent: tuple[str, ...]
    rows: list[RowDraft]
    histories: dict[str, History]
    rng: Random
    number: int
    neighbour: DemoUnit
    tweaks: Tweaks = field(default_factory=Tweaks)
    plants: list[FilePlant] = field(default_factory=list)
    is_returned: bool = False
    is_corrected: bool = False
    file_name: str | None = None

    @property
    def hand(self) -> Hand:
        """The hand of the unit."""
        return HANDS[self.unit.hand]

    def rows_of(self, form: str) -> list[RowDraft]:
        """Return the rows of a form."""
        return [row for row in self.rows if row.form == form]

    def columns(self, form: str) -> set[str]:
        """Return the fields for which the hand has a column."""
        return self.hand.fields_of(form)

    def choose(self, form: str, test: Callable[[RowDraft], bool]) -> RowDraft | None:
        """Return one of a form's rows that pass the test, by chance; None if there is none."""
        rows = [row for row in self.rows_of(form) if not row.plants and test(row)]
        return self.rng.choice(rows) if rows else None

    def before(self, row: RowDraft) -> dict[str, Value]:
        """Return the values of the item's last used row; empty if it has none."""
        return self.histories[row.form].used.get(row.key, {})

    def is_new(self, row: RowDraft) -> bool:
        """Whether the item has no used row yet."""
        return row.key not in self.histories[row.form].used

    def is_final(self, row: RowDraft) -> bool:
        """Whether the item is done with: it will not be listed again."""
        now = row.life.values_at(last_day(self.period))
        return now == row.life.values_at(date.max) and not row.life.is_open(now)


def shown_text(form: str, name: str, text: str | None) -> str | None:
    """Return the text as problems show it: that of free-text fields is left out."""
    return None if name in FORMS[form].free_text else text
