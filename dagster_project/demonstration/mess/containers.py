"""Which writer makes which container of `files.yml`."""

from collections.abc import Callable, Sequence

from dagster_project.demonstration.mess.pages import Page
from dagster_project.demonstration.writers import write_openpyxl, write_xls, write_xlsxwriter
from dagster_project.demonstration.writers_html import HtmlHabits, write_html
from dagster_project.demonstration.writers_ods import OdsHabits, write_ods
from dagster_project.demonstration.writers_ole import OldHabits, write_biff5
from dagster_project.demonstration.writers_refused import REFUSED
from dagster_project.demonstration.writers_text import TextHabits, write_text
from dagster_project.demonstration.writers_xlsx import XlsxHabits, write_xlsx
from dagster_project.demonstration.writers_xml import write_spreadsheetml

Write = Callable[[Sequence[Page]], bytes]


def _xlsx(habits: XlsxHabits) -> Write:
    return lambda pages: write_xlsx(pages, habits)


def _html(encoding: str, tells: bool = True, is_loose: bool = False) -> Write:
    return lambda pages: write_html(pages, HtmlHabits(encoding, tells, is_loose))


def _text(habits: TextHabits) -> Write:
    return lambda pages: write_text(pages, habits)


_LITTLE, _BIG = b"\xff\xfe", b"\xfe\xff"

WRITERS: dict[str, Write] = {
    "xlsx_openpyxl": write_openpyxl,
    "xlsx_xlsxwriter": write_xlsxwriter,
    "xlsx_shared": _xlsx(XlsxHabits()),
    "xlsx_inline": _xlsx(XlsxHabits(is_inline=True)),
    "xlsx_strict": _xlsx(XlsxHabits(is_strict=True)),
    "xlsx_no_dimension": _xlsx(XlsxHabits(dimension="none")),
    "xlsx_wrong_dimension": _xlsx(XlsxHabits(dimension="wrong")),
    "xlsx_styled_rows": _xlsx(XlsxHabits(has_styled_rows=True)),
    "xlsx_1904": _xlsx(XlsxHabits(is_1904=True)),
    "xlsx_unaddressed": _xlsx(XlsxHabits(is_addressed=False)),
    "xlsx_prefixed": _xlsx(XlsxHabits(prefix="x")),
    "xlsx_linked": _xlsx(XlsxHabits(has_link=True)),
    "xlsm": _xlsx(XlsxHabits(has_macros=True)),
    "xlsx_named_xls": _xlsx(XlsxHabits()),
    "xls": write_xls,
    "xls_named_xlsx": write_xls,
    "xls_named_et": write_xls,
    "xls_gbk": lambda pages: write_biff5(pages, OldHabits()),
    "xls_gbk_mislabelled": lambda pages: write_biff5(pages, OldHabits(codepage=1252)),
    "ods": lambda pages: write_ods(pages, OdsHabits()),
    "ods_filled": lambda pages: write_ods(pages, OdsHabits(fills_the_sheet=True)),
    "spreadsheetml": write_spreadsheetml,
    "html_utf8": _html("utf-8"),
    "html_gb2312": _html("gb2312"),
    "html_utf8_bare": _html("utf-8", tells=False),
    "html_gb2312_bare": _html("gb2312", tells=False),
    "html_loose": _html("utf-8", is_loose=True),
    "csv_gbk": _text(TextHabits()),
    "csv_gb18030": _text(TextHabits("gb18030")),
    "csv_utf8": _text(TextHabits("utf-8")),
    "csv_utf8_mark": _text(TextHabits("utf-8", mark=b"\xef\xbb\xbf")),
    "csv_utf16": _text(TextHabits("utf-16-le", mark=_LITTLE)),
    "csv_utf16_big": _text(TextHabits("utf-16-be", mark=_BIG)),
    "csv_utf16_bare": _text(TextHabits("utf-16-le")),
    "csv_utf16_bare_big": _text(TextHabits("utf-16-be")),
    "tsv_gbk": _text(TextHabits(delimiter="\t")),
    "txt_utf16": _text(TextHabits("utf-16-le", "\t", mark=_LITTLE)),
    "csv_semicolon": _text(TextHabits(delimiter=";")),
    "csv_pipe": _text(TextHabits(delimiter="|")),
    "csv_old_mac": _text(TextHabits(line_end="\r")),
    "csv_mixed_lines": _text(TextHabits(line_end="mixed")),
    "csv_ragged": _text(TextHabits(is_ragged=True)),
    "csv_nul": _text(TextHabits(has_nul=True)),
    "csv_quoted": _text(TextHabits(quotes_all=True)),
    "csv_announced": _text(TextHabits(delimiter=";", announces=True)),
    "csv_named_xls": _text(TextHabits()),
    "csv_named_xlsx": _text(TextHabits("utf-8")),
} | REFUSED
