"""Workbooks with everything a county's workbook may hold beside its cells; names are fictional."""

import io
import struct
import zlib
from datetime import date

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

LEDGER, TOTALS, HIDDEN = "线索 台账", "汇总'表", "代码"
HEADINGS = ("序号", "线索编号", "移交日期", "处分人数", "涉及金额")


def picture() -> io.BytesIO:
    """A red square of eight points, as PNG."""
    rows = b"".join(b"\0" + b"\xff\0\0" * 8 for _ in range(8))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def by_openpyxl() -> bytes:
    """Chart, lists, rules, comments, merges, names, protection, hidden sheet, table."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = LEDGER
    sheet.append(["巡察移交问题线索办理台账"])
    sheet.merge_cells("A1:E1")
    sheet.append(HEADINGS)
    fill_in(sheet)
    sheet["B4"].fill = PatternFill("solid", fgColor="DDEBF7")
    sheet["B4"].font = Font(name="黑体", bold=True, color="FF0000FF")
    sheet["B4"].protection = Protection(locked=False)
    sheet["E23"] = "=SUM(E3:E22)"
    sheet["F3"] = ArrayFormula("F3:F4", "=D3:D4*2")
    sheet["G3"] = "=E3*2"
    sheet.merge_cells("G6:H8")
    sheet["C5"].comment = Comment("县办：日期以文件为准", "办事员", width=200, height=80)
    sheet["A20"].comment = Comment("别处的批注", "办事员")
    add_rules(sheet)
    sheet.protection.sheet = True
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    sheet.print_area = "A1:H23"
    sheet.page_setup.orientation = "landscape"
    sheet.oddFooter.center.text = "第 &P 页"
    add_totals(book)
    hidden = book.create_sheet(HIDDEN)
    hidden.append(["代码", "名称"])
    hidden.sheet_state = "hidden"
    book.defined_names["everywhere"] = DefinedName("everywhere", attr_text=f"{HIDDEN}!$A$1")
    book.active = 1
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def fill_in(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    thin = Side(style="thin")
    for number in range(1, 21):
        sheet.append([number, f"XS{number:04}", date(2026, 9, number), number % 3, number * 1.5])
        for cell in sheet[sheet.max_row]:
            cell.border = Border(thin, thin, thin, thin)
            cell.alignment = Alignment(wrap_text=True)
        sheet.cell(sheet.max_row, 5).number_format = "#,##0.00"


def add_totals(book: openpyxl.Workbook) -> None:
    totals = book.create_sheet(TOTALS)
    totals.append(["地区", "件数"])
    for place, number in (("澄屿县", 3), ("砚洲县", 5)):
        totals.append([place, number])
    totals.add_table(Table(displayName="totals", ref="A1:B3"))
    chart = BarChart()
    chart.add_data(Reference(totals, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    totals.add_chart(chart, "D2")
    totals.print_title_rows = "1:1"
    totals.defined_names["locally"] = DefinedName("locally", attr_text=f"'{LEDGER}'!$A$1")


def add_rules(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    allowed = DataValidation(type="list", formula1='"巡察移交,信访举报"')
    allowed.add("B3:B22")
    sheet.add_data_validation(allowed)
    rule = CellIsRule(operator="greaterThan", formula=["20"], fill=PatternFill(bgColor="FFC7CE"))
    sheet.conditional_formatting.add("E3:E22", rule)
    sheet.auto_filter.ref = "A2:E22"


def by_xlsxwriter(options: dict[str, object] | None = None) -> bytes:
    """Notes, a button, rich texts, a header picture, shared texts, cells written row by row."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **(options or {})}) as book:
        sheet = book.add_worksheet(LEDGER)
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for column, heading in enumerate(HEADINGS):
            sheet.write(1, column, heading, bold)
        for row in range(2, 12):
            sheet.write_row(row, 0, [row - 1, f"XS{row:04}"])
            sheet.write_datetime(row, 2, date(2026, 9, row), day)
            sheet.write_formula(row, 4, f"=A{row + 1}*1.5", None, (row - 1) * 1.5)
        sheet.write_rich_string(12, 1, "甲", bold, "乙", "丙")
        sheet.write_comment("B4", "请核对", {"author": "办事员", "x_scale": 2})
        sheet.write_comment("E5", "金额以合同为准", {"author": "办事员"})
        sheet.insert_button("H3", {"caption": "汇总", "macro": "Total"})
        sheet.set_header("&L&G", {"image_left": "seal.png", "image_data_left": picture()})
        sheet.set_row(3, 40)
        sheet.set_column("B:B", 18)
        second = book.add_worksheet(TOTALS)
        second.write("A1", "件数")
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": f"='{LEDGER}'!$A$3:$A$12"})
        second.insert_chart("C3", chart)
        book.add_worksheet(HIDDEN).hide()
        book.define_name(f"'{LEDGER}'!locally", f"='{LEDGER}'!$A$1")
    return file.getvalue()
