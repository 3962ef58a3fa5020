"""The template states the layout of GB/T 9704: page, grid, styles, fonts, rules, page numbers."""

from pathlib import Path

import pytest

from tests.documents.word_parts import W, part, text_of, value

TWIPS_PER_MM = 1440 / 25.4


@pytest.fixture(scope="module", params=["r01", "r02"])
def template(project_root: Path, request: pytest.FixtureRequest) -> Path:
    return project_root / "report_templates" / request.param / "template.docx"


def style(template: Path, style_id: str) -> object:
    for each in part(template, "word/styles.xml").iter(f"{W}style"):
        if each.get(f"{W}styleId") == style_id:
            return each
    pytest.fail(f"no style {style_id}")


def test_page_and_margins(template: Path) -> None:
    section = part(template).find(f".//{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    millimetres = {
        name: int(element.get(W + name)) / TWIPS_PER_MM
        for element, names in ((size, ("w", "h")), (margins, ("top", "left", "bottom", "right")))
        for name in names
    }
    expected = {"w": 210, "h": 297, "top": 37, "left": 28, "bottom": 35, "right": 26}
    assert millimetres == pytest.approx(expected, abs=0.05)
    assert section.find(f"{W}headerReference") is None


def test_the_grid_fits_22_lines_of_28_characters_and_no_more(template: Path) -> None:
    grid = part(template).find(f".//{W}docGrid")
    assert grid.get(f"{W}type") == "linesAndChars"
    line_pt = int(grid.get(f"{W}linePitch")) / 20
    character_pt = 16 + int(grid.get(f"{W}charSpace")) / 4096
    assert (225 / 25.4 * 72) // line_pt == 22
    assert (156 / 25.4 * 72) // character_pt == 28


@pytest.mark.parametrize(
    ("style_id", "font", "half_points"),
    [
        ("IssuingMark", "方正小标宋简体", None),
        ("DocumentNumber", "仿宋_GB2312", "32"),
        ("DocumentTitle", "方正小标宋简体", "44"),
        ("Secrecy", "黑体", "32"),
        ("Addressee", "仿宋_GB2312", "32"),
        ("BodyText", "仿宋_GB2312", "32"),
        ("Heading1", "黑体", "32"),
        ("Heading2", "楷体_GB2312", "32"),
        ("Heading3", "仿宋_GB2312", "32"),
        ("Signature", "仿宋_GB2312", "32"),
        ("SignatureDate", "仿宋_GB2312", "32"),
        ("Imprint", "仿宋_GB2312", "28"),
        ("PageNumberOdd", "宋体", "28"),
        ("PageNumberEven", "宋体", "28"),
        ("TableHead", "黑体", "21"),
    ],
)
def test_fonts_and_sizes(template: Path, style_id: str, font: str, half_points: str | None) -> None:
    found = style(template, style_id)
    for slot in ("eastAsia", "ascii", "hAnsi"):
        assert value(found, "rPr/rFonts", slot) == font
    if half_points:
        assert value(found, "rPr/sz") == half_points


def test_nothing_is_bold_and_no_font_comes_from_the_theme(template: Path) -> None:
    for name in ("word/styles.xml", "word/document.xml", "word/footer1.xml", "word/footer2.xml"):
        root = part(template, name)
        for bold in (*root.iter(f"{W}b"), *root.iter(f"{W}bCs")):
            assert bold.get(f"{W}val") == "0"
        for fonts in root.iter(f"{W}rFonts"):
            assert not [key for key in fonts.attrib if key.endswith("Theme")]
    for level in ("Heading1", "Heading2", "Heading3"):
        assert value(style(template, level), "rPr/b") == "0"


def test_paragraphs_indent_two_characters(template: Path) -> None:
    for style_id in ("BodyText", "Heading1", "Heading2"):
        assert value(style(template, style_id), "pPr/ind", "firstLineChars") == "200"
    assert value(style(template, "Signature"), "pPr/ind", "rightChars") == "200"


def test_a_chart_stands_in_lines_as_high_as_it_is(template: Path) -> None:
    assert value(style(template, "Chart"), "pPr/spacing", "lineRule") == "auto"
    placeholders = [
        paragraph
        for paragraph in part(template).iter(f"{W}p")
        if text_of(paragraph).startswith("{{ charts.")
    ]
    assert len(placeholders) >= 3
    assert {value(each, "pPr/pStyle") for each in placeholders} == {"Chart"}


def test_attachments_begin_on_a_page_of_their_own(template: Path) -> None:
    assert style(template, "AttachmentMark").find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert value(style(template, "AttachmentMark"), "rPr/rFonts", "eastAsia") == "黑体"
    assert value(style(template, "AttachmentTitle"), "rPr/rFonts", "eastAsia") == "方正小标宋简体"


def test_issuing_mark_and_rule_are_red(template: Path) -> None:
    assert value(style(template, "IssuingMark"), "rPr/color") == "FF0000"
    assert value(style(template, "DocumentNumber"), "pPr/pBdr/bottom", "color") == "FF0000"


def test_imprint_rules(template: Path) -> None:
    imprint = list(part(template).iter(f"{W}tbl"))[-1]
    borders = [
        (value(cell, "tcPr/tcBorders/top", "sz"), value(cell, "tcPr/tcBorders/bottom", "sz"))
        for cell in imprint.iter(f"{W}tc")
    ]
    # Eighths of a point: 0.35 mm is 1 pt, 0.25 mm is 0.7 pt.
    assert borders == [("8", "6"), ("6", "8")]
    width = int(imprint.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
    assert width / TWIPS_PER_MM == pytest.approx(156, abs=0.1)
    assert imprint.find(f"{W}tblPr/{W}tblpPr").get(f"{W}tblpYSpec") == "bottom"


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(template: Path) -> None:
    assert part(template, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    sides = {}
    for reference in part(template).iter(f"{W}footerReference"):
        kind = reference.get(f"{W}type")
        footer = part(template, "word/footer1.xml" if kind == "default" else "word/footer2.xml")
        assert text_of(footer).startswith("— ")
        assert text_of(footer).endswith(" —")
        sides[kind] = value(style(template, value(footer, "p/pPr/pStyle")), "pPr/jc")
    assert sides == {"default": "right", "even": "left"}


def test_table_rows_never_split_and_heads_repeat(template: Path) -> None:
    *tables, _ = part(template).iter(f"{W}tbl")
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(widths) / TWIPS_PER_MM == pytest.approx(156, abs=0.1)
