"""Files that broke other readers are read right or refused clearly, never a traceback.

They lie in the shared corpus, outside the project; without it these tests are skipped.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project.spreadsheets.formats.opening import open_workbook
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.grid import Sheet

Shared = Callable[[str], Path]


def sheets(path: Path) -> list[Sheet]:
    return open_workbook(path.read_bytes(), path.name)


def filled(sheet: Sheet) -> list[list[str]]:
    rows = [[text for text in row if text is not None] for row in sheet.rows]
    return [row for row in rows if row]


REFUSED = {
    "made/truncated_last_200_bytes.xlsx": "损坏",
    "made/bitflip_in_sheet.xlsx": "损坏",
    "made/bomb_sst_1gib.xlsx": "异常庞大",
    "made/billion_laughs_sheet.xlsx": "不安全",
    "made/xxe_file.xlsx": "不安全",
    "made/missing_sst.xlsx": "损坏",
    "made/sst_index_out_of_range.xlsx": "损坏",
    "made/zip_encrypted_flag.xlsx": "加密",
    "made/docx_renamed.xlsx": "Word",
    "made/zero_bytes.xlsx": "空的",
    "made/~$某县台账.xlsx": "~$",
    "made/pdf_renamed.xls": "PDF",
    "made/gbk_names.zip": "压缩包",
    "made/path_traversal.zip": "压缩包",
    "made/unclosed_quote.csv": "第 2 行",
    "made/mixed_gbk_utf8.csv": "编码",
    "made/mixed_delims.csv": "第 2、3 行",
    "calamine/too_small.xls": "一句文字",
    "calamine/pass_protected.ods": "密码",
    "sheetjs/wps_write.dbf": "DBF",
    "tidyxl/xfd1048576.xlsx": "异常庞大",
    "poi/protected_passtika.xlsx": "密码",
    "poi/protected_sha512.xlsx": "密码",
    "poi/xor-encryption-abc.xls": "密码",
    "poi/poc-xmlbomb.xlsx": "不安全",
    "poi/xlsx-corrupted.xlsx": "损坏",
    "excelize/encryptSHA1.xlsx": "密码",
    "fesod/pwd_123.xls": "密码",
    "horror/encrypted_no_password.xls": "密码",
    "sheetjs/biff5_password_xor.xls": "密码",
    "sheetjs/biff2.xls": "很早版本",
    "poi/biff3.xls": "很早版本",
    "poi/fuzz_hssf_3347.xls": ".xls",
    "poi/fuzz_hssf_66050.xls": ".xls",
    "phpspreadsheet/oleloop.xls": ".xls",
    "dhatim/missing-sheet-entry.xlsx": "损坏",
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_what_to_do(name: str, require_shared: Shared) -> None:
    path = require_shared(f"corpus/{name}")
    with pytest.raises(UnreadableFileError, match=REFUSED[name].replace("$", r"\$")) as refusal:
        sheets(path)
    assert "报送" in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("made/dimension_lie_huge.xlsx", [["序号"], ["1"]]),
        ("made/rows_out_of_order.xlsx", [["序号"], ["1"], ["2"]]),
        ("made/date1904.xlsx", [["日期"], ["2024-03-05"]]),
        (
            "made/formulas_no_cache.xlsx",
            [
                ["数量", "单价", "金额"],
                ["2", "3", "#公式未计算"],
                ["4", "5", "#公式未计算"],
                ["合计", "#公式未计算"],
            ],
        ),
    ],
)
def test_read_right(name: str, rows: list[list[str]], require_shared: Shared) -> None:
    assert filled(sheets(require_shared(f"corpus/{name}"))[0]) == rows


def test_a_dimension_that_says_one_cell_loses_no_row(require_shared: Shared) -> None:
    rows = filled(sheets(require_shared("corpus/made/dimension_lie_small.xlsx"))[0])
    assert rows[0] == ["序号", "乡镇"]
    assert rows[1:] == [[str(n), f"镇{n}"] for n in range(2, 102)]


def test_error_cells_keep_their_names(require_shared: Shared) -> None:
    sheet = sheets(require_shared("corpus/made/formula_errors.xlsx"))[0]
    texts = [row[0] for row in filled(sheet)]
    assert set(texts[1:]) >= {"#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#VALUE!", "#REF!"}


def test_numbers_as_they_were_typed(require_shared: Shared) -> None:
    """Text stays as typed; numbers are exact (what they mean is for the typing rules)."""
    sheet = sheets(require_shared("corpus/made/numbers_zoo.xlsx"))[0]
    typed = sheet.columns[0]
    assert typed[1:4] == ["１２３４．５", "1,234.50", "1，234"]


def test_sizes_that_took_all_memory_elsewhere_are_read(require_shared: Shared) -> None:
    """It names absurd sizes in records that no cell needs; the cells themselves are whole."""
    found = sheets(require_shared("corpus/calamine/OOM_alloc.xls"))
    assert (found[0].name, found[0].height, found[0].width) == ("Weekly Report", 28, 23)
    assert found[1].is_hidden
    assert found[1].rows[1][:2] == ("Physical Gas", "6500")


def test_strict_ooxml_prefixes_and_backslashes(require_shared: Shared) -> None:
    strict = filled(sheets(require_shared("corpus/made/strict_ooxml_ns.xlsx"))[0])
    assert strict[0][0] == "序号"
    prefixed = filled(sheets(require_shared("corpus/calamine/nonstandard-xml-ns-prefix.xlsx"))[0])
    assert prefixed == [["a", "b"], ["1", "3"], ["2", "4"]]
    assert filled(sheets(require_shared("corpus/phpspreadsheet/zip_backslashes.xlsx"))[0])


CSV_ROWS = ("gbk.csv", "utf8_bom.csv", "utf8_nobom.csv", "utf16le_tab.csv", "cr_only.csv",
            "crcrlf.csv", "pipe.csv", "nul_bytes.csv")  # fmt: skip


@pytest.mark.parametrize("name", CSV_ROWS)
def test_csv_encodings_and_line_ends(name: str, require_shared: Shared) -> None:
    """All of them hold the table of utf8_nobom.csv, or its first rows."""
    plain = require_shared("corpus/made/utf8_nobom.csv").read_text(encoding="utf-8")
    wanted = list(csv.reader(plain.splitlines()))
    rows = filled(sheets(require_shared(f"corpus/made/{name}"))[0])
    assert rows[0] == wanted[0]
    assert len(rows) >= 2
    assert all(len(row) <= len(wanted[0]) for row in rows)
