"""Errors planted in a file as a whole: what returns it, and what only asks a question.

Each function tries to plant one thing in a slot and tells whether it did.
"""

from collections.abc import Callable
from decimal import Decimal

from dagster_project.demonstration.drafts import FilePlant, Slot
from dagster_project.demonstration.fields import CLUES
from dagster_project.demonstration.months import shift
from dagster_project.demonstration.names import PLACE_NAMES, place_name

RETURNED_FILES = frozenset(f"FILE-0{number}" for number in range(1, 7))
RETURNED_PARTS = frozenset(("PART-01", "PART-03", "PART-08"))


def file_name_of(
    slot: Slot, unit_name: str, period: str, sent: tuple[str, ...] | None = None
) -> str:
    """Return the name, without extension, that the hand gives to a unit's file of a month.

    `sent` are the forms in the file; without it, those of the file that is odd.
    """
    is_odd_alone = any(row.form == slot.tweaks.form for row in slot.rows)
    sent = sent or ((slot.tweaks.form,) if is_odd_alone else slot.sent)
    is_nil = not any(row.form in sent for row in slot.rows) and not (
        slot.tweaks.is_empty_table and slot.tweaks.form in sent
    )
    return slot.hand.file_pattern.format(
        period=period,
        unit=unit_name,
        year=period[:4],
        month=int(period[5:]),
        form=slot.hand.file_word(sent, is_nil),
    )


def _return(slot: Slot, *plants: FilePlant) -> bool:
    slot.plants += plants
    slot.is_returned = True
    return True


def truncated(slot: Slot) -> bool:
    """Plant FILE-01: a workbook cut off on its way, under a name that says nothing."""
    if slot.hand.is_csv:
        return False
    slot.tweaks.is_truncated = True
    slot.file_name = f"收件箱/附件{slot.number:03d}"
    return _return(slot, FilePlant("FILE-01"))


def unknown_unit(slot: Slot) -> bool:
    """Plant FILE-02: a unit that there is not, under a name that says nothing."""
    name = f"{place_name(PLACE_NAMES - 1)}县"
    slot.tweaks.stated_unit = name
    slot.file_name = f"{slot.period}/上报材料{slot.number:03d}"
    return _return(slot, FilePlant("FILE-02", value=name))


def other_unit_in_name(slot: Slot) -> bool:
    """Plant FILE-03: the file bears the name of another unit."""
    slot.file_name = file_name_of(slot, slot.neighbour.unit.name, slot.period) + "（代）"
    return _return(slot, FilePlant("FILE-03", place="unit"))


def no_period(slot: Slot) -> bool:
    """Plant FILE-04: no month in the file, its name or its folder."""
    if slot.hand.code != "A":
        return False
    slot.tweaks.stated_period = ""
    slot.file_name = f"收件箱/{slot.unit.unit.name}巡察报表{slot.number:03d}号"
    return _return(slot, FilePlant("FILE-04"))


def other_period_in_folder(slot: Slot) -> bool:
    """Plant FILE-05: laid into the folder of the month before."""
    earlier = shift(slot.period, -1)
    slot.file_name = file_name_of(slot, slot.unit.unit.name, earlier) + "（新）"
    return _return(slot, FilePlant("FILE-05", place="period"))


def foreign(slot: Slot) -> bool:
    """Plant FILE-06: something that is no return."""
    if slot.hand.is_csv:
        return False
    slot.tweaks.is_foreign = True
    slot.file_name = f"{slot.period}/{slot.unit.unit.name}培训材料"
    return _return(slot, FilePlant("FILE-06"))


def unit_in_name_only(slot: Slot) -> bool:
    """Plant FILE-07: the unit stands in the name of the file only."""
    if slot.hand.code != "F" or not slot.rows_of(CLUES):
        return False
    slot.tweaks.stated_unit = ""
    slot.plants.append(FilePlant("FILE-07"))
    return True


def period_in_folder_only(slot: Slot) -> bool:
    """Plant FILE-08: the month stands in the name of the folder only."""
    if slot.hand.code != "F" or not slot.rows_of(CLUES):
        return False
    slot.tweaks.stated_period = ""
    slot.plants.append(FilePlant("FILE-08"))
    return True


def column_missing(name: str) -> Callable[[Slot], bool]:
    """Return a planter of PART-01: a required column left out of a text file."""

    def plant(slot: Slot) -> bool:
        if not slot.hand.is_csv or len(slot.rows_of(CLUES)) < 2:
            return False
        slot.tweaks.drop_field = name
        return _return(slot, FilePlant("PART-01", "header", form=CLUES, has_value=False))

    return plant


def table_missing(slot: Slot) -> bool:
    """Plant PART-03: the cover declares rows, the workbook has none."""
    if slot.hand.is_csv or not slot.rows_of(CLUES):
        return False
    slot.tweaks.no_table = True
    return _return(slot, FilePlant("PART-03", "rows", form=CLUES))


def sheet_against_cover(slot: Slot) -> bool:
    """Plant PART-08: the sheet still bears the month before."""
    if slot.hand.code not in "AB" or not slot.rows_of(CLUES):
        return False
    slot.tweaks.sheet_period = shift(slot.period, -1)
    return _return(slot, FilePlant("PART-08", "sheet_period", form=CLUES))


def rows_miscounted(slot: Slot) -> bool:
    """Plant PART-04: the cover declares a row too many."""
    if slot.hand.is_csv or not slot.rows_of(CLUES):
        return False
    slot.tweaks.declare_more = 1
    slot.plants.append(FilePlant("PART-04", "rows", form=CLUES, is_of_reader=False))
    return True


def total_wrong(slot: Slot) -> bool:
    """Plant PART-05: a control total that is not the sum."""
    if slot.hand.is_csv or slot.hand.code == "D" or not slot.rows_of(CLUES):
        return False
    slot.tweaks.total_more = Decimal(10)
    slot.plants.append(FilePlant("PART-05", "total", form=CLUES, is_of_reader=False))
    return True


def heading_unknown(slot: Slot) -> bool:
    """Plant PART-06: a column of the unit's own."""
    if slot.hand.code not in "ACF" or not slot.rows_of(CLUES):
        return False
    slot.tweaks.extra_heading = "分管领导批示情况"
    slot.plants.append(FilePlant("PART-06", "extra", form=CLUES))
    return True


def nil_with_rows(slot: Slot) -> bool:
    """Plant PART-07: nothing to report by the cover, and yet rows."""
    if slot.hand.is_csv or not slot.rows_of(CLUES):
        return False
    slot.tweaks.ticks_nil = True
    slot.plants.append(FilePlant("PART-07", "nil", form=CLUES, is_of_reader=False))
    return True


def empty_without_tick(slot: Slot) -> bool:
    """Plant PART-09: an empty table that is not declared to be a nil report."""
    if slot.rows_of(CLUES) or slot.hand.code == "D":
        return False
    slot.tweaks.is_empty_table = True
    slot.plants.append(FilePlant("PART-09", "table", form=CLUES))
    return True


def stray_row(slot: Slot) -> bool:
    """Plant ROW-01: a row that is neither data nor anything else that is known."""
    if slot.hand.code == "D" or len(slot.rows_of(CLUES)) < 2:
        return False
    slot.tweaks.stray = "其余线索待核实后补报"
    # Such a row may hold anything, so its text is not repeated in the problem.
    slot.plants.append(FilePlant("ROW-01", "stray", form=CLUES, has_value=False))
    return True
