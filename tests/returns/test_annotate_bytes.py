"""Marking changes a sheet's XML at the marked cells only, byte for byte, however it is written."""

import re
from collections.abc import Callable

import pytest

from dagster_project.returns.annotate import CannotAnnotateError, annotate
from tests.returns.marked import mark, parts
from tests.returns.small import (
    MAIN,
    RELATIONS,
    STRICT,
    STRICT_RELATIONS,
    package,
    relationships,
    sheet,
)
from tests.spreadsheets.hostile_files import later_version, unknown_compression

SHEET = "xl/worksheets/sheet1.xml"
DRAWING = re.compile(rb'<(?:\w+:)?legacyDrawing xmlns:r="[^"]+" r:id="rId[0-9]+"/>')


def marked_sheet(xml: str, *cells: str, **changes: str) -> str:
    """The sheet after marking, the element of the drawing taken out again."""
    data = package({SHEET: xml, **changes})
    after = parts(annotate(data, [mark("台账", cell) for cell in cells]))[SHEET]
    assert len(DRAWING.findall(after)) == 1
    return DRAWING.sub(b"", after).decode()


# The first added style is number 2: like number 0, or where stated like number 1, but filled.
CELLS = {
    "a style is added": (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>',
        "B1",
        '<row r="1"><c r="A1"><v>1</v></c><c s="2" r="B1" t="s"><v>0</v></c></row>',
    ),
    "a style is replaced": (
        '<row r="1"><c r="A1" s="1" t="n"><v>1</v></c></row>',
        "A1",
        '<row r="1"><c r="A1" s="2" t="n"><v>1</v></c></row>',
    ),
    "other quotes, line breaks, closed in itself": (
        "<row\n r='1' ht='20'\t><c\n  r='A1'\n s = '1' /></row >",
        "A1",
        "<row\n r='1' ht='20'\t><c\n  r='A1'\n s = \"2\" /></row >",
    ),
    "s and > within another attribute": (
        '<row r="1"><c r="A1" cm=" s=\'1\' &gt;>" s="1"/></row>',
        "A1",
        '<row r="1"><c r="A1" cm=" s=\'1\' &gt;>" s="2"/></row>',
    ),
    "cells in comments and CDATA are none": (
        '<!--<row r="1"><c r="A1"/>--><row r="1"><c r="A1" t="str"><f>"x"</f>'
        '<v><![CDATA[<c r="A1"/>]]></v></c></row>',
        "A1",
        '<!--<row r="1"><c r="A1"/>--><row r="1"><c s="2" r="A1" t="str"><f>"x"</f>'
        '<v><![CDATA[<c r="A1"/>]]></v></c></row>',
    ),
    "a missing cell between others": (
        '<row r="1"><c r="A1"/><c r="D1"/></row>',
        "C1",
        '<row r="1"><c r="A1"/><c r="C1" s="2"/><c r="D1"/></row>',
    ),
    "a missing cell at the end": (
        '<row r="1"><c r="A1"/></row>',
        "AA1",
        '<row r="1"><c r="A1"/><c r="AA1" s="2"/></row>',
    ),
    "a missing cell in an empty row, styled like the row": (
        '<row r="2" s="1" customFormat="1"/>',
        "B2",
        '<row r="2" s="1" customFormat="1"><c r="B2" s="2"/></row>',
    ),
    "a missing row between others": (
        '<row r="1"/><row r="5"/>',
        "B3",
        '<row r="1"/><row r="3"><c r="B3" s="2"/></row><row r="5"/>',
    ),
    "a missing row at the end": (
        '<row r="1"/>',
        "B3",
        '<row r="1"/><row r="3"><c r="B3" s="2"/></row>',
    ),
    "rows and cells without addresses": (
        "<row><c/><c/></row><row><c/><c><v>4</v></c></row>",
        "B2",
        '<row><c/><c/></row><row><c/><c s="2"><v>4</v></c></row>',
    ),
    "rows out of order": (
        '<row r="4"><c r="A4"/></row><row r="2"><c r="A2"/></row>',
        "A2",
        '<row r="4"><c r="A4"/></row><row r="2"><c s="2" r="A2"/></row>',
    ),
    "no row at all": ("", "A1", '<row r="1"><c r="A1" s="2"/></row>'),
}


@pytest.mark.parametrize(("before", "cell", "after"), CELLS.values(), ids=CELLS)
def test_only_the_marked_cell_changes(before: str, cell: str, after: str) -> None:
    assert marked_sheet(sheet(before), cell) == sheet(after)


def test_several_cells_missing_from_the_same_places() -> None:
    before = '<row r="1"><c r="C1"/></row><row r="9"/>'
    after = marked_sheet(
        sheet(before), "D1", "B1", "A1", "E1", "B9", "A9", "A5", "A3", "A20", "B20"
    )
    assert after == sheet(
        '<row r="1"><c r="A1" s="2"/><c r="B1" s="2"/><c r="C1"/><c r="D1" s="2"/><c r="E1" s="2"/>'
        '</row><row r="3"><c r="A3" s="2"/></row><row r="5"><c r="A5" s="2"/></row>'
        '<row r="9"><c r="A9" s="2"/><c r="B9" s="2"/></row>'
        '<row r="20"><c r="A20" s="2"/><c r="B20" s="2"/></row>'
    )


def test_a_missing_cell_looks_like_its_column() -> None:
    columns = '<cols><col min="1" max="2" width="9" style="1"/></cols>'
    data = package({SHEET: sheet("", before=columns)})
    new = parts(annotate(data, [mark("台账", "B3"), mark("台账", "D3")]))
    assert b'<row r="3"><c r="B3" s="2"/><c r="D3" s="3"/></row>' in new[SHEET]
    like_date = (
        b'<xf applyFill="1" numFmtId="14" fontId="0" fillId="2" borderId="0" applyNumberFormat="1">'
    )
    assert like_date + b'<alignment wrapText="1"/></xf>' in new["xl/styles.xml"]


def test_an_empty_element_for_all_rows() -> None:
    xml = f'<worksheet xmlns="{MAIN}"><sheetData /><pageMargins left="1"/></worksheet>'
    assert marked_sheet(xml, "A1") == xml.replace(
        "<sheetData />", '<sheetData ><row r="1"><c r="A1" s="2"/></row></sheetData>'
    )


def test_prefixed_names() -> None:
    xml = (
        f'<?xml version="1.0"?>\r\n<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">'
        '<x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    after = marked_sheet(xml, "A1", "B1", "A2")
    assert after == xml.replace('<x:c r="A1">', '<x:c s="2" r="A1">').replace(
        "</x:row>",
        '<x:c r="B1" s="2"/></x:row><x:row r="2"><x:c r="A2" s="2"/></x:row>',
    )


@pytest.mark.parametrize(
    ("after", "place"),
    [
        ("", "</worksheet>"),
        ('<pageMargins left="1"/>', "</worksheet>"),
        ('<drawing r:id="rId9"/><tableParts count="0"/>', "<tableParts"),
        ('<drawing r:id="rId9"/><legacyDrawingHF r:id="rId8"/><extLst/>', "<legacyDrawingHF"),
        ('<pageMargins left="1"/><extLst/>', "<extLst/>"),
    ],
)
def test_the_drawing_is_named_in_its_place(after: str, place: str) -> None:
    new = parts(annotate(package({SHEET: sheet("", after)}), [mark("台账", "A1")]))[SHEET].decode()
    drawing = DRAWING.search(new.encode())
    assert drawing is not None
    assert new[drawing.end() :].startswith(place)


def test_utf_16_stays_utf_16() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + sheet('<row r="1"><c r="A1"/></row>')
    before = b"\xfe\xff" + text.encode("utf-16-be")
    after = parts(annotate(package({SHEET: before}), [mark("台账", "A1")]))[SHEET]
    assert after.startswith(b"\xfe\xff")
    assert DRAWING.sub(b"", after.decode("utf-16").encode()).decode() == text.replace(
        "<c ", '<c s="2" '
    )


def test_a_byte_order_mark_and_an_old_encoding_stay() -> None:
    for head, encoding in (
        ("", "utf-8-sig"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin1"),
    ):
        text = head + sheet('<row r="1"><c r="A1" t="str"><v>\u00e9</v></c></row>')
        after = parts(annotate(package({SHEET: text.encode(encoding)}), [mark("台账", "A1")]))[
            SHEET
        ]
        assert DRAWING.sub(b"", after) == text.replace("<c ", '<c s="2" ').encode(encoding)


def test_the_other_standard_keeps_its_namespaces() -> None:
    changes = {
        name: content.decode().replace(MAIN, STRICT).replace(RELATIONS, STRICT_RELATIONS)
        for name, content in parts(package({})).items()
    }
    new = parts(annotate(package(changes), [mark("台账", "A1")]))
    assert f'<comments xmlns="{STRICT}">' in new["xl/comments1.xml"].decode()
    assert f'<worksheet xmlns="{STRICT}">' in new["xl/worksheets/sheet2.xml"].decode()
    assert f"{STRICT_RELATIONS}/comments" in new["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    assert MAIN not in "".join(content.decode() for content in new.values())


def test_the_style_part_is_made_where_a_writer_forgot_it() -> None:
    bare = {
        "xl/styles.xml": None,
        "xl/_rels/workbook.xml.rels": relationships(
            {"rId1": ("worksheet", "worksheets/sheet1.xml")}
        ),
    }
    new = parts(annotate(package(bare), [mark("台账", "A1")]))
    assert b'Target="/xl/styles.xml"' in new["xl/_rels/workbook.xml.rels"]
    assert new["xl/styles.xml"].count(b'<fill><patternFill patternType="none"/></fill>') == 1
    assert b'<c s="1" r="A1">' in new[SHEET]


def test_a_style_part_of_one_tag_is_filled() -> None:
    new = parts(
        annotate(package({"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>'}), [mark("台账", "A1")])
    )
    assert new["xl/styles.xml"].endswith(b"</cellXfs></styleSheet>")


def test_an_empty_style_part_is_filled_in_order() -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><borders count="0"/><cellStyles count="0"/></styleSheet>'
    new = parts(annotate(package({"xl/styles.xml": styles}), [mark("台账", "A1")]))["xl/styles.xml"]
    sections = re.findall(r"<(fonts|fills|borders|cellXfs|cellStyles)\b", new.decode())
    assert sections == ["fonts", "fills", "borders", "cellXfs", "cellStyles"]


def test_backslashes_in_the_package() -> None:
    data = package({}, separator="\\")
    new = annotate(data, [mark("台账", "A1")])
    assert b"xl\\comments1.xml" in new
    assert b"xl/comments1.xml" not in new.split(b"PK\x01\x02", 1)[1].split(b"[Content")[0]
    assert {"xl/comments1.xml", "xl/worksheets/sheet2.xml"} <= set(parts(new))


def test_same_in_same_out_and_unchanged_parts_as_they_were_packed() -> None:
    data = package({"xl/theme/theme1.xml": "<theme>" + "t" * 10_000 + "</theme>"})
    first, second = (annotate(data, [mark("台账", "A1")]) for _ in range(2))
    assert first == second
    packed = data[data.index(b"xl/theme/theme1.xml") + 19 :][:40]
    assert packed in first


ENTITY = '<!DOCTYPE x [<!ENTITY e "boom">]>'
REFUSED = {
    "entities in a sheet": {SHEET: ENTITY + sheet("&e;")},
    "entities far into a sheet": {SHEET: f"<!--{'x' * 9000}-->{ENTITY}{sheet('')}"},
    "entities in the styles": {"xl/styles.xml": f'{ENTITY}<styleSheet xmlns="{MAIN}"/>'},
    "a broken sheet": {SHEET: sheet('<row r="1"><c r="A1"></row>')},
    "a sheet without rows": {SHEET: f'<worksheet xmlns="{MAIN}"/>'},
    "no content types": {"[Content_Types].xml": None},
    "a style that is no number": {SHEET: sheet('<row r="1"><c r="A1" s="x"/></row>')},
    "a comment part that is not there": {
        "xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId1": ("comments", "../gone.xml")})
    },
    "two parts of one name": {"XL/Styles.xml": "<styleSheet/>"},
}


@pytest.mark.parametrize("changes", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_marked_is_refused(changes: dict[str, str | None]) -> None:
    with pytest.raises(CannotAnnotateError, match="另列成表"):
        annotate(package(changes), [mark("台账", "A1")])


@pytest.mark.parametrize("change", [unknown_compression, later_version])
def test_parts_that_cannot_be_unpacked_are_left_to_a_list(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(CannotAnnotateError, match="另列成表"):
        annotate(change(package({})), [mark("台账", "A1")])


def test_a_signed_workbook_is_left_alone() -> None:
    signed = package({"_xmlsignatures/origin.sigs": ""})
    with pytest.raises(CannotAnnotateError, match="数字签名"):
        annotate(signed, [mark("台账", "A1")])


def test_a_shared_workbook_is_left_alone() -> None:
    links = relationships(
        {
            "rId1": ("worksheet", "worksheets/sheet1.xml"),
            "rId2": ("revisionHeaders", "revisions/revisionHeaders.xml"),
        }
    )
    with pytest.raises(CannotAnnotateError, match="共享工作簿"):
        annotate(package({"xl/_rels/workbook.xml.rels": links}), [mark("台账", "A1")])
