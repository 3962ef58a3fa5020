"""Any sheet XML, however it is written or damaged, keeps its cells or is refused."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dagster_project.returns.annotate import CannotAnnotateError, annotate
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from dagster_project.spreadsheets.grid import address
from tests.returns.marked import assert_sheet_kept, content, mark, parts
from tests.returns.rich import LEDGER, by_xlsxwriter
from tests.returns.small import MAIN, package

QUOTES = st.sampled_from("\"'")
GAPS = st.sampled_from([" ", "\n", " \t ", "\r\n  "])
NOISE = st.sampled_from(["", "", " ", "<!-- <c r='A1'/> </row> -->", "<?note <row r='1'> ?>", "\n"])
CONTENTS = st.sampled_from(
    [
        "",
        "<{p}v>1</{p}v>",
        "<{p}f>A1&gt;1</{p}f><{p}v>0</{p}v>",
        "<{p}v><![CDATA[<c r='A1' s='9'/>]]></{p}v>",
        "<{p}is><{p}t xml:space='preserve'> &lt;c r=\"A1\"/&gt; </{p}t></{p}is>",
        "<{p}f t='shared' si='0'/><{p}v>2</{p}v>",
    ]
)
ATTRIBUTES = st.sampled_from(["", "s={q}1{q}", "s={q}0{q} cm={q} s=1>{q}", "ph={q}1{q}"])


@st.composite
def cells(draw: st.DrawFn, prefix: str, row: int) -> str:
    columns = sorted(draw(st.sets(st.integers(0, 6), max_size=5)))
    written = []
    last = -1
    for column in columns:
        quote, gap = draw(QUOTES), draw(GAPS)
        has_address = column != last + 1 or draw(st.booleans())
        last = column
        where = f"{gap}r={quote}{address(row, column)}{quote}" if has_address else ""
        extra = draw(ATTRIBUTES).replace("{q}", quote)
        content = draw(CONTENTS).replace("{p}", prefix)
        start = f"<{prefix}c{where}{gap}{extra}"
        closed = f"{start}/>" if not content else f"{start}>{content}</{prefix}c{gap}>"
        written.append(closed + draw(NOISE))
    return "".join(written)


@st.composite
def sheets(draw: st.DrawFn) -> str:
    prefix = draw(st.sampled_from(["", "x:", "ss-2.a:"]))
    written = []
    last = -1
    for row in sorted(draw(st.sets(st.integers(0, 8), max_size=6))):
        quote, gap = draw(QUOTES), draw(GAPS)
        has_number = row != last + 1 or draw(st.booleans())
        last = row
        where = f"{gap}r={quote}{row + 1}{quote}" if has_number else ""
        inner = draw(cells(prefix, row))
        tag = f"<{prefix}row{where}{gap}"
        closed = f"{tag}/>" if not inner else f"{tag}>{inner}</{prefix}row>"
        written.append(closed + draw(NOISE))
    space = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    data = f"<{prefix}sheetData>{''.join(written)}</{prefix}sheetData>"
    return f'<{prefix}worksheet {space}="{MAIN}">{data}{draw(NOISE)}</{prefix}worksheet>'


def with_addresses(xml: str) -> bytes:
    """The sheet with an address on every row and cell, so that they can be compared."""
    tree = etree.fromstring(xml)
    row_number = 0
    for row in tree.iter("{*}row"):
        row_number = int(row.get("r", row_number + 1))
        row.set("r", str(row_number))
        column = -1
        for cell in row.iter("{*}c"):
            name = cell.get("r")
            letters = "" if name is None else name.rstrip("0123456789")
            column = ord(letters) - 65 if letters else column + 1
            cell.set("r", address(row_number - 1, column))
    return bytes(etree.tostring(tree))


MARKED = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 7)), min_size=1, max_size=6)


@settings(max_examples=300)
@given(sheets(), MARKED)
def test_marked_and_otherwise_the_same(xml: str, places: list[tuple[int, int]]) -> None:
    name = "xl/worksheets/sheet1.xml"
    marks = [mark("台账", address(*place)) for place in places]
    after = parts(annotate(package({name: xml}), marks))[name].decode()
    numbered = with_addresses(after)
    assert_sheet_kept(with_addresses(xml), numbered)
    styles = {
        str(cell.get("r")): str(cell.get("s", "0"))
        for cell in etree.fromstring(numbered).iter("{*}c")
    }
    before = {
        str(cell.get("r")): str(cell.get("s", "0"))
        for cell in etree.fromstring(with_addresses(xml)).iter("{*}c")
    }
    marked = {address(*place) for place in places}
    assert {cell for cell, style in styles.items() if int(style) > 1} == marked
    assert {cell: styles[cell] for cell in before if cell not in marked} == {
        cell: style for cell, style in before.items() if cell not in marked
    }
    assert in_order(etree.fromstring(numbered))


def in_order(tree: etree._Element) -> bool:
    rows = [int(row.get("r")) for row in tree.iter("{*}row")]
    lines = [[str(cell.get("r")) for cell in row.iter("{*}c")] for row in tree.iter("{*}row")]
    return rows == sorted(set(rows)) and all(line == sorted(set(line)) for line in lines)


DAMAGES = st.lists(
    st.tuples(
        st.integers(0, 10**6),
        st.integers(0, 30),
        st.sampled_from([b"", b"<", b">", b'"', b"&", b"-1", b"99999999999", b"\0", b"<c/>"]),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=200)
@given(st.integers(0, 10**6), DAMAGES)
def test_a_damaged_part_is_refused_or_reads_the_same(
    which: int, damages: list[tuple[int, int, bytes]]
) -> None:
    whole = parts(by_xlsxwriter())
    name = sorted(name for name in whole if not name.endswith(".png"))[which % len(whole) - 1]
    damaged = whole[name]
    for place, length, put_in in damages:
        start = place % (len(damaged) + 1)
        damaged = damaged[:start] + put_in + damaged[start + length :]
    data = package({**dict.fromkeys(parts(package({}))), **whole, name: damaged})
    marks = [mark(LEDGER, cell) for cell in ("A1", "B4", "C4", "Z99")]
    try:
        after = annotate(data, marks)
        before = content(read_xlsx(data))
    except (CannotAnnotateError, UnreadableFileError):
        return
    assert content(read_xlsx(after))[1:] == before
