"""The first `template.docx` of the return notice (退回单): which paragraph and table stands where.

Run `python -m dagster_project.documents.return_notice_template FILE` to make a fresh one. The
committed template is what notices are made from, and the office edits it in Word; this builder is
how it began. The sentences are in `report_templates/return_notice/phrases.yml`.
"""

import sys
from pathlib import Path

from dagster_project.documents.letter_layout import letter_head
from dagster_project.documents.official_layout import official_document, signature
from dagster_project.documents.package import write_whole
from dagster_project.documents.template_blocks import (
    attachment_list,
    list_table,
    note,
    only_if,
    passage,
)
from dagster_project.documents.word_xml import paragraph

COLUMNS = (
    ("报表", "{{ row.form }}", "TableText"),
    ("工作表", "{{ row.sheet }}", "TableText"),
    ("单元格", "{{ row.cell }}", "TableCentre"),
    ("问题和改法", "{{ row.message }}", "TableText"),
    ("填写内容", "{{ row.value }}", "TableText"),
)
WIDTHS = (620, 1330, 1130, 760, 3645, 1360)
ROW_PADDING = 45


def _problems(name: str) -> str:
    return only_if(
        f"{name}_rows",
        paragraph("Heading1", f"{{{{ {name}_heading }}}}"),
        list_table(f"{name}_rows", COLUMNS, WIDTHS, ROW_PADDING),
        note(f"{name}_note"),
    )


def body() -> str:
    """Return the body of the template, from the head of the letter to its signature."""
    return "".join(
        (
            letter_head(),
            passage("opening"),
            _problems("fatal"),
            _problems("query"),
            paragraph("Heading1", "{{ steps_heading }}"),
            passage("steps"),
            attachment_list(),
            signature(),
        )
    )


def main() -> None:
    """Write a fresh template to the path given as the only argument."""
    write_whole(Path(sys.argv[1]), official_document(body(), is_letter=True))


if __name__ == "__main__":
    main()
