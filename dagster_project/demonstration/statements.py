"""What a file says of itself: who reports, and for which period, as its hand writes it."""

from random import Random

from dagster_project.demonstration.board import Board
from dagster_project.demonstration.cells import Written
from dagster_project.demonstration.drafts import FileDraft
from dagster_project.demonstration.forms import FORMS

_COLON = {"A": "：", "B": "：", "E": "："}
_QUARTERS = "一二三四"


class Statements:
    """The statements of one file; `unit` and `period` are their texts ('': not stated)."""

    def __init__(self, draft: FileDraft, rng: Random, is_messy: bool) -> None:
        """Take the file, and whether its clerk may use another name of the unit."""
        self.draft, self.hand, self.tweaks = draft, draft.hand, draft.tweaks
        self.unit = self._unit(rng, is_messy)
        self.period = self._month(draft.period)
        if self.tweaks.stated_period is not None:
            self.period = self.tweaks.stated_period

    def _unit(self, rng: Random, is_messy: bool) -> str:
        if self.tweaks.stated_unit is not None:
            return self.tweaks.stated_unit
        unit = self.draft.unit
        names = {"full": unit.unit.name, "short": unit.unit.short_name}
        names["city_full"] = unit.unit.name
        if unit.unit.unit_kind != "city_level":
            names["city_full"] = unit.city_name + unit.unit.name
        if is_messy and rng.random() < 0.2:
            if unit.other_name:
                return unit.other_name
            return names[rng.choice(sorted(names))]
        return names[self.hand.unit_name]

    def _month(self, period: str) -> str:
        year, month = int(period[:4]), int(period[5:])
        return self.hand.period_style.format(year=year, month=month)

    def of_table(self, form: str) -> str:
        """Return the period as the table of a form states it, perhaps as a quarter."""
        if form == self.tweaks.form and self.tweaks.sheet_period:
            return self._month(self.tweaks.sheet_period)
        if self.tweaks.stated_period is not None:
            return self.period
        year, month = self.draft.period[:4], int(self.draft.period[5:])
        frequency = FORMS[form].frequency
        if frequency == "quarter" and month % 3 == 0 and self.hand.quarter_style:
            number = month // 3
            return self.hand.quarter_style.format(
                year=year, number=number, chinese=_QUARTERS[number - 1]
            )
        if frequency == "half_year" and month % 6 == 0:
            style = self.hand.half_year_styles[month // 6 - 1]
            return style.format(year=year) or self.period
        return self.period

    def fill(self, pattern: str, town: str = "") -> str:
        """Return a title or a signature with unit, year, town and day in it."""
        sent = self.draft.received_at
        return pattern.format(
            unit=self.unit or self.draft.unit.unit.name,
            year=self.draft.period[:4],
            town=town,
            sent=f"{sent.year}年{sent.month}月{sent.day}日",
        )

    def write(self, board: Board, first: int, period_text: str) -> None:
        """Write who reports and for when, each in a row of its own or both in one."""
        said = [("unit", "填报单位", self.unit), ("period", "报告期", period_text)]
        said = [item for item in said if item[2]]
        step = 3 if self.hand.statement == "joined" else 4
        cells: dict[int, Written] = {}
        marks: list[tuple[str, int]] = []
        for number, (place, name, text) in enumerate(said):
            column = first if self.hand.line_per_statement else first + number * step
            if self.hand.statement == "joined":
                cells[column] = f"{name}{_COLON.get(self.hand.code, ':')}{text}"
                marks.append((place, column))
            else:
                cells |= {column: name, column + 1: text}
                marks.append((place, column + 1))
            if self.hand.line_per_statement or number == len(said) - 1:
                row = board.add("heading", cells)
                for mark, at in marks:
                    board.mark(mark, row, at)
                cells, marks = {}, []
