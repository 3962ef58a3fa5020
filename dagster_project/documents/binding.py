"""Binding: each printed figure stands in a content control that says which figure it is.

While a text is composed, a figure is marked with characters that no text can hold; when the
document is filled, each marked piece becomes a run-level content control (`w:sdt`) whose tag is
`indicator|region|period|split`. The period of a change is `period/base period`. What is printed
is decided in `figures.py` and `wording.py`; here it is only marked, wrapped and read back.
"""

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from dagster_project.documents.numbers import printed_value
from dagster_project.documents.word_xml import W

# Noncharacters of Unicode: allowed in XML, meant for inner use, never part of a text.
OPEN, MIDDLE, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
MARKED = re.compile(f"{OPEN}([^{MIDDLE}]*){MIDDLE}([^{CLOSE}]*){CLOSE}")
LONGEST_TAG = 64
LONGEST_ALIAS = 64
TAG_FIELDS = 4
# What XML 1.0 cannot carry, the three marks above, and the two of `chart_parts.py`.
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdd5-\ufffd\U00010000-\U0010ffff]")


class BindingError(Exception):
    """A figure could not be bound: its tag is too long, or its marks stand where none may."""


@dataclass(frozen=True)
class BoundFigure:
    """One figure as it is printed.

    `period` is the figure's own period ('2026-09', '2026Q3', '2026'); 'period/base period' when
    it is a change between the two; 'period/floor' when it is the distance to the report's floor in
    points and 'period/rank' when it is the place among the units; 'period@month' when it is the
    period as it stood at the end of a month that is not the report's. `split` is 'all' or
    'split_kind:split_code'. `chart` names the chart in which the figure is a point; '' in texts
    and tables. `value` is what the text states (a percentage as a fraction, a change in points as
    it is printed, None for '—'); the exact value stands in the warehouse.
    """

    indicator_code: str
    region_code: str
    period: str
    split: str
    text: str
    chart: str = ""

    @property
    def tag(self) -> str:
        """The tag of the content control."""
        return "|".join((self.indicator_code, self.region_code, self.period, self.split))

    @property
    def value(self) -> Decimal | None:
        """The number that the text states.

        Raises:
            ValueError: somebody typed over the figure in Word, and it is no number now.
        """
        return printed_value(self.text)

    def marked(self) -> str:
        """Return the text with its marks, to stand in a sentence or a table cell.

        Raises:
            BindingError: Word allows a tag 64 characters, and this one has more.
        """
        if len(self.tag) > LONGEST_TAG:
            message = f"the tag {self.tag} is longer than {LONGEST_TAG} characters"
            raise BindingError(message)
        return f"{OPEN}{self.tag}{MIDDLE}{self.text}{CLOSE}"


def clean(text: str) -> str:
    """Return a county's text in one line, without characters that XML or the marks forbid."""
    return " ".join(UNPRINTABLE.sub("", text).split())


def without_marks(text: str) -> str:
    """Return a text as a reader sees it."""
    return MARKED.sub(r"\2", text)


def _name(local: str) -> str:
    return f"{{{W}}}{local}"


RUN, RUN_LOOK, TEXT, CONTROL = _name("r"), _name("rPr"), _name("t"), _name("sdt")
CONTROL_LOOK, TAG, NUMBER, VALUE = _name("sdtPr"), _name("tag"), _name("id"), _name("val")
# Copying one is three times as fast as making it piece by piece.
EMPTY_CONTROL = etree.fromstring(
    f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:alias/><w:tag/><w:id/><w:text/></w:sdtPr>'
    "<w:sdtContent/></w:sdt>"
)
PREFIX = {"w": W}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def figure_of(tag: str, text: str) -> BoundFigure | None:
    """Return the figure of a content control, or None when the control is no figure's."""
    parts = tag.split("|")
    if len(parts) != TAG_FIELDS:
        return None
    indicator_code, region_code, period, split = parts
    return BoundFigure(indicator_code, region_code, period, split, text)


def _text_run(run: etree._Element, text: str) -> etree._Element:
    piece = run.makeelement(RUN, nsmap=PREFIX)
    properties = run.find(RUN_LOOK)
    if properties is not None:
        piece.append(copy.deepcopy(properties))
    shown = etree.SubElement(piece, TEXT, {SPACE: "preserve"})
    shown.text = text
    return piece


def _control(run: etree._Element, figure: BoundFigure, alias: str, number: int) -> etree._Element:
    control = copy.deepcopy(EMPTY_CONTROL)
    properties, content = control
    for element, value in zip(properties, (alias, figure.tag, str(number)), strict=False):
        element.set(VALUE, value[:LONGEST_ALIAS])
    content.append(_text_run(run, figure.text))
    return control


def _pieces(text: str) -> Iterator[str | BoundFigure]:
    end = 0
    for match in MARKED.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        figure = figure_of(match[1], match[2])
        if figure is None:
            message = f"not a figure's tag: {match[1]}"
            raise BindingError(message)
        yield figure
        end = match.end()
    if end < len(text):
        yield text[end:]


def bind(body: etree._Element, alias_of: Callable[[BoundFigure], str]) -> list[BoundFigure]:
    """Wrap every marked figure of a document body in a content control, in place.

    Args:
        body: the filled `w:body` (or any part's root).
        alias_of: what Word shows a reader who puts the cursor on the figure.

    Returns:
        the figures in the order of the document; numbering their controls follows that order, so
        equal input gives equal bytes.
    """
    taken = [int(each.get(VALUE)) for each in body.iter(NUMBER)]
    number = max(taken, default=0)
    figures: list[BoundFigure] = []
    for shown in [each for each in body.iter(TEXT) if OPEN in (each.text or "")]:
        run = shown.getparent()
        _split_run_before(run, shown)
        for piece in _pieces(shown.text or ""):
            if isinstance(piece, str):
                run.addprevious(_text_run(run, piece))
            else:
                number += 1
                figures.append(piece)
                run.addprevious(_control(run, piece, alias_of(piece), number))
        run.remove(shown)
        if all(each.tag == RUN_LOOK for each in run):
            run.getparent().remove(run)
    # The text of the whole part at once: asking python-docx's elements one by one takes long.
    left = MARKED.search(etree.tostring(body, encoding="unicode"))
    if left is not None:
        message = f"a figure stands where it cannot be bound: {left[2]}"
        raise BindingError(message)
    return figures


def _split_run_before(run: etree._Element, shown: etree._Element) -> None:
    """Move what stands before the text in its run (tabs, breaks) into a run of its own."""
    before = [each for each in shown.itersiblings(preceding=True) if each.tag != RUN_LOOK]
    if not before:
        return
    first = etree.Element(RUN, nsmap=run.nsmap)
    properties = run.find(RUN_LOOK)
    if properties is not None:
        first.append(copy.deepcopy(properties))
    first.extend(reversed(before))
    run.addprevious(first)


def read_controls(document: etree._Element) -> list[BoundFigure]:
    """Return the figures that stand in the content controls of a document part, in its order.

    Content controls that the office added for its own purposes are passed over.
    """
    figures = []
    for control in document.iter(CONTROL):
        tag = control.find(f"{CONTROL_LOOK}/{TAG}")
        if tag is not None:
            text = "".join(each.text or "" for each in control.iter(TEXT))
            figures.append(figure_of(tag.get(VALUE), text))
    return [figure for figure in figures if figure is not None]
