"""The head of a letter (信函格式) after GB/T 9704-2012, 10.1: mark, two red double rules, number.

For what an office sends to one addressee without a 文件 head: notices, chase-ups. Page, grid,
styles and signature are those of `official_layout.py`; a letter has no imprint, and its first page
no number. Lengths are those of the standard, in millimetres.
"""

from dagster_project.documents.official_layout import PAGE_HEIGHT_MM, PAGE_WIDTH_MM, TYPE_WIDTH
from dagster_project.documents.official_styles import HEITI, SIZE_3, fonts
from dagster_project.documents.word_xml import paragraph, run, twips

RULE_WIDTH_MM = 170.0
RULE_LEFT_MM = (PAGE_WIDTH_MM - RULE_WIDTH_MM) / 2
# The top of the mark's characters from the upper edge of the page, less what a line of the mark's
# style leaves free above its characters; the lower rule 20 mm above the lower edge.
MARK_TOP_MM = 30.0 - 2.6
# 4 mm below the mark, whose characters (小初, 36 pt) are drawn 12.1 mm high.
UPPER_RULE_MM = 30.0 + 12.1 + 4.0
LOWER_RULE_MM = PAGE_HEIGHT_MM - 20.0
# From the upper rule to the number seven eighths of a character of 3号 (16 pt), less what the
# number's line leaves free above its characters.
NUMBER_GAP_MM = 16 * 7 / 8 * 25.4 / 72 - 3.7


def _at(top_mm: float, below_mm: float = 0) -> str:
    """Return the place of a frame as wide as the rules; text goes on below it, not beside it."""
    return (
        f'<w:framePr w:w="{twips(RULE_WIDTH_MM)}" w:hSpace="0" w:vSpace="{twips(below_mm)}"'
        ' w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page"'
        f' w:x="{twips(RULE_LEFT_MM)}" w:y="{twips(top_mm)}"/>'
    )


def letter_head() -> str:
    """Return 发文机关标志, both red rules, 密级 and 发文字号 on one line, title and addressee."""
    secrecy = f'{fonts(HEITI)}<w:sz w:val="{SIZE_3}"/><w:szCs w:val="{SIZE_3}"/>'
    return "".join(
        (
            paragraph("LetterMark", "{{ issuing_mark }}", properties=_at(MARK_TOP_MM)),
            paragraph("LetterUpperRule", properties=_at(UPPER_RULE_MM, NUMBER_GAP_MM)),
            paragraph("LetterLowerRule", properties=_at(LOWER_RULE_MM)),
            paragraph(
                "LetterNumber",
                run("{{ secrecy }}", secrecy),
                "<w:r><w:tab/></w:r>",
                run("{{ document_number }}"),
                properties=f'<w:tabs><w:tab w:val="right" w:pos="{TYPE_WIDTH}"/></w:tabs>',
            ),
            paragraph("DocumentTitle", "{{ title }}"),
            paragraph("Addressee", "{{ addressee }}："),
        )
    )
