"""The first `template.docx` of R01 月度问题线索处置情况: which paragraph and table stands where.

Run `python -m dagster_project.documents.r01_template FILE` to make a fresh one. The committed
template is what reports are rendered from, and the office edits it in Word; this builder is how
it began and how a later report's template can begin. The sentences are in `phrases.yml`.
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
from dagster_project.documents.word_xml import Cell, paragraph, table, table_row, tag_row

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


def _all(style: str, *texts: str) -> list[Cell]:
    return [Cell(text, style) for text in texts]


def _overall_table() -> str:
    widths = OVERALL_WIDTHS
    heads = [
        Cell("指标", "TableHead", vertical="restart"),
        Cell("单位", "TableHead", vertical="restart"),
        Cell("{{ month_zh }}", "TableHead", span=3),
        Cell("{{ year_to_date_zh }}累计", "TableHead", span=2),
    ]
    below = [
        Cell("", "TableHead", vertical="continue"),
        Cell("", "TableHead", vertical="continue"),
        *_all("TableHead", "数值", "比上月", "比上年同月", "数值", "比上年同期"),
    ]
    values = [
        Cell("{{ row.name }}", "TableText"),
        Cell("{{ row.unit }}", "TableCentre"),
        *_all(
            "TableNumber",
            "{{ row.month.value }}",
            "{{ row.month.previous_change }}",
            "{{ row.month.year_ago_change }}",
            "{{ row.year.value }}",
            "{{ row.year.year_ago_change }}",
        ),
    ]
    rows = [
        table_row(heads, widths, is_heading=True),
        table_row(below, widths, is_heading=True),
        tag_row("{%tr for row in overall %}", len(widths), widths),
        table_row(values, widths),
        tag_row("{%tr endfor %}", len(widths), widths),
    ]
    return table("StatisticalTable", widths, rows)


def _region_row(name: Cell, number_style: str, widths: list[int]) -> str:
    tags = [f"{{{{ row.month.{code} }}}}" for _, code in COUNTS]
    tags += [f"{{{{ row.year.{code} }}}}" for _, code in COUNTS + RATES]
    return table_row([name, *_all(number_style, *tags)], widths)


def _region_table() -> str:
    values = (*MONTH_WIDTHS, *YEAR_WIDTHS)
    widths = [TYPE_WIDTH - sum(values), *values]
    columns = len(widths)
    heads = [
        Cell("单位", "TableHead", vertical="restart"),
        Cell("{{ month_zh }}", "TableHead", span=len(COUNTS)),
        Cell("{{ year_to_date_zh }}累计", "TableHead", span=len(COUNTS + RATES)),
    ]
    labels = [label for label, _ in (*COUNTS, *COUNTS, *RATES)]
    below = [Cell("", "TableHead", vertical="continue"), *_all("TableHead", *labels)]
    unit = Cell("{{ row.name }}", "TableIndented")
    total = Cell("{{ row.name }}", "TableTotal")
    rows = [
        table_row(heads, widths, is_heading=True),
        table_row(below, widths, is_heading=True),
        tag_row("{%tr for row in regions %}", columns, widths),
        tag_row("{%tr if row.is_unit %}", columns, widths),
        _region_row(unit, "TableNumber", widths),
        tag_row("{%tr else %}", columns, widths),
        _region_row(total, "TableTotalNumber", widths),
        tag_row("{%tr endif %}", columns, widths),
        tag_row("{%tr endfor %}", columns, widths),
    ]
    return table("StatisticalTable", widths, rows, REGION_MARGIN)


def _overdue_table(items: str, deadline: str) -> str:
    widths = OVERDUE_WIDTHS
    labels = _all("TableHead", "序号", "填报单位", "线索编号", deadline, "超期天数", "督办")
    values = [
        Cell("{{ loop.index }}", "TableCentre"),
        *_all("TableText", "{{ item.unit }}", "{{ item.clue_no }}"),
        Cell("{{ item.deadline }}", "TableCentre"),
        Cell("{{ item.days }}", "TableNumber"),
        Cell("{{ item.supervised }}", "TableCentre"),
    ]
    rows = [
        table_row(labels, widths, is_heading=True),
        tag_row(f"{{%tr for item in {items} %}}", len(widths), widths),
        table_row(values, widths),
        tag_row("{%tr endfor %}", len(widths), widths),
    ]
    return table("StatisticalTable", widths, rows)


def _overdue_part(sentence: str, items: str, caption: str, deadline: str) -> str:
    return "".join(
        (
            paragraph("BodyText", f"{{{{ {sentence} }}}}"),
            paragraph("BodyText", f"{{%p if {items} %}}"),
            paragraph("TableCaption", caption),
            _overdue_table(items, deadline),
            paragraph("TableNote", ""),
            paragraph("BodyText", "{%p endif %}"),
        )
    )


def _repeated(items: str) -> str:
    return "".join(
        (
            paragraph("BodyText", f"{{%p for sentence in {items} %}}"),
            paragraph("BodyText", "{{ sentence }}"),
            paragraph("BodyText", "{%p endfor %}"),
        )
    )


def _general_part() -> str:
    return "".join(
        (
            paragraph("BodyText", "{{ opening }}"),
            paragraph("Heading1", "一、总体情况"),
            paragraph("Heading2", "（一）本月情况"),
            _repeated("month_sentences"),
            paragraph("Heading2", "（二）本年累计情况"),
            _repeated("year_sentences"),
            paragraph("TableCaption", "问题线索处置主要指标"),
            _overall_table(),
            paragraph("TableNote", "注：{{ table_note }}"),
        )
    )


def body() -> str:
    """Return the body of the template, from the head of the document to its imprint."""
    return "".join(
        (
            head(),
            _general_part(),
            paragraph("Heading1", "二、各地情况"),
            _repeated("region_sentences"),
            paragraph("TableCaption", "各地问题线索处置情况"),
            paragraph("TableUnit", "单位：件、人"),
            _region_table(),
            paragraph("TableNote", "注：{{ region_table_note }}"),
            paragraph("Heading1", "三、超期情况"),
            paragraph("Heading2", "（一）处置超期"),
            _overdue_part("disposal_sentence", "disposal_items", "处置超期问题线索", "处置期限"),
            paragraph("Heading2", "（二）办理超期"),
            _overdue_part("handling_sentence", "handling_items", "办理超期问题线索", "办理期限"),
            paragraph("Heading1", "四、报送情况"),
            _repeated("coverage_sentences"),
            paragraph("Heading1", "五、数据说明"),
            _repeated("notes"),
            paragraph("BodyKept", "{{ closing }}"),
            signature(),
            imprint(),
        )
    )


def main() -> None:
    """Write a fresh template to the path given as the only argument."""
    write_whole(Path(sys.argv[1]), official_document(body()))


if __name__ == "__main__":
    main()
