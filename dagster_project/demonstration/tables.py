"""Lays out the table of one form: its heads, its rows, its totals, and the lines around it."""

from decimal import Decimal

from dagster_project.demonstration.board import Board, address
from dagster_project.demonstration.cells import Pen, Written, plain_number
from dagster_project.demonstration.drafts import FileDraft, RowDraft, shown_text
from dagster_project.demonstration.fields import Value
from dagster_project.demonstration.forms import CLUES, FORMS, WORKFORCE
from dagster_project.demonstration.statements import Statements
from dagster_project.demonstration.truth import PlantedProblem, TruthRow


class TableMaker:
    """Makes the sheets of a file's tables; `planted` are the problems planted in their rows."""

    def __init__(self, draft: FileDraft, pen: Pen, statements: Statements) -> None:
        """Take the file, how its values are written, and what it says of itself."""
        self.draft, self.hand, self.pen, self.statements = draft, draft.hand, pen, statements
        self.planted: list[PlantedProblem] = []

    def sheets(self, form: str) -> list[Board]:
        """Return the sheets of a form: one, or one for each town with clues."""
        rows, towns = self.draft.rows_of(form), self.draft.unit.towns
        if form == CLUES and self.hand.sheet_per_town and towns and rows:
            by_town = [
                (town, [row for row in rows if row.clue.town % len(towns) == number])
                for number, town in enumerate(towns)
            ]
            return [
                self._table(form, town, f"{self.hand.table_title}（{town}）", found)
                for town, found in by_town
                if found
            ]
        name = self.hand.named(self.hand.sheet_pattern, form)
        return [self._table(form, name, self.hand.table_title, rows)]

    def _is_odd(self, form: str) -> bool:
        return self.draft.tweaks.form == form

    def _table(self, form: str, name: str, title: str, rows: list[RowDraft]) -> Board:
        board, hand = Board(name, form), self.hand
        first = 1 + hand.margin
        dropped = self.draft.tweaks.drop_field if self._is_odd(form) else None
        columns = [column for column in hand.tables[form] if column.field != dropped]
        start = first + (1 if self._has_serial(form) else 0)
        board.columns = {column.field: start + step for step, column in enumerate(columns)}
        width = start + len(columns) - 1
        board.add("heading", {first: self.statements.fill(hand.named(title, form), name)})
        board.merges.append((1, first, 1, width))
        if hand.blank_rows:
            board.skip()
        self._above(board, form, first)
        at = self._header(board, form, first, "heading")
        board.mark("header", at, first)
        if self._is_odd(form) and self.draft.tweaks.extra_heading:
            board.cells[(at, width + 1)] = self.draft.tweaks.extra_heading
            board.mark("extra", at, width + 1)
        self._body(board, form, rows, first)
        self._below(board, first, name)
        return board

    def _has_serial(self, form: str) -> bool:
        return self.hand.serial and form != WORKFORCE

    def _above(self, board: Board, form: str, first: int) -> None:
        is_told = self._is_odd(form) and self.draft.tweaks.sheet_period
        if self.hand.states_on_table or is_told:
            self.statements.write(board, first, self.statements.of_table(form))
        if self.hand.money_told == "line" and FORMS[form].money:
            label = "单位:万元" if self.hand.money_unit == "万元" else "金额单位:元"
            board.add("heading", {first: label})

    def _header(self, board: Board, form: str, first: int, row_class: str) -> int:
        """Write the header, in a row for each level of groups, and return its first row."""
        columns = [column for column in self.hand.tables[form] if column.field in board.columns]
        depth = 1 + max(len(column.groups) for column in columns)
        texts: list[dict[int, Written]] = [{} for _ in range(depth)]
        spans: dict[tuple[str, ...], list[int]] = {}
        ends = []
        if self._has_serial(form):
            texts[0][first] = "序号"
            ends.append((0, first))
        for column in columns:
            at = board.columns[column.field]
            texts[len(column.groups)][at] = column.heading
            ends.append((len(column.groups), at))
            for level in range(len(column.groups)):
                spans.setdefault(column.groups[: level + 1], []).append(at)
        for groups, at_columns in spans.items():
            texts[len(groups) - 1][at_columns[0]] = groups[-1]
        row = board.add(row_class, texts[0])
        for cells in texts[1:]:
            board.add(row_class, cells)
        board.merges += [
            (row + len(groups) - 1, at[0], row + len(groups) - 1, at[-1])
            for groups, at in spans.items()
        ]
        if depth > 1:
            board.merges += [(row + level, at, row + depth - 1, at) for level, at in ends]
        return row

    def _body(self, board: Board, form: str, rows: list[RowDraft], first: int) -> None:
        tweaks, repeat = self.draft.tweaks, self.hand.repeat_every
        is_odd, stray_after = self._is_odd(form), len(rows) // 2
        by_source = self.hand.totals == "by_source" and form == CLUES
        group: list[RowDraft] = []
        above: tuple[RowDraft, TruthRow] | None = None
        for number, row in enumerate(rows):
            if repeat and number and number % repeat == 0:
                self._header(board, form, first, "repeated_heading")
                above = None
            serial = (first, number + 1) if self._has_serial(form) else None
            above = (row, self._data_row(board, row, serial, above))
            if is_odd and tweaks.extra_heading and number == 0:
                board.cells[(board.height, max(board.columns.values()) + 1)] = "已阅"
            group.append(row)
            if by_source and _is_last_of_source(rows, number):
                self._total(board, form, group, first, "小计")
                group = []
            if is_odd and tweaks.stray and number + 1 == stray_after:
                column = board.columns[_stray_field(form, board)]
                board.add("unknown", {column: tweaks.stray})
                board.places["stray"] = board.rows[-1].stray or ("", "")
                above = None
        if rows and self.hand.totals != "none" and self._summed(board, form):
            self._total(board, form, rows, first, "合计")

    def _data_row(
        self,
        board: Board,
        row: RowDraft,
        serial: tuple[int, int] | None,
        above: tuple[RowDraft, TruthRow] | None,
    ) -> TruthRow:
        tidy = {name for _, name in row.plants}
        shared = self._shared(row, above[0]) if above else ()
        truth = board.add_data(
            self.pen, row.values, row.typed, row.wrong, tidy, serial, above and above[1], shared
        )
        for code, name in row.plants:
            cell = truth.corners.get(name, address(truth.row, board.columns[name]))
            text = shown_text(row.form, name, truth.raw.get(name))
            self.planted.append(PlantedProblem(code, row.form, board.name, cell, text))
        return truth

    def _shared(self, row: RowDraft, before: RowDraft) -> tuple[str, ...]:
        """Return the fields that a row has in one cell with the row before it.

        They are merged only where all those to the left are; what is odd stands for itself.
        """
        shared: list[str] = []
        odd = {name for either in (row, before) for _, name in either.plants}
        odd |= {*row.typed, *before.typed}
        for name in self.hand.merged.get(row.form, ()):
            value = row.values.get(name)
            if value is None or value != before.values.get(name) or name in odd:
                break
            shared.append(name)
        return tuple(shared)

    def _summed(self, board: Board, form: str) -> list[str]:
        """Return the fields of a form whose sums stand below the table; none in 统计表."""
        if FORMS[form].has_fixed_rows:
            return []
        money = FORMS[form].money
        return [name for name in board.columns if name in money or name.endswith("_count")]

    def _total(self, board: Board, form: str, rows: list[RowDraft], first: int, label: str) -> None:
        cells: dict[int, Written] = {
            board.columns[name]: self._sum(form, [row.values.get(name) for row in rows], name)
            for name in self._summed(board, form)
        }
        key = next((name for name in FORMS[form].key if FORMS[form].types[name] == "text"), "")
        cells[first if self._has_serial(form) else board.columns.get(key, first)] = label
        board.add("subtotal", cells)

    def _sum(self, form: str, values: list[Value], name: str) -> Written:
        total = sum((Decimal(v) for v in values if isinstance(v, int | Decimal)), Decimal(0))
        if name in FORMS[form].money and self.hand.money_unit == "元":
            total *= 10000
        if self.hand.is_csv:
            return plain_number(total)
        return int(total) if total == total.to_integral_value() else float(total)

    def _below(self, board: Board, first: int, name: str) -> None:
        if self.hand.blank_rows:
            board.skip()
        if self.hand.note:
            board.add("note", {first: self.hand.note})
        if self.hand.signature:
            board.add("signature", {first: self.statements.fill(self.hand.signature, name)})


def _is_last_of_source(rows: list[RowDraft], number: int) -> bool:
    if number == len(rows) - 1:
        return True
    return rows[number + 1].clue.facts["source_code"] != rows[number].clue.facts["source_code"]


def _stray_field(form: str, board: Board) -> str:
    """Return the column of a remark: one of free text that the hand has."""
    found: list[str] = [name for name in FORMS[form].free_text if name in board.columns]
    return "receiving_unit" if "receiving_unit" in found else found[0]
