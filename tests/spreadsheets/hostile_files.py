"""Builds files that cost without end, part by part; which there are is in `hostile_cases.py`."""

import io
import random
import struct
import zipfile

from tests.spreadsheets.old_workbook import SECTOR, Page, entry, old_workbook, record

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MEGABYTE = 1 << 20


def packed(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def xlsx(
    sheets: list[str], shared: str | None = None, further: dict[str, str | bytes] | None = None
) -> bytes:
    """An .xlsx of these sheet contents (what stands within <worksheet>)."""
    names = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(sheets) + 1)
    )
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="w"'
        f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}'
        "</Relationships>",
    }
    for number, content in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}">{content}</worksheet>'
        )
    if shared is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    return packed({**parts, **(further or {})})


def row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


def data(rows: str) -> str:
    return f"<sheetData>{rows}</sheetData>"


ONE = data(row(1, '<c r="A1"><v>1</v></c>'))


def many_cells(rows: int, columns: int) -> str:
    line = '<c t="inlineStr"><is><t>第一县第二镇</t></is></c>' * columns
    return data(f"<row>{line}</row>" * rows)


def formatted_rows() -> str:
    line = '<c r="A{0}" s="1"/><c r="T{0}" s="1"/>'
    return data(row(1, '<c r="A1"><v>1</v></c>') + "".join(
        row(n, line.format(n)) for n in range(2, 1_048_577)
    ))  # fmt: skip


def shared_bomb() -> bytes:
    cells = "".join(row(n, f'<c r="A{n}" t="s"><v>0</v></c>') for n in range(1, 100_001))
    return xlsx([data(cells)], f"<si><t>{'长' * MEGABYTE}</t></si>")


def noisy(length: int) -> str:
    """Text that does not pack: a bomb of it has a harmless ratio."""
    return "".join(random.Random(1).choices("0123456789abcdef", k=length))  # noqa: S311


def noise(megabytes: int) -> bytes:
    return random.Random(2).randbytes(megabytes * MEGABYTE)  # noqa: S311


def lying_styles() -> bytes:
    """Styles that unpack to more than the directory says."""
    whole = bytearray(xlsx([ONE], further={"xl/styles.xml": "a" * (64 * MEGABYTE)}))
    real = struct.pack("<I", 64 * MEGABYTE)
    place = whole.rfind(real)
    while place >= 0:
        whole[place : place + 4] = struct.pack("<I", 1000)
        place = whole.rfind(real, 0, place)
    return bytes(whole)


def entities(kind: str) -> str:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    outside = '<!ENTITY x SYSTEM "file:///etc/passwd">'
    return f'<!DOCTYPE x [<!ENTITY a0 "哈哈哈">{levels if kind == "bomb" else outside}]>'


OPEN_DOCUMENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)
WORD = '<table:table-cell office:value-type="string"{}><text:p>字</text:p></table:table-cell>'


def ods(sheets: str, before: str = "", method: int = zipfile.ZIP_STORED) -> bytes:
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": before + OPEN_DOCUMENT.format(sheets),
    }
    return packed(parts, method)


def ods_table(rows: str) -> str:
    return f'<table:table table:name="表">{rows}</table:table>'


def ods_repeated(rows: int, columns: int, cell: str = WORD) -> bytes:
    repeated = cell.format(f' table:number-columns-repeated="{columns}"')
    line = f'<table:table-row table:number-rows-repeated="{rows}">{repeated}</table:table-row>'
    return ods(ods_table(line))


def spreadsheetml(table: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="表"><Table>{table}</Table></Worksheet></Workbook>'
    ).encode()


def xml_cell(text: str, attributes: str = "") -> str:
    return f'<Cell{attributes}><Data ss:Type="String">{text}</Data></Cell>'


def page(table: str) -> bytes:
    return f"<html><body><table>{table}</table></body></html>".encode()


def ole_of_shared_children() -> bytes:
    """A directory in which every level asks twice for the next."""
    whole = bytearray(old_workbook([Page("表", {(0, 0): 1.0}, {})]))
    struct.pack_into("<ii", whole, 2 * SECTOR + 128 + 68, 2, 2)
    return bytes(whole)


def old_and_full() -> bytes:
    """A column of text whose every row is there, as far as the format goes."""
    cells: dict[tuple[int, int], str | float | bool | bytes] = {
        (n, n % 256): 1.0 for n in range(2_500)
    }
    return old_workbook([Page("表", {**cells, (65_535, 255): 1.0}, {})])


def old_workbook_of_numbers(rows: int, columns: int) -> bytes:
    """An .xls with a number in every cell, six bytes each, in sectors of 4 KB."""
    sheet = b"".join(
        record(0xBD, struct.pack("<HH", number, 0) + b"\0\0\2\0\0\0" * columns
               + struct.pack("<H", columns - 1))
        for number in range(rows)
    )  # fmt: skip
    end = record(10, b"")
    start, inner = (
        record(0x809, struct.pack("<HHHH", 0x600, kind, 2412, 1997) + bytes(8)) for kind in (5, 16)
    )
    start += record(0xE0, bytes(20))
    place = len(start) + 13 + len(end)
    start += record(0x85, struct.pack("<IBBBB", place, 0, 0, 1, 0) + b"A") + end
    return wide_ole("Workbook", start + inner + sheet + end)


def wide_ole(name: str, stream: bytes) -> bytes:
    """An OLE file of one large stream."""
    size = 4096
    count = -(-len(stream) // size)
    tables = -(-(count + 120) * 4 // size)
    links = [-3] * tables + [-2] + [*range(tables + 2, tables + 1 + count), -2]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 4, 0xFFFE, 12, 6) + bytes(10)
    header += struct.pack("<iiiiiiii", tables, tables, 0, size, -2, 0, -2, 0)
    header += struct.pack("<109i", *range(tables), *[-1] * (109 - tables))
    table = struct.pack(f"<{len(links)}i", *links).ljust(tables * size, b"\xff")
    directory = entry("Root Entry", 5, -1, 1, -2, 0) + entry(
        name, 2, -1, -1, tables + 1, len(stream)
    )
    return header + table + directory.ljust(size, b"\0") + stream.ljust(count * size, b"\0")


def with_zip_field(package: bytes, in_header: int, in_directory: int, value: int) -> bytes:
    """The package with two bytes of every entry set, in its local header and in the directory."""
    content = bytearray(package)
    for signature, offset in ((b"PK\x03\x04", in_header), (b"PK\x01\x02", in_directory)):
        place = content.find(signature)
        while place >= 0:
            content[place + offset : place + offset + 2] = value.to_bytes(2, "little")
            place = content.find(signature, place + 4)
    return bytes(content)


def unknown_compression(package: bytes) -> bytes:
    """The package, its parts said to be compressed in a way that nobody knows."""
    return with_zip_field(package, 8, 10, 93)


def later_version(package: bytes) -> bytes:
    """The package, its parts said to need a later version of the format than there is."""
    return with_zip_field(package, 4, 6, 99)
