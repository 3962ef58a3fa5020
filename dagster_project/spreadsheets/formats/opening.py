"""The one way from the bytes of a file to its sheets, whatever format carries them.

`sniff.py` says what the bytes are, one module a format reads them, and every one of them ends in
`Sheet`. A reader is imported when the first file of its kind comes: most files are .xlsx.
"""

from collections.abc import Callable

from dagster_project.spreadsheets.formats.refusals import ONE_SENTENCE
from dagster_project.spreadsheets.formats.sniff import FileKind, UnreadableFileError, recognise
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from dagster_project.spreadsheets.grid import Sheet


def open_workbook(data: bytes, file_name: str) -> list[Sheet]:
    """Return the sheets of a file in their order, hidden ones marked.

    Args:
        data: the bytes as received.
        file_name: its name; it only tells lock files (~$) and is never believed about the format.

    Raises:
        UnreadableFileError: the file cannot be read; the text tells its sender what to do.
    """
    kind = recognise(data, file_name)
    sheets = _reader(kind)(data)
    if kind == "text" and sum(map(_filled, sheets)) == 1:
        raise UnreadableFileError(ONE_SENTENCE)
    return sheets


def _filled(sheet: Sheet) -> int:
    """How many cells hold something."""
    return sum(len(column) - column.count(None) for column in sheet.columns)


def _reader(kind: FileKind) -> Callable[[bytes], list[Sheet]]:
    if kind == "xlsx":
        return read_xlsx
    if kind == "xls":
        return _read_ole
    if kind == "ods":
        from dagster_project.spreadsheets.formats.ods import read_ods

        return read_ods
    if kind == "spreadsheetml":
        from dagster_project.spreadsheets.formats.spreadsheetml import read_spreadsheetml

        return read_spreadsheetml
    if kind == "web_page":
        from dagster_project.spreadsheets.formats.web_page import read_web_page

        return read_web_page
    from dagster_project.spreadsheets.formats.delimited import read_delimited

    return read_delimited


def _read_ole(data: bytes) -> list[Sheet]:
    """An old workbook, or a new one that Excel has encrypted with its own password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        from dagster_project.spreadsheets.formats.default_password import decrypted

        return read_xlsx(decrypted(data))
    from dagster_project.spreadsheets.formats.xls import read_xls

    return read_xls(data)
