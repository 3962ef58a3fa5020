"""Blocks from which the first `template.docx` of a report is built: passages, tables, charts.

Each returns WordprocessingML with the tags that `context.py` fills. The committed templates are
what reports are rendered from, and the office edits them in Word; a new report may start from
these blocks or from a copy of another report's template.
"""

from collections.abc import Sequence

from dagster_project.documents.word_xml import Cell, paragraph, table, table_row, tag_row


def cells(style: str, *texts: str) -> list[Cell]:
    """Return cells of one style."""
    return [Cell(text, style) for text in texts]


def passage(name: str) -> str:
    """Return a passage: its paragraphs, however many the figures ask for."""
    return "".join(
        (
            paragraph("BodyText", f"{{%p for sentence in {name} %}}"),
            paragraph("BodyText", "{{ sentence }}"),
            paragraph("BodyText", "{%p endfor %}"),
        )
    )


def only_if(condition: str, *content: str) -> str:
    """Return content that stands in the document only where something holds."""
    return "".join(
        (
            paragraph("BodyText", f"{{%p if {condition} %}}"),
            *content,
            paragraph("BodyText", "{%p endif %}"),
        )
    )


def note(name: str) -> str:
    """Return the note below a table."""
    return "".join(
        (
            paragraph("TableNote", f"{{%p for sentence in {name} %}}"),
            paragraph("TableNote", "注：{{ sentence }}"),
            paragraph("TableNote", "{%p endfor %}"),
        )
    )


def chart(name: str) -> str:
    """Return a chart with its caption below; both go where there is nothing to draw."""
    return only_if(
        f"charts.{name}",
        paragraph("Chart", f"{{{{ charts.{name} }}}}"),
        paragraph(
            "ChartCaption", f"图{{{{ charts.{name}.number }}}}\u3000{{{{ charts.{name}.title }}}}"
        ),
    )


def two_line_head(
    first: Sequence[str], groups: Sequence[tuple[str, Sequence[str]]], widths: Sequence[int]
) -> list[str]:
    """Return two heading rows: columns that go through both, then groups with columns below."""
    above = [Cell(text, "TableHead", vertical="restart") for text in first]
    above += [Cell(text, "TableHead", span=len(below)) for text, below in groups]
    through = [Cell("", "TableHead", vertical="continue") for _ in first]
    below = cells("TableHead", *(text for _, texts in groups for text in texts))
    return [
        table_row(above, widths, is_heading=True),
        table_row([*through, *below], widths, is_heading=True),
    ]


def repeated_rows(
    items: str, rows: Sequence[tuple[str, Sequence[Cell]]], widths: Sequence[int]
) -> list[str]:
    """Return rows for each item; of several the first whose condition holds ('' always does).

    Args:
        items: the name of the rows in the context; a row is `row` in its cells' tags.
        rows: condition and cells of each look of a row.
        widths: the columns' widths in twips.
    """
    columns = len(widths)
    made = [tag_row(f"{{%tr for row in {items} %}}", columns, widths)]
    for number, (condition, looks) in enumerate(rows):
        if len(rows) > 1:
            word = "if" if number == 0 else "else"
            made.append(tag_row(f"{{%tr {word} {condition}".rstrip() + " %}", columns, widths))
        made.append(table_row(looks, widths))
    if len(rows) > 1:
        made.append(tag_row("{%tr endif %}", columns, widths))
    return [*made, tag_row("{%tr endfor %}", columns, widths)]


def region_rows(items: str, tags: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return rows of regions: units indented, cities and the province in the style of totals."""
    unit = [Cell("{{ row.name }}", "TableIndented"), *cells("TableNumber", *tags)]
    total = [Cell("{{ row.name }}", "TableTotal"), *cells("TableTotalNumber", *tags)]
    return repeated_rows(items, [("row.is_unit", unit), ("", total)], widths)


def list_table(
    items: str, columns: Sequence[tuple[str, str, str]], widths: Sequence[int], padding: int = 0
) -> str:
    """Return a numbered list as a table; columns are heading, tag and style.

    `padding` (twips) keeps the text of rows of several lines off their rules.
    """
    heads = cells("TableHead", "序号", *(head for head, _, _ in columns))
    values = [
        Cell("{{ loop.index }}", "TableCentre"),
        *(Cell(tag, style) for _, tag, style in columns),
    ]
    rows = [
        table_row(heads, widths, is_heading=True),
        *repeated_rows(items, [("", values)], widths),
    ]
    return table("StatisticalTable", widths, rows, padding=padding)


def attachment(name: str, *content: str) -> str:
    """Return an attachment on a page of its own: its mark, its title, what it holds."""
    return only_if(
        f"attachments.{name}",
        paragraph("AttachmentMark", f"{{{{ attachments.{name}.label }}}}"),
        paragraph("AttachmentTitle", f"{{{{ attachments.{name}.title }}}}"),
        *content,
    )


def attachment_list() -> str:
    """Return the 附件说明 below the text, with a line for each attachment."""
    return "".join(
        (
            paragraph("AttachmentFirst", "{%p for line in attachment_lines %}"),
            paragraph("AttachmentFirst", "{%p if loop.first %}"),
            paragraph("AttachmentFirst", "附件：{{ line }}"),
            paragraph("AttachmentFirst", "{%p else %}"),
            paragraph("AttachmentNext", "{{ line }}"),
            paragraph("AttachmentFirst", "{%p endif %}"),
            paragraph("AttachmentFirst", "{%p endfor %}"),
        )
    )
