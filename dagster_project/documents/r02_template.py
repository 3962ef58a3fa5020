"""The first `template.docx` of R02 季度对村(社区)巡察工作动态汇总: what stands where.

Run `python -m dagster_project.documents.r02_template FILE` to make a fresh one. The committed
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
from dagster_project.documents.word_xml import Cell, paragraph, table, table_row

YEAR = "{{ year_to_date_zh }}累计"
PROGRESS = (
    "{{ row.quarter.villages_total }}",
    "{{ row.quarter.villages_inspected }}",
    "{{ row.year.villages_inspected }}",
    "{{ row.year.village_coverage }}",
)
TERM = "{{ row.term_to_date.village_coverage }}"
# What each cell leaves free, so that a heading of four characters stands in one line.
MARGIN = 45
UNREPORTED_WIDTHS = (700, 3000, 3345, 1800)
COUNT_WIDTH = 1400


def _region_table(items: str, has_rank: bool) -> str:
    tags = [*PROGRESS, "{{ row.gap }}", *(["{{ row.rank }}"] if has_rank else []), TERM]
    year = ("已巡察", "覆盖率", "差距", *(("名次",) if has_rank else ()))
    values = [800, 940, 800, 860, 860, *((760,) if has_rank else ()), 860]
    widths = [TYPE_WIDTH - sum(values), *values]
    groups = [("{{ quarter_short_zh }}", ("巡察",)), (YEAR, year), ("本届", ("覆盖率",))]
    rows = two_line_head(("单位", "总数"), groups, widths)
    if has_rank:
        rows += region_rows(items, tags, widths)
    else:
        total = [Cell("{{ row.name }}", "TableTotal"), *cells("TableTotalNumber", *tags)]
        city = [Cell("{{ row.name }}", "TableText"), *cells("TableNumber", *tags)]
        rows += repeated_rows(items, [("row.is_province", total), ("", city)], widths)
    return table("StatisticalTable", widths, rows, MARGIN)


def _tier_table() -> str:
    values = [1300, 1300, 1300, 1300, 1300]
    widths = [TYPE_WIDTH - sum(values), *values]
    groups = [
        ("{{ quarter_short_zh }}", ("巡察",)),
        (YEAR, ("已巡察", "覆盖率")),
        ("本届", ("覆盖率",)),
    ]
    row = [Cell("{{ row.name }}", "TableTextKept"), *cells("TableNumberKept", *PROGRESS, TERM)]
    rows = two_line_head(("分类", "总数"), groups, widths)
    return table("StatisticalTable", widths, rows + repeated_rows("tiers", [("", row)], widths))


def _finding_table() -> str:
    widths = [TYPE_WIDTH - 2 * COUNT_WIDTH, COUNT_WIDTH, COUNT_WIDTH]
    counts = ("{{ row.quarter.village_findings }}", "{{ row.year.village_findings }}")
    row = [Cell("{{ row.name }}", "TableTextKept"), *cells("TableNumberKept", *counts)]
    heads = cells("TableHead", "类别", "{{ quarter_short_zh }}", YEAR)
    rows = [table_row(heads, widths, is_heading=True)]
    for label, items in (("按问题类别", "problem_kinds"), ("按聚焦方面", "focuses")):
        rows.append(table_row([Cell(label, "TableTotal", span=3)], widths))
        rows += repeated_rows(items, [("", row)], widths)
    return table("StatisticalTable", widths, rows)


def _matter_table() -> str:
    values = [COUNT_WIDTH] * 4
    widths = [TYPE_WIDTH - sum(values), *values]
    tags = [
        f"{{{{ row.{kind}.{code} }}}}"
        for kind in ("quarter", "year")
        for code in ("matters_raised", "matters_solved")
    ]
    groups = [("{{ quarter_short_zh }}", ("提出", "解决")), (YEAR, ("提出", "解决"))]
    # Up to 16 categories: too long to be kept on one page.
    row = [Cell("{{ row.name }}", "TableText"), *cells("TableNumber", *tags)]
    rows = two_line_head(("事项类别",), groups, widths)
    return table(
        "StatisticalTable", widths, rows + repeated_rows("categories", [("", row)], widths)
    )


def _captioned(caption: str, unit: str, content: str) -> str:
    return paragraph("TableCaption", caption) + paragraph("TableUnit", unit) + content


def _progress_part() -> str:
    cities = _captioned(
        "各市对村（社区）巡察进度", "单位：个、百分点", _region_table("cities", has_rank=False)
    )
    return "".join(
        (
            paragraph("Heading1", "一、总体进度"),
            passage("progress_sentences"),
            chart("trend"),
            chart("coverage"),
            only_if("cities", cities, note("city_table_note")),
        )
    )


def _class_part() -> str:
    tiers = _captioned("村（社区）分类巡察进度", "单位：个", _tier_table())
    return "".join(
        (
            paragraph("Heading1", "二、分类推进"),
            passage("class_sentences"),
            only_if("tiers", tiers, paragraph("TableNote", "")),
        )
    )


def _finding_part() -> str:
    findings = _captioned("村（社区）巡察发现问题", "单位：个", _finding_table())
    return "".join(
        (
            paragraph("Heading1", "三、发现问题"),
            passage("finding_sentences"),
            only_if("problem_kinds or focuses", findings, paragraph("TableNote", "")),
        )
    )


def _matter_part() -> str:
    matters = _captioned("立行立改和民生实事办理情况", "单位：件", _matter_table())
    return "".join(
        (
            paragraph("Heading1", "四、立行立改和民生实事"),
            passage("matter_sentences"),
            chart("funnel"),
            chart("categories"),
            only_if("categories", matters, paragraph("TableNote", "")),
        )
    )


def _attachments() -> str:
    columns = (
        ("填报单位", "{{ row.unit_name }}", "TableText"),
        ("报表", "{{ row.form }}", "TableText"),
        ("报送情况", "{{ row.state }}", "TableCentre"),
    )
    return attachment(
        "units",
        # Above the table, which fills whole pages: below it the note might stand on one of its own.
        note("unit_table_note"),
        paragraph("TableUnit", "单位：个、百分点"),
        _region_table("units", has_rank=True),
    ) + attachment("unreported", list_table("unreported", columns, UNREPORTED_WIDTHS))


def body() -> str:
    """Return the body of the template, from the head of the document to its imprint."""
    return "".join(
        (
            head(),
            passage("opening"),
            _progress_part(),
            _class_part(),
            _finding_part(),
            _matter_part(),
            paragraph("Heading1", "五、报送情况"),
            passage("coverage_sentences"),
            paragraph("Heading1", "六、数据说明"),
            passage("notes"),
            paragraph("BodyKept", "{%p for sentence in closing %}"),
            paragraph("BodyKept", "{{ sentence }}"),
            paragraph("BodyKept", "{%p endfor %}"),
            attachment_list(),
            signature(),
            _attachments(),
            imprint(),
        )
    )


def main() -> None:
    """Write a fresh template to the path given as the only argument."""
    write_whole(Path(sys.argv[1]), official_document(body()))


if __name__ == "__main__":
    main()
