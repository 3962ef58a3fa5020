"""Every figure of R01 stands in a content control that says which figure it is."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from dagster_project.documents import BindingError, BoundFigure, read_bound_figures
from dagster_project.documents.binding import bind, clean
from tests.documents.conftest import Rendered
from tests.documents.sample import INDICATORS, PERIOD, SPLITS, YEAR, SampleMonth
from tests.documents.word_parts import W, part, text_of

HALF = Decimal("0.5")


def printed(indicator: str, value: Decimal | None) -> str:
    """Print a value as this test understands the rules, with integer arithmetic."""
    if value is None:
        return "—"
    statistic, unit = INDICATORS[indicator][1:]
    if statistic == "ratio":
        tenths = int(value * 1000 + HALF)
        return f"{tenths // 10}.{tenths % 10}%"
    if unit == "万元":
        hundredths = int(value * 100 + HALF)
        return f"{hundredths // 100}.{hundredths % 100:02d}"
    return str(value.normalize()) if statistic == "median" else str(int(value))


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    """Tag of every figure that the sample's tables hold, with its text."""
    texts = {}
    for row in SampleMonth().figure_rows():
        indicator, region, figure_period, kind, code, value = (
            row[1],
            row[2],
            row[7],
            row[8],
            row[9],
            row[13],
        )
        split = "all" if kind == "all" else f"{kind}:{code}"
        texts[f"{indicator}|{region}|{figure_period}|{split}"] = printed(indicator, value)
    return texts


def test_what_is_read_back_is_what_was_bound(ordinary: Rendered) -> None:
    docx, bound = ordinary
    assert read_bound_figures(docx) == bound
    assert len(bound) > 400


def test_every_value_is_the_warehouses(ordinary: Rendered, expected: dict[str, str]) -> None:
    values = [figure for figure in ordinary[1] if "/" not in figure.period]
    # A chart shows earlier months too.
    for row in SampleMonth().trend_rows():
        expected[f"{row[3]}|990000|{row[2]}|all"] = printed(row[3], row[4])
    # Rates are not told of a single month: the table prints '—' for what is absent.
    assert {f.tag: f.text for f in values if f.text != expected.get(f.tag, "—")} == {}


def test_all_units_columns_and_splits_are_bound(ordinary: Rendered) -> None:
    tags = {figure.tag for figure in ordinary[1]}
    columns = ["clues_transferred", "clues_disposed", "clues_settled", "cases_filed"]
    columns += ["persons_disciplined"]
    for code, _, _ in SampleMonth().regions():
        for indicator in columns:
            assert f"{indicator}|{code}|{PERIOD}|all" in tags
        for indicator in (*columns, "disposal_rate", "settlement_rate"):
            assert f"{indicator}|{code}|{YEAR}|all" in tags
    for (indicator, split), parts in SPLITS.items():
        for part_code in parts:
            assert f"{indicator}|990000|{PERIOD}|{split}:{part_code}" in tags


def test_changes_name_both_periods(ordinary: Rendered) -> None:
    changes = {figure.period for figure in ordinary[1] if "/" in figure.period}
    assert changes == {"2026-09/2026-08", "2026-09/2025-09", "2026/2025"}


def test_no_number_of_a_sentence_with_figures_is_left_unbound(ordinary: Rendered) -> None:
    for paragraph in part(ordinary[0]).iter(f"{W}p"):
        if paragraph.find(f".//{W}sdt") is None:
            continue
        for control in list(paragraph.iter(f"{W}sdt")):
            control.getparent().remove(control)
        left = text_of(paragraph)
        # Dates, periods, and the counts of units and of supervised items are no indicators.
        left = re.sub(r"\d+年|\d+月|\d+日|\d—|涉及\d+个填报单位|其中督办\d+件", "", left)
        assert not re.search(r"\d", left), left


def test_controls_are_numbered_apart_and_named_for_the_reader(ordinary: Rendered) -> None:
    controls = list(part(ordinary[0]).iter(f"{W}sdt"))
    numbers = [control.find(f"{W}sdtPr/{W}id").get(f"{W}val") for control in controls]
    assert len(set(numbers)) == len(numbers)
    first = controls[0].find(f"{W}sdtPr")
    assert first.find(f"{W}alias").get(f"{W}val") == "移交问题线索 云岭省 2026-09"
    assert all(len(c.find(f"{W}sdtPr/{W}tag").get(f"{W}val")) <= 64 for c in controls)


def test_values_are_what_the_texts_state() -> None:
    def value(text: str) -> Decimal | None:
        return BoundFigure("i", "990000", "2026-09", "all", text).value

    assert value("12,345") == 12345
    assert value("87.3%") == Decimal("0.873")
    assert value("-1.2") == Decimal("-1.2")
    assert value("—") is None
    with pytest.raises(ValueError, match="not a printed figure"):
        value("约五件")


def test_a_tag_too_long_for_word_is_refused() -> None:
    figure = BoundFigure("clues_transferred", "990000", "2026-09", "split:" + "x" * 40, "1")
    with pytest.raises(BindingError, match="longer than 64"):
        figure.marked()


def test_the_offices_own_controls_keep_their_number_and_are_passed_over(tmp_path: Path) -> None:
    own = '<w:sdt><w:sdtPr><w:tag w:val="own"/><w:id w:val="7"/></w:sdtPr><w:sdtContent/></w:sdt>'
    marked = BoundFigure("i", "990000", "2026-09", "all", "5").marked()
    body = etree.fromstring(
        f'<w:body xmlns:w="{W[1:-1]}"><w:p>{own}<w:r><w:rPr><w:i/></w:rPr><w:tab/>'
        f"<w:t>共{marked}件</w:t></w:r></w:p></w:body>"
    )
    assert [figure.text for figure in bind(body, lambda figure: "a")] == ["5"]
    assert [each.get(f"{W}val") for each in body.iter(f"{W}id")] == ["7", "8"]
    paragraph = body[0]
    assert [etree.QName(each).localname for each in paragraph] == ["sdt", "r", "r", "sdt", "r"]
    assert len(list(paragraph.iter(f"{W}i"))) == 4
    assert text_of(paragraph) == "共5件"


def test_a_mark_where_no_control_can_stand_is_an_error() -> None:
    marked = BoundFigure("i", "990000", "2026-09", "all", "5").marked()
    body = etree.fromstring(
        f'<w:body xmlns:w="{W[1:-1]}"><w:p><w:r><w:instrText>{marked}</w:instrText></w:r></w:p>'
        "</w:body>"
    )
    with pytest.raises(BindingError, match="cannot be bound"):
        bind(body, lambda figure: "a")


def test_cleaning_takes_marks_and_controls_away() -> None:
    assert clean("甲\ufdd0乙\x00\n 县\ufffe") == "甲乙 县"
