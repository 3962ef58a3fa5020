"""R01 and R02 as they are drawn keep the measures of GB/T 9704; so does a page full of characters.

Drawn with substitute fonts; a millimetre of tolerance, as the standard gives its margins.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project.documents.official_layout import official_document
from dagster_project.documents.word_xml import paragraph
from tests.documents.rendering import Band, Word, ink_bands, page_ink, page_words

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
LINE_MM = 225 / 22
OFFICE = "省委巡视工作领导小组办公室"


@pytest.fixture(scope="module")
def first_page(ordinary_pdf: Path) -> list[Band]:
    return ink_bands(page_ink(ordinary_pdf, 1))


def lines_of(words: list) -> list[str]:
    lines: dict[int, str] = {}
    for word in words:
        lines[round(word.top)] = lines.get(round(word.top), "") + word.text
    return list(lines.values())


def test_a_full_page_holds_22_lines_of_28_characters(
    draw: Callable[[Path], Path], tmp_path: Path
) -> None:
    docx = tmp_path / "full.docx"
    text = paragraph("Addressee", "国" * 28 * 30)
    docx.write_bytes(official_document(text))
    pages = page_words(draw(docx))
    body = [word for word in pages[0] if "国" in word.text]
    assert lines_of(body) == ["国" * 28] * 22
    assert min(word.left for word in body) == pytest.approx(LEFT, abs=1)
    assert max(word.right for word in body) == pytest.approx(RIGHT, abs=1)
    assert min(word.top for word in body) >= TOP - 0.5
    assert max(word.bottom for word in body) <= BOTTOM + 0.5
    assert lines_of([word for word in pages[1] if "国" in word.text]) == ["国" * 28] * 8


def test_issuing_mark_is_35_mm_below_the_type_area_and_on_one_line(first_page: list[Band]) -> None:
    mark = next(band for band in first_page if band.is_red)
    assert mark.top - TOP == pytest.approx(35, abs=1)
    assert mark.bottom - mark.top < 15
    assert mark.left - LEFT == pytest.approx(RIGHT - mark.right, abs=1)


def test_red_rule_is_4_mm_below_the_number_and_as_wide_as_the_type_area(
    first_page: list[Band],
) -> None:
    mark, rule = [band for band in first_page if band.is_red]
    number = first_page[first_page.index(rule) - 1]
    assert rule.top - number.bottom == pytest.approx(4, abs=0.5)
    assert rule.left == pytest.approx(LEFT, abs=0.5)
    assert rule.right == pytest.approx(RIGHT, abs=0.5)
    # Two lines are free between the mark and the number.
    assert number.top - mark.bottom == pytest.approx(2 * LINE_MM, abs=3)


def test_title_stands_two_lines_below_the_rule_and_centred(first_page: list[Band]) -> None:
    rule = [band for band in first_page if band.is_red][-1]
    title = first_page[first_page.index(rule) + 1]
    assert title.top - rule.bottom == pytest.approx(2 * LINE_MM, abs=4)
    assert title.left - LEFT == pytest.approx(RIGHT - title.right, abs=1)


def test_first_page_shows_body_text(ordinary_pdf: Path) -> None:
    lines = lines_of(page_words(ordinary_pdf)[0])
    assert any("全省移交问题线索" in line or "全省巡察村（社区）" in line for line in lines)


def test_page_numbers(ordinary_pdf: Path) -> None:
    pages = page_words(ordinary_pdf)
    assert len(pages) > 2
    for number, words in enumerate(pages, start=1):
        band = ink_bands(page_ink(ordinary_pdf, number))[-1]
        assert band.top - BOTTOM == pytest.approx(7, abs=1)
        assert "".join(word.text for word in words if word.top > BOTTOM) == f"—{number}—"
        one_character = 5.0
        if number % 2:
            assert RIGHT - band.right == pytest.approx(one_character, abs=1)
        else:
            assert band.left - LEFT == pytest.approx(one_character, abs=1)


def test_everything_but_the_page_number_lies_in_the_type_area(ordinary_pdf: Path) -> None:
    # Punctuation may hang over the right edge by one character.
    for words in page_words(ordinary_pdf):
        for word in (word for word in words if word.top < BOTTOM):
            assert word.left >= LEFT - 0.5
            assert word.right <= RIGHT + 6
            assert word.top >= TOP - 1
            assert word.bottom <= BOTTOM + 1


def test_imprint_is_at_the_foot_of_the_last_page(ordinary_pdf: Path) -> None:
    last = page_words(ordinary_pdf)[-1]
    printed = next(word for word in last if word.text.endswith("印发"))
    assert printed.bottom == pytest.approx(BOTTOM, abs=4)
    bands = ink_bands(page_ink(ordinary_pdf, len(page_words(ordinary_pdf))))
    rules = [
        band for band in bands if band.bottom - band.top < 0.6 and band.right - band.left > 150
    ]
    assert len(rules) == 3
    for rule in rules:
        assert rule.left == pytest.approx(LEFT, abs=0.5)
        assert rule.right == pytest.approx(RIGHT, abs=0.5)
    assert rules[-1].bottom == pytest.approx(BOTTOM, abs=1)


def signed_page(pdf: Path) -> list[Word]:
    """The words of the page with the signature; attachments may follow it."""
    pages = page_words(pdf)
    return next(words for words in pages[1:] if any(word.text == OFFICE for word in words))


def test_the_page_of_the_signature_holds_more_than_it(ordinary_pdf: Path) -> None:
    assert any("特此" in word.text for word in signed_page(ordinary_pdf))


def test_date_begins_two_characters_right_of_the_office(ordinary_pdf: Path) -> None:
    body = [word for word in signed_page(ordinary_pdf) if word.top < 200]
    office = next(word for word in body if word.text == OFFICE)
    date = next(word for word in body if word.text.startswith("2026"))
    assert date.left - office.left == pytest.approx(2 * 156 / 28, abs=0.7)
    assert RIGHT - office.right == pytest.approx(2 * 156 / 28, abs=0.7)
