"""The first `template.docx` of the chase-up (催报单): which paragraph and table stands where.

Run `python -m dagster_project.documents.chase_up_template FILE` to make a fresh one. The committed
template is what chase-ups are made from, and the office edits it in Word; this builder is how it
began. The sentences are in `report_templates/chase_up/phrases.yml`.
"""

import sys
from pathlib import Path

from dagster_project.documents.letter_layout import letter_head
from dagster_project.documents.official_layout import official_document, signature
from dagster_project.documents.package import write_whole
from dagster_project.documents.template_blocks import list_table, passage
from dagster_project.documents.word_xml import paragraph

COLUMNS = (
    ("表号", "{{ row.form }}", "TableCentre"),
    ("报表", "{{ row.title }}", "TableText"),
    ("应报日期", "{{ row.due_on }}", "TableCentre"),
    ("逾期天数", "{{ row.days_overdue }}", "TableNumber"),
    ("情况", "{{ row.state }}", "TableText"),
)
WIDTHS = (620, 850, 2545, 2100, 980, 1750)
ROW_PADDING = 45


def body() -> str:
    """Return the body of the template, from the head of the letter to its signature."""
    return "".join(
        (
            letter_head(),
            passage("opening"),
            list_table("missing_rows", COLUMNS, WIDTHS, ROW_PADDING),
            paragraph("TableNote", ""),
            passage("steps"),
            signature(),
        )
    )


def main() -> None:
    """Write a fresh template to the path given as the only argument."""
    write_whole(Path(sys.argv[1]), official_document(body(), is_letter=True))


if __name__ == "__main__":
    main()
