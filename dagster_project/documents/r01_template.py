"""The first `template.docx` of R01 月度问题线索处置情况: which paragraph and table stands where.

Run `python -m dagster_project.documents.r01_template FILE` to make a fresh one. The committed
template is what reports are rendered from, and the office edits it in Word; this builder is how
it began. The sentences are in `phrases.yml`.
"""

import sys
from pathlib import Path

from dagster_project.documents.official_layout import (
    TYPE_WIDTH,
    head,
    imprint,
    official_document,
    signature,
)
from dagster_project.documents.package import write_whole
from dagster_project.documents.template_blocks import (
    attachment,
    attachment_list,
    cells,
    chart,
    list_table,
    note,
    only_if,
    passage,
    region_rows,
    repeated_rows,
    two_line_head,
)
from dagster_project.documents.word_xml import Cell, paragraph, table

COUNTS = (
    ("移交", "clues_transferred"),
    ("处置", "clues_disposed"),
    ("办结", "clues_settled"),
    ("立案", "cases_filed"),
    ("处分", "persons_disciplined"),
)
RATES = (("处置率", "disposal_rate"), ("办结率", "settlement_rate"))
# Counts of four digits in a month and, where clues are counted, of five in a year; rates to 100.0%.
MONTH_WIDTHS = (490,) * 5
YEAR_WIDTHS = (680, 680, 680, 580, 580, 730, 730)
REGION_MARGIN = 34
OVERALL_WIDTHS = (2485, 640, 900, 1080, 1180, 1010, 1550)
OVERDUE_WIDTHS = (700, 2300, 2345, 1500, 1200, 800)


def _overall_table() -> str:
    widths = OVERALL_WIDTHS
    groups = [
        ("{{ month_zh }}", ("数值", "比上月", "比上年同月")),
        ("{{ year_to_date_zh }}累计", ("数值", "比上年同期")),
    ]
    values = [
        Cell("{{ row.name }}", "TableText"),
        Cell("{{ row.unit }}", "TableCentre"),
        *cells(
            "TableNumber",
            "{{ row.month.value }}",
            "{{ row.month.previous_change }}",
            "{{ row.month.year_ago_change }}",
            "{{ row.year.value }}",
            "{{ row.year.year_ago_change }}",
        ),
    ]
    rows = two_line_head(("指标", "单位"), groups, widths)
    rows += repeated_rows("overall", [("", values)], widths)
    return table("StatisticalTable", widths, rows)


def _region_table() -> str:
    values = (*MONTH_WIDTHS, *YEAR_WIDTHS)
    widths = [TYPE_WIDTH - sum(values), *values]
    groups = [
        ("{{ month_zh }}", [label for label, _ in COUNTS]),
        ("{{ year_to_date_zh }}累计", [label for label, _ in COUNTS + RATES]),
    ]
    tags = [f"{{{{ row.month.{code} }}}}" for _, code in COUNTS]
    tags += [f"{{{{ row.year.{code} }}}}" for _, code in COUNTS + RATES]
    rows = two_line_head(("单位",), groups, widths) + region_rows("regions", tags, widths)
    return table("StatisticalTable", widths, rows, REGION_MARGIN)


def _overdue_table(items: str, deadline: str) -> str:
    columns = (
        ("填报单位", "{{ row.unit_name }}", "TableText"),
        ("线索编号", "{{ row.clue_no }}", "TableText"),
        (deadline, "{{ row.deadline_on }}", "TableCentre"),
        ("超期天数", "{{ row.days_overdue }}", "TableNumber"),
        ("督办", "{{ row.is_supervised }}", "TableCentre"),
    )
    return list_table(items, columns, OVERDUE_WIDTHS)


def _overdue_part(sentences: str, items: str, caption: str, deadline: str) -> str:
    return passage(sentences) + only_if(
        f"{items} and not attachments.{items}",
        paragraph("TableCaption", caption),
        _overdue_table(items, deadline),
        paragraph("TableNote", ""),
    )


def _general_part() -> str:
    return "".join(
        (
            passage("opening"),
            paragraph("Heading1", "一、总体情况"),
            paragraph("Heading2", "（一）本月情况"),
            passage("month_sentences"),
            chart("trend"),
            paragraph("Heading2", "（二）本年累计情况"),
            passage("year_sentences"),
            chart("funnel"),
            paragraph("TableCaption", "问题线索处置主要指标"),
            _overall_table(),
            note("table_note"),
        )
    )


def _regional_part() -> str:
    return "".join(
        (
            paragraph("Heading1", "二、各地情况"),
            passage("region_sentences"),
            chart("settlement"),
            paragraph("TableCaption", "各地问题线索处置情况"),
            paragraph("TableUnit", "单位：件、人"),
            _region_table(),
            note("region_table_note"),
        )
    )


def body() -> str:
    """Return the body of the template, from the head of the document to its imprint."""
    return "".join(
        (
            head(),
            _general_part(),
            _regional_part(),
            paragraph("Heading1", "三、超期情况"),
            paragraph("Heading2", "（一）处置超期"),
            _overdue_part("disposal_sentences", "disposal_items", "处置超期问题线索", "处置期限"),
            paragraph("Heading2", "（二）办理超期"),
            _overdue_part("handling_sentences", "handling_items", "办理超期问题线索", "办理期限"),
            paragraph("Heading1", "四、报送情况"),
            passage("coverage_sentences"),
            paragraph("Heading1", "五、数据说明"),
            passage("notes"),
            paragraph("BodyKept", "{%p for sentence in closing %}"),
            paragraph("BodyKept", "{{ sentence }}"),
            paragraph("BodyKept", "{%p endfor %}"),
            attachment_list(),
            signature(),
            attachment("disposal_items", _overdue_table("disposal_items", "处置期限")),
            attachment("handling_items", _overdue_table("handling_items", "办理期限")),
            imprint(),
        )
    )


def main() -> None:
    """Write a fresh template to the path given as the only argument."""
    write_whole(Path(sys.argv[1]), official_document(body()))


if __name__ == "__main__":
    main()
