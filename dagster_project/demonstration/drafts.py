"""What a clerk is about to send, before it is laid out: rows, and what is odd about the file.

The planting modules change drafts; `layout.py` turns them into sheets. Nothing is written here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random

from dagster_project.demonstration.clues import Clue, is_open, snapshot
from dagster_project.demonstration.fields import FREE_TEXT, Value
from dagster_project.demonstration.hands import HANDS, Hand
from dagster_project.demonstration.months import last_day
from dagster_project.demonstration.province import DemoUnit


@dataclass
class RowDraft:
    """A row to be written.

    `typed` replaces the text of fields; `wrong` names those of them that cannot be read, with the
    check that says so. `plants` are the (check code, field) of the problems that the row has on
    purpose. `is_pending`: the county will send the row again next month whatever it says.
    """

    clue: Clue
    values: dict[str, Value]
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
        return any(code.startswith("ROW") or code == "XC04-F01" for code, _ in self.plants)


@dataclass
class Tweaks:
    """What is odd about a file; all off in an ordinary one.

    `stated_unit`, `stated_period`: what the file says of itself ('' says nothing); `sheet_period`:
    what the sheet of clues says against the cover; `drop_field`: a column left out;
    `extra_heading`: a column that no form has; `declare_more`, `total_more`: by how much the cover
    is wrong; `stray`: the text of a row that is neither data nor anything known.
    """

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
    """A file to be written."""

    unit: DemoUnit
    period: str
    received_at: datetime
    rows: list[RowDraft]
    kind: str = "ordinary"
    is_nil: bool = False
    name: str | None = None
    tweaks: Tweaks = field(default_factory=Tweaks)
    plants: list[FilePlant] = field(default_factory=list)

    @property
    def hand(self) -> Hand:
        """How the file is written; a nil report of a CSV hand comes as a workbook."""
        return HANDS[self.unit.hand]

    @property
    def is_csv(self) -> bool:
        """Whether the file is text: a nil report never is, since it needs a cover."""
        return self.hand.is_csv and not self.is_nil


@dataclass
class History:
    """What a unit has reported up to now, as the warehouse will know it.

    `used`: the last used values by clue number; `reported`: what the county believes it has
    reported; `absent`: the open clues that were
    missing from the newest one.
    """

    used: dict[str, dict[str, Value]] = field(default_factory=dict)
    reported: dict[str, dict[str, Value]] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)


@dataclass
class Slot:
    """A unit in a month, its rows ready to be sent: where something may be planted.

    `is_corrected`: a second file follows, without what was planted; `is_returned`: the first one
    does not get in; `file_name` replaces the hand's own (without extension).
    """

    unit: DemoUnit
    period: str
    term_start: date
    is_last_month: bool
    rows: list[RowDraft]
    history: History
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

    def choose(self, test: Callable[[RowDraft], bool]) -> RowDraft | None:
        """Return one of the rows that pass the test, by chance; None if there is none."""
        rows = [row for row in self.rows if not row.plants and test(row)]
        return self.rng.choice(rows) if rows else None

    def before(self, row: RowDraft) -> dict[str, Value]:
        """Return the values of the clue's last used row; empty if it has none."""
        return self.history.used.get(row.clue.clue_no, {})

    def is_new(self, row: RowDraft) -> bool:
        """Whether the clue has no used row yet."""
        return row.clue.clue_no not in self.history.used

    def is_final(self, row: RowDraft) -> bool:
        """Whether the clue is done with: it will not be listed again."""
        now = snapshot(row.clue, last_day(self.period))
        return now == snapshot(row.clue, date.max) and not is_open(now)


def shown_text(name: str, text: str | None) -> str | None:
    """Return the text as problems show it: that of free-text fields is left out."""
    return None if name in FREE_TEXT else text
