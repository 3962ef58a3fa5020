"""The style part: fills for marked cells and the styles of the list sheet, appended to it.

A marked cell gets its own style again with another fill and nothing else changed. What the part
holds already keeps its place and its bytes.
"""

from dagster_project.returns.marking.errors import UNUSUAL, CannotAnnotateError
from dagster_project.returns.marking.markup import Element, Part, prefixed
from dagster_project.returns.marks import Severity

_MOST_STYLES = 64_000  # Excel opens no more
_SECTIONS = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
# What the first places of a section must hold, where a writer left the section out.
_FIRST = {
    "fonts": ('<font><sz val="11"/><name val="宋体"/></font>',),
    "fills": (
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}
_ENTRIES = {"fonts": "font", "fills": "fill", "borders": "border", "cellXfs": "xf"}
# Stripes against dots and dark against light: told apart on a grey printer too.
_MARK_PATTERNS: dict[Severity, tuple[str, str, str]] = {
    "fatal": ("lightUp", "FFE0574F", "FFFAC9C4"),
    "query": ("gray0625", "FFB98900", "FFFFF3B8"),
}


class Styles:
    """The style part of a workbook; `edited` gives it with what was added.

    `earlier` are the styles that fill a cell as a mark, from a workbook marked before.
    """

    def __init__(self, content: bytes | None, namespace: str) -> None:
        self._part = Part(content or f'<styleSheet xmlns="{namespace}"></styleSheet>'.encode())
        self._root = self._part.outline()
        self._prefix = self._part.prefix(self._root.start)
        self._added: dict[str, list[str]] = {}
        self._sections: dict[str, Element | None] = {}
        self._counts: dict[str, int] = {}
        for name in _FIRST:
            self._open(name)
        self._fills: dict[Severity, int] = {}
        self._made: dict[tuple[int, Severity | None], int] = {}
        fills, styles = self._sections["fills"], self._sections["cellXfs"]
        self._styles = list(styles.all("xf")) if styles else []
        marking = {
            str(number)
            for number, fill in enumerate(fills.all("fill") if fills else ())
            if _is_mark(fill)
        }
        self.earlier = frozenset(
            number
            for number, style in enumerate(self._styles)
            if style.attributes.get("fillId") in marking
        )

    def marked(self, style: int, severity: Severity) -> int:
        """The style that is like another but for the fill of a mark."""
        if severity not in self._fills:
            self._fills[severity] = self.add("fills", _fill(*_MARK_PATTERNS[severity]))
        return self._with_fill(style, severity, self._fills[severity])

    def lifted(self, style: int) -> int:
        """The style that is like another but without a fill."""
        return self._with_fill(style, None, 0)

    def add(self, section: str, xml: str) -> int:
        """Append an entry, written without prefix, to a section; return its number in it."""
        return self._append(section, prefixed(xml, self._prefix))

    def edited(self) -> bytes:
        """The part with all that was added."""
        for name, entries in self._added.items():
            section = self._sections[name]
            if section is None:
                self._insert_section(name, "".join(entries))
            elif entries:
                self._part.append(section, "".join(entries))
                if "count" in section.attributes:
                    self._part.set_attribute(section.start, "count", str(self._counts[name]))
        return self._part.edited()

    def _open(self, name: str) -> None:
        section = self._root.child(name)
        count = len(list(section.all(_ENTRIES[name]))) if section else 0
        lacking = _FIRST[name][count:]
        self._sections[name] = section
        self._added[name] = [prefixed(entry, self._prefix) for entry in lacking]
        self._counts[name] = count + len(lacking)

    def _append(self, section: str, xml: str) -> int:
        number = self._counts[section]
        self._counts[section] += 1
        if number >= _MOST_STYLES:
            raise CannotAnnotateError(UNUSUAL)
        self._added[section].append(xml)
        return number

    def _with_fill(self, style: int, kind: Severity | None, fill: int) -> int:
        """A style with another fill; a style that is not there counts as the first."""
        if (style, kind) not in self._made:
            if self._styles:
                source = self._styles[style if style < len(self._styles) else 0]
                copy = Part(self._part.bytes[source.start : source.end])
            else:
                copy = Part(prefixed(_FIRST["cellXfs"][0], self._prefix).encode())
            copy.set_attribute(0, "fillId", str(fill))
            copy.set_attribute(0, "applyFill", "1")
            self._made[style, kind] = self._append("cellXfs", copy.edited().decode())
        return self._made[style, kind]

    def _insert_section(self, name: str, content: str) -> None:
        later = _SECTIONS[_SECTIONS.index(name) + 1 :]
        follower = next((each for each in self._root.children if each.name in later), None)
        xml = f'<{self._prefix}{name} count="{self._counts[name]}">{content}</{self._prefix}{name}>'
        if follower is None:
            self._part.append(self._root, xml)
        else:
            self._part.insert(follower.start, xml)


def _fill(pattern: str, lines: str, ground: str) -> str:
    return (
        f'<fill><patternFill patternType="{pattern}"><fgColor rgb="{lines}"/>'
        f'<bgColor rgb="{ground}"/></patternFill></fill>'
    )


def _is_mark(fill: Element) -> bool:
    """Whether a fill is that of a mark, as we or a program that saved the file wrote it."""
    pattern = fill.child("patternFill")
    if pattern is None:
        return False
    colours = [pattern.child(name) for name in ("fgColor", "bgColor")]
    values = [each.attributes.get("rgb", "").upper() if each else "" for each in colours]
    return (pattern.attributes.get("patternType"), *values) in _MARK_PATTERNS.values()
