"""XML met element by element, without entities and without a tree.

Expat walks iteratively and its handlers stop it, so neither depth nor size costs more than the
caller lets it. A document type is refused unread: no workbook has one, and entities come with it.
"""

from collections.abc import Callable
from xml.parsers import expat

from dagster_project.spreadsheets.formats import refusals as say
from dagster_project.spreadsheets.formats.limits import TOO_LARGE
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError

MAX_ELEMENTS = 1_000_000
_CHUNK = 1 << 16

Attributes = dict[str, str]


def walk(
    text: str,
    on_start: Callable[[str, Attributes], None],
    on_end: Callable[[str], None],
    on_text: Callable[[str], None],
) -> None:
    """Call the handlers for everything in an XML document; names are `namespace}local`.

    Args:
        text: the document, already decoded; what its declaration says of encoding is not used.
        on_start: called with the name and attributes of an element.
        on_end: called with its name.
        on_text: called with text between tags, in pieces that no tag divides.

    Raises:
        UnreadableFileError: it is not well formed, has too many elements, or a document type.
    """
    parser = expat.ParserCreate("utf-8", "}")
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    parser.StartElementHandler = _counted(on_start)
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = on_text
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        for start in range(0, len(text), _CHUNK):
            parser.Parse(text[start : start + _CHUNK].encode("utf-8"), False)
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        raise UnreadableFileError(say.DAMAGED_XML) from error


def _counted(on_start: Callable[[str, Attributes], None]) -> Callable[[str, Attributes], None]:
    """The handler, until there are more elements than a workbook within the limits has."""
    left = MAX_ELEMENTS

    def start(name: str, attributes: Attributes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise UnreadableFileError(TOO_LARGE)
        on_start(name, attributes)

    return start


def _refuse_document_type(*_: object) -> None:
    raise UnreadableFileError(say.ENTITIES)
