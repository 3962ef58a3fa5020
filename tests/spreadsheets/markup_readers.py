"""Second readers of XML and web pages: whole trees, slowly, with none of the bounds of the first.

lxml for SpreadsheetML and OpenDocument, html.parser for pages.
"""

import io
import re
import zipfile
from datetime import date, time
from html.parser import HTMLParser

from lxml import etree

from tests.spreadsheets.second_reader import CannotReadError, Cells, Sheets, number

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
SPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT = f"{SPACE}office:1.0}}", f"{SPACE}table:1.0}}", f"{SPACE}text:1.0}}"
MOST_REPEATED = 300
FLOAT = re.compile(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")


def tree(data: bytes) -> etree._Element:
    """The root of an XML document."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CannotReadError(str(error)) from error


def plain_number(text: str) -> str:
    """A number as the readers write it; other text as it is."""
    return number(float(text)) if FLOAT.fullmatch(text.strip()) else text


def plain_date(text: str) -> str:
    """A moment without the hours of midnight; other text as it is."""
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9:]{8})(?:\.[0-9]+)?)?", text)
    try:
        if found is None or date.fromisoformat(found[1]) is None:
            return text
        time.fromisoformat(found[2] or "00:00:00")
    except ValueError:
        return text
    return found[1] if found[2] in (None, "00:00:00") else f"{found[1]} {found[2]}"


def by_lxml_spreadsheetml(data: bytes) -> Sheets:
    sheets: Sheets = {}
    for worksheet in tree(data).iter(f"{SS}Worksheet"):
        cells: Cells = {}
        row = 0
        for line in worksheet.iterfind(f"{SS}Table/{SS}Row"):
            row = int(line.get(f"{SS}Index") or row + 1)
            column = 0
            for cell in line.iterfind(f"{SS}Cell"):
                column = int(cell.get(f"{SS}Index") or column + 1)
                content = cell.find(f"{SS}Data")
                text = "".join(content.itertext()) if content is not None else ""
                kind = content.get(f"{SS}Type", "String") if content is not None else ""
                if kind == "Number":
                    text = plain_number(text)
                elif kind == "DateTime":
                    text = plain_date(text)
                elif kind == "Boolean" and text:
                    text = "TRUE" if text.strip().lower() in ("1", "true") else "FALSE"
                if text.strip():
                    cells[row - 1, column - 1] = text
                column += int(cell.get(f"{SS}MergeAcross") or 0)
            row += int(line.get(f"{SS}Span") or 0)
        sheets[worksheet.get(f"{SS}Name", "")] = cells
    return sheets


def by_lxml_open_document(data: bytes) -> Sheets:
    try:
        content = zipfile.ZipFile(io.BytesIO(data)).read("content.xml")
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError) as error:
        raise CannotReadError(str(error)) from error
    sheets: Sheets = {}
    for table in tree(content).iterfind(f".//{OFFICE}spreadsheet/{TABLE}table"):
        cells: Cells = {}
        row = 0
        for line in table.iterfind(f"{TABLE}table-row"):
            rows = int(line.get(f"{TABLE}number-rows-repeated", "1") or 1)
            column = 0
            for cell in line:
                if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                    continue
                columns = int(cell.get(f"{TABLE}number-columns-repeated", "1") or 1)
                text = open_document_text(cell)
                for place in range(min(columns, MOST_REPEATED)) if text.strip() else ():
                    for number_of_row in range(min(rows, MOST_REPEATED)):
                        cells[row + number_of_row, column + place] = text
                column += columns
            row += rows
        sheets[table.get(f"{TABLE}name", "")] = cells
    return sheets


def open_document_text(cell: etree._Element) -> str:
    kind = cell.get(f"{OFFICE}value-type")
    paragraphs = ["".join(p.itertext()) for p in cell.iterfind(f"{TEXT}p")]
    shown = "\n".join(" ".join(re.split("[ \t\r\n]+", text)).strip(" ") for text in paragraphs)
    if kind in ("float", "percentage", "currency"):
        value = cell.get(f"{OFFICE}value", "")
        return plain_number(value) if FLOAT.fullmatch(value.strip()) else shown
    if kind == "date":
        return plain_date(cell.get(f"{OFFICE}date-value", shown))
    return str(cell.get(f"{OFFICE}string-value", shown)) if kind == "string" else shown


class _PageReader(HTMLParser):
    """Cells of the one table of a page; gives up on text that stands in no cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: Cells = {}
        self.row, self.column = -1, 0
        self.covered: set[tuple[int, int]] = set()
        self.pieces: list[str] | None = None
        self.is_in_row = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.finish()
            self.row, self.column, self.is_in_row = self.row + 1, 0, True
        elif tag in ("td", "th"):
            self.finish()
            if not self.is_in_row:
                self.row, self.column, self.is_in_row = self.row + 1, 0, True
            while (self.row, self.column) in self.covered:
                self.column += 1
            says = dict(reversed(attrs))
            spans = [
                re.match(r"\s*([0-9]+)", says.get(name) or "") for name in ("rowspan", "colspan")
            ]
            rows, columns = (max(1, int(span[1])) if span else 1 for span in spans)
            if rows * columns > MOST_REPEATED:
                raise CannotReadError("spans too wide to follow")
            self.covered |= {
                (self.row + down, self.column + along)
                for down in range(rows)
                for along in range(columns)
            }
            self.pieces = []
        elif tag == "br" and self.pieces is not None:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self.finish()
        if tag in ("tr", "table"):
            self.is_in_row = False

    def handle_data(self, data: str) -> None:
        if self.pieces is not None:
            self.pieces.append(re.sub(r"[ \t\r\n\f\xa0]+", " ", data))
        elif data.strip():
            raise CannotReadError("text in no cell")

    def finish(self) -> None:
        if self.pieces is not None:
            text = re.sub(r" *\n[ \n]*", "\n", re.sub(" +", " ", "".join(self.pieces)))
            if text.strip(" \n"):
                self.cells[self.row, self.column] = text.strip(" \n")
            self.column += 1
            self.pieces = None


def by_html_parser(text: str) -> Sheets:
    reader = _PageReader()
    reader.feed(text)
    reader.close()
    return {"": reader.cells}
