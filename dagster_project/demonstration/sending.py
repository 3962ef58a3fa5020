"""Who sends what and when: goes through months and units and makes the drafts of all files.

Keeps for each unit what it has reported, so that each return holds what is new, changed or open.
"""

from copy import deepcopy
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

from dagster_project.demonstration.chance import chance
from dagster_project.demonstration.drafts import FileDraft, RowDraft, Slot, Tweaks
from dagster_project.demonstration.forms import CLUES
from dagster_project.demonstration.months import due_day, first_day, month_of, shift
from dagster_project.demonstration.planting import Plant, plant_one
from dagster_project.demonstration.plants import waiting_plants
from dagster_project.demonstration.plants_files import RETURNED_FILES, RETURNED_PARTS, file_name_of
from dagster_project.demonstration.plants_ledgers import ledger_plants
from dagster_project.demonstration.plants_time import burst, renumbered
from dagster_project.demonstration.plants_work import work_plants
from dagster_project.demonstration.province import DemoUnit, Province
from dagster_project.demonstration.returns import Returns
from dagster_project.demonstration.truth import DemoOptions
from dagster_project.demonstration.world import World

_AMOUNT = "amount_involved_wan_yuan"
MONTHS_BEFORE_BURST = 9
ON_THE_LINE_EVERY = 83
# How many more slots are tried than there are plants, since most fit a few slots only.
RESERVE, RESERVE_OF_LEDGERS, RESERVE_OF_WORK = 1.35, 3.0, 2.0
MOST_OFTEN = 0.9
# The months in which forms are sent that are seldom sent.
_SELDOM = ("06", "12")
_QUARTER_ENDS = ("03", "06", "09", "12")


class Sender:
    """Makes the drafts of all files of the province."""

    def __init__(self, province: Province, options: DemoOptions) -> None:
        """Take the province and make everything that happens in it."""
        self.province, self.options = province, options
        self.rng = chance(options.seed, "sending")
        self.burst = self._burst()
        self.returns = Returns(province, World(province, options.seed, self.burst))
        self.waiting = waiting_plants() if options.mess else []
        self.waiting_ledgers = ledger_plants() if options.mess else []
        self.waiting_work = work_plants() if options.mess else []
        self.has_renumbered = not options.mess
        self.drafts: list[FileDraft] = []
        self.sound: dict[tuple[str, str], FileDraft] = {}
        self.number = 0

    @property
    def not_planted(self) -> int:
        """How many plants found no place."""
        return len(self.waiting) + len(self.waiting_ledgers) + len(self.waiting_work)

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
            self._send(unit, month, left)
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

    def _send(self, unit: DemoUnit, month: str, left: int) -> None:
        self.number += 1
        slot = self._slot(unit, month)
        sound = copied(slot.rows)
        is_guarded = self._is_guarded(unit, month)
        is_planted = self._plant(slot, left, is_guarded)
        chance = 1.0 if is_planted else self.rng.random()
        if chance < 0.03 and not is_guarded:
            return
        drafts = self._drafts(slot, is_late=0.03 <= chance < 0.11)
        self.drafts += drafts
        accepted = {form: slot.rows_of(form) for form in slot.sent}
        if is_planted:
            self._after_plant(slot, drafts, sound, accepted)
        for form, rows in accepted.items():
            self.returns.remember(unit, month, form, rows)
        if not is_planted:
            draft = next(draft for draft in drafts if CLUES in draft.sent)
            self.sound[(unit.code, month)] = draft
            self._send_more(slot, draft, chance)

    def _plant(self, slot: Slot, left: int, is_guarded: bool) -> bool:
        """Plant at most one thing among the clues, one in the other ledgers, one in the work."""
        unit = slot.unit
        dice = [self.rng.random(), self.rng.random(), self.rng.random()]
        if (unit.code, slot.period) == self.burst:
            return burst(slot)
        if slot.is_last_month and not self.has_renumbered and not unit.predecessors:
            self.has_renumbered = renumbered(slot)
            if self.has_renumbered:
                return True
        if is_guarded:
            return False
        share = _share(self.waiting, left, RESERVE)
        is_planted = dice[0] < share and plant_one(slot, self.waiting)
        ledgers = (self.waiting_ledgers, RESERVE_OF_LEDGERS, _SELDOM)
        work = (self.waiting_work, RESERVE_OF_WORK, _QUARTER_ENDS)
        for (waiting, reserve, busy), die in zip((ledgers, work), dice[1:], strict=True):
            share = _share(waiting, left, reserve)
            if slot.period[5:] in busy and waiting:
                share = MOST_OFTEN
            if die < share and not slot.is_returned and not slot.is_corrected:
                also = plant_one(slot, waiting, may_be_corrected=not is_planted)
                is_planted = is_planted or also
        return is_planted

    def _is_guarded(self, unit: DemoUnit, month: str) -> bool:
        """Whether nothing may go wrong: in the first month and around a merger."""
        if month == self.province.months[0]:
            return True
        if unit.predecessors:
            return month_of(unit.unit.valid_from) == month
        return unit.unit.valid_to is not None and month >= shift(month_of(unit.unit.valid_to), -1)

    def _slot(self, unit: DemoUnit, month: str) -> Slot:
        units = [other for other in self.province.units if other.reports_on(month)]
        rows = self.returns.rows(unit, month)
        return Slot(
            unit=unit,
            period=month,
            term_start=self.province.term_start(unit.code),
            is_last_month=month == self.province.months[-1],
            sent=tuple(rows),
            rows=[row for found in rows.values() for row in found],
            histories=self.returns.histories[unit.code],
            rng=chance(self.options.seed, "plant", unit.code, month),
            number=self.number,
            neighbour=units[(units.index(unit) + 1) % len(units)],
        )

    # -- files -------------------------------------------------------------------------------

    def _drafts(self, slot: Slot, is_late: bool) -> list[FileDraft]:
        """Return the files of a return: one workbook, or texts and a cover for what is nil."""
        day = self.rng.randint(5, 18) if is_late else self.rng.randint(0, 4)
        if slot.is_returned or slot.is_corrected:
            day = min(day, 3)
        received_at = self._moment(slot.period, day)
        is_sound = not slot.plants and not slot.is_corrected
        if is_sound and self.number % ON_THE_LINE_EVERY < 2:
            # The last second on which a return is on time, and the first on which it is late.
            received_at = datetime.combine(due_day(slot.period), time(23, 59, 59))
            received_at += timedelta(seconds=self.number % ON_THE_LINE_EVERY)
        return [self._draft(slot, sent, received_at) for sent in files_of(slot)]

    def _draft(self, slot: Slot, sent: tuple[str, ...], received_at: datetime) -> FileDraft:
        rows = [row for row in slot.rows if row.form in sent]
        is_odd = slot.tweaks.form in sent
        plants = [plant for plant in slot.plants if (plant.form or slot.tweaks.form) in sent]
        name = file_name_of(slot, slot.unit.unit.name, slot.period, sent)
        return FileDraft(
            unit=slot.unit,
            period=slot.period,
            received_at=received_at,
            sent=sent,
            rows=rows,
            kind="planted" if plants or any(row.plants for row in rows) else "ordinary",
            name=(slot.file_name or name) if is_odd else name,
            tweaks=slot.tweaks if is_odd else Tweaks(),
            plants=plants,
        )

    def _moment(self, period: str, day: int) -> datetime:
        """Return a moment in office hours, `day` days into the month after the period."""
        seconds = self.rng.randint(8 * 3600, 18 * 3600)
        start = datetime.combine(first_day(shift(period, 1)), time())
        return start + timedelta(days=day, seconds=seconds)

    def _later(self, draft: FileDraft, fewest: int, most: int) -> datetime:
        days, seconds = self.rng.randint(fewest, most), self.rng.randint(0, 3000)
        return draft.received_at + timedelta(days=days, seconds=seconds)

    def _after_plant(
        self,
        slot: Slot,
        drafts: list[FileDraft],
        sound: list[RowDraft],
        accepted: dict[str, list[RowDraft]],
    ) -> None:
        """Send the corrections, if any, and leave in `accepted` what got in."""
        for draft in drafts:
            if draft.kind != "planted":
                continue
            if slot.is_corrected:
                rows = [row for row in sound if row.form in draft.sent]
                accepted |= {form: [row for row in rows if row.form == form] for form in draft.sent}
                self.drafts.append(self._correction(slot, draft, rows))
                continue
            codes = {plant.check_code for plant in draft.plants}
            returned = draft.sent if codes & RETURNED_FILES else _returned_parts(draft)
            for form in returned:
                accepted.pop(form)

    def _correction(self, slot: Slot, draft: FileDraft, rows: list[RowDraft]) -> FileDraft:
        name = file_name_of(slot, slot.unit.unit.name, slot.period, draft.sent)
        return FileDraft(
            unit=slot.unit,
            period=slot.period,
            received_at=self._later(draft, 1, 8),
            sent=draft.sent,
            rows=rows,
            kind="correction",
            name=name + "（更正）",
        )

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
        rows = copied(draft.rows)
        with_amount = [
            row
            for row in rows
            if row.form == CLUES and isinstance(row.values.get(_AMOUNT), Decimal)
        ]
        if not with_amount:
            return
        values = with_amount[0].values
        values[_AMOUNT] = Decimal(str(values[_AMOUNT])) + Decimal("1.5")
        # What the warehouse holds is now another amount: nothing is planted on top of it.
        used = self.returns.histories[draft.unit.code][CLUES].used
        number = with_amount[0].key
        used[number] = used.get(number, {}) | {_AMOUNT: None}
        again = FileDraft(
            draft.unit, draft.period, moment, draft.sent, rows, kind, f"{draft.name}{suffix}"
        )
        self.drafts.append(again)


def _share(waiting: list[Plant], left: int, reserve: float) -> float:
    """Return how likely a slot must be planted so that all plants find a place."""
    return min(MOST_OFTEN, reserve * len(waiting) / left)


def _returned_parts(draft: FileDraft) -> set[str]:
    return {
        plant.form for plant in draft.plants if plant.form and plant.check_code in RETURNED_PARTS
    }


def files_of(slot: Slot) -> list[tuple[str, ...]]:
    """Return the forms of each file: all in one, or a text each and a cover of the nil ones."""
    if not slot.hand.is_csv:
        return [slot.sent]
    full = {row.form for row in slot.rows}
    if slot.tweaks.is_empty_table:
        full.add(slot.tweaks.form)
    nil = tuple(form for form in slot.sent if form not in full)
    return [*((form,) for form in slot.sent if form in full), *([nil] if nil else [])]


def copied(rows: list[RowDraft]) -> list[RowDraft]:
    """Return copies of rows that share only the lives, which are the same lives."""
    return [
        replace(
            row,
            values=dict(row.values),
            typed=dict(row.typed),
            wrong=dict(row.wrong),
            plants=deepcopy(row.plants),
        )
        for row in rows
    ]
