"""Files and functions stay short enough to be read in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.style.tree import files_with, shown

MOST_LINES_OF_CODE_FILE = 400
MOST_LINES_OF_YAML_FILE = 200
MOST_LINES_OF_FUNCTION = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def line_count(path: Path) -> int:
    """Return the number of lines of a text file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def function_lengths(source: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, first line and number of lines of each function, its docstring not counted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function):
            body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
            last_line = node.end_lineno or node.lineno
            length = last_line - body[0].lineno + 2 if body else 1
            yield node.name, node.lineno, length


def test_no_code_file_is_too_long() -> None:
    long_files = [
        f"{shown(path)}: {line_count(path)} lines"
        for path in files_with(".py", ".sql")
        if line_count(path) > MOST_LINES_OF_CODE_FILE
    ]
    assert not long_files, "\n".join(long_files)


def test_no_yaml_file_is_too_long() -> None:
    long_files = [
        f"{shown(path)}: {line_count(path)} lines"
        for path in files_with(".yml", ".yaml")
        if line_count(path) > MOST_LINES_OF_YAML_FILE
    ]
    assert not long_files, "\n".join(long_files)


def test_no_function_is_too_long() -> None:
    long_functions = [
        f"{shown(path)}:{line}: {name} has {length} lines"
        for path in files_with(".py")
        for name, line, length in function_lengths(path.read_text(encoding="utf-8"))
        if length > MOST_LINES_OF_FUNCTION
    ]
    assert not long_functions, "\n".join(long_functions)


def test_a_function_is_measured_without_its_docstring() -> None:
    source = 'def f():\n    """One.\n\n    Two.\n    """\n    a = 1\n    return a\n'
    assert list(function_lengths(source)) == [("f", 1, 3)]
