"""Reading SQL with Jinja as far as the tests of style need: comments out, clauses apart."""

import re

COMMENT_OR_TEXT = re.compile(
    r"\{#.*?#\}|--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'",
    flags=re.DOTALL,
)
END_OF_ORDER = re.compile(
    r"\b(limit|rows|range|union|except|intersect|qualify|using|separator)\b|[;]|\{%", re.IGNORECASE
)


def code_only(text: str) -> str:
    """Return the SQL with comments and quoted texts blanked, every line where it was."""
    return COMMENT_OR_TEXT.sub(_blank, text)


def line_of(text: str, position: int) -> int:
    """Return the line number, from 1, of a position in a text."""
    return text.count("\n", 0, position) + 1


def order_keys(code: str) -> list[tuple[int, str]]:
    """Return each key of each `order by` with its position; `code` is without comments."""
    keys = []
    for match in re.finditer(r"\border\s+by\b", code, flags=re.IGNORECASE):
        clause_end = _end_of_clause(code, match.end())
        for start, end in _split_at_commas(code, match.end(), clause_end):
            keys.append((start, code[start:end].strip()))
    return keys


def bare_casts(code: str) -> list[tuple[int, str]]:
    """Return what stands between the brackets of each `cast(…)`, with its position."""
    return [
        (match.start(), code[match.end() : _closing_bracket(code, match.end())].strip())
        for match in re.finditer(r"(?<!\w)cast\s*\(", code, flags=re.IGNORECASE)
    ]


def _blank(match: re.Match[str]) -> str:
    found = match.group()
    if found.startswith("'"):
        return "'" + re.sub(r"[^\n]", " ", found[1:-1]) + "'"
    return re.sub(r"[^\n]", " ", found)


def _end_of_clause(code: str, start: int) -> int:
    depth = 0
    position = start
    while position < len(code):
        if depth == 0 and END_OF_ORDER.match(code, position):
            return position
        if code[position] == "(":
            depth += 1
        elif code[position] == ")":
            if depth == 0:
                return position
            depth -= 1
        position += 1
    return position


def _closing_bracket(code: str, start: int) -> int:
    depth = 0
    for position in range(start, len(code)):
        depth += {"(": 1, ")": -1}.get(code[position], 0)
        if depth < 0:
            return position
    return len(code)


def _split_at_commas(code: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    depth = 0
    piece_start = start
    for position in range(start, end):
        depth += {"(": 1, ")": -1}.get(code[position], 0)
        if code[position] == "," and depth == 0:
            pieces.append((piece_start, position))
            piece_start = position + 1
    pieces.append((piece_start, end))
    return [(a, b) for a, b in pieces if code[a:b].strip()]
