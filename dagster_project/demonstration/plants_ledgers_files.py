"""Questions planted in the file as a whole, about another form than that of the clues."""

from decimal import Decimal

from dagster_project.demonstration.drafts import FilePlant, Slot, Tweaks
from dagster_project.demonstration.planting import Plant, Planter

STRAY_ROW = "其余事项待核实后补报"
OWN_HEADING = "分管领导批示情况"


def file_plants() -> list[Plant]:
    """Return what is planted in the cover and around the tables of several forms."""
    return [
        Plant(_rows_miscounted("XC02")),
        Plant(_rows_miscounted("XC06")),
        Plant(_total_wrong("XC02")),
        Plant(_total_wrong("XC03")),
        Plant(_total_wrong("XC05")),
        Plant(_heading_unknown("XC03")),
        Plant(_nil_with_rows("XC01")),
        Plant(_stray_row("XC03")),
    ]


def work_file_plants() -> list[Planter]:
    """Return the same for the forms about the work itself."""
    return [_rows_miscounted("XC08"), _heading_unknown("XC09"), _stray_row("XC07")]


def _take(slot: Slot, form: str, hands: str, fewest_rows: int = 1) -> bool:
    """Make a form the odd one of the slot, if nothing is odd yet and the hand can write it so."""
    is_free = slot.tweaks == Tweaks() and not slot.plants
    if not is_free or slot.hand.code not in hands or len(slot.rows_of(form)) < fewest_rows:
        return False
    slot.tweaks.form = form
    return True


def _rows_miscounted(form: str) -> Planter:
    """Return a planter of PART-04: the cover declares a row too many."""

    def plant(slot: Slot) -> bool:
        if not _take(slot, form, "ABDE"):
            return False
        slot.tweaks.declare_more = 1
        slot.plants.append(FilePlant("PART-04", "rows", form=form, is_of_reader=False))
        return True

    return plant


def _total_wrong(form: str) -> Planter:
    """Return a planter of PART-05: a control total that is not the sum."""

    def plant(slot: Slot) -> bool:
        if not _take(slot, form, "ABE"):
            return False
        slot.tweaks.total_more = Decimal(10)
        slot.plants.append(FilePlant("PART-05", "total", form=form, is_of_reader=False))
        return True

    return plant


def _heading_unknown(form: str) -> Planter:
    """Return a planter of PART-06: a column of the unit's own."""

    def plant(slot: Slot) -> bool:
        if not _take(slot, form, "ACF"):
            return False
        slot.tweaks.extra_heading = OWN_HEADING
        slot.plants.append(FilePlant("PART-06", "extra", form=form))
        return True

    return plant


def _nil_with_rows(form: str) -> Planter:
    """Return a planter of PART-07: nothing to report by the cover, and yet rows."""

    def plant(slot: Slot) -> bool:
        if not _take(slot, form, "ABDE"):
            return False
        slot.tweaks.ticks_nil = True
        slot.plants.append(FilePlant("PART-07", "nil", form=form, is_of_reader=False))
        return True

    return plant


def _stray_row(form: str) -> Planter:
    """Return a planter of ROW-01: a row that is neither data nor anything else that is known."""

    def plant(slot: Slot) -> bool:
        if not _take(slot, form, "ABCEF", fewest_rows=2):
            return False
        slot.tweaks.stray = STRAY_ROW
        # Such a row may hold anything, so its text is not repeated in the problem.
        slot.plants.append(FilePlant("ROW-01", "stray", form=form, has_value=False))
        return True

    return plant
