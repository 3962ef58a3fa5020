"""Table rows that `report.yml` asks for, each a dictionary of what `template.docx` prints.

Which columns a table shows is decided by the template; which figures its rows hold, here.
"""

from dataclasses import replace
from decimal import Decimal

from dagster_project.documents.figure import Figure, PeriodKind
from dagster_project.documents.figures import UNIT, Region
from dagster_project.documents.floor import gap_cell, rank_cell, ranks
from dagster_project.documents.material import Attached, Material, Row
from dagster_project.documents.report_model import (
    Columns,
    IndicatorRows,
    ListRows,
    RegionRows,
    SplitRows,
    Table,
)

FLOOR_PERIOD: PeriodKind = "year"


def table_rows(material: Material, name: str, table: Table) -> list[Row]:
    """Return the rows of one table of `report.yml`."""
    if isinstance(table, IndicatorRows):
        return [_indicator_row(material, code, table.over) for code in table.of]
    if isinstance(table, RegionRows):
        return _region_rows(material, table)
    if isinstance(table, SplitRows):
        return _split_rows(material, table)
    return material.list_cells(name)


def attached_tables(material: Material) -> dict[str, Attached | None]:
    """Return table → its attachment, or None where it is short enough (or empty) to have none."""
    words, tables = material.phrases.attachments, material.report.tables
    found = {
        each.table: _length(material, tables[each.table]) for each in material.report.attachments
    }
    present = [
        each.table for each in material.report.attachments if found[each.table] > each.longer_than
    ]
    if words is None:
        return dict.fromkeys(found)
    pattern = words.numbered if len(present) > 1 else words.only
    made = {
        name: Attached(
            number=number,
            label=material.wording.say(pattern, number=number),
            title=material.wording.say(words.titles[name]),
        )
        for number, name in enumerate(present, start=1)
    }
    return {name: made.get(name) for name in found}


def _length(material: Material, table: Table) -> int:
    if isinstance(table, ListRows):
        return next(
            len(material.lists[name])
            for name, each in material.report.tables.items()
            if each is table
        )
    if isinstance(table, RegionRows):
        return len(_places(material, table))
    return len(table.of) if isinstance(table, IndicatorRows) else len(_split_rows(material, table))


def _indicator_row(material: Material, code: str, over: list[PeriodKind]) -> Row:
    indicator = material.figures.indicator(code)
    row: Row = {"name": indicator.name, "unit": indicator.unit}
    for kind in over:
        figure = material.figures.total(code, kind)
        row[kind] = {
            "value": figure.text,
            "previous_change": material.wording.change_cell(figure, "previous"),
            "year_ago_change": material.wording.change_cell(figure, "year_ago"),
        }
    return row


def _places(material: Material, table: RegionRows) -> list[Region]:
    figures = material.figures
    places = [figures.province, *(each for each in figures.regions if each is not figures.province)]
    places = [place for place in places if place.level in table.levels]
    if table.only_with is None:
        return places
    kind = next(iter(table.columns))
    return [each for each in places if figures.total(table.only_with, kind, each.code).value]


def _region_rows(material: Material, table: RegionRows) -> list[Row]:
    places = _places(material, table)
    rows = []
    for place in places:
        mark = material.phrases.carried_mark if place.code in material.carried_codes else ""
        is_province = place is material.figures.province
        name = material.phrases.province_row if is_province else place.name
        rows.append(
            {
                "name": name + mark,
                "is_province": is_province,
                "is_unit": place.level == UNIT,
                **_cells(material, table.columns, place),
            }
        )
    if table.floor is not None:
        _add_floor(material, table.floor, places, rows)
    return rows


def _cells(material: Material, columns: Columns, place: Region) -> Row:
    return {
        str(kind): {code: material.figures.total(code, kind, place.code).text for code in codes}
        for kind, codes in columns.items()
    }


def _add_floor(material: Material, code: str, places: list[Region], rows: list[Row]) -> None:
    floor = material.report.floors[code]
    figures = [material.figures.total(code, FLOOR_PERIOD, place.code) for place in places]
    ranked = ranks(
        [each for each, place in zip(figures, places, strict=True) if place.level == UNIT]
    )
    for row, figure in zip(rows, figures, strict=True):
        row["gap"] = gap_cell(figure, floor)
        row["rank"] = rank_cell(figure, ranked)


def _split_rows(material: Material, table: SplitRows) -> list[Row]:
    figures = material.figures
    rows: list[tuple[Decimal, int, Row]] = []
    for number, part in enumerate(figures.splits.get(table.by, [])):
        found = {
            kind: {code: figures.part(code, kind, table.by, part.code) for code in codes}
            for kind, codes in table.columns.items()
        }
        if not any(each.value for cells in found.values() for each in cells.values()):
            continue
        size = next(
            (cells[table.order].value for cells in found.values() if table.order in cells), None
        )
        texts = {
            str(kind): {code: _count_cell(each) for code, each in cells.items()}
            for kind, cells in found.items()
        }
        rows.append((-(size or Decimal(0)), number, {"name": part.label, **texts}))
    return [row for _, _, row in sorted(rows, key=lambda each: each[:2])]


def _count_cell(figure: Figure) -> str:
    """A part that holds nothing is not in the warehouse: a count of it is 0."""
    if figure.value is None and not figure.indicator.is_rate:
        return replace(figure, value=Decimal(0)).text
    return figure.text
