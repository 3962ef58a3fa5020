"""Delimited text in the encodings and habits it arrives in."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.spreadsheets.formats.delimited import decode, read_delimited
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
TEXT = st.text(st.one_of(HAN, st.sampled_from("abc019 ，。：（）")), min_size=1, max_size=12)


@given(st.lists(TEXT, min_size=1, max_size=9))
def test_every_byte_order_mark_is_believed(words: list[str]) -> None:
    text = "\r\n".join(words)
    for encoding in ("utf-8-sig", "utf-16"):
        assert decode(text.encode(encoding)) == text
    assert decode(b"\xfe\xff" + text.encode("utf-16-be")) == text
    assert decode(text.encode("utf-8")) == text


@given(st.lists(st.text(HAN | st.sampled_from("\u3000开一退，12"), max_size=9), min_size=2))
def test_utf_16_without_a_mark_whatever_characters_have_a_zero_byte(words: list[str]) -> None:
    text = "问\u3000题\u3000编\u3000号,退回\r\n" + ",\r\n".join(words)
    assert decode(text.encode("utf-16-le")) == text
    assert decode(text.encode("utf-16-be")) == text


@given(st.lists(st.sampled_from("线索编号移交日期办理状态处置中信访已办结县区镇"), min_size=4))
def test_a_table_in_gbk_is_not_taken_for_utf_8(marks: list[str]) -> None:
    # Some characters alone are valid UTF-8 as well (状 is one); no table is without a heading.
    text = "线索编号," + "".join(marks)
    assert decode(text.encode("gbk")) == text
    assert decode(text.encode("gb18030")) == text


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_is_read_cell_by_cell(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    sheet = read_delimited(file.getvalue().encode())[0]
    for number, row in enumerate(rows):
        assert [sheet.columns[c][number] for c in range(3)] == [
            t if t.strip() else None for t in row
        ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters(delimiter: str) -> None:
    text = f"甲{delimiter}乙\n1{delimiter}2\n"
    assert read_delimited(text.encode())[0].columns == [["甲", "1"], ["乙", "2"]]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("甲,乙\n\n1,2\n", [["甲", None, "1"], ["乙", None, "2"]]),  # blank lines keep addresses
        ('甲,乙\n"一\n二",2\n3,4', [["甲", "一\n二", "3"], ["乙", "2", "4"]]),
        ("甲,乙\r\r\n1,2\r\r\n", [["甲", "1"], ["乙", "2"]]),
        ("甲,乙\r1,2\r", [["甲", "1"], ["乙", "2"]]),
        ("sep=;\n甲;乙\n1;2\n", [["甲", "1"], ["乙", "2"]]),
        ('码,数\n="010104",1\n\t010105,2\n', [["码", "010104", "010105"], ["数", "1", "2"]]),
        ("甲,乙\n1\n2,3,4\n", [["甲", "1", "2"], ["乙", None, "3"], [None, None, "4"]]),
        ("甲\0乙,丙\n", [["甲乙"], ["丙"]]),
        ("甲,乙\n,\n , \n", [["甲"], ["乙"]]),
        ('尺寸,注\n5"管,"他说""好"""\n', [["尺寸", '5"管'], ["注", '他说"好"']]),
    ],
)
def test_habits(text: str, columns: list[list[str | None]]) -> None:
    assert read_delimited(text.encode())[0].columns == columns


def test_an_open_quote_is_told_by_its_line() -> None:
    with pytest.raises(UnreadableFileError, match="第 3 行的引号"):
        read_delimited('甲,乙\n1,2\n"3,4\n5,6\n'.encode())


def test_lines_of_two_encodings_are_refused() -> None:
    data = "甲乙丙,丁\n".encode() + "移交日期受理,信\n".encode("gbk")
    with pytest.raises(UnreadableFileError, match="文字编码无法识别"):
        read_delimited(data)
