"""What each return holds: the forms that a unit sends for a month, and the rows of each.

Keeps for each unit what it has reported, so that a ledger holds what is new, changed or open. In
its first month a unit sends everything it has.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from dagster_project.demonstration.drafts import History, RowDraft
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import (
    CLUES,
    FINDINGS,
    FORMS,
    JOINT_SUPERVISION,
    ORGANISATIONS,
    ORGANS,
    VILLAGES,
    WORKFORCE,
    FormSpec,
)
from dagster_project.demonstration.hands import HANDS, Hand
from dagster_project.demonstration.lives import Life
from dagster_project.demonstration.months import last_day, month_of
from dagster_project.demonstration.province import DemoUnit, Province
from dagster_project.demonstration.world import World

# All rows are sent each time that one of these is due.
_WHOLE = (VILLAGES, WORKFORCE, ORGANISATIONS, JOINT_SUPERVISION, ORGANS)


class Returns:
    """The rows that units send, and what they have sent."""

    def __init__(self, province: Province, world: World) -> None:
        """Take the province and all that happens in it."""
        self.province, self.world = province, world
        self.histories = {unit.code: {form: History() for form in FORMS} for unit in province.units}
        self._lives: dict[tuple[str, str], list[Life]] = {}
        self._findings: dict[tuple[str, date], Counter[Value]] = {}

    def is_first(self, unit: DemoUnit, month: str) -> bool:
        """Whether a month is the first for which a unit reports."""
        return month == max(self.province.months[0], month_of(unit.unit.valid_from))

    def rows(self, unit: DemoUnit, month: str) -> dict[str, list[RowDraft]]:
        """Return the forms that a unit sends for a month, with their rows."""
        found = {}
        for form, spec in FORMS.items():
            is_due = self._is_due(unit, month, spec)
            if is_due or spec.is_sent_at_need:
                rows = self._rows(unit, month, form)
                if is_due or rows:
                    found[form] = rows
        return found

    def _is_due(self, unit: DemoUnit, month: str, spec: FormSpec) -> bool:
        """Return whether a form is due, or has to tell how things stand when a unit begins."""
        kind = unit.unit.unit_kind
        is_opening = self.is_first(unit, month) and kind in spec.unit_kinds
        return spec.is_due(kind, month) or (is_opening and spec.kind != "period_return")

    def _rows(self, unit: DemoUnit, month: str, form: str) -> list[RowDraft]:
        end, history = last_day(month), self.histories[unit.code][form]
        rows = []
        for life in self._all_lives(unit, form):
            if life.begins_on > end:
                continue
            values = self._values(unit, life, end)
            is_changed = history.reported.get(life.key) != values
            if form in _WHOLE or is_changed or life.is_open(values):
                rows.append(RowDraft(form, life.key, values, life))
        if form == CLUES and HANDS[unit.hand].totals == "by_source":
            rows.sort(key=lambda row: (str(row.clue.facts["source_code"]), row.key))
        return in_manner(HANDS[unit.hand], rows) if form == JOINT_SUPERVISION else rows

    def _all_lives(self, unit: DemoUnit, form: str) -> list[Life]:
        """Return the items of a unit; the clues it took over depend on what was reported."""
        if form == CLUES:
            return [*self.world.by_unit[unit.code].clues, *self._inherited_clues(unit)]
        if (unit.code, form) not in self._lives:
            self._lives[(unit.code, form)] = self.world.lives(unit, form)
        return self._lives[(unit.code, form)]

    def _inherited_clues(self, unit: DemoUnit) -> list[Life]:
        """Return the clues of merged units that these had not reported as done with."""
        clues: list[Life] = []
        for code in unit.predecessors:
            used = self.histories[code][CLUES].used
            clues += [
                clue
                for clue in self.world.by_unit[code].clues
                if clue.key not in used or clue.is_open(used[clue.key])
            ]
        return clues

    def _values(self, unit: DemoUnit, life: Life, end: date) -> dict[str, Value]:
        """Return what a row says at the end of a day, under the codes of places as they are."""
        values = self.world.by_unit[unit.code].translate(life.values_at(end))
        if life.form == VILLAGES and "inspected_on" in values:
            values["findings_count"] = self._findings_in(unit, str(values["village_code"]), end)
        return values

    def _findings_in(self, unit: DemoUnit, village_code: str, end: date) -> int:
        """Return how many findings the unit has reported, or reports now, for a village."""
        if (unit.code, end) not in self._findings:
            world = self.world.by_unit[unit.code]
            self._findings[(unit.code, end)] = Counter(
                world.translate(life.values_at(end)).get("village_code")
                for life in self._all_lives(unit, FINDINGS)
                if life.begins_on <= end
            )
        return self._findings[(unit.code, end)][village_code]

    def remember(self, unit: DemoUnit, month: str, form: str, rows: Iterable[RowDraft]) -> None:
        """Note what a return that got in says of the items of a form."""
        history, end, rows = self.histories[unit.code][form], last_day(month), list(rows)
        present = {row.key for row in rows}
        for row in rows:
            if not row.is_held_back:
                history.used[row.key] = row.values
                if not row.is_pending:
                    history.reported[row.key] = self._values(unit, row.life, end)
        lives = {life.key: life for life in self._all_lives(unit, form)}
        history.absent = {
            key
            for key, values in history.used.items()
            if key not in present and key in lives and lives[key].is_open(values)
        }


def in_manner(hand: Hand, rows: list[RowDraft]) -> list[RowDraft]:
    """Return the rows of a table with a total as a hand writes them, the total being the last."""
    if not rows:
        return []
    *parts, total = rows
    if hand.fixed_rows == "total_first":
        return [total, *parts]
    if hand.fixed_rows == "no_total":
        return parts
    if hand.fixed_rows == "filled":
        return [*(row for row in parts if _has_counts(row)), total]
    return rows


def _has_counts(row: RowDraft) -> bool:
    return any(value for name, value in row.values.items() if name.endswith("_count"))
