"""The comments of a sheet: those it has, as they are, and one at each marked cell.

A comment that a marked cell has already keeps its text below ours. Those of an earlier return are
taken away. The shadow of a threaded comment is left alone: spreadsheet programs write it anew from
the thread. Boxes are drawn in `note_shapes`.
"""

from collections.abc import Mapping, Sequence

from dagster_project.returns.marking.markup import Element, Part, prefixed, written
from dagster_project.returns.marks import Mark
from dagster_project.returns.problem_table import SEVERITY_WORDS, shortened

AUTHOR = "报表审核"
_BELOW = "———— 以下是原有批注 ————"
_HINT = "\n属实的，请在工作表“问题清单”的“说明”栏写明情况。"
_THREAD = "tc="
_FONT = '<sz val="9"/><color indexed="81"/><rFont val="宋体"/><charset val="134"/>'
_MOST_TEXT = 1_000


def note_lines(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """What a cell's note says: for each mark a heading and a text."""
    lines = []
    for mark in marks:
        text = shortened(mark.message, _MOST_TEXT)
        if mark.severity == "query":
            text += _HINT
        lines.append((f"{_heading(SEVERITY_WORDS[mark.severity])}{mark.check_code}", text))
    return lines


class Comments:
    """The comments part of a sheet.

    `kept` are the addresses whose comment stays, `lifted` those whose comment, of an earlier
    return, is taken away.
    """

    def __init__(self, content: bytes | None, main_namespace: str) -> None:
        empty = f'<comments xmlns="{main_namespace}"><authors/><commentList/></comments>'
        self._part = Part(content or empty.encode())
        self._root = self._part.outline()
        self._prefix = self._part.prefix(self._root.start)
        authors, entries = self._root.child("authors"), self._root.child("commentList")
        if authors is None or entries is None:
            raise KeyError("commentList")
        self._authors, self._list = authors, entries
        self._names = [self._part.text(each) for each in authors.all("author")]
        before = {each.attributes["ref"]: each for each in entries.all("comment")}
        ours = {ref: each for ref, each in before.items() if self._is_ours(each)}
        for comment in ours.values():
            self._part.remove(comment)
        self._before = {ref: each for ref, each in before.items() if ref not in ours}
        self.lifted = frozenset(ours)
        self.kept = frozenset(self._before)

    def edited(self, marks: Mapping[str, Sequence[Mark]]) -> bytes:
        """The part with a comment at each address, in the order given."""
        author = self._author()
        new = []
        for ref, about in marks.items():
            before = self._before.get(ref)
            if before is None:
                new.append(
                    f'<comment ref="{ref}" authorId="{author}" shapeId="0"><text>'
                    f"{_runs(note_lines(about))}</text></comment>"
                )
            elif not self._name_of(before).startswith(_THREAD):
                self._put_first(before, about)
        for comment in self._before.values():
            self._lift(comment)
        if new:
            self._part.append(self._list, prefixed("".join(new), self._prefix))
        return self._part.edited()

    def _author(self) -> int:
        """Our number among the authors, put last among them if we are not there."""
        if AUTHOR in self._names:
            return self._names.index(AUTHOR)
        self._part.append(self._authors, prefixed(f"<author>{AUTHOR}</author>", self._prefix))
        return len(self._names)

    def _name_of(self, comment: Element) -> str:
        place = int(comment.attributes.get("authorId", 0))
        return self._names[place] if place < len(self._names) else ""

    def _is_ours(self, comment: Element) -> bool:
        text = self._part.text(comment).lstrip()
        return self._name_of(comment) == AUTHOR and text.startswith(_HEADINGS)

    def _lift(self, comment: Element) -> None:
        """Take away what an earlier return put in front of the text of a comment.

        A program that saved the workbook may have made one piece of all the text.
        """
        text = comment.child("text")
        if text is None or not self._part.text(text).startswith(_HEADINGS):
            return
        pieces = [(each, each.child("t")) for each in text.all("r")]
        pieces += [(each, each) for each in text.all("t")]
        shown = [self._part.text(piece) if piece else "" for _, piece in pieces]
        last = next((place for place, each in enumerate(shown) if _BELOW in each), None)
        if last is None:
            return
        below = shown[last].partition(_BELOW)[2].lstrip("\n")
        owner, piece = pieces[last]
        for earlier, _ in pieces[:last]:
            self._part.remove(earlier)
        if below and piece is not None:
            self._part.replace(piece.inside, piece.close, written(below))
        else:
            self._part.remove(owner)

    def _put_first(self, comment: Element, marks: Sequence[Mark]) -> None:
        """Put our text before the text of a comment that is there."""
        text = comment.child("text")
        if text is None:
            return
        below = _run(f"\n\n{_BELOW}\n", is_bold=False)
        ours = prefixed(_runs(note_lines(marks)) + below, self._prefix)
        bare = text.child("t")
        if bare is not None:  # a text without runs: it becomes the run after ours
            self._part.insert(bare.start, ours + prefixed("<r>", self._prefix))
            self._part.insert(bare.end, prefixed("</r>", self._prefix))
        elif text.children:
            self._part.insert(text.children[0].start, ours)
        else:
            self._part.append(text, ours)


def _heading(word: str) -> str:
    return f"【{word}】"


_HEADINGS = tuple(map(_heading, SEVERITY_WORDS.values()))


def _runs(lines: Sequence[tuple[str, str]]) -> str:
    runs = []
    for number, (heading, text) in enumerate(lines):
        gap = "\n\n" if number else ""
        runs += [_run(gap + heading, is_bold=True), _run(f"\n{text}", is_bold=False)]
    return "".join(runs)


def _run(text: str, *, is_bold: bool) -> str:
    bold = "<b/>" if is_bold else ""
    return f'<r><rPr>{bold}{_FONT}</rPr><t xml:space="preserve">{written(text)}</t></r>'
