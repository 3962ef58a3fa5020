"""Who sends what and when: goes through months and units and makes the drafts of all files.

Keeps for each unit what it has reported, so that each return holds what is new, changed or open.
"""

from copy import deepcopy
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

from dagster_project.demonstration.chance import chance
from dagster_project.demonstration.clues import Clue, is_open, make_clues, snapshot
from dagster_project.demonstration.drafts import FileDraft, History, RowDraft, Slot
from dagster_project.demonstration.hands import HANDS
from dagster_project.demonstration.months import due_day, first_day, last_day, month_of, shift
from dagster_project.demonstration.plants import plant_one, waiting_plants
from dagster_project.demonstration.plants_files import file_name_of
from dagster_project.demonstration.plants_time import burst, renumbered
from dagster_project.demonstration.province import DemoUnit, Province
from dagster_project.demonstration.truth import DemoOptions

_AMOUNT = "amount_involved_wan_yuan"
MONTHS_BEFORE_BURST = 9
ON_THE_LINE_EVERY = 83
RESERVE = 1.35


class Sender:
    """Makes the drafts of all files of the province."""

    def __init__(self, province: Province, options: DemoOptions) -> None:
        """Take the province and make the lives of its clues."""
        self.province, self.options = province, options
        self.rng = chance(options.seed, "sending")
        self.burst = self._burst()
        self.clues: dict[str, list[Clue]] = {unit.code: [] for unit in province.units}
        for clue in make_clues(province, options.seed, self.burst):
            self.clues[clue.unit_code].append(clue)
        self.histories = {unit.code: History() for unit in province.units}
        self.waiting = waiting_plants() if options.mess else []
        self.has_renumbered = not options.mess
        self.drafts: list[FileDraft] = []
        self.sound: dict[tuple[str, str], FileDraft] = {}
        self.number = 0

    def send_all(self) -> list[FileDraft]:
        """Return the drafts of all files, month by month and unit by unit."""
        slots = [
            (month, unit)
            for month in self.province.months
            for unit in self.province.units
            if unit.reports_on(month)
        ]
        left = len(slots)
        for month, unit in slots:
            chance = min(0.8, RESERVE * len(self.waiting) / left)
            self._send(unit, month, self.rng.random() < chance)
            left -= 1
        return self.drafts

    def _burst(self) -> tuple[str, str] | None:
        months = self.province.months
        if not self.options.mess or len(months) <= MONTHS_BEFORE_BURST + 1:
            return None
        busy = [
            unit
            for unit in self.province.units
            if not unit.is_quiet and unit.unit.valid_to is None and not unit.predecessors
        ]
        return busy[len(busy) // 2].code, months[MONTHS_BEFORE_BURST + 1]

    # -- one unit in one month ---------------------------------------------------------------

    def _send(self, unit: DemoUnit, month: str, may_plant: bool) -> None:
        self.number += 1
        slot = self._slot(unit, month)
        sound = deepcopy_rows(slot.rows)
        is_guarded = self._is_guarded(unit, month)
        is_planted = False
        if (unit.code, month) == self.burst:
            is_planted = burst(slot)
        elif slot.is_last_month and not self.has_renumbered and not unit.predecessors:
            is_planted = self.has_renumbered = renumbered(slot)
        if not is_planted and may_plant and not is_guarded and (unit.code, month) != self.burst:
            is_planted = plant_one(slot, self.waiting)
        chance = 1.0 if is_planted or (unit.code, month) == self.burst else self.rng.random()
        if chance < 0.03 and not is_guarded:
            return
        draft = self._draft(slot, is_late=0.03 <= chance < 0.11)
        self.drafts.append(draft)
        accepted: FileDraft | None = draft
        if is_planted:
            accepted = self._after_plant(slot, draft, sound)
        if accepted is not None:
            self._remember(unit, month, accepted.rows)
        if not is_planted:
            self.sound[(unit.code, month)] = draft
            self._send_more(slot, draft, chance)

    def _is_guarded(self, unit: DemoUnit, month: str) -> bool:
        """Whether nothing may go wrong: in the first month and around a merger."""
        if month == self.province.months[0]:
            return True
        if unit.predecessors:
            return month_of(unit.unit.valid_from) == month
        return unit.unit.valid_to is not None and month >= shift(month_of(unit.unit.valid_to), -1)

    def _slot(self, unit: DemoUnit, month: str) -> Slot:
        units = [other for other in self.province.units if other.reports_on(month)]
        return Slot(
            unit=unit,
            period=month,
            term_start=self.province.term_start(unit.code),
            is_last_month=month == self.province.months[-1],
            rows=self._rows(unit, month),
            history=self.histories[unit.code],
            rng=chance(self.options.seed, "plant", unit.code, month),
            number=self.number,
            neighbour=units[(units.index(unit) + 1) % len(units)],
        )

    def _rows(self, unit: DemoUnit, month: str) -> list[RowDraft]:
        """Return what is new, changed since it was last reported, or open."""
        end, history = last_day(month), self.histories[unit.code]
        rows = []
        for clue in [*self.clues[unit.code], *self._inherited(unit)]:
            if clue.transferred_on <= end:
                values = snapshot(clue, end)
                if is_open(values) or history.reported.get(clue.clue_no) != values:
                    rows.append(RowDraft(clue, values))
        if HANDS[unit.hand].totals == "by_source":
            rows.sort(key=lambda row: (str(row.clue.facts["source_code"]), row.clue.clue_no))
        return rows

    def _inherited(self, unit: DemoUnit) -> list[Clue]:
        """Return the clues of merged units that these had not reported as done with."""
        clues = []
        for code in unit.predecessors:
            used = self.histories[code].used
            clues += [
                clue
                for clue in self.clues[code]
                if clue.clue_no not in used or is_open(used[clue.clue_no])
            ]
        return clues

    def _remember(self, unit: DemoUnit, month: str, rows: list[RowDraft]) -> None:
        history, end = self.histories[unit.code], last_day(month)
        present = {row.clue.clue_no for row in rows}
        history.absent = {
            number
            for number, values in history.used.items()
            if is_open(values) and number not in present
        }
        for row in rows:
            if not row.is_held_back:
                history.used[row.clue.clue_no] = row.values
                if not row.is_pending:
                    history.reported[row.clue.clue_no] = snapshot(row.clue, end)

    # -- files -------------------------------------------------------------------------------

    def _draft(self, slot: Slot, is_late: bool) -> FileDraft:
        day = self.rng.randint(5, 18) if is_late else self.rng.randint(0, 4)
        if slot.is_returned or slot.is_corrected:
            day = min(day, 3)
        is_nil = not slot.rows and not slot.tweaks.is_empty_table and not slot.tweaks.is_foreign
        name = slot.file_name or file_name_of(slot, slot.unit.unit.name, slot.period)
        received_at = self._moment(slot.period, day)
        is_sound = not slot.plants and not slot.is_corrected
        if is_sound and self.number % ON_THE_LINE_EVERY < 2:
            # The last second on which a return is on time, and the first on which it is late.
            received_at = datetime.combine(due_day(slot.period), time(23, 59, 59))
            received_at += timedelta(seconds=self.number % ON_THE_LINE_EVERY)
        return FileDraft(
            unit=slot.unit,
            period=slot.period,
            received_at=received_at,
            rows=slot.rows,
            kind="planted" if slot.plants or any(r.plants for r in slot.rows) else "ordinary",
            is_nil=is_nil,
            name=name,
            tweaks=slot.tweaks,
            plants=slot.plants,
        )

    def _moment(self, period: str, day: int) -> datetime:
        """Return a moment in office hours, `day` days into the month after the period."""
        seconds = self.rng.randint(8 * 3600, 18 * 3600)
        start = datetime.combine(first_day(shift(period, 1)), time())
        return start + timedelta(days=day, seconds=seconds)

    def _later(self, draft: FileDraft, fewest: int, most: int) -> datetime:
        days, seconds = self.rng.randint(fewest, most), self.rng.randint(0, 3000)
        return draft.received_at + timedelta(days=days, seconds=seconds)

    def _after_plant(self, slot: Slot, draft: FileDraft, sound: list[RowDraft]) -> FileDraft | None:
        """Send the correction, if there is one, and return the file that counts."""
        if not slot.is_corrected:
            return None if slot.is_returned else draft
        name = file_name_of(slot, slot.unit.unit.name, slot.period)
        correction = FileDraft(
            unit=slot.unit,
            period=slot.period,
            received_at=self._later(draft, 1, 8),
            rows=sound,
            kind="correction",
            is_nil=not sound,
            name=name + "（更正）",
        )
        self.drafts.append(correction)
        return correction

    def _send_more(self, slot: Slot, draft: FileDraft, chance: float) -> None:
        """Let a few units send the month again, the same bytes twice, or an older month again."""
        if 0.11 <= chance < 0.16:
            self._resend(draft, "resend", self._later(draft, 2, 9), "（修订）")
        elif 0.16 <= chance < 0.20:
            again = replace(draft, kind="duplicate", received_at=self._later(draft, 1, 3))
            again.name = f"{draft.name}（再次报送）"
            self.drafts.append(again)
        elif 0.20 <= chance < 0.24:
            older = self.sound.get((slot.unit.code, shift(slot.period, -2)))
            if older is not None:
                self._resend(older, "older", self._later(draft, 1, 3), "（补正）")

    def _resend(self, draft: FileDraft, kind: str, moment: datetime, suffix: str) -> None:
        """Send a month again with one amount put right."""
        rows = deepcopy_rows(draft.rows)
        with_amount = [row for row in rows if isinstance(row.values.get(_AMOUNT), Decimal)]
        if not with_amount:
            return
        values = with_amount[0].values
        values[_AMOUNT] = Decimal(str(values[_AMOUNT])) + Decimal("1.5")
        # What the warehouse holds is now another amount: nothing is planted on top of it.
        used, number = self.histories[draft.unit.code].used, with_amount[0].clue.clue_no
        used[number] = used.get(number, {}) | {_AMOUNT: None}
        again = FileDraft(
            draft.unit, draft.period, moment, rows, kind, name=f"{draft.name}{suffix}"
        )
        self.drafts.append(again)


def deepcopy_rows(rows: list[RowDraft]) -> list[RowDraft]:
    """Return copies of rows that share only the clues, which are the same clues."""
    return [
        RowDraft(
            row.clue,
            dict(row.values),
            dict(row.typed),
            dict(row.wrong),
            deepcopy(row.plants),
            row.is_pending,
        )
        for row in rows
    ]
