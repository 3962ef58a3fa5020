"""Every form is known by title or by headings, and never taken for another one."""

from collections.abc import Sequence
from itertools import permutations
from random import Random

import pytest

from dagster_project.forms import Field, Form
from dagster_project.spreadsheets.reading import Reading
from tests.spreadsheets.province import Rows, codes, read, workbook
from tests.spreadsheets.wide import FORMS, RETURNS, cover_of, fixed_rows, table, titled

# The label (0) or the alias of each field, and the order of the columns.
WRITTEN = [
    *((0, "as asked"), (0, "shuffled"), (1, "reversed"), (2, "shuffled"), (3, "shuffled again")),
    *((4, "as asked"), (5, "reversed")),
]


def count(form: Form) -> int:
    return len(fixed_rows(form)) or 2


def in_order(form: Form, order: str) -> list[Field]:
    fields = list(form.fields)
    if order == "reversed":
        return fields[::-1]
    if order != "as asked":
        Random(order).shuffle(fields)  # noqa: S311
    return fields


def headings(fields: Sequence[Field], which: int) -> list[str]:
    """The labels (0), or the first, second, … alias of each field."""
    return [[f.label, *f.aliases][which] if which <= len(f.aliases) else f.label for f in fields]


def read_sheets(*sheets: Rows, names: Sequence[str] = ("表一", "表二")) -> Reading:
    return read(workbook(dict(zip(names, sheets, strict=False))), "2026-09/东篱县.xlsx")


def taken(reading: Reading) -> dict[str | None, int]:
    return {part.form: part.rows_received for part in reading.parts}


@pytest.mark.parametrize("has_title", [True, False])
@pytest.mark.parametrize(("which", "order"), WRITTEN)
@pytest.mark.parametrize("code", RETURNS)
def test_each_form_under_all_its_headings(
    code: str, which: int, order: str, has_title: bool
) -> None:
    form = FORMS[code]
    fields = in_order(form, order)
    rows = table(form, fields, headings(fields, which))
    reading = read_sheets(titled(form, rows) if has_title else rows)
    assert set(codes(reading)) <= {"FILE-07", "FILE-08"}
    assert taken(reading) == {code: count(form)}
    assert [layout.field for layout in reading.layouts] == [field.name for field in fields]


@pytest.mark.parametrize("has_title", [True, False])
@pytest.mark.parametrize("code", RETURNS)
def test_each_form_with_its_required_columns_only(code: str, has_title: bool) -> None:
    form = FORMS[code]
    fields = [field for field in form.fields if field.required]
    fields += [field for field in form.fields if not field.required][:2]
    rows = table(form, fields)
    assert taken(read_sheets(titled(form, rows) if has_title else rows)) == {code: count(form)}


@pytest.mark.parametrize(("first", "second"), list(permutations(RETURNS, 2)))
def test_two_forms_one_below_the_other(first: str, second: str) -> None:
    """With nothing between them but the second's headings; neighbours in every other way too."""
    ways: list[tuple[Rows, bool, bool]] = [([], False, False)]
    if abs(RETURNS.index(first) - RETURNS.index(second)) == 1:
        ways += [([[]], False, False)]
        ways += [(gap, True, is_stated) for gap in ([], [[]]) for is_stated in (False, True)]
    for gap, has_title, is_stated in ways:
        upper, lower = (
            [*titled(FORMS[code], [])[: has_title + is_stated], *table(FORMS[code])]
            for code in (first, second)
        )
        reading = read_sheets([*upper, *gap, *lower])
        assert taken(reading) == {code: count(FORMS[code]) for code in (first, second)}
        assert set(codes(reading)) <= {"FILE-07", "FILE-08"}


@pytest.mark.parametrize("code", RETURNS)
def test_a_form_below_its_cover(code: str) -> None:
    form = FORMS[code]
    cover = cover_of(dict.fromkeys(RETURNS, (0, "√")) | {code: (count(form), None)})
    for below in (table(form), [[form.title], *table(form)]):
        reading = read_sheets([*cover, [], *below])
        assert taken(reading)[code] == count(form)
        assert codes(reading) == []


# ---------------------------------------------------------------- what is said comes first


@pytest.mark.parametrize(("code", "other"), list(permutations(RETURNS, 2)))
def test_under_the_title_of_another_form_nothing_is_accepted(code: str, other: str) -> None:
    reading = read_sheets([[FORMS[other].title], *table(FORMS[code])])
    assert {part.reader_status for part in reading.parts} <= {"returned", "waiting_layout"}
    assert code not in taken(reading)
    assert not reading.rows


@pytest.mark.parametrize("title", ["XC20 村级监督联络员登记表", "表号：XC20"])
def test_under_a_number_that_no_form_has_nothing_is_accepted(title: str) -> None:
    reading = read_sheets([[title], *table(FORMS["XC01"])])
    assert taken(reading) == {None: 4}
    assert "FILE-06" in codes(reading)


@pytest.mark.parametrize("name", ["XC05", "民生实事台账", "5.立行立改台账（9月）"])
def test_a_sheet_name_decides_between_forms_that_fit(name: str) -> None:
    asked = ["编号", "届次", "轮次", "组织代码", "类别", "状态", "提出日期", "立行立改", "问题"]
    rows = [asked, ["甲1", 15, 1, "9901", "道路", "办理中", "2026-09-02", "是", None]]
    assert taken(read_sheets(rows, names=[name])) == {"XC05": 1}


def test_a_title_in_a_sentence_or_a_row_of_data_says_nothing() -> None:
    form = FORMS["XC03"]
    note = ["本表的问题编号须与《巡察发现问题台账》一致，请核对。"]
    assert taken(read_sheets([note, *table(form)])) == {"XC03": 2}
    upper = [list(row) for row in table(FORMS["XC02"])]
    upper[-1][FORMS["XC02"].fields.index(FORMS["XC02"].field("description"))] = "巡察整改台账"
    assert taken(read_sheets([*upper, *table(FORMS["XC04"])])) == {"XC02": 2, "XC04": 2}


# ---------------------------------------------------------------- what stays unsure


def test_a_table_of_headings_that_several_forms_share_is_refused() -> None:
    shared = ["届次", "轮次", "党组织代码", "行业领域", "作废", "作废原因"]
    reading = read_sheets(
        [shared, [15, 1, "9901", "教育", "否", None], [15, 2, "9902", None, "否"]]
    )
    assert "FILE-06" in codes(reading)
    assert {part.reader_status for part in reading.parts} == {"returned"}


def test_a_table_that_two_forms_fit_as_well_is_refused() -> None:
    both = ["编号", "届次", "轮次", "党组织代码", "类别", "提出日期", "状态"]
    both += ["聚焦方面", "问题描述", "发现日期", "民生", "作废"]
    reading = read_sheets([both, ["1", 15, 1, "9901", "其他", "2026-09-01", "办理中", "F1", "甲"]])
    assert {part.reader_status for part in reading.parts} == {"returned"}


def test_an_unknown_table_below_a_known_one_is_not_read_as_its_rows() -> None:
    form = FORMS["XC02"]
    unknown = [["XC20 村级监督联络员登记表"], ["届次", "轮次", "党组织代码", "党组织名称", "类别"],
               [15, 1, "9901", "甲支部", "学校"], [15, 1, "9902", "乙支部", "学校"]]  # fmt: skip
    reading = read_sheets([*titled(form, table(form)), [], *unknown])
    assert reading.rows[form.name].rows == [4, 5]
    assert "ROW-01" in codes(reading)
    lost = [mark.row for mark in reading.row_marks if mark.row_class == "unknown"]
    assert lost == [7, 8, 9, 10]


def test_an_unknown_table_above_a_known_one_is_told() -> None:
    form = FORMS["XC02"]
    unknown = [["届次", "轮次", "党组织代码", "行业"], [15, 1, "9901", "教育"], []]
    reading = read_sheets([*unknown, *titled(form, table(form))])
    assert taken(reading) == {"XC02": 4}
    assert codes(reading).count("ROW-01") == 2


@pytest.mark.parametrize(
    "name",
    [
        "東籬縣",
        "甲南市東籬縣",
        "东篱县（盖章）",
        "東籬縣(蓋章)",
        "（东篱县）",
        "东篱县（公章）  2026年",
        "东篱县巡察办",
        "中共东篱县委巡察办（盖章）",
        "中共甲南市東籬縣委巡察工作領導小組辦公室",
    ],
)
def test_a_unit_in_traditional_characters_or_with_its_seal(name: str) -> None:
    form = FORMS["XC02"]
    rows = [[form.title], [f"填報單位：{name}", None, "報告期：2026年9月"], *table(form)]
    reading = read_sheets(rows)
    assert (reading.unit_code, reading.period, codes(reading)) == ("990121", "2026-09", [])
