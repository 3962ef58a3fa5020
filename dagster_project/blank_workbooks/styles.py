"""The looks of a blank workbook: formats by what a cell holds, and widths.

Locked is what the unit must leave as it is; everything it fills in is unlocked. Nothing depends on
colour alone: what is required carries a mark in its heading.
"""

from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format

from dagster_project.forms import Field

FONT, SIZE = "宋体", 11
HEAD_FILL = "#E7E6E6"
DATE_FORMAT = "yyyy-mm-dd"
WIDTHS = {"date": 10, "integer": 5, "decimal": 9, "boolean": 4, "text": 14}
FREE_TEXT_WIDTH, MOST_WIDTH = 28, 18


@dataclass(frozen=True)
class Styles:
    """Every format of a workbook, made once; `cells` by the kind of a field."""

    title: Format
    title_left: Format
    line: Format
    head: Format
    label: Format
    prose: Format
    prose_head: Format
    note: Format
    bordered: Format
    cells: dict[str, Format]
    columns: dict[str, Format]


def build_styles(book: xlsxwriter.Workbook) -> Styles:
    """Return the formats of a workbook."""
    base: dict[str, object] = {"font_name": FONT, "font_size": SIZE, "valign": "vcenter"}
    boxed: dict[str, object] = {**base, "border": 1}
    kinds: dict[str, dict[str, object]] = {
        "date": {"num_format": DATE_FORMAT, "align": "center"},
        "integer": {"num_format": "0", "align": "right"},
        "decimal": {"num_format": "0.00##", "align": "right"},
        "boolean": {"align": "center"},
        "text": {"num_format": "@", "text_wrap": True},
    }
    return Styles(
        title=book.add_format({**base, "font_size": 16, "bold": True, "align": "center"}),
        title_left=book.add_format({**base, "font_size": 16, "bold": True}),
        line=book.add_format({**base, "align": "left"}),
        head=book.add_format(
            {**boxed, "bold": True, "align": "center", "text_wrap": True, "bg_color": HEAD_FILL}
        ),
        label=book.add_format({**boxed, "text_wrap": True}),
        prose=book.add_format({**base, "text_wrap": True, "valign": "top"}),
        prose_head=book.add_format({**base, "bold": True, "font_size": 12}),
        note=book.add_format({**base, "font_size": 9, "text_wrap": True}),
        bordered=book.add_format({"border": 1}),
        cells={
            kind: book.add_format({**boxed, "locked": False, **more})
            for kind, more in kinds.items()
        },
        columns={
            kind: book.add_format({**base, "locked": False, **more}) for kind, more in kinds.items()
        },
    )


def kind_of(field: Field) -> str:
    """The kind of cell that a field is filled in with."""
    return field.type if field.type in ("date", "integer", "decimal", "boolean") else "text"


def heading_of(field: Field) -> str:
    """The heading as it is printed: with the money unit, and a star where it is required."""
    unit = "(万元)" if field.money else ""
    return f"{field.label}{unit}{'*' if field.required and field.type != 'boolean' else ''}"


def width_of(field: Field, labels: list[str]) -> float:
    """The width of a field's column; `labels` are the codes it is chosen from.

    A heading may take three lines.
    """
    if field.free_text:
        return FREE_TEXT_WIDTH
    longest = max([len(label) * 2 for label in labels], default=WIDTHS[kind_of(field)])
    return max(min(longest + 2, MOST_WIDTH), -(-len(heading_of(field)) // 3) * 2 + 2)
