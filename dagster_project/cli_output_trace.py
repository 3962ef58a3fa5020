"""What the command line prints of a trace: from a figure to its cells, from a cell to its figures.

The wording is in `cli_messages.py`; nothing here looks anything up or works out a figure.
"""

from collections.abc import Sequence
from decimal import Decimal

from rich.table import Table

from dagster_project.cli_messages import Say
from dagster_project.cli_output import console
from dagster_project.trace import TOTAL, Trace, TracedRow
from dagster_project.trace_addresses import TracedSource
from dagster_project.trace_cells import CellTrace, FedFigure
from dagster_project.trace_definitions import Definition


def print_trace(say: Say, report: str, traced: Trace, limit: int) -> None:
    """Print a figure, its definition, the rows it was made of, and whether they agree with it."""
    out = console()
    figure = traced.figure
    for line in _figure_lines(say, report, traced):
        out.print(line, markup=False)
    shown = traced.rows[: limit or None]
    out.print(_rows_table(say, figure.definition, shown))
    if len(shown) < len(traced.rows):
        out.print(say("trace.more", count=len(traced.rows) - len(shown)), markup=False)
    verdict = "trace.agrees" if traced.agrees else "trace.differs"
    values = {"traced": traced.value, "published": figure.value}
    texts = {name: _value(say, figure.definition, value) for name, value in values.items()}
    out.print(say(verdict, **texts), markup=False, style=None if traced.agrees else "red")


def print_cell(say: Say, traced: CellTrace, cell: str, limit: int) -> None:
    """Print what became of a cell's row and the figures that the cell feeds."""
    out = console()
    for line in _cell_lines(say, traced, cell):
        out.print(line, markup=False)
    if traced.outcome != "used":
        return
    lines = _figure_rows(say, traced.figures)
    if not lines:
        out.print(say("cell.feeds_none", period=traced.as_at), markup=False)
        return
    out.print(say("cell.feeds", period=traced.as_at, count=len(traced.figures)), markup=False)
    table = Table()
    for key in ("indicator", "periods", "split", "part", "amount", "regions", "reports"):
        table.add_column(say(f"cell.{key}"), overflow="fold")
    for cells in lines[: limit or None]:
        table.add_row(*cells)
    out.print(table)
    if limit and limit < len(lines):
        out.print(say("trace.more", count=len(lines) - limit), markup=False)


# -- from a figure ---------------------------------------------------------------------------------


def _figure_lines(say: Say, report: str, traced: Trace) -> list[str]:
    figure, definition = traced.figure, traced.figure.definition
    split = "" if figure.split_kind == TOTAL else f" · {figure.split_label or figure.split_code}"
    lines = [
        say(
            "trace.figure",
            report=report,
            period=figure.window.as_at,
            region=figure.region_name,
            name=_name(say, definition) + split,
            figure_period=figure.window.period,
            kind=say(f"trace.kind.{figure.window.kind}"),
            value=_value(say, definition, figure.value),
        ),
        say("trace.definition", sentence=definition.sentence_zh),
    ]
    window = figure.window
    if definition.basis == "stock":
        lines.append(say("trace.as_at", end=window.end_on))
    elif window.start_on is None:
        lines.append(say("trace.window_of_term", end=window.end_on))
    else:
        lines.append(say("trace.window", start=window.start_on, end=window.end_on))
    if definition.denominator_sql is None:
        lines.append(say("trace.rows", count=len(traced.rows)))
    else:
        numerator, denominator = _number(traced.numerator), _number(traced.denominator)
        lines.append(say("trace.rate", numerator=numerator, denominator=denominator))
    return lines


def _rows_table(say: Say, definition: Definition, rows: Sequence[TracedRow]) -> Table:
    table = Table()
    for key in ("unit", "item"):
        table.add_column(say(f"trace.{key}"))
    is_rate = definition.denominator_sql is not None
    if is_rate:
        table.add_column(say("trace.part"), justify="right")
    if _has_amounts(definition):
        table.add_column(say("trace.counted"), justify="right")
    for key in ("file", "sheet", "cells"):
        table.add_column(say(f"trace.{key}"), overflow="fold")
    for row in rows:
        part = [_part(say, row)] if is_rate else []
        amount = [_amounts(row)] if _has_amounts(definition) else []
        own = (row.item.unit_code, row.item.key, *part, *amount)
        for number, source in enumerate(row.sources):
            start = own if number == 0 else [""] * len(own)
            table.add_row(*start, source.file_name, source.sheet, _cells(source))
        if not row.sources:
            table.add_row(*own, say("trace.no_return"), "", "")
    return table


def _has_amounts(definition: Definition) -> bool:
    return {definition.numerator_value_sql, definition.denominator_value_sql} != {"1"}


def _amounts(row: TracedRow) -> str:
    item = row.item
    values = [item.numerator_value] if item.is_numerator else []
    values += [item.denominator_value] if item.is_denominator else []
    return " / ".join(_number(value) for value in values)


def _part(say: Say, row: TracedRow) -> str:
    if row.item.is_numerator and row.item.is_denominator:
        return say("trace.part.both")
    return say("trace.part.numerator" if row.item.is_numerator else "trace.part.denominator")


def _cells(source: TracedSource) -> str:
    return "  ".join(f"{cell.heading} {cell.cell}" for cell in source.cells)


# -- from a cell -----------------------------------------------------------------------------------


def _cell_lines(say: Say, traced: CellTrace, cell: str) -> list[str]:
    lines = [
        say(
            "cell.file",
            file=traced.file_name,
            received=f"{traced.received_at:%Y-%m-%d %H:%M:%S}",
            form=traced.form or "—",
            unit=f"{traced.unit_code or '—'} {traced.unit_name or ''}".rstrip(),
            period=traced.part_period or "—",
        )
    ]
    if traced.row is not None:
        named = {"heading": traced.heading or "—", "item": traced.item_key or "—"}
        lines.append(say("cell.row", cell=cell, row=traced.row, **named))
    file, received = traced.replaced_by or ("—", None)
    received_text = f"{received:%Y-%m-%d %H:%M:%S}" if received else "—"
    row_class = say(f"cell.class.{traced.row_class}") if traced.row_class else "—"
    gaps = {"file": file, "received": received_text, "row_class": row_class, "cell": cell}
    lines.append(say(f"cell.outcome.{traced.outcome}", **gaps))
    for problem in traced.problems:
        severity = say(f"cell.severity.{problem.severity}")
        place = problem.cell or "—"
        lines.append(f"  {problem.check_code} {severity} {place}: {problem.message}")
    return lines + _state_lines(say, traced)


def _state_lines(say: Say, traced: CellTrace) -> list[str]:
    lines = []
    for state in traced.states:
        flags = [flag for flag in ("void", "stale", "vanished") if getattr(state, f"is_{flag}")]
        lines.append(
            say(
                "cell.state" if state.valid_to_period is None else "cell.state_until",
                start=state.valid_from_period,
                end=state.valid_to_period,
                flags="".join(say(f"cell.state.{flag}") for flag in flags),
            )
        )
    if traced.standing is not None:
        source = traced.standing
        named = {"file": source.file_name, "sheet": source.sheet or "—", "row": source.row}
        lines.append(say("cell.standing", period=traced.as_at, **named))
    return lines


def _figure_rows(say: Say, figures: Sequence[FedFigure]) -> list[list[str]]:
    """Return a line for what differs in nothing but period and region."""
    groups: dict[tuple[object, ...], list[FedFigure]] = {}
    for figure in figures:
        split = (figure.split_kind, figure.split_code)
        key = (figure.definition.indicator, *split, figure.role, figure.amount)
        groups.setdefault(key, []).append(figure)
    return [_figure_row(say, group) for group in groups.values()]


def _figure_row(say: Say, group: Sequence[FedFigure]) -> list[str]:
    first = group[0]
    is_total = first.split_kind == TOTAL
    role = "" if first.definition.denominator_sql is None else say(f"trace.part.{first.role}")
    amount = _number(first.amount) if _has_amounts(first.definition) else ""
    reports: dict[str, dict[str, None]] = {}
    for figure in group:
        for report in figure.reports:
            reports.setdefault(report, {})[figure.period] = None
    return [
        f"{first.definition.indicator} {_name(say, first.definition)}",
        " ".join(dict.fromkeys(figure.period for figure in group)),
        "" if is_total else f"{first.split_kind}={first.split_code}",
        role,
        amount,
        " ".join(dict.fromkeys(figure.region_code for figure in group)),
        "  ".join(f"{report} {' '.join(periods)}" for report, periods in reports.items()),
    ]


# -- of both ---------------------------------------------------------------------------------------


def _name(say: Say, definition: Definition) -> str:
    return definition.name_zh if say.language == "zh" else definition.name_en


def _value(say: Say, definition: Definition, value: Decimal | None) -> str:
    """Return a figure's value with its unit; a rate is published as a fraction."""
    if value is None:
        return _number(value)
    if definition.statistic == "ratio":
        return f"{_number(value * 100)}%"
    return f"{_number(value)}{definition.unit_zh}" if say.language == "zh" else _number(value)


def _number(value: Decimal | None) -> str:
    """Return an exact number without the zeros that only its type gives it."""
    if value is None:
        return "—"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
