"""The theme part of an official document: Word expects one, no style takes a font from it.

Plain black and white with the standard's fonts, so that a shape or a chart that the office inserts
in Word begins in the look of the document.
"""

from dagster_project.documents.word_xml import XML_HEAD

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
GREYS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "404040",
    "lt2": "F2F2F2",
    "accent1": "C00000",
    "accent2": "595959",
    "accent3": "7F7F7F",
    "accent4": "A6A6A6",
    "accent5": "BFBFBF",
    "accent6": "D9D9D9",
    "hlink": "000000",
    "folHlink": "000000",
}


def _font(slot: str, name: str) -> str:
    return (
        f'<a:{slot}Font><a:latin typeface="{name}"/><a:ea typeface="{name}"/>'
        f'<a:cs typeface=""/></a:{slot}Font>'
    )


def theme_xml(heading_font: str, body_font: str) -> str:
    """Return `theme1.xml` with two fonts and shades of grey."""
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{rgb}"/></a:{slot}>' for slot, rgb in GREYS.items()
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{XML_HEAD}<a:theme xmlns:a="{DRAWING}" name="公文"><a:themeElements>'
        f'<a:clrScheme name="公文">{colours}</a:clrScheme>'
        f'<a:fontScheme name="公文">{_font("major", heading_font)}{_font("minor", body_font)}'
        '</a:fontScheme><a:fmtScheme name="公文">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
