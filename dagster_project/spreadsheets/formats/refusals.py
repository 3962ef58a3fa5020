"""What the sender of a file that cannot be read is told: why, and what to do.

Only words. Which file is which is found by `sniff.py` and the readers.
"""

_RESAVE = "请用 Excel 或 WPS 打开后，选择“另存为”“Excel 工作簿(*.xlsx)”，再重新报送。"
_CHECK = "请在 Excel 或 WPS 中打开原表检查，无误后选择“另存为”“Excel 工作簿(*.xlsx)”，再重新报送。"
EMPTY = "文件是空的(0 字节)。请检查后重新报送。"
ONLY_BLANKS = "文件里只有空白，没有内容。请打开原表检查，保存后重新报送。"
LOCK_FILE = (
    "这是表格打开时产生的临时文件(文件名以 ~$ 开头)，不是报表。"
    "请关闭表格后，报送名称不带 ~$ 的那个文件。"
)
ENCRYPTED = "文件设有打开密码或已加密，无法读取。请取消密码(文件→信息→保护工作簿)后重新保存并报送。"
ENCRYPTED_ODS = (
    "文件设有打开密码，无法读取。请打开后重新另存，保存时不勾选“用密码保存”，再重新报送。"
)
VERY_OLD = f"文件是很早版本的 Excel 格式，目前不能直接读取。{_RESAVE}"
BINARY_WORKBOOK = f"文件是 .xlsb 二进制格式，目前不能直接读取。{_RESAVE}"
DAMAGED_ZIP = f"文件已损坏，可能没有传完整或没有保存好。{_CHECK}"
DAMAGED = (
    "文件已损坏，无法完整读取。请在 Excel 或 WPS 中打开原表检查，"
    "另存为新的 .xlsx 工作簿后重新报送。"
)
DAMAGED_OLE = f"文件是旧版 .xls 或 WPS .et 格式，但已损坏或里面没有工作簿，无法读取。{_RESAVE}"
LARGE_OLD = (
    "旧版 .xls 文件超过 24 MB，已拒绝读取。请删去图片和空白区域，"
    "选择“另存为”“Excel 工作簿(*.xlsx)”，再重新报送。"
)
DAMAGED_XML = f"文件是 XML 格式的表格，但已损坏或没有保存完整，无法读取。{_CHECK}"
OTHER_XML = f"文件是 XML 格式，但不是 Excel 保存的 XML 表格，目前不能直接读取。{_RESAVE}"
ENTITIES = f"文件里含有不安全的 XML 内容(实体定义)，已拒绝读取。{_CHECK}"
PDF = f"文件是 PDF，不是电子表格，无法读取数据。{_RESAVE}"
PICTURE = "文件是图片或扫描件，无法读取数据。请报送填好的 .xlsx 电子表格。"
ARCHIVE = "文件是压缩包。请解压后，把里面的 .xlsx 文件单独报送。"
DBASE = f"文件是数据库格式(DBF)，目前不支持 DBF。{_RESAVE}"
WORD = "文件是 Word 文档，不是电子表格。请把内容填入 .xlsx 报表后重新报送。"
SLIDES = "文件是演示文稿，不是电子表格。请报送 .xlsx 报表。"
NO_SHEETS = f"工作簿里没有数据工作表，或文件已损坏。{_CHECK}"
WEB_ARCHIVE = f"文件是单个网页(MHTML)，不是真正的 Excel。{_RESAVE}"
WEB_FRAMES = (
    "文件是“网页”格式的目录页，数据在旁边的同名文件夹(.files)里，没有一起报送，无法读取。"
    "请用 Excel 或 WPS 打开原表，选择“另存为”“Excel 工作簿(*.xlsx)”，再重新报送。"
)
WEB_WITHOUT_TABLE = (
    "文件是网页格式，但里面没有表格(可能是登录页或出错页)。"
    "请重新从系统导出，用 Excel 或 WPS 打开检查，另存为 .xlsx 工作簿后重新报送。"
)
WEB_CUT = (
    "文件是网页格式的表格，但没有完整结束(可能没有下载完)，无法完整读取。"
    "请重新从系统导出，用 Excel 或 WPS 打开检查，另存为 .xlsx 工作簿后重新报送。"
)
WEB_DAMAGED = (
    "文件是网页格式的表格，但已损坏：表格里有文字不在任何单元格中，无法确定它的位置。"
    "请重新从系统导出，用 Excel 或 WPS 打开检查，另存为 .xlsx 工作簿后重新报送。"
)
ONE_SENTENCE = (
    "文件里只有一句文字，没有表格(可能是系统的提示，不是报表)。"
    "请打开文件检查，报送填好的 .xlsx 报表。"
)
UNKNOWN = f"认不出这是什么文件，不是 .xlsx 表格，也不是文本。{_RESAVE}"


def other_zip(names: set[str]) -> str:
    """What to say of a zip archive that is no workbook, by the names of its members."""
    if any(name.startswith("word/") for name in names):
        return WORD
    if any(name.startswith("ppt/") for name in names):
        return SLIDES
    if "content.xml" in names:
        return "文件是文字或演示文档，不是电子表格。请把内容填入 .xlsx 报表后重新报送。"
    if any(name.startswith("xl/") for name in names):
        return NO_SHEETS
    if any(name.endswith(".iwa") for name in names):
        return (
            "文件是 Numbers 表格，目前不能直接读取。请在 Numbers 中导出为 Excel(.xlsx)后重新报送。"
        )
    return ARCHIVE


def damaged_ole(data: bytes) -> str:
    """What to tell the sender of an OLE file that its reader failed on."""
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return DAMAGED_OLE
    return not_a_workbook(data)


def not_a_workbook(data: bytes) -> str:
    """What to tell the sender of an OLE file that holds no workbook."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ENCRYPTED
    if "WordDocument".encode("utf-16-le") in data:
        return WORD
    if "PowerPoint Document".encode("utf-16-le") in data:
        return SLIDES
    return DAMAGED_OLE
