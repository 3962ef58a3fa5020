"""From bytes to text, strictly: a wrong guess would garble Chinese in silence.

A byte-order mark is believed, else UTF-8 where all bytes are, else what the file itself declares,
else GB18030 (which covers GBK and GB2312), Big5 or a Western code page, told apart by what their
bytes look like. Used by every format that is text: delimited, web page, XML.
"""

import codecs
import re

from dagster_project.spreadsheets.formats.sniff import UnreadableFileError, looks_like_utf16

CUT_CHARACTER = "\ufffd"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = "gb18030"
_ALIASES = {
    "gb2312": _CHINESE, "gbk": _CHINESE, "gb_2312-80": _CHINESE, "cp936": _CHINESE,
    "x-gbk": _CHINESE, "gb18030": _CHINESE, "hz-gb-2312": _CHINESE, "utf8": "utf-8",
    "utf-8": "utf-8", "us-ascii": "utf-8", "unicode": "utf-16", "utf-16": "utf-16",
    "big5": "cp950", "iso-8859-1": "cp1252", "windows-1252": "cp1252",
}  # fmt: skip
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_ACCENTED = re.compile(
    rb"(?<=[A-Za-z])[\xc0-\xff]{1,2}(?![\x80-\xff])|(?<![\x80-\xff])[\xc0-\xff]{1,2}(?=[A-Za-z])"
)
_UTF8_CHINESE = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")
_COMMON = {
    "gb2312": re.compile(rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]"),
    "big5": re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]"),
}
_SAMPLE = 65_536
_MARKS_LOOKED_AT = 4_096
_SURELY_UTF8 = 8
_LONGEST_CHARACTER = 4
_HINT = "请用 Excel 或 WPS 打开检查，另存为 .xlsx 工作簿后重新报送。"


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file.

    A last character that is cut in half is `CUT_CHARACTER`.

    Args:
        data: all bytes of the file.
        declared: the encoding that an XML declaration or a web page's head names.

    Raises:
        UnreadableFileError: the bytes are no text in any of the encodings.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _whole(data, encoding)
    wide = looks_like_utf16(data)
    if wide is not None:
        return _whole(data, wide)
    named = _ALIASES.get((declared or "").strip().lower())
    if _is_utf8(data) and (named in (None, "utf-8") or _is_surely_utf8(data)):
        return _whole(data, "utf-8")
    return _whole(data, named if named in (_CHINESE, "cp950", "cp1252") else _guess(data))


def _is_utf8(data: bytes) -> bool:
    try:
        _whole(data, "utf-8")
    except UnreadableFileError:
        return False
    return True


def _is_surely_utf8(data: bytes) -> bool:
    """Whether there are so many characters of several bytes that it cannot be by accident."""
    sample = data[:_SAMPLE]
    return sum(byte >= 0xC0 for byte in sample) >= _SURELY_UTF8


def _whole(data: bytes, encoding: str) -> str:
    """All of the data; only its very last character may be incomplete."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # Half a character within UTF-16 would shift all that follows: only its length tells.
        is_cut = len(data) - error.start < _LONGEST_CHARACTER and (
            "unexpected end" in error.reason or "incomplete" in error.reason
        )
        if is_cut and error.start and not encoding.startswith("utf-16"):
            return data[: error.start].decode(encoding) + CUT_CHARACTER
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFileError(
            f"文本第 {line} 行附近的文字编码无法识别(可能由几个文件拼接，或末尾被截断)。{_HINT}"
        ) from error


def _guess(data: bytes) -> str:
    """Chinese of the mainland unless the bytes speak clearly for another encoding."""
    if _is_broken_utf8(data):
        return "utf-8"  # its fault is told; as Chinese of the mainland it would be nonsense
    if _share_of_common(data, _CHINESE, "gb2312") >= 0.7:
        return _CHINESE
    if _share_of_common(data, "cp950", "big5") >= 0.9:
        return "cp950"
    return "cp1252" if looks_western(data) else _CHINESE


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most bytes above ASCII are Chinese characters of UTF-8, though some are not."""
    sample = data[:_SAMPLE]
    high = sum(map(len, _HIGH_RUN.findall(sample)))
    return 2 * sum(map(len, _UTF8_CHINESE.findall(sample))) > high > 0


def _share_of_common(data: bytes, encoding: str, everyday: str) -> float:
    """Which share of the characters beyond ASCII are of the few thousand that most text uses."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return 0.0
    marks = [mark for mark in text[:_SAMPLE] if mark > "\x7f"][:_MARKS_LOOKED_AT]
    written = [mark.encode(everyday, "ignore") for mark in marks]
    common = sum(_COMMON[everyday].fullmatch(pair) is not None for pair in written)
    return common / max(1, len(marks))


def looks_western(data: bytes) -> bool:
    """Whether bytes above ASCII stand singly, as accented letters do; Chinese come in pairs."""
    runs = _HIGH_RUN.findall(data)
    odd = sum(len(run) % 2 for run in runs)
    return 4 * odd >= len(runs) > 0 and 10 * len(_ACCENTED.findall(data)) >= 9 * len(runs)
