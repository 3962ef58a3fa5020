"""The shared corpus of files that loaders meet: its manifest, and what is known of each file.

The files lie outside the project; where they are absent there is nothing to list, and the tests
skip with that reason.
"""

import csv
from dataclasses import dataclass

from tests.conftest import shared_folder


@dataclass(frozen=True)
class Known:
    """What a file of the corpus holds: some cells of one sheet, and how far it reaches."""

    cells: dict[str, str | None]
    sheet: int = 0
    height: int | None = None
    width: int | None = None


@dataclass(frozen=True)
class Entry:
    """A line of the manifest."""

    path: str
    outcome: str
    wanted: str


def entries() -> list[Entry]:
    """All files of the manifest; none where the corpus is absent."""
    manifest = shared_folder() / "corpus" / "MANIFEST.tsv"
    if not manifest.exists():
        return []
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Entry(row["path"], row["outcome"], row["expected_behaviour"]) for row in rows]


# Where the outcome that the manifest names is not the right one, and why.
OTHER_OUTCOME = {
    # It asks for absurd sizes only in records that no cell needs. Three readers (xlrd, calamine and
    # LibreOffice) agree on all cells, so a refusal would send back a sound workbook.
    "calamine/OOM_alloc.xls": "load",
    # An entity bomb: the manifest's words are "as above", an error, and its one cell is the bomb.
    "made/billion_laughs_sheet.xlsx": "refuse",
}

# What the refusal says, where the manifest is specific.
REFUSALS = {
    "calamine/pass_protected.ods": "密码",
    "calamine/too_small.xls": "一句文字",
    "dhatim/missing-sheet-entry.xlsx": "损坏",
    "excelize/encryptSHA1.xlsx": "密码",
    "fesod/pwd_123.xls": "密码",
    "horror/simple.unknown": "空的",
    "made/billion_laughs_sheet.xlsx": "不安全",
    "made/bitflip_in_sheet.xlsx": "损坏",
    "made/bomb_sst_1gib.xlsx": "异常庞大",
    "made/docx_renamed.xlsx": "Word",
    "made/missing_sst.xlsx": "损坏",
    "made/mixed_delims.csv": "列数不一致：第 2、3 行",
    "made/pdf_renamed.xls": "PDF",
    "made/sst_index_out_of_range.xlsx": "损坏",
    "made/truncated_last_200_bytes.xlsx": "损坏",
    "made/unclosed_quote.csv": "第 2 行的引号",
    "made/zero_bytes.xlsx": "空的",
    "made/zip_encrypted_flag.xlsx": "加密",
    "made/~$某县台账.xlsx": "~$",
    "phpspreadsheet/oleloop.xls": ".xls",
    "poi/fuzz_hssf_3347.xls": ".xls",
    "poi/fuzz_hssf_66050.xls": ".xls",
    "poi/poc-xmlbomb.xlsx": "不安全",
    "poi/protected_passtika.xlsx": "密码",
    "poi/protected_sha512.xlsx": "密码",
    "poi/xlsx-corrupted.xlsx": "损坏",
    "poi/xor-encryption-abc.xls": "密码",
    "sheetjs/biff2.xls": "很早版本",
    "sheetjs/biff5_password_xor.xls": "密码",
    "sheetjs/wps_write.dbf": "DBF",
}

_HEADINGS = {"A1": "序号", "B1": "行政区划代码", "C1": "乡镇", "D1": "调查日期", "F1": "风险等级"}
_FIRST_ROW = {"A2": "1", "B2": "410102", "C2": "城关镇", "D2": "2024-03-05", "E2": "1234.5"}
_TABLE = {**_HEADINGS, **_FIRST_ROW, "F2": "高"}
_PAGE = {
    "A1": "某县台账",
    "B2": "行政区划代码",
    "B5": "010104",
    "C5": "西岭街道",
    "E3": "1234.5",
    "E5": None,
}

# Cells that follow from the manifest's words or from the file's own text.
KNOWN = {
    "calamine/any_sheets.xlsx": Known({"A1": "1", "B3": "6"}),
    "calamine/date_1904.xlsx": Known({"A1": "2021-01-01", "A2": "2021-01-02", "B3": "17"}),
    "calamine/errors.xlsx": Known(
        {"A1": "#DIV/0!", "A2": "#NAME?", "A3": "#VALUE!", "A5": "#REF!", "A6": "#NUM!"}
    ),
    "calamine/nonstandard-xml-ns-prefix.xlsx": Known({"A1": "a", "B1": "b", "B3": "4"}),
    "calamine/number_rows_repeated.ods": Known(
        {"A1": "A", "B3": "D", "A4": None, "A6": "C", "A7": None, "B8": "D"}, height=8, width=2
    ),
    "china/budget_two_blocks.xls": Known({"B2": "一般公共预算支出（亿元）i"}),
    "china/china_area_code.csv": Known({"A2": "110000", "B2": "北京市"}, height=3213, width=2),
    "china/nbs_gbk_survey_crlf (1).csv": Known(
        {"A4": "地区", "B4": "2025年", "A5": "北京市", "B5": None, "C5": "22470"}, width=21
    ),
    "fesod/office_bom.csv": Known({"A1": "姓名", "B1": "年纪", "B2": "20"}, height=11),
    "frictionless/encoding-issue-274.csv": Known({"A1": "id", "A2": "nz/a2f"}, width=17),
    "frictionless/Таблица.csv": Known({"B3": "中国人"}, height=3),
    "horror/characters.csv": Known({"B1": "景點編號", "C2": "雲嘉南濱海國家風景區管理處"}),
    "horror/null.csv": Known({"A1": "1", "B1": "null", "C3": None}, height=10, width=4),
    "horror/sparse_with_column_errors.csv": Known({"A1": "LP", "B3": "Grundfinanzierung MPG"}),
    "horror/utf-16le_encoded.csv": Known({"A2": "5C1", "B2": "Enfield PCT", "D2": "2010-11"}),
    "made/csv_as.xlsx": Known(_HEADINGS),
    "made/cut_multibyte.csv": Known({**_TABLE, "E3": "#文字不完整"}),
    "made/date1904.xlsx": Known({"A1": "日期", "A2": "2024-03-05"}),
    "made/dimension_lie_huge.xlsx": Known({"A1": "序号", "A2": "1"}, height=2, width=1),
    "made/dimension_lie_small.xlsx": Known({"A1": "序号", "B101": "镇101"}, height=101, width=2),
    "made/excel_guard.csv": Known({**_HEADINGS, "B2": "010104", "D2": "2024-03-05", "E2": "001"}),
    "made/formula_errors.xlsx": Known({"A2": "#DIV/0!", "A3": "#N/A", "A5": "#REF!"}),
    "made/formulas_no_cache.xlsx": Known({"C2": "#公式未计算", "B2": "3", "C1": "金额"}),
    "made/gbk.csv": Known(_TABLE),
    "made/header_only.csv": Known(_HEADINGS, height=1, width=6),
    "made/html_gb2312_as.xls": Known(_PAGE, height=5, width=6),
    "made/html_utf8_nometa_as.xls": Known(_PAGE, height=5, width=6),
    "made/long_preamble.csv": Known({"A1": "某县台账", "A5": "序号", "B6": "410102"}),
    "made/cr_only.csv": Known(_HEADINGS),
    "made/crcrlf.csv": Known(_TABLE, height=3),
    "made/merged_header_3rows.xlsx": Known(
        {"A3": "序\n号", "C4": "人口", "C5": "受灾人口\n（人）", "E6": "3.5", "G3": "合计"}
    ),
    "made/nul_bytes.csv": Known(_TABLE, height=3),
    "made/pipe.csv": Known(_HEADINGS, width=6),
    "made/ragged.csv": Known({"C2": "城关镇", "D2": None, "H3": "余", "B6": "410104"}, height=6),
    "made/rows_out_of_order.xlsx": Known({"A1": "序号", "A2": "1", "A3": "2"}, height=3),
    "made/sep_line.csv": Known(_TABLE, height=3),
    "made/spreadsheetml2003_gb2312_as.xls": Known(
        {"A2": "1", "B2": "010104", "C2": None, "D2": "2024-03-05", "E2": "1234.5", "F2": "高"}
    ),
    "made/strict_ooxml_ns.xlsx": Known({"A1": "序号"}),
    "made/styled_blank_400k_rows.xlsx": Known({"A1": "序号", "A2": "1"}, height=2),
    "made/unicode_text_utf16_as.xls": Known(_HEADINGS),
    "made/utf16be_nobom.csv": Known(_TABLE),
    "made/utf16le_tab.csv": Known(_TABLE),
    "made/utf8_bom.csv": Known(_TABLE),
    "made/utf8_nobom.csv": Known(_TABLE),
    "made/wps_style.et": Known({"B2": "410102", "C2": "城关镇", "D2": "2024-03-05"}),
    "made/xls_renamed.xlsx": Known({"B2": "410102", "C2": "城关镇", "D2": "2024-03-05"}),
    "phpspreadsheet/utf16be.bom.xlsx": Known({"A1": "1"}, height=1, width=1),
    "poi/biff4.xls": Known({"A164": None}, height=163, width=12),
    "poi/biff5_excel95.xls": Known({"A1": "Sample Excel Worksheet - Numbers and their Squares"}),
    "poi/chinese-provinces.xls": Known({"A2": "Anhui", "B2": "安徽省"}),
    "poi/link-external-workbook-a.xlsx": Known({"A1": "10", "B1": "20"}),
    "poi/SampleSS.strict.xlsx": Known({"A1": "Test spreadsheet", "B2": "2nd row 2nd column"}),
    "readxl/65536-rows.xls": Known({}, height=65_536),
    "readxl/deaths_notes_above_below.xlsx": Known(
        {"A5": "Name", "A6": "David Bowie", "D6": "TRUE", "E6": "1947-01-08"}
    ),
    "sheetjs/AutoFilter.xlsx": Known({"A1": "Code", "E22": "4"}, height=22, sheet=2),
    "sheetjs/spreadsheetml_1904.xml": Known({"A2": "11", "B1": "1904-01-02", "B5": "1934-06-03"}),
}

SHEETS = {
    "calamine/any_sheets.xlsx": [("Visible", False), ("Hidden", True), ("VeryHidden", True)],
    "fesod/hiddensheets.xlsx": [(f"Sheet{n}", n in (2, 4, 5)) for n in range(1, 7)],
    "poi/xlmmacro.xlsm": [("Sheet1", False), ("Sheet2", False)],
    "sheetjs/BlankSheetTypes.xlsm": [("Sheet1", False)],
}
