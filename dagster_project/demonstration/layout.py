"""Lays a draft out as sheets: the cover and the tables, with all that stands around them."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from dagster_project.demonstration.board import Board, address
from dagster_project.demonstration.cells import Pen, Written, plain_number
from dagster_project.demonstration.drafts import FileDraft, FilePlant, RowDraft, shown_text
from dagster_project.demonstration.fields import CLUES, COVER, FIELD_TYPES, MONEY, Value
from dagster_project.demonstration.truth import PlantedProblem, TruthPart, TruthSheet

_COVER_FIELDS = ("form_code", "declared_rows_count", "is_nil", "control_total")
_COLON = {"A": "：", "B": "：", "E": "："}
_MONEY_FIELD = "amount_involved_wan_yuan"


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
        self.draft, self.rng, self.hand = draft, rng, draft.hand
        self.pen = Pen(draft.hand, draft.period, rng, is_messy)
        self.tweaks = draft.tweaks
        self.planted: list[PlantedProblem] = []
        self.unit_text = self._unit_text(is_messy)
        self.period_text = self._period_text(draft.period)
        if self.tweaks.stated_period is not None:
            self.period_text = self.tweaks.stated_period

    def lay_out(self) -> LaidOut:
        if self.tweaks.is_foreign:
            return self._finish([self._foreign()], is_known=False)
        boards = []
        if not self.draft.is_csv:
            boards.append(self._cover())
        if not self.tweaks.no_table and (not self.draft.is_nil or self.hand.code in "AE"):
            boards += [self._table(name, rows) for name, rows in self._sheets()]
        return self._finish(boards, is_known=not self.tweaks.is_truncated)

    # -- what the file says of itself --------------------------------------------------------

    def _unit_text(self, is_messy: bool) -> str:
        if self.tweaks.stated_unit is not None:
            return self.tweaks.stated_unit
        unit = self.draft.unit
        names = {"full": unit.unit.name, "short": unit.unit.short_name}
        names["city_full"] = unit.unit.name
        if unit.unit.unit_kind != "city_level":
            names["city_full"] = unit.city_name + unit.unit.name
        if is_messy and self.rng.random() < 0.2:
            if unit.other_name:
                return unit.other_name
            return names[self.rng.choice(sorted(names))]
        return names[self.hand.unit_name]

    def _period_text(self, period: str) -> str:
        year, month = int(period[:4]), int(period[5:])
        return self.hand.period_style.format(year=year, month=month)

    def _fill(self, pattern: str, town: str = "") -> str:
        sent = self.draft.received_at
        return pattern.format(
            unit=self.unit_text or self.draft.unit.unit.name,
            year=self.draft.period[:4],
            town=town,
            sent=f"{sent.year}年{sent.month}月{sent.day}日",
        )

    def _statements(self, board: Board, first: int, period_text: str) -> None:
        """Write who reports and for when, each in a row of its own or both in one."""
        said = [("unit", "填报单位", self.unit_text), ("period", "报告期", period_text)]
        said = [item for item in said if item[2]]
        step = 3 if self.hand.statement == "joined" else 4
        cells: dict[int, Written] = {}
        marks: list[tuple[str, int, int]] = []
        for number, (place, name, text) in enumerate(said):
            column = first if self.hand.line_per_statement else first + number * step
            if self.hand.statement == "joined":
                cells[column] = f"{name}{_COLON.get(self.hand.code, ':')}{text}"
                marks.append((place, 0, column))
            else:
                cells |= {column: name, column + 1: text}
                marks.append((place, 0, column + 1))
            if self.hand.line_per_statement or number == len(said) - 1:
                row = board.add("heading", cells)
                for mark, _, at in marks:
                    board.mark(mark, row, at)
                cells, marks = {}, []

    # -- the cover ---------------------------------------------------------------------------

    def _cover(self) -> Board:
        board, hand = Board("封面", COVER), self.hand
        first = 1 + hand.margin
        board.add("heading", {first: self._fill(hand.cover_title)})
        board.merges.append((1, first, 1, first + 3))
        self._statements(board, first, self.period_text)
        board.skip()
        headings = dict(enumerate(hand.cover_headings, start=first))
        board.add("heading", dict(headings))
        board.columns = {name: first + step for step, name in enumerate(_COVER_FIELDS)}
        tidy = {"form_code"}
        if any(plant.place in ("rows", "total", "nil") for plant in self.draft.plants):
            tidy = set(_COVER_FIELDS)
        row = board.add_data(self.pen, self._declared(), self._ticks(), {}, tidy)
        for place, name in (
            ("rows", "declared_rows_count"),
            ("total", "control_total"),
            ("nil", "is_nil"),
        ):
            at = address(row.row, board.columns[name])
            board.places[place] = (at, row.raw.get(name, ""))
        board.skip()
        board.add("note", {first: "注:控制数为涉及金额合计,以万元计。"})
        if hand.signature:
            board.add("signature", {first: self._fill(hand.signature)})
        return board

    def _ticks(self) -> dict[str, str]:
        return {"is_nil": "√"} if self.draft.is_nil or self.tweaks.ticks_nil else {}

    def _declared(self) -> dict[str, Value]:
        rows = len(self.draft.rows) + (1 if self.tweaks.stray else 0)
        amounts = [row.values.get(_MONEY_FIELD) for row in self.draft.rows]
        total = sum((a for a in amounts if isinstance(a, Decimal)), Decimal(0))
        is_blank = self.draft.is_nil or self.tweaks.is_empty_table or self.hand.code == "D"
        return {
            "form_code": CLUES,
            "declared_rows_count": rows + self.tweaks.declare_more,
            "is_nil": self.draft.is_nil or self.tweaks.ticks_nil,
            "control_total": None if is_blank else total + self.tweaks.total_more,
        }

    # -- the table ---------------------------------------------------------------------------

    def _sheets(self) -> list[tuple[str, list[RowDraft]]]:
        towns = self.draft.unit.towns
        if not (self.hand.sheet_per_town and towns and self.draft.rows):
            name = self.hand.table_sheet.format(town=towns[0] if towns else "本级")
            return [(name, self.draft.rows)]
        sheets = [
            (town, [row for row in self.draft.rows if row.clue.town % len(towns) == number])
            for number, town in enumerate(towns)
        ]
        return [(town, rows) for town, rows in sheets if rows]

    def _table(self, name: str, rows: list[RowDraft]) -> Board:
        board, hand = Board(name, CLUES), self.hand
        first = 1 + hand.margin
        columns = [c for c in hand.columns if c.field != self.tweaks.drop_field]
        start = first + (1 if hand.serial else 0)
        board.columns = {column.field: start + step for step, column in enumerate(columns)}
        width = start + len(columns) - 1
        board.add("heading", {first: self._fill(hand.table_title, name)})
        board.merges.append((1, first, 1, width))
        if hand.blank_rows:
            board.skip()
        self._above_table(board, first)
        at = self._header(board, first, "heading")
        board.mark("header", at, first)
        if self.tweaks.extra_heading:
            board.cells[(at, width + 1)] = self.tweaks.extra_heading
            board.mark("extra", at, width + 1)
        self._body(board, rows, first)
        self._below_table(board, first, name)
        return board

    def _above_table(self, board: Board, first: int) -> None:
        if self.hand.states_on_table or self.tweaks.sheet_period:
            period = self.tweaks.sheet_period
            self._statements(
                board, first, self._period_text(period) if period else self.period_text
            )
        if self.hand.money_told == "line":
            label = "单位:万元" if self.hand.money_unit == "万元" else "金额单位:元"
            board.add("heading", {first: label})

    def _header(self, board: Board, first: int, row_class: str) -> int:
        """Write the header, in two rows if there are groups, and return its first row."""
        columns = [c for c in self.hand.columns if c.field in board.columns]
        upper: dict[int, Written] = {first: "序号"} if self.hand.serial else {}
        lower: dict[int, Written] = {}
        groups: dict[str, list[int]] = {}
        for column in columns:
            at = board.columns[column.field]
            if column.group is None:
                upper[at] = column.heading
            else:
                lower[at] = column.heading
                groups.setdefault(column.group, []).append(at)
        upper |= {spans[0]: group for group, spans in groups.items()}
        row = board.add(row_class, upper)
        if lower:
            board.add(row_class, lower)
            board.merges += [(row, s[0], row, s[-1]) for s in groups.values()]
            board.merges += [
                (row, at, row + 1, at) for at in upper if at not in {s[0] for s in groups.values()}
            ]
        return row

    def _body(self, board: Board, rows: list[RowDraft], first: int) -> None:
        repeat, stray_after = self.hand.repeat_every, len(rows) // 2
        group: list[RowDraft] = []
        for number, row in enumerate(rows):
            if repeat and number and number % repeat == 0:
                self._header(board, first, "repeated_heading")
            self._data_row(board, row, (first, number + 1) if self.hand.serial else None)
            if self.tweaks.extra_heading and number == 0:
                board.cells[(board.height, max(board.columns.values()) + 1)] = "已阅"
            group.append(row)
            is_end = number == len(rows) - 1
            if self.hand.totals == "by_source" and (
                is_end
                or rows[number + 1].clue.facts["source_code"] != row.clue.facts["source_code"]
            ):
                self._total(board, group, first, "小计")
                group = []
            if self.tweaks.stray and number + 1 == stray_after:
                board.add("unknown", {board.columns["receiving_unit"]: self.tweaks.stray})
                board.places["stray"] = board.rows[-1].stray or ("", "")
        if rows and self.hand.totals != "none":
            self._total(board, rows, first, "合计")

    def _data_row(self, board: Board, row: RowDraft, serial: tuple[int, int] | None) -> None:
        tidy = {name for _, name in row.plants}
        truth = board.add_data(self.pen, row.values, row.typed, row.wrong, tidy, serial)
        for code, name in row.plants:
            cell = address(truth.row, board.columns[name])
            text = shown_text(name, truth.raw.get(name))
            self.planted.append(PlantedProblem(code, CLUES, board.name, cell, text))

    def _total(self, board: Board, rows: list[RowDraft], first: int, label: str) -> None:
        cells: dict[int, Written] = {}
        for name, column in board.columns.items():
            if FIELD_TYPES[name] == "decimal" or name.endswith("_count"):
                cells[column] = self._sum([row.values.get(name) for row in rows], name)
        cells[first if self.hand.serial else board.columns.get("clue_no", first)] = label
        board.add("subtotal", cells)

    def _sum(self, values: list[Value], name: str) -> Written:
        total = sum((Decimal(v) for v in values if isinstance(v, int | Decimal)), Decimal(0))
        if name in MONEY and self.hand.money_unit == "元":
            total *= 10000
        if self.hand.is_csv:
            return plain_number(total)
        return int(total) if total == total.to_integral_value() else float(total)

    def _below_table(self, board: Board, first: int, name: str) -> None:
        if self.hand.blank_rows:
            board.skip()
        if self.hand.note:
            board.add("note", {first: self.hand.note})
        if self.hand.signature:
            board.add("signature", {first: self._fill(self.hand.signature, name)})

    def _foreign(self) -> Board:
        """Return a sheet that is no return at all: none of its rows is of a known class."""
        board = Board("Sheet1", None)
        board.add("heading", {1: "培训安排表"})
        self._statements(board, 1, self.period_text)
        board.add("heading", {1: "时间", 2: "地点", 3: "内容", 4: "参加范围"})
        for day in (8, 9):
            content = ["第一会议室", "巡察业务培训", "全体巡察干部"]
            cells: dict[int, Written] = {2 + step: text for step, text in enumerate(content)}
            board.add("data", {1: date(2026, 1, day).isoformat(), **cells})
        board.rows = [replace(row, row_class="unknown") for row in board.rows]
        return board

    # -- the truth about the whole -----------------------------------------------------------

    def _finish(self, boards: list[Board], is_known: bool) -> LaidOut:
        of_reader = []
        for plant in self.draft.plants:
            problem = self._problem(plant, boards)
            self.planted.append(problem)
            if plant.is_of_reader:
                of_reader.append(problem)
        is_readable = not self.tweaks.is_truncated
        sheets = [board.truth() for board in boards] if is_readable else []
        return LaidOut(boards, sheets, self._parts(is_known), self.planted, of_reader)

    def _problem(self, plant: FilePlant, boards: list[Board]) -> PlantedProblem:
        if plant.place == "nowhere":
            return PlantedProblem(plant.check_code, plant.form, "", None, plant.value)
        on_table = plant.place in ("sheet_period", "header", "extra", "stray", "table")
        board = boards[-1 if on_table else 0]
        if plant.place == "stray":
            board = next(b for b in boards if "stray" in b.places)
        if plant.place == "table":
            return PlantedProblem(plant.check_code, plant.form, board.name, None, None)
        cell, text = board.places[plant.place.removeprefix("sheet_")]
        value = text if plant.has_value and text else None
        return PlantedProblem(plant.check_code, plant.form, board.name, cell, value)

    def _parts(self, is_known: bool) -> list[TruthPart]:
        codes = {plant.check_code for plant in self.draft.plants}
        unit = None if codes & {"FILE-01", "FILE-02"} else self.draft.unit.code
        period = None if codes & {"FILE-01", "FILE-04"} else self.draft.period
        if not is_known:
            return [TruthPart(None, unit, period, "returned")]
        is_file_returned = any(code in _FILE_RETURNS for code in codes)
        is_part_returned = is_file_returned or bool(codes & {"PART-01", "PART-03", "PART-08"})
        parts = []
        if not self.draft.is_csv:
            parts.append(TruthPart(COVER, unit, period, _status(is_file_returned)))
        nil = self.draft.is_nil
        parts.append(TruthPart(CLUES, unit, period, _status(is_part_returned), nil))
        return parts


_FILE_RETURNS = frozenset(f"FILE-0{number}" for number in range(1, 7))


def _status(is_returned: bool) -> str:
    return "returned" if is_returned else "accepted"


def is_returned_by(codes: set[str]) -> bool:
    """Return whether any of the check codes returns the clues of a file."""
    return bool(codes & (_FILE_RETURNS | {"PART-01", "PART-03", "PART-08"}))
