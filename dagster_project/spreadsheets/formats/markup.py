"""A web page cut into tags and text, in one pass and by a fixed rule.

What programs save as .xls is not always sound HTML. Here a tag is what stands between < and >
with quotes counted; comments, scripts and styles are passed over; nothing is looked at twice, so
no page costs more than its length. What the tags mean is `web_page.py`'s.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dagster_project.spreadsheets.formats import refusals as say
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError

# Quotes count after = only, as browsers have it: <td width=5"> is a whole tag.
_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[\s/]++|[^\s=>/]++"""
    r"""|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))*+)>"""
)
_ATTRIBUTE = re.compile(r"""([^\s=/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_SWALLOWED = re.compile(r"</?t(?:able|[dhr])(?:[\s>]|$)", re.IGNORECASE)
_OPAQUE = frozenset(
    ("script", "style", "title", "textarea", "noscript", "template", "xml", "comment")
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag, its name in lower case; attributes are read when they are asked for."""

    name: str
    is_end: bool
    source: str

    def attributes(self) -> dict[str, str]:
        """Its attributes by their names in lower case, the first of each name."""
        found: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(self.source):
            found.setdefault(name.lower(), html.unescape(double or single or bare))
        return found


def pieces(page: str) -> Iterator[Tag | str]:
    """Yield tags and the text between them, references such as &amp; resolved.

    Raises:
        UnreadableFileError: a tag, comment or script is never closed, so the page is cut.
    """
    place, length = 0, len(page)
    while place < length:
        start = page.find("<", place)
        if start != place:
            text = page[place : start if start >= 0 else length]
            yield html.unescape(text) if "&" in text else text
            if start < 0:
                return
        tag = _TAG.match(page, start)
        if tag is not None:
            found = _tag(tag)
            yield found
            place = tag.end()
            if not found.is_end and found.name in _OPAQUE and not found.source.endswith("/"):
                place = _end_of_opaque(page, found.name, place)
        else:
            place = _after_other(page, start)
            if place == start:
                yield "<"
                place += 1


def _tag(match: re.Match[str]) -> Tag:
    """The tag found; one that holds other tags in its quotes has lost a quote."""
    attributes = match["attributes"]
    if "<" in match["name"] or ("<" in attributes and _SWALLOWED.search(attributes)):
        raise UnreadableFileError(say.WEB_CUT)
    return Tag(match["name"].lower(), bool(match["end"]), attributes)


def _end_of_opaque(page: str, name: str, place: int) -> int:
    """Where the end tag of a script or the like begins: nothing in it is markup."""
    end = re.compile(f"</{name}", re.IGNORECASE).search(page, place)
    if end is None:
        raise UnreadableFileError(say.WEB_CUT)
    return end.start()


def _after_other(page: str, start: int) -> int:
    """Where a comment, declaration or the like ends; `start` where < is only a character."""
    if page.startswith("<!--", start):
        return _after(page, "-->", start + 4)
    if page.startswith(("<!", "<?", "</"), start):
        return _after(page, ">", start)
    if re.match(r"<[A-Za-z]", page[start : start + 2]):
        raise UnreadableFileError(say.WEB_CUT)
    return start


def _after(page: str, mark: str, place: int) -> int:
    end = page.find(mark, place)
    if end < 0:
        raise UnreadableFileError(say.WEB_CUT)
    return end + len(mark)
