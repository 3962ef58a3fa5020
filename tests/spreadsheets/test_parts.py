"""Each form of a workbook is a part of its own, whatever the others are."""

import pytest

from dagster_project.spreadsheets.reading import Reading
from tests.spreadsheets.province import comma_separated, read, workbook
from tests.spreadsheets.wide import FORMS, RETURNS, cover_of, fixed_rows, table, titled


def parts(reading: Reading) -> dict[str | None, tuple[str, int, bool]]:
    return {p.form: (p.reader_status, p.rows_received, p.is_nil) for p in reading.parts}


def found(reading: Reading) -> list[tuple[str, str | None]]:
    return sorted((problem.check_code, problem.form) for problem in reading.problems)


def rows_of(code: str) -> int:
    return len(fixed_rows(FORMS[code])) or 2


def test_every_form_in_one_workbook() -> None:
    sheets = {"封面": cover_of({code: (rows_of(code), None) for code in RETURNS})}
    sheets |= {code: titled(FORMS[code], table(FORMS[code])) for code in RETURNS}
    reading = read(workbook(sheets))
    assert found(reading) == []
    wanted: dict[str | None, tuple[str, int, bool]] = {
        code: ("accepted", rows_of(code), False) for code in RETURNS
    }
    assert parts(reading) == {"COVER": ("accepted", len(RETURNS), False), **wanted}
    assert set(reading.rows) == {form.name for form in FORMS.values()}


def test_listed_nil_missing_blank_and_not_listed() -> None:
    declared = {"XC01": (2, None), "XC02": (0, "√"), "XC03": (3, None), "XC05": (None, None)}
    sheet = titled(FORMS["XC01"], table(FORMS["XC01"]))
    reading = read(workbook({"封面": cover_of(declared), "登记表": sheet}))
    assert parts(reading) == {
        "COVER": ("accepted", 4, False),
        "XC01": ("accepted", 2, False),
        "XC02": ("accepted", 0, True),
        "XC03": ("returned", 0, False),
    }
    assert found(reading) == [("PART-03", "XC03"), ("PART-09", "XC05")]


def test_one_form_going_back_leaves_the_others() -> None:
    broken = [field for field in FORMS["XC03"].fields if field.name != "status_code"]
    sheets = {
        "封面": cover_of({"XC02": (2, None), "XC03": (2, None)}),
        "问题": titled(FORMS["XC02"], table(FORMS["XC02"])),
        "整改": titled(FORMS["XC03"], table(FORMS["XC03"], broken)),
        "底册": titled(FORMS["XC17"], table(FORMS["XC17"]), period="2026年8月"),
    }
    reading = read(workbook(sheets))
    assert found(reading) == [("PART-01", "XC03"), ("PART-08", "XC17")]
    statuses = {code: status for code, (status, _, _) in parts(reading).items()}
    assert statuses == {
        "COVER": "accepted", "XC02": "accepted", "XC03": "returned", "XC17": "returned",
    }  # fmt: skip


@pytest.mark.parametrize("code", RETURNS)
def test_one_form_as_delimited_text(code: str) -> None:
    rows = titled(FORMS[code], table(FORMS[code]))
    reading = read(comma_separated(rows, "gbk"), f"东篱县/{code}.csv")
    assert found(reading) == []
    assert parts(reading) == {code: ("accepted", rows_of(code), False)}


def test_the_cover_may_name_a_form_by_title_or_number_and_title() -> None:
    names = {"巡察整改台账": ("0", "√"), "XC02 巡察发现问题台账": ("0", "√")}
    reading = read(workbook({"封面": cover_of(names), "说明": [["无"]]}))
    assert parts(reading)["XC02"] == parts(reading)["XC03"] == ("accepted", 0, True)


def test_a_line_of_a_sheet_holds_for_all_its_tables() -> None:
    first, second = FORMS["XC02"], FORMS["XC03"]
    rows = [*titled(first, table(first), period="2026年8月"), [], [second.title], *table(second)]
    reading = read(workbook({"封面": cover_of({"XC02": (2, None), "XC03": (2, None)}), "账": rows}))
    assert found(reading) == [("PART-08", "XC02"), ("PART-08", "XC03")]
    own = [[second.title], ["报告期：2026年9月"], *table(second)]
    rows = [*titled(first, table(first), period="2026年8月"), [], *own]
    reading = read(workbook({"封面": cover_of({"XC02": (2, None), "XC03": (2, None)}), "账": rows}))
    assert found(reading) == [("PART-08", "XC02")]


# ---------------------------------------------------------------- forms that are not due


@pytest.mark.parametrize(
    ("code", "period", "problems"),
    [
        ("XC02", "2026年8月", ["PART-09"]),
        ("XC06", "2026年8月", []),
        ("XC06", "2026年9月", ["PART-09"]),
        ("XC11", "2026年9月", []),
        ("XC11", "2026年12月", ["PART-09"]),
        ("XC15", "2026年12月", []),
        ("XC17", "2026年9月", []),
    ],
)
def test_a_blank_line_of_the_cover_asks_only_about_what_is_due(
    code: str, period: str, problems: list[str]
) -> None:
    nothing = {code: (None, None), "XC04": (0, "√")}
    reading = read(workbook({"封面": cover_of(nothing, period)}))
    assert [check for check, _ in found(reading)] == problems
    empty = [[FORMS[code].title], [field.label for field in FORMS[code].fields]]
    reading = read(workbook({"封面": cover_of(nothing, period), "空表": empty}))
    assert [check for check, _ in found(reading)] == problems
    assert (code in parts(reading)) == bool(problems)


def test_what_is_not_due_and_sent_all_the_same_counts() -> None:
    form = FORMS["XC06"]
    declared = cover_of({"XC06": (2, None), "XC11": (3, None), "XC17": (0, "√")}, "2026年8月")
    sheet = titled(form, table(form), "2026年8月")
    reading = read(workbook({"封面": declared, "表": sheet}))
    assert found(reading) == [("PART-03", "XC11")]
    assert parts(reading)["XC06"] == ("accepted", 2, False)
    assert parts(reading)["XC17"] == ("accepted", 0, True)


@pytest.mark.parametrize("code", ["XC11", "XC15", "XC17"])
def test_a_file_with_nothing_but_a_blank_table_that_is_not_due_is_asked_about(code: str) -> None:
    sheet = titled(FORMS[code], table(FORMS[code])[:1])
    reading = read(workbook({"表": sheet}))
    assert parts(reading) == {code: ("accepted", 0, False)}
    assert found(reading) == [("PART-09", code)]
    beside = {"表": sheet, "线索": titled(FORMS["XC04"], table(FORMS["XC04"]))}
    reading = read(workbook(beside))
    assert parts(reading) == {"XC04": ("accepted", 2, False)}
    assert found(reading) == []
