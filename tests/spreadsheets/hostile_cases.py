"""Files built to cost without end, by kind of cost, and what must become of each.

    python -m tests.spreadsheets.hostile_cases

measures them, each in a fresh worker: processor time, resident memory, outcome.
"""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.spreadsheets.hostile_files import (
    MEGABYTE,
    ONE,
    WORD,
    data,
    entities,
    formatted_rows,
    lying_styles,
    many_cells,
    noise,
    noisy,
    ods,
    ods_repeated,
    ods_table,
    old_and_full,
    old_workbook_of_numbers,
    ole_of_shared_children,
    page,
    row,
    shared_bomb,
    spreadsheetml,
    xlsx,
    xml_cell,
)

READ = "不知道是哪个"  # the file is read, only its unit and month are not told


@dataclass(frozen=True)
class Case:
    """A file, what its refusal says (or `READ`)."""

    file_name: str
    make: Callable[[], bytes]
    words: str


LARGE = "异常庞大"
CASES = {
    # ------------------------------------------------ .xlsx
    "far cell": Case(
        "远.xlsx",
        lambda: xlsx(
            [
                data(
                    row(1, '<c r="A1"><v>1</v></c>')
                    + row(1_048_576, '<c r="XFD1048576"><v>1</v></c>')
                )
            ]
        ),
        LARGE,
    ),
    "far cell, apostrophes": Case(
        "远.xlsx",
        lambda: xlsx(
            [
                data(
                    "<row r='1'><c r='A1'><v>1</v></c></row>"
                    "<row r='1048576'><c\nr='XFD1048576'><v>1</v></c></row>"
                )
            ]
        ),
        LARGE,
    ),
    "16,384 columns": Case(
        "宽.xlsx", lambda: xlsx([data(row(1, "<c><v>1</v></c>" * 16_384))]), READ
    ),
    "1,048,576 formatted rows": Case("长.xlsx", lambda: xlsx([formatted_rows()]), READ),
    "3,000 sheets": Case("多.xlsx", lambda: xlsx([ONE] * 3_000), READ),
    "6,000 sheets": Case("多.xlsx", lambda: xlsx([ONE] * 6_000), LARGE),
    "600,000 cells": Case("满.xlsx", lambda: xlsx([many_cells(15_000, 40)]), LARGE),
    "480,000 cells": Case("满.xlsx", lambda: xlsx([many_cells(12_000, 40)]), READ),
    "wide sheets, many": Case(
        "宽.xlsx",
        lambda: xlsx(
            [data(row(1, '<c r="A1"><v>1</v></c>') + row(1000, '<c r="DZZ1000"><v>1</v></c>'))] * 30
        ),
        LARGE,
    ),
    "text asked for 100,000 times": Case("长.xlsx", shared_bomb, LARGE),
    "merges": Case(
        "并.xlsx",
        lambda: xlsx(
            [ONE + "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 500_000 + "</mergeCells>"]
        ),
        LARGE,
    ),
    "merge of everything": Case(
        "并.xlsx",
        lambda: xlsx([ONE + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>']),
        READ,
    ),
    "zip bomb": Case("弹.xlsx", lambda: xlsx([ONE], "a" * (200 * MEGABYTE)), LARGE),
    "zip that lies": Case("谎.xlsx", lying_styles, "损坏"),
    "entity bomb": Case(
        "实.xlsx",
        lambda: xlsx(
            [ONE],
            further={"xl/sharedStrings.xml": entities("bomb") + "<sst><si><t>&a9;</t></si></sst>"},
        ),
        "不安全",
    ),
    "entity outside": Case(
        "实.xlsx",
        lambda: xlsx(
            [ONE],
            further={
                "xl/sharedStrings.xml": entities("outside") + "<sst><si><t>&x;</t></si></sst>"
            },
        ),
        "不安全",
    ),
    "nested 200,000 deep": Case(
        "深.xlsx", lambda: xlsx(["<a>" * 200_000 + "</a>" * 200_000]), READ
    ),
    "path tricks": Case(
        "../../路.xlsx",
        lambda: xlsx([ONE], further={"../../../evil.xml": "x", "/etc/evil": "x", "C:\\evil": "x"}),
        READ,
    ),
    "100 MB of noise in a zip": Case(
        "噪.xlsx", lambda: xlsx([ONE], further={"xl/media/image1.png": noisy(90 * MEGABYTE)}), READ
    ),
    # ------------------------------------------------ .xls
    "directory of shared children": Case("循.xls", ole_of_shared_children, "已损坏"),
    "old, far cell": Case("远.xls", old_and_full, LARGE),
    "old, 3 million cells": Case("满.xls", lambda: old_workbook_of_numbers(15_000, 200), LARGE),
    "old, 16 million cells": Case("满.xls", lambda: old_workbook_of_numbers(65_536, 250), "24 MB"),
    # ------------------------------------------------ .ods
    "ods, all rows and columns": Case("全.ods", lambda: ods_repeated(1_048_576, 16_384), LARGE),
    "ods, repeated without end": Case("全.ods", lambda: ods_repeated(10**11, 10**11), LARGE),
    "ods, blank without end": Case(
        "空.ods", lambda: ods_repeated(1_048_576, 16_384, "<table:table-cell{}/>"), READ
    ),
    "ods, many blank cells": Case(
        "空.ods",
        lambda: ods(
            ods_table("<table:table-row>" + "<table:table-cell/>" * 950_000 + "</table:table-row>")
        ),
        READ,
    ),
    "ods, nested 200,000 deep": Case(
        "深.ods",
        lambda: ods(ods_table("<table:table-row>" * 200_000 + "</table:table-row>" * 200_000)),
        READ,
    ),
    "ods, deep in a cell": Case(
        "深.ods",
        lambda: ods(
            ods_table(
                "<table:table-row><table:table-cell><text:p>"
                + "<text:span>" * 200_000
                + "字"
                + "</text:span>" * 200_000
                + "</text:p></table:table-cell></table:table-row>"
            )
        ),
        READ,
    ),
    "ods, spaces": Case(
        "空.ods",
        lambda: ods(
            ods_table(
                "<table:table-row><table:table-cell><text:p>"
                + '<text:s text:c="4000000"/>' * 1000
                + "</text:p></table:table-cell></table:table-row>"
            )
        ),
        LARGE,
    ),
    "ods, entity bomb": Case("实.ods", lambda: ods(ods_table("&a9;"), entities("bomb")), "不安全"),
    "ods, 3,000 sheets": Case(
        "多.ods",
        lambda: ods(ods_table(f"<table:table-row>{WORD.format('')}</table:table-row>") * 3_000),
        READ,
    ),
    "ods, 15 million elements": Case("多.ods", lambda: ods("<a/>" * 15_000_000), LARGE),
    "ods, 60 MB of blanks": Case("空.ods", lambda: ods(ods_table(" " * (60 * MEGABYTE))), READ),
    "ods, 16,000 merges": Case(
        "并.ods",
        lambda: ods(
            ods_table(
                "<table:table-row>"
                + WORD.format(' table:number-columns-spanned="2"') * 16_000
                + "</table:table-row>"
            )
        ),
        READ,
    ),
    "ods, bomb": Case(
        "弹.ods", lambda: ods(ods_table(" " * (90 * MEGABYTE)), method=zipfile.ZIP_DEFLATED), LARGE
    ),
    "ods, 600,000 cells": Case(
        "满.ods",
        lambda: ods(
            ods_table(("<table:table-row>" + WORD.format("") * 40 + "</table:table-row>") * 15_000)
        ),
        LARGE,
    ),
    "ods, 480,000 cells": Case(
        "满.ods",
        lambda: ods(
            ods_table(("<table:table-row>" + WORD.format("") * 40 + "</table:table-row>") * 12_000)
        ),
        READ,
    ),
    # ------------------------------------------------ SpreadsheetML
    "xml, nested 200,000 deep": Case(
        "深.xml", lambda: spreadsheetml("<Row>" * 200_000 + "</Row>" * 200_000), READ
    ),
    "xml, entity bomb": Case(
        "实.xml",
        lambda: spreadsheetml(f"<Row>{xml_cell('&a9;')}</Row>", entities("bomb")),
        "不安全",
    ),
    "xml, entity outside": Case(
        "实.xml",
        lambda: spreadsheetml(f"<Row>{xml_cell('&x;')}</Row>", entities("outside")),
        "不安全",
    ),
    "xml, far cell": Case(
        "远.xml",
        lambda: spreadsheetml(
            '<Row ss:Index="1048576">' + xml_cell("1", ' ss:Index="16384"') + "</Row>"
        ),
        LARGE,
    ),
    "xml, span without end": Case(
        "并.xml",
        lambda: spreadsheetml(
            "<Row>"
            + xml_cell("1", ' ss:MergeAcross="999999999" ss:MergeDown="999999999"')
            + xml_cell("2")
            + "</Row>"
        ),
        LARGE,
    ),
    "xml, 480,000 cells": Case(
        "满.xml",
        lambda: spreadsheetml(
            ("<Row>" + "<Cell><Data ss:Type='String'>字</Data></Cell>" * 40 + "</Row>") * 12_000
        ),
        READ,
    ),
    "xml, 40 MB": Case("大.xml", lambda: spreadsheetml(" " * (40 * MEGABYTE)), LARGE),
    # ------------------------------------------------ web page
    "page, colspan of a billion": Case(
        "宽.xls",
        lambda: page(
            "<tr><td colspan=1000000000 rowspan=1000000000>1</td></tr><tr><td>2</td></tr>"
        ),
        LARGE,
    ),
    "page, many spans": Case(
        "宽.xls", lambda: page("<tr><td colspan=16384 rowspan=9>" * 100_000), LARGE
    ),
    "page, tables in tables": Case(
        "深.xls", lambda: page("<tr><td><table>" * 100_000), "没有完整结束"
    ),
    "page, tables in tables, closed": Case(
        "深.xls",
        lambda: page("<tr><td><table>" * 50_000 + "<tr><td>字" + "</table>" * 50_000),
        READ,
    ),
    "page, nested 200,000 deep": Case(
        "深.xls", lambda: page("<tr><td>" + "<div>" * 200_000 + "字" + "</div>" * 200_000), READ
    ),
    "page, open quotes": Case("引.xls", lambda: page('<tr><td title="' * 200_000), "没有完整结束"),
    "page, open comments": Case("注.xls", lambda: page("<!--" * 500_000), "没有完整结束"),
    "page, less-than signs": Case("号.xls", lambda: page("<tr><td>" + "<" * 5 * MEGABYTE), LARGE),
    "page, end tags": Case("尾.xls", lambda: page("<b>" * 400_000 + "</i>" * 400_000), "没有表格"),
    "page, 4 million cells": Case(
        "满.xls", lambda: page("<tr><td><td><td><td>" * 1_000_000), LARGE
    ),
    # ------------------------------------------------ delimited
    "5 million delimiters": Case("逗.csv", lambda: b"a,b\n" + b"," * 5_000_000, "行列数过多"),
    "3.9 million delimiters": Case("逗.csv", lambda: b"ab,\n" * 3_900_000, "行列数过多"),
    "20,000 columns": Case("宽.csv", lambda: b"1," * 20_000 + b"\n1,2\n", "行列数过多"),
    "quotes": Case("引.csv", lambda: b'a,b\n"' + b'""' * 8_000_000, "没有成对"),
    "one cell of 30 MB": Case(
        "长.csv", lambda: b"a,b\n" + b"x" * (30 * MEGABYTE) + b",1\n", "过长"
    ),
    "40 MB of text": Case("大.csv", lambda: b"a,b\n" * (10 * MEGABYTE), "行列数过多"),
    # ------------------------------------------------ noise
    "100 MB of noise": Case("噪.xls", lambda: noise(100), "认不出"),
    "100 MB of noise after PK": Case("噪.xlsx", lambda: b"PK\x03\x04" + noise(99), "损坏"),
    "more than 100 MB": Case("大.xlsx", lambda: bytes(101 * MEGABYTE), "超过 100 MB"),
}


def measured() -> Iterator[str]:
    """A line a case: how long it took in a fresh worker, its resident memory, the outcome."""
    from tests.spreadsheets.hostile_runs import outcomes

    for name, case in CASES.items():
        (outcome,) = outcomes({name: case}).values()
        yield f"| {name} | {outcome.seconds:.1f} | {outcome.megabytes} | {outcome.message[:30]} |"


if __name__ == "__main__":
    for line in measured():
        print(line, flush=True)  # noqa: T201
