"""What a file is, told by its bytes, and what its sender must do if it cannot be read.

Only recognises; `xlsx.py`, `xls.py` and `delimited.py` read. The extension is never believed: it
only words the message.
"""

import io
import re
import zipfile
from typing import Literal

FileKind = Literal["xlsx", "xls", "text"]

_RESAVE = "请用 Excel 或 WPS 打开后，选择“另存为”“Excel 工作簿(*.xlsx)”，再重新报送。"
_ARCHIVE = "文件是压缩包。请解压后，把里面的 .xlsx 文件单独报送。"
ENCRYPTED = "文件设有打开密码或已加密，无法读取。请取消密码(文件→信息→保护工作簿)后重新保存并报送。"
VERY_OLD = f"文件是很早版本的 Excel 格式，目前不能直接读取。{_RESAVE}"
_DAMAGED_OLE = f"文件是旧版 .xls 或 WPS .et 格式，但已损坏或里面没有工作簿，无法读取。{_RESAVE}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_MAGIC: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"%PDF",), f"文件是 PDF，不是电子表格，无法读取数据。{_RESAVE}"),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), _ARCHIVE),
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
        "文件是图片或扫描件，无法读取数据。请报送填好的 .xlsx 电子表格。",
    ),
    (_OLD_BIFF, VERY_OLD),
    ((b"MIME-Version:", b"mime-version:"), f"文件是单个网页(MHTML)，不是真正的 Excel。{_RESAVE}"),
)
_WEB = re.compile(rb"^\s*<(?:!doctype html|html|head|meta|table|body|style|div)\b", re.IGNORECASE)
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13})


class UnreadableFileError(Exception):
    """The file cannot be read; the text tells its sender, in Chinese, why and what to do."""


def recognise(data: bytes, file_name: str) -> FileKind:
    """Return what the bytes are: an .xlsx workbook, an OLE file or delimited text.

    Only the reader of "xls" can tell whether an OLE file holds a workbook.

    Raises:
        UnreadableFileError: it is anything else, damaged, encrypted or empty.
    """
    base = file_name.rsplit("/", 1)[-1]
    if not data:
        raise UnreadableFileError("文件是空的(0 字节)。请检查后重新报送。")
    if base.startswith("~$"):
        raise UnreadableFileError(
            "这是表格打开时产生的临时文件(文件名以 ~$ 开头)，不是报表。"
            "请关闭表格后，报送名称不带 ~$ 的那个文件。"
        )
    for starts, message in _MAGIC:
        if data.startswith(starts):
            raise UnreadableFileError(message)
    if data.startswith(b"PK"):
        return _recognise_zip(data)
    if data.startswith(_OLE):
        return "xls"
    _refuse_markup(data)
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse_binary(data)
    return "text"


def _recognise_zip(data: bytes) -> FileKind:
    # zipfile raises NotImplementedError for an archive of a later version than it knows.
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFileError(
            f"文件已损坏，可能没有传完整或没有保存好。请重新打开原表检查，{_RESAVE[1:]}"
        ) from error
    names = {member.filename.replace("\\", "/").lstrip("/").lower() for member in members}
    if any(member.flag_bits & 1 for member in members) or "encryptedpackage" in names:
        raise UnreadableFileError(ENCRYPTED)
    if any(name.startswith("xl/worksheets/") for name in names):
        if any(name.startswith("xl/workbook") and name.endswith(".bin") for name in names):
            raise UnreadableFileError(f"文件是 .xlsb 二进制格式，目前不能直接读取。{_RESAVE}")
        return "xlsx"
    raise UnreadableFileError(_other_zip_message(names))


def _other_zip_message(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return "文件是 Word 文档，不是电子表格。请把内容填入 .xlsx 报表后重新报送。"
    if any(name.startswith("ppt/") for name in names):
        return "文件是演示文稿，不是电子表格。请报送 .xlsx 报表。"
    if "content.xml" in names:
        return f"文件是 .ods 格式，目前不能直接读取。{_RESAVE}"
    if any(name.startswith("xl/") for name in names):
        return f"工作簿里没有数据工作表，或文件已损坏。请检查原表，{_RESAVE[1:]}"
    return _ARCHIVE


def damaged_ole(data: bytes) -> str:
    """What to tell the sender of an OLE file that its reader failed on."""
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return _DAMAGED_OLE
    return not_a_workbook(data)


def not_a_workbook(data: bytes) -> str:
    """What to tell the sender of an OLE file that holds no workbook."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ENCRYPTED
    if "WordDocument".encode("utf-16-le") in data:
        return "文件是 Word 文档，不是电子表格。请把内容填入 .xlsx 报表后重新报送。"
    if "PowerPoint Document".encode("utf-16-le") in data:
        return "文件是演示文稿，不是电子表格。请报送 .xlsx 报表。"
    return _DAMAGED_OLE


def _refuse_markup(data: bytes) -> None:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _WEB.match(head):
        raise UnreadableFileError(f"文件是网页格式(从网页系统导出)，不是真正的 Excel。{_RESAVE}")
    if head.lstrip().startswith(b"<?xml") or b"urn:schemas-microsoft-com:office" in head:
        raise UnreadableFileError(f"文件是 XML 格式的表格，目前不能直接读取。{_RESAVE}")


def _refuse_binary(data: bytes) -> None:
    head = data[:65536]
    strange = len(head) - len(head.translate(None, _CONTROL))
    if strange * 20 > len(head):
        raise UnreadableFileError(f"认不出这是什么文件，不是 .xlsx 表格，也不是文本。{_RESAVE}")
