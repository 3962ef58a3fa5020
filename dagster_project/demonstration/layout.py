"""Lays a draft out as sheets: the cover and the tables, and tells what is true of them."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from dagster_project.demonstration.board import Board, address
from dagster_project.demonstration.cells import Pen, Written
from dagster_project.demonstration.drafts import FileDraft, FilePlant
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import COVER, FORMS
from dagster_project.demonstration.plants_files import RETURNED_FILES, RETURNED_PARTS
from dagster_project.demonstration.statements import Statements
from dagster_project.demonstration.tables import TableMaker
from dagster_project.demonstration.truth import PlantedProblem, TruthPart, TruthSheet

_COVER_FIELDS = ("form_code", "declared_rows_count", "is_nil", "control_total")
_COVER_PLACES = {"rows": "declared_rows_count", "total": "control_total", "nil": "is_nil"}
_TABLE_PLACES = ("sheet_period", "header", "extra", "stray", "table")


@dataclass
class LaidOut:
    """A file ready to be written, with what is true of it."""

    boards: list[Board]
    sheets: list[TruthSheet]
    parts: list[TruthPart]
    planted: list[PlantedProblem]
    of_reader: list[PlantedProblem]


def lay_out(draft: FileDraft, rng: Random, is_messy: bool) -> LaidOut:
    """Return the sheets of a file and the truth about them."""
    return _Layout(draft, rng, is_messy).lay_out()


class _Layout:
    def __init__(self, draft: FileDraft, rng: Random, is_messy: bool) -> None:
        self.draft, self.hand, self.tweaks = draft, draft.hand, draft.tweaks
        self.pen = Pen(draft.hand, draft.period, rng, is_messy)
        self.statements = Statements(draft, rng, is_messy)
        self.tables = TableMaker(draft, self.pen, self.statements)
        self.forms = [form for form in self.hand.tables if form in draft.sent]

    def lay_out(self) -> LaidOut:
        if self.tweaks.is_foreign:
            return self._finish([self._foreign()], is_known=False)
        boards = []
        if not self.draft.is_csv:
            boards.append(self._cover())
        for form in self.forms:
            if self._has_table(form):
                boards += self.tables.sheets(form)
        return self._finish(boards, is_known=not self.tweaks.is_truncated)

    def _has_table(self, form: str) -> bool:
        if self.tweaks.form == form and self.tweaks.no_table:
            return False
        return not self.draft.is_nil(form) or self.hand.code in "AE"

    # -- the cover ---------------------------------------------------------------------------

    def _cover(self) -> Board:
        board, hand = Board("封面", COVER), self.hand
        first = 1 + hand.margin
        board.add("heading", {first: self.statements.fill(hand.cover_title)})
        board.merges.append((1, first, 1, first + 3))
        self.statements.write(board, first, self.statements.period)
        board.skip()
        board.add("heading", dict(enumerate(hand.cover_headings, start=first)))
        board.columns = {name: first + step for step, name in enumerate(_COVER_FIELDS)}
        odd = {
            plant.form or self.tweaks.form
            for plant in self.draft.plants
            if plant.place in _COVER_PLACES
        }
        for form in self.forms:
            tidy = set(_COVER_FIELDS) if form in odd else {"form_code"}
            row = board.add_data(self.pen, self._declared(form), self._ticks(form), {}, tidy)
            for place, name in _COVER_PLACES.items():
                at = address(row.row, board.columns[name])
                board.places[f"{place} {form}"] = (at, row.raw.get(name, ""))
        board.skip()
        board.add("note", {first: "注:控制数为该表金额合计,以万元计。"})
        if hand.signature:
            board.add("signature", {first: self.statements.fill(hand.signature)})
        return board

    def _is_ticked(self, form: str) -> bool:
        return self.draft.is_nil(form) or (self.tweaks.form == form and self.tweaks.ticks_nil)

    def _ticks(self, form: str) -> dict[str, str]:
        return {"is_nil": "√"} if self._is_ticked(form) else {}

    def _declared(self, form: str) -> dict[str, Value]:
        rows, is_odd = self.draft.rows_of(form), self.tweaks.form == form
        field = FORMS[form].control_total
        amounts = [row.values.get(field) for row in rows] if field else []
        total = sum((a for a in amounts if isinstance(a, Decimal)), Decimal(0))
        is_blank = not rows or field is None or self.hand.code == "D"
        stray = 1 if is_odd and self.tweaks.stray else 0
        more = self.tweaks.total_more if is_odd else Decimal(0)
        return {
            "form_code": form,
            "declared_rows_count": len(rows) + stray + (self.tweaks.declare_more if is_odd else 0),
            "is_nil": self._is_ticked(form),
            "control_total": None if is_blank else total + more,
        }

    def _foreign(self) -> Board:
        """Return a sheet that is no return at all: none of its rows is of a known class."""
        board = Board("Sheet1", None)
        board.add("heading", {1: "培训安排表"})
        self.statements.write(board, 1, self.statements.period)
        board.add("heading", {1: "时间", 2: "地点", 3: "内容", 4: "参加范围"})
        for day in (8, 9):
            content = ["第一会议室", "巡察业务培训", "全体巡察干部"]
            cells: dict[int, Written] = {2 + step: text for step, text in enumerate(content)}
            board.add("data", {1: date(2026, 1, day).isoformat(), **cells})
        board.rows = [replace(row, row_class="unknown") for row in board.rows]
        return board

    # -- the truth about the whole -----------------------------------------------------------

    def _finish(self, boards: list[Board], is_known: bool) -> LaidOut:
        of_reader, planted = [], self.tables.planted
        for plant in self.draft.plants:
            problem = self._problem(plant, boards)
            planted.append(problem)
            if plant.is_of_reader:
                of_reader.append(problem)
        is_readable = not self.tweaks.is_truncated
        sheets = [board.truth() for board in boards] if is_readable else []
        return LaidOut(boards, sheets, self._parts(is_known), planted, of_reader)

    def _problem(self, plant: FilePlant, boards: list[Board]) -> PlantedProblem:
        if plant.place == "nowhere":
            return PlantedProblem(plant.check_code, plant.form, "", None, plant.value)
        form, place = plant.form or self.tweaks.form, plant.place
        board = boards[0]
        if place in _TABLE_PLACES:
            board = next(
                found
                for found in boards
                if found.form == form and (place != "stray" or "stray" in found.places)
            )
        if place == "table":
            return PlantedProblem(plant.check_code, plant.form, board.name, None, None)
        place = f"{place} {form}" if place in _COVER_PLACES else place.removeprefix("sheet_")
        cell, text = board.places[place]
        value = text if plant.has_value and text else None
        return PlantedProblem(plant.check_code, plant.form, board.name, cell, value)

    def _parts(self, is_known: bool) -> list[TruthPart]:
        codes = {plant.check_code for plant in self.draft.plants}
        unit = None if codes & {"FILE-01", "FILE-02"} else self.draft.unit.code
        period = None if codes & {"FILE-01", "FILE-04"} else self.draft.period
        if not is_known:
            return [TruthPart(None, unit, period, "returned")]
        is_returned = bool(codes & RETURNED_FILES)
        parts = []
        if not self.draft.is_csv:
            parts.append(TruthPart(COVER, unit, period, _status(is_returned)))
        for form in self.forms:
            of_form = {plant.check_code for plant in self.draft.plants if plant.form == form}
            status = _status(is_returned or bool(of_form & RETURNED_PARTS))
            parts.append(TruthPart(form, unit, period, status, self.draft.is_nil(form)))
        return parts


def _status(is_returned: bool) -> str:
    return "returned" if is_returned else "accepted"
