"""Elements of an XML part and where their bytes stand, so that a part is edited, never rewritten.

A parser tells the places (prefixes, comments, CDATA and quotes are its business), the edits are
made on the bytes. Whatever is put in is ASCII, so it fits every encoding a part may have. A
document type is refused: it is the only way to entities.
"""

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from dagster_project.returns.marking.errors import UNUSUAL, CannotAnnotateError

_START_TAG = re.compile(rb"<[^\s/>]++(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+>")
_TAG = re.compile(r"<[^>]*>")
_NAME = re.compile(rb"<([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"\s([^\s=/>\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_OPENING = re.compile(r"<(/?)(?=\w)")
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(slots=True)
class Element:
    """An element: `start` of its tag, `inside` after it, `close` before its end tag, `end`.

    Of an empty one (`<a/>`), `inside`, `close` and `end` are one place. Attributes of a namespace
    are keyed 'uri name'.
    """

    namespace: str
    name: str
    attributes: dict[str, str]
    start: int
    inside: int = 0
    close: int = 0
    end: int = 0
    children: list["Element"] = field(default_factory=list)

    def child(self, name: str) -> "Element | None":
        """The first child of a name in the element's own namespace."""
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator["Element"]:
        """The children of a name in the element's own namespace."""
        return (
            each for each in self.children if each.name == name and each.namespace == self.namespace
        )


class Part:
    """The bytes of a part with the edits to be made on them; UTF-16 is edited as UTF-8."""

    def __init__(self, data: bytes) -> None:
        self._bom = data[:2] if data[:2] in _UTF_16 else b""
        self.bytes = data
        if self._bom:
            self.bytes = data[2:].decode(_UTF_16[self._bom]).encode()
        self._edits: list[tuple[int, int, bytes]] = []

    def parser(self) -> expat.XMLParserType:
        """A parser with namespaces that refuses document types."""
        parser = expat.ParserCreate("utf-8" if self._bom else None, " ")
        parser.StartDoctypeDeclHandler = _refuse
        parser.buffer_text = True
        return parser

    def outline(self) -> Element:
        """The root element with all below it."""
        stack = [Element("", "", {}, 0)]
        parser = self.parser()

        def start(name: str, attributes: dict[str, str]) -> None:
            namespace, _, local = name.rpartition(" ")
            place = parser.CurrentByteIndex
            element = Element(namespace, local, attributes, place, self.tag_end(place))
            stack[-1].children.append(element)
            stack.append(element)

        def end(_: str) -> None:
            element = stack.pop()
            element.close = element.end = element.inside
            if not self.is_empty(element):
                element.close = parser.CurrentByteIndex
                element.end = self.bytes.index(b">", element.close) + 1

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(self.bytes, True)
        return stack[0].children[0]

    def tag_end(self, start: int) -> int:
        """The place after the start tag that begins at `start`."""
        match = _START_TAG.match(self.bytes, start)
        if match is None:
            raise CannotAnnotateError(UNUSUAL)
        return match.end()

    def is_empty(self, element: Element) -> bool:
        """Whether an element is written as one tag."""
        return self.bytes[element.inside - 2 : element.inside] == b"/>"

    def prefix(self, start: int) -> str:
        """The prefix, with its colon, of the tag that begins at `start`; '' without one."""
        name = self._name(start).decode()
        return name[: name.find(":") + 1]

    def set_attribute(self, start: int, name: str, value: str) -> None:
        """Give the tag that begins at `start` an attribute without namespace."""
        end = self.tag_end(start)
        quoted = quoteattr(value).encode("ascii", "xmlcharrefreplace")
        for match in _ATTRIBUTE.finditer(self.bytes, start, end):
            if match[1] == name.encode():
                self.replace(match.start(2), match.end(2), quoted)
                return
        self.insert(start + 1 + len(self._name(start)), f" {name}=".encode() + quoted)

    def append(self, element: Element, xml: str) -> None:
        """Put XML at the end of an element's content."""
        self.insert_inside(element.start, element.inside, element.close, xml)

    def insert_inside(self, start: int, inside: int, close: int, xml: str) -> None:
        """As `append`, for an element known by its places."""
        content = xml.encode("ascii", "xmlcharrefreplace")
        if self.bytes[inside - 2 : inside] != b"/>":
            self.insert(close, content)
            return
        self.replace(inside - 2, inside, b">" + content + b"</" + self._name(start) + b">")

    def text(self, element: Element) -> str:
        """The text of an element with all below it, entities resolved."""
        content = self.bytes[element.inside : element.close].decode("utf-8", "replace")
        return html.unescape(_TAG.sub("", content))

    def remove(self, element: Element) -> None:
        """Take an element out."""
        self.replace(element.start, element.end, b"")

    def insert(self, place: int, xml: bytes | str) -> None:
        """Put XML at a place; what is put at the same place stands in the order of the calls."""
        self.replace(place, place, xml)

    def replace(self, start: int, end: int, xml: bytes | str) -> None:
        """Put XML in the place of other bytes."""
        content = xml if isinstance(xml, bytes) else xml.encode("ascii", "xmlcharrefreplace")
        self._edits.append((start, end, content))

    def _name(self, start: int) -> bytes:
        match = _NAME.match(self.bytes, start)
        return match[1] if match else b""

    def edited(self) -> bytes:
        """The part with all edits made, in its own encoding."""
        pieces, last = [], 0
        for start, end, content in sorted(self._edits, key=lambda edit: edit[:2]):
            pieces += [self.bytes[last:start], content]
            last = end
        whole = b"".join([*pieces, self.bytes[last:]])
        return self._bom + whole.decode().encode(_UTF_16[self._bom]) if self._bom else whole


def _refuse(*_: object) -> NoReturn:
    raise CannotAnnotateError(UNUSUAL)


def without_illegal(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def written(text: str) -> str:
    """Text as it stands in an element, safe from being read as an escape (_x000D_)."""
    return escape(_LOOKS_ESCAPED.sub("_x005F_", without_illegal(text)))


def prefixed(xml: str, prefix: str) -> str:
    """XML written without prefixes with one on every element."""
    return _OPENING.sub(rf"<\1{prefix}", xml) if prefix else xml
