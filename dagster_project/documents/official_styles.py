"""The styles of an official document after GB/T 9704-2012: fonts, sizes, spacing, table look.

Each style is an entry; the functions turn the entries into `styles.xml` and `fontTable.xml`.
The page, its head and its foot are in `official_layout.py`.
"""

from typing import NamedTuple

from dagster_project.documents.word_xml import NAMESPACES, XML_HEAD

FANGSONG = "仿宋_GB2312"
XIAOBIAOSONG = "方正小标宋简体"
HEITI = "黑体"
KAITI = "楷体_GB2312"
SONGTI = "宋体"
# Where a machine lacks the first font, Word takes the second for it.
SUBSTITUTES = {FANGSONG: "仿宋", XIAOBIAOSONG: "宋体", HEITI: "SimHei", KAITI: "楷体"}

# Sizes of type in half-points: 2号 22 pt, 3号 16 pt, 4号 14 pt, 五号 10.5 pt.
SIZE_2 = 44
SIZE_3 = 32
SIZE_4 = 28
SIZE_5 = 21
# The standard gives the issuing mark no size: condensed 小初 lets a full office name fill a line.
SIZE_MARK = 72
# A letter's double rules: the thick one and the thin one in eighths of a point, what lies between.
RULE_THICK, RULE_THIN, RULE_GAP = 18, 6, 30

# One line of the page grid: 225 mm / 22 = 28.99 pt, so 28.95 pt is the most that fits 22 times.
LINE_PITCH = 579
RED = "FF0000"


class Style(NamedTuple):
    """A paragraph style. `name` is what Word shows; `paragraph` and `text` are inner XML."""

    style_id: str
    name: str
    font: str = FANGSONG
    size: int = SIZE_3
    paragraph: str = ""
    text: str = ""


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def _lines(before: int = 0, after: int = 0, exact: int = 0) -> str:
    rule = f' w:line="{exact}" w:lineRule="exact"' if exact else ' w:line="240" w:lineRule="auto"'
    return f'<w:spacing w:before="{before}" w:after="{after}"{rule}/>'


OFF_GRID = '<w:snapToGrid w:val="0"/>'
# The page's grid (see `official_layout.py`) states 22 lines of 28 characters. Word draws it as
# meant, but LibreOffice gives a 16 pt character in a cell of 15.79 pt two cells. So the styles do
# not snap to the grid and state its pitches themselves: 28.95 pt a line, and characters 0.3
# point closer than 16 pt, which fits 28 of them in 156 mm in Word, WPS and LibreOffice alike.
BODY_LINES = OFF_GRID + _lines(exact=LINE_PITCH)
TIGHT = '<w:spacing w:val="-6"/>'
KEEP_NEXT = "<w:keepNext/>"
# Two characters of the page grid (2 × 15.79 pt), said in characters for Word and in twips besides.
FIRST_LINE = '<w:ind w:firstLineChars="200" w:firstLine="632"/>'
CHARACTER = 316


def _attachment(before: int, left: int, hanging: int) -> str:
    """Indents in characters for Word and in twips besides."""
    return (
        f"{KEEP_NEXT}{OFF_GRID}{_lines(before=before, exact=LINE_PITCH)}"
        f'<w:ind w:leftChars="{left * 100}" w:left="{left * CHARACTER}"'
        f' w:hangingChars="{hanging * 100}" w:hanging="{hanging * CHARACTER}"/>'
    )


def _rules(above: int, below: int) -> str:
    """Two red rules, one above and one below a line that holds nothing."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{RED}"/>'
        for side, eighths in (("top", above), ("bottom", below))
    )
    return f"<w:pBdr>{borders}</w:pBdr>{OFF_GRID}{_lines(exact=RULE_GAP)}"


TABLE_LINES = OFF_GRID + _lines()
KEPT_BODY = KEEP_NEXT + BODY_LINES + FIRST_LINE
# The order of the elements in `paragraph` is the one that the file format prescribes:
# keepNext, keepLines, pageBreakBefore, framePr, pBdr, snapToGrid, spacing, ind, jc, outlineLvl.
STYLES = (
    Style("BodyText", "公文正文", paragraph=BODY_LINES + FIRST_LINE, text=TIGHT),
    Style("BodyKept", "公文正文（与下段同页）", paragraph=KEPT_BODY, text=TIGHT),
    Style("Heading1", "heading 1", HEITI, SIZE_3, KEPT_BODY + _outline(0), TIGHT),
    Style("Heading2", "heading 2", KAITI, SIZE_3, KEPT_BODY + _outline(1), TIGHT),
    Style("Heading3", "heading 3", FANGSONG, SIZE_3, KEPT_BODY + _outline(2), TIGHT),
    Style(
        "Secrecy",
        "密级",
        HEITI,
        SIZE_3,
        BODY_LINES + '<w:jc w:val="left"/>',
    ),
    Style(
        "IssuingMark",
        "发文机关标志",
        XIAOBIAOSONG,
        SIZE_MARK,
        # 35 mm from the top of the type area to the top of the characters.
        OFF_GRID + _lines(before=1848, exact=880) + '<w:jc w:val="center"/>',
        f'<w:color w:val="{RED}"/><w:w w:val="80"/>',
    ),
    # A letter's mark, the double rules below it and at the foot of the page, its number.
    Style(
        "LetterMark",
        "发文机关标志（信函）",
        XIAOBIAOSONG,
        SIZE_MARK,
        OFF_GRID + _lines(exact=880) + '<w:jc w:val="center"/>',
        f'<w:color w:val="{RED}"/><w:w w:val="90"/>',
    ),
    Style("LetterUpperRule", "信函上双线", size=2, paragraph=_rules(RULE_THICK, RULE_THIN)),
    Style("LetterLowerRule", "信函下双线", size=2, paragraph=_rules(RULE_THIN, RULE_THICK)),
    Style("LetterNumber", "发文字号（信函）", paragraph=BODY_LINES + '<w:jc w:val="left"/>'),
    Style(
        "DocumentNumber",
        "发文字号",
        FANGSONG,
        SIZE_3,
        # Two lines free above; the rule 4 mm below the characters, as wide as the type area.
        f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="10" w:color="{RED}"/></w:pBdr>'
        + OFF_GRID
        + _lines(before=2 * LINE_PITCH, exact=400)
        + '<w:jc w:val="center"/>',
    ),
    Style(
        "DocumentTitle",
        "公文标题",
        XIAOBIAOSONG,
        SIZE_2,
        KEEP_NEXT
        + OFF_GRID
        + _lines(before=2 * LINE_PITCH, after=LINE_PITCH, exact=680)
        + '<w:jc w:val="center"/>',
    ),
    Style("Addressee", "主送机关", paragraph=BODY_LINES + '<w:jc w:val="left"/>', text=TIGHT),
    Style(
        "TableCaption",
        "表题",
        HEITI,
        SIZE_4,
        KEEP_NEXT + OFF_GRID + _lines(before=200, after=60) + '<w:jc w:val="center"/>',
    ),
    Style(
        "TableUnit", "表单位", FANGSONG, SIZE_5, KEEP_NEXT + TABLE_LINES + '<w:jc w:val="right"/>'
    ),
    Style("TableHead", "表头", HEITI, SIZE_5, KEEP_NEXT + TABLE_LINES + '<w:jc w:val="center"/>'),
    Style("TableText", "表格文字", FANGSONG, SIZE_5, TABLE_LINES + '<w:jc w:val="left"/>'),
    Style(
        "TableIndented",
        "表格文字（下级）",
        FANGSONG,
        SIZE_5,
        TABLE_LINES + '<w:ind w:left="150"/><w:jc w:val="left"/>',
    ),
    Style("TableCentre", "表格居中", FANGSONG, SIZE_5, TABLE_LINES + '<w:jc w:val="center"/>'),
    Style("TableNumber", "表格数字", FANGSONG, SIZE_5, TABLE_LINES + '<w:jc w:val="right"/>'),
    # Rows of a short table that is not parted over two pages.
    Style(
        "TableTextKept",
        "表格文字（不分页）",
        FANGSONG,
        SIZE_5,
        KEEP_NEXT + TABLE_LINES + '<w:jc w:val="left"/>',
    ),
    Style(
        "TableNumberKept",
        "表格数字（不分页）",
        FANGSONG,
        SIZE_5,
        KEEP_NEXT + TABLE_LINES + '<w:jc w:val="right"/>',
    ),
    Style(
        "TableTotal",
        "表格合计",
        HEITI,
        SIZE_5,
        KEEP_NEXT + TABLE_LINES + '<w:jc w:val="left"/>',
    ),
    Style(
        "TableTotalNumber",
        "表格合计数字",
        HEITI,
        SIZE_5,
        KEEP_NEXT + TABLE_LINES + '<w:jc w:val="right"/>',
    ),
    Style(
        "TableNote",
        "表注",
        FANGSONG,
        SIZE_5,
        OFF_GRID + _lines(before=60, after=200) + '<w:jc w:val="left"/>',
    ),
    # Lines as high as what they hold: exact line spacing would clip a chart to one line of text.
    Style(
        "Chart",
        "图",
        FANGSONG,
        SIZE_5,
        KEEP_NEXT + OFF_GRID + _lines(before=200) + '<w:jc w:val="center"/>',
    ),
    Style(
        "ChartCaption",
        "图题",
        HEITI,
        SIZE_4,
        OFF_GRID + _lines(before=60, after=200) + '<w:jc w:val="center"/>',
    ),
    # 附件说明: one line below the text; titles that run on, and those of further attachments, begin
    # below the first title's first character.
    Style("AttachmentFirst", "附件说明", paragraph=_attachment(LINE_PITCH, 5, 3), text=TIGHT),
    Style("AttachmentNext", "附件说明（续）", paragraph=_attachment(0, 5, 0), text=TIGHT),
    Style(
        "AttachmentMark",
        "附件标记",
        HEITI,
        SIZE_3,
        KEEP_NEXT + "<w:pageBreakBefore/>" + BODY_LINES + '<w:jc w:val="left"/>',
    ),
    # On the third line of its page.
    Style(
        "AttachmentTitle",
        "附件标题",
        XIAOBIAOSONG,
        SIZE_2,
        KEEP_NEXT
        + OFF_GRID
        + _lines(before=LINE_PITCH, after=LINE_PITCH // 2, exact=680)
        + '<w:jc w:val="center"/>',
    ),
    # The office two characters in from the right, one line below the text; `render.py` moves the
    # date's first character two to the right of the office's.
    Style(
        "Signature",
        "发文机关署名",
        paragraph=KEEP_NEXT
        + OFF_GRID
        + _lines(before=LINE_PITCH, exact=LINE_PITCH)
        + '<w:ind w:rightChars="200" w:right="632"/><w:jc w:val="right"/>',
        text=TIGHT,
    ),
    Style(
        "SignatureDate",
        "成文日期",
        paragraph=BODY_LINES + '<w:ind w:rightChars="200" w:right="632"/><w:jc w:val="right"/>',
        text=TIGHT,
    ),
    Style("Imprint", "版记", FANGSONG, SIZE_4, OFF_GRID + _lines(exact=LINE_PITCH)),
    Style("ImprintAnchor", "版记锚点", FANGSONG, 2, OFF_GRID + _lines(exact=20)),
    Style(
        "PageNumberOdd",
        "页码（单页）",
        SONGTI,
        SIZE_4,
        OFF_GRID + _lines(exact=360) + '<w:ind w:right="280"/><w:jc w:val="right"/>',
    ),
    Style(
        "PageNumberEven",
        "页码（双页）",
        SONGTI,
        SIZE_4,
        OFF_GRID + _lines(exact=360) + '<w:ind w:left="280"/><w:jc w:val="left"/>',
    ),
)


def fonts(name: str) -> str:
    """Return the four font slots of a style, all of one font and none taken from the theme."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _style_xml(style: Style) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.style_id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{style.paragraph}</w:pPr>"
        f'<w:rPr>{fonts(style.font)}<w:b w:val="0"/><w:bCs w:val="0"/>{OFF_GRID}{style.text}'
        f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
    )


def _border(side: str, eighths: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


# Statistical tables are open at both sides, with heavier rules above and below.
TABLE_STYLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="StatisticalTable"><w:name w:val="统计表"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + _border("top", 12)
    + _border("bottom", 12)
    + _border("insideH", 4)
    + _border("insideV", 4)
    + "</w:tblBorders></w:tblPr></w:style>"
)


def styles_xml() -> str:
    """Return `styles.xml`: 3号仿宋 as the ground of everything, then the styles above."""
    ground = (
        f'{fonts(FANGSONG)}<w:sz w:val="{SIZE_3}"/><w:szCs w:val="{SIZE_3}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    )
    # No widow control: 22 lines a page; no automatic gaps beside digits: 28 characters a line.
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/>'
        '<w:autoSpaceDN w:val="0"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr><w:sz w:val="{SIZE_3}"/><w:szCs w:val="{SIZE_3}"/></w:rPr></w:style>'
    )
    return (
        f"{XML_HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{ground}</w:rPr>"
        f"</w:rPrDefault><w:pPrDefault/></w:docDefaults>{normal}"
        f"{''.join(_style_xml(style) for style in STYLES)}{TABLE_STYLE}</w:styles>"
    )


def font_table_xml() -> str:
    """Return `fontTable.xml`, which names a substitute for each font of the standard."""
    named = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in SUBSTITUTES.items()
    )
    return f"{XML_HEAD}<w:fonts {NAMESPACES}>{named}</w:fonts>"
