"""A workbook with more than 25 kinds of mistakes, and where each of them must be told.

Rows are added to those of a careful clerk; each carries one mistake, so that none hides another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tests.blank_workbooks.clean_rows import Rows, clean_rows
from tests.blank_workbooks.filling import FIRST_ROW, Blank, Entry, Value

STRAY_TEXT = "其余事项待核实后补报"
FIXED_ROWS = {"XC11": 5, "XC12": 10}
WRONG_COUNT, WRONG_TOTAL = 9, 77.5


@dataclass(frozen=True)
class Mistake:
    """What is typed into a field of a form's row (from 1), and the check that must tell it."""

    check_code: str
    form: str
    row: int
    field: str
    value: Value


def mistakes(unit_code: str) -> list[Mistake]:
    """All mistakes in rows; those of the cover and of a stray line are apart (`wrong_entries`)."""
    return [
        Mistake("XC15-Q02", "XC15", 1, "reported_on", date(2026, 1, 15)),
        Mistake("ROW-02", "XC01", 2, "entered_on", "2026年2月30日"),
        Mistake("ROW-03", "XC01", 3, "organisation_kind_code", "机关单位"),
        Mistake("ROW-04", "XC01", 4, "mode_code", ""),
        Mistake("XC01-Q01", "XC01", 5, "left_on", date(2026, 1, 30)),
        Mistake("XC01-F01", "XC01", 6, "void_reason", ""),
        Mistake("XC01-Q11", "XC01", 7, "organisation_code", f"{unit_code}009"),
        Mistake("ROW-02", "XC02", 3, "amount_wan_yuan", "若干"),
        Mistake("ROW-05", "XC02", 4, "finding_no", "A0004"),
        Mistake("ROW-05", "XC02", 5, "finding_no", "A0004"),
        Mistake("ROW-06", "XC02", 6, "description", "问题请联系 13912345678 核实"),
        Mistake("ROW-07", "XC02", 7, "organisation_code", f"{unit_code}888"),
        Mistake("XC02-Q04", "XC02", 8, "found_on", date(2026, 7, 15)),
        Mistake("XC02-Q06", "XC02", 9, "supervision_item_code", "F1-02"),
        Mistake("ROW-04", "XC03", 4, "due_on", ""),
        Mistake("ROW-02", "XC03", 6, "extension_count", 2.5),
        Mistake("ROW-09", "XC03", 7, "recovered_amount_wan_yuan", "约3万元"),
        Mistake("XC03-Q02", "XC03", 8, "review_result_code", ""),
        Mistake("ROW-07", "XC03", 9, "finding_no", "B9999"),
        Mistake("XC04-Q01", "XC04", 2, "received_on", date(2026, 4, 1)),
        Mistake("ROW-02", "XC04", 3, "is_key_few", "也许"),
        Mistake("XC04-Q06", "XC04", 4, "settled_on", ""),
        Mistake("ROW-03", "XC04", 5, "source_code", "群众举报"),
        Mistake("ROW-03", "XC05", 2, "category_code", "其它类"),
        Mistake("XC05-Q02", "XC05", 3, "solved_on", date(2026, 2, 1)),
        Mistake("ROW-04", "XC06", 2, "tier_code", ""),
        Mistake("ROW-08", "XC06", 3, "village_code", f"{unit_code}101999"),
        Mistake("XC07-Q02", "XC07", 1, "adopted_items_count", 5),
        Mistake("XC10-F02", "XC10", 1, "discipline_score", 120),
        Mistake("XC12-Q01", "XC12", 10, "transferred_count", 7),
        Mistake("XC13-Q01", "XC13", 1, "rectified_count", 8),
        Mistake("XC14-F02", "XC14", 1, "receiver_code", "990999"),
        Mistake("XC19-Q03", "XC19", 1, "closed_on", date(2026, 5, 1)),
        Mistake("XC11-Q01", "XC11", 3, "staffed_count", 12),
        Mistake("XC11-Q02", "XC11", 3, "staffed_count", 12),
    ]


def wrong_rows(unit_code: str) -> dict[str, Rows]:
    """The rows of a careful clerk, more of them, and every mistake typed into its place."""
    rows = _more_rows(unit_code)
    for mistake in mistakes(unit_code):
        row = rows[mistake.form][mistake.row - 1]
        if mistake.value == "":
            row.pop(mistake.field, None)
        else:
            row[mistake.field] = mistake.value
    return rows


def wrong_entries(blank: Blank, unit_code: str) -> list[Entry]:
    """Everything that is typed: the rows, the counts of the cover, a stray line below XC05."""
    rows = wrong_rows(unit_code)
    entries = [entry for code in rows for entry in blank.entries(code, rows[code])]
    entries += cover_entries(blank, rows)
    row = blank.cover_rows["XC05"]
    entries += [Entry("封面", row, 3, WRONG_COUNT), Entry("封面", row, 5, WRONG_TOTAL)]
    stray_row = FIRST_ROW + len(rows["XC05"])
    entries.append(Entry(blank.sheets["XC05"], stray_row, 1, STRAY_TEXT))
    return entries


def expected_problems(blank: Blank, unit_code: str) -> set[tuple[str, str, str]]:
    """Check, sheet and cell of every problem that must be told, and no other."""
    found = {
        (m.check_code, blank.sheets[m.form], blank.cell(m.form, m.row, m.field))
        for m in mistakes(unit_code)
    }
    row = blank.cover_rows["XC05"]
    found |= {("PART-04", "封面", f"C{row}"), ("PART-05", "封面", f"E{row}")}
    stray_row = FIRST_ROW + len(wrong_rows(unit_code)["XC05"])
    found.add(("ROW-01", blank.sheets["XC05"], f"A{stray_row}"))
    return found


def cover_entries(blank: Blank, rows: dict[str, Rows]) -> list[Entry]:
    """The counts and totals of the cover, typed by hand, for a program that computes nothing."""
    totals = {
        "XC02": "amount_wan_yuan", "XC03": "recovered_amount_wan_yuan",
        "XC04": "amount_involved_wan_yuan", "XC05": "refunded_amount_wan_yuan",
    }  # fmt: skip
    entries = []
    for code, row in blank.cover_rows.items():
        count = FIXED_ROWS.get(code, len(rows.get(code, ())))
        entries.append(Entry("封面", row, 3, count))
        if code in totals:
            entries.append(Entry("封面", row, 5, _total(rows[code], totals[code])))
    return entries


def _total(rows: Rows, field: str) -> float:
    """The sum of an amount as the form's readers see it: 约3万元 is 3, 若干 is nothing."""
    amounts: Iterable[Value] = (row.get(field, 0) for row in rows)
    return sum(3 if amount == "约3万元" else amount for amount in amounts if amount != "若干")  # type: ignore[misc]


def _more_rows(unit_code: str) -> dict[str, Rows]:
    rows = clean_rows(unit_code)
    organisation, inspection = rows["XC17"][0], rows["XC01"][0]
    for number in range(2, 7):
        code: dict[str, Value] = {"organisation_code": f"{unit_code}{number:03d}"}
        rows["XC17"].append(organisation | code)
        rows["XC01"].append(inspection | code)
    rows["XC01"].append(dict(inspection))
    rows["XC01"][5]["is_void"] = "是"
    finding, clue, matter = rows["XC02"][0], rows["XC04"][0], rows["XC05"][0]
    rows["XC02"] += [
        finding | {"finding_no": f"A000{number}", "description": f"第{number}项账目没有公开"}
        for number in range(3, 10)
    ]
    open_measure, closed_measure = rows["XC03"]
    rows["XC03"] += [
        open_measure | {"finding_no": "A0008"},
        open_measure | {"finding_no": "A0008", "measure_seq": 2},
        open_measure | {"finding_no": "A0009"},
        open_measure | {"finding_no": "A0009", "measure_seq": 2},
        open_measure | {"finding_no": "A0009", "measure_seq": 3},
        closed_measure | {"finding_no": "A0009", "measure_seq": 4},
        dict(open_measure),
    ]
    rows["XC04"] += [clue | {"clue_no": f"X00{number}"} for number in range(2, 6)]
    rows["XC04"][3]["status_code"] = "已办结"
    unlinked = {name: value for name, value in matter.items() if name != "finding_no"}
    rows["XC05"] += [unlinked | {"matter_no": f"S00{number}"} for number in (2, 3)]
    return rows
