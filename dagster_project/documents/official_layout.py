"""A blank official document after GB/T 9704-2012: page, grid, head, foot, imprint, page numbers.

`official_document()` wraps any body in this layout, so a new report starts from it and only adds
its headings, sentences and tables. Styles are in `official_styles.py`; what a report says is not
here. Lengths are those of the standard, in millimetres.
"""

from dagster_project.documents.official_styles import (
    FANGSONG,
    LINE_PITCH,
    XIAOBIAOSONG,
    font_table_xml,
    styles_xml,
)
from dagster_project.documents.official_theme import theme_xml
from dagster_project.documents.package import package_bytes
from dagster_project.documents.word_xml import (
    NAMESPACES,
    XML_HEAD,
    R,
    field,
    paragraph,
    run,
    twips,
)

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210.0, 297.0
MARGIN_TOP_MM, MARGIN_LEFT_MM = 37.0, 28.0
TYPE_WIDTH_MM, TYPE_HEIGHT_MM = 156.0, 225.0
MARGIN_RIGHT_MM = PAGE_WIDTH_MM - MARGIN_LEFT_MM - TYPE_WIDTH_MM
MARGIN_BOTTOM_MM = PAGE_HEIGHT_MM - MARGIN_TOP_MM - TYPE_HEIGHT_MM
TYPE_WIDTH = twips(TYPE_WIDTH_MM)
# 28 characters in 156 mm are 15.79 pt each; the grid states the difference from 16 pt in 1/4096 pt.
CHARACTER_SPACE = -849
# From the lower edge of the page to the lower edge of the page number's line. The standard puts the
# dashes 7 mm below the type area; the figure between them is taller, and 7 mm lies between the two.
FOOTER_MM = 24.2
# 版记 rules: first and last 0.35 mm, the middle one 0.25 mm, in eighths of a point.
RULE_OUTER, RULE_INNER = 8, 6
ONE_CHARACTER = 280

# 密级 stands in the first line of the type area without moving what is below it.
TOP_LEFT_FRAME = (
    '<w:framePr w:w="2835" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin"'
    ' w:xAlign="left" w:yAlign="top"/>'
)

PACKAGE = "application/vnd.openxmlformats-package"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = {
    "/word/document.xml": f"{WORD}.document.main+xml",
    "/word/styles.xml": f"{WORD}.styles+xml",
    "/word/settings.xml": f"{WORD}.settings+xml",
    "/word/fontTable.xml": f"{WORD}.fontTable+xml",
    "/word/footer1.xml": f"{WORD}.footer+xml",
    "/word/footer2.xml": f"{WORD}.footer+xml",
    "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "/docProps/core.xml": f"{PACKAGE}.core-properties+xml",
}


def head() -> str:
    """Return 密级 (where there is one), 发文机关标志, 发文字号 with its red rule, and the title."""
    return "".join(
        (
            paragraph("Secrecy", "{%p if secrecy %}"),
            paragraph("Secrecy", "{{ secrecy }}", properties=TOP_LEFT_FRAME),
            paragraph("Secrecy", "{%p endif %}"),
            paragraph("IssuingMark", "{{ issuing_mark }}"),
            paragraph("DocumentNumber", "{{ document_number }}"),
            paragraph("DocumentTitle", "{{ title }}"),
            paragraph("Addressee", "{{ addressees }}："),
        )
    )


def signature() -> str:
    """Return the signing office and the date below it (a document without a seal)."""
    return paragraph("Signature", "{{ office }}") + paragraph("SignatureDate", "{{ date }}")


def _imprint_row(content: str, above: int, below: int) -> str:
    borders = (
        f'<w:top w:val="single" w:sz="{above}" w:space="0" w:color="000000"/>'
        f'<w:bottom w:val="single" w:sz="{below}" w:space="0" w:color="000000"/>'
    )
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{TYPE_WIDTH}"'
        f' w:type="dxa"/><w:tcBorders>{borders}</w:tcBorders></w:tcPr>{content}</w:tc></w:tr>'
    )


def imprint() -> str:
    """Return the 版记 at the foot of the last page: copies, then the printing office and date.

    A table that floats at the bottom of the type area of the page where the last paragraph is.
    """
    copies = paragraph(
        "Imprint",
        "抄送：{{ copies_to }}。",
        properties=f'<w:ind w:left="{4 * ONE_CHARACTER}" w:right="{ONE_CHARACTER}"'
        f' w:hanging="{3 * ONE_CHARACTER}"/>',
    )
    printing = paragraph(
        "Imprint",
        run("{{ office }}"),
        "<w:r><w:tab/></w:r>",
        run("{{ date }}印发"),
        properties=f'<w:tabs><w:tab w:val="right" w:pos="{TYPE_WIDTH - ONE_CHARACTER}"/></w:tabs>'
        f'<w:ind w:left="{ONE_CHARACTER}" w:right="{ONE_CHARACTER}"/>',
    )
    rows = _imprint_row(copies, RULE_OUTER, RULE_INNER)
    rows += _imprint_row(printing, RULE_INNER, RULE_OUTER)
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin"'
        f' w:horzAnchor="page" w:tblpX="{twips(MARGIN_LEFT_MM)}" w:tblpYSpec="bottom"/>'
        f'<w:tblW w:w="{TYPE_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="{TYPE_WIDTH}"/></w:tblGrid>{rows}</w:tbl>'
        # Word ties a floating table to the paragraph that follows it.
        + paragraph("ImprintAnchor")
    )


def section(is_letter: bool = False) -> str:
    """Return the page: A4, the margins of the standard, 22 lines of 28 characters, two footers.

    The first page of a letter has no page number.
    """
    title_page = "<w:titlePg/>" if is_letter else ""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{twips(PAGE_WIDTH_MM)}" w:h="{twips(PAGE_HEIGHT_MM)}"/>'
        f'<w:pgMar w:top="{twips(MARGIN_TOP_MM)}" w:right="{twips(MARGIN_RIGHT_MM)}"'
        f' w:bottom="{twips(MARGIN_BOTTOM_MM)}" w:left="{twips(MARGIN_LEFT_MM)}"'
        f' w:header="851" w:footer="{twips(FOOTER_MM)}" w:gutter="0"/>{title_page}'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE_PITCH}"'
        f' w:charSpace="{CHARACTER_SPACE}"/></w:sectPr>'
    )


def _footer(style: str) -> bytes:
    content = paragraph(style, run("— "), field("PAGE"), run(" —"))
    return f"{XML_HEAD}<w:ftr {NAMESPACES}>{content}</w:ftr>".encode()


def _settings() -> bytes:
    # Punctuation may hang over the right edge by one character, as Chinese composition has it.
    return (
        f"{XML_HEAD}<w:settings {NAMESPACES}>"
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="632"/><w:evenAndOddHeaders/>'
        '<w:drawingGridVerticalSpacing w:val="289"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        "<w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    ).encode()


def _content_types() -> bytes:
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>'
        for part, kind in CONTENT_TYPES.items()
    )
    return (
        f'{XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{PACKAGE}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relationships(targets: dict[str, tuple[str, str]]) -> bytes:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{XML_HEAD}<Relationships xmlns="{RELATIONSHIPS}">{entries}</Relationships>'.encode()


def _core_properties() -> bytes:
    return (
        f"{XML_HEAD}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"></cp:coreProperties>'
    ).encode()


def official_document(body: str, is_letter: bool = False) -> bytes:
    """Return a .docx in the official layout around a body (WordprocessingML of paragraphs, tables).

    A letter has a head of its own (`letter_layout.py`) and no number on its first page.

    Example:
        `official_document(head() + paragraph("BodyText", "{{ opening }}") + signature())`
    """
    content = f"<w:body>{body}{section(is_letter)}</w:body>"
    document = f"{XML_HEAD}<w:document {NAMESPACES}>{content}</w:document>"
    package_core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    return package_bytes(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relationships(
                {
                    "rId1": (f"{R}/officeDocument", "word/document.xml"),
                    "rId2": (f"{package_core}/core-properties", "docProps/core.xml"),
                }
            ),
            "docProps/core.xml": _core_properties(),
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": _relationships(
                {
                    "rId1": (f"{R}/styles", "styles.xml"),
                    "rId2": (f"{R}/settings", "settings.xml"),
                    "rId3": (f"{R}/fontTable", "fontTable.xml"),
                    "rId4": (f"{R}/footer", "footer1.xml"),
                    "rId5": (f"{R}/footer", "footer2.xml"),
                    "rId6": (f"{R}/theme", "theme/theme1.xml"),
                }
            ),
            "word/styles.xml": styles_xml().encode(),
            "word/settings.xml": _settings(),
            "word/fontTable.xml": font_table_xml().encode(),
            "word/theme/theme1.xml": theme_xml(XIAOBIAOSONG, FANGSONG).encode(),
            "word/footer1.xml": _footer("PageNumberOdd"),
            "word/footer2.xml": _footer("PageNumberEven"),
        }
    )
