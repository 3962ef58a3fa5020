"""The demonstration learns nothing from the reader or from the definitions that it tests."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "dagster_project"
ALLOWED = f"{PACKAGE}.demonstration"


def modules(root: Path) -> list[Path]:
    return sorted((root / PACKAGE / "demonstration").glob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            yield node.module or ""


def test_imports_nothing_else_of_the_project(project_root: Path) -> None:
    found = [
        f"{path.name}: {name}"
        for path in (project_root / PACKAGE / "demonstration").rglob("*.py")
        for name in imported(path)
        if name.startswith(PACKAGE) and not name.startswith(ALLOWED)
    ]
    assert modules(project_root)
    assert not found, found


@pytest.mark.parametrize("word", ["sources/", "sources_folder", ".yml", "codelists"])
def test_reads_no_definitions(project_root: Path, word: str) -> None:
    for path in modules(project_root):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documentation = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and ast.get_docstring(node) is not None
            and isinstance(node.body[0], ast.Expr)
        }
        texts = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
        ]
        names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
        assert not [text for text in texts + names if word in text], path.name


def test_expected_values_use_no_floats(project_root: Path) -> None:
    names = ("evidence", "states", "indicators", "comparisons", "row_queries", "time_queries")
    for path in modules(project_root):
        if path.stem not in names and not path.stem.startswith(("expected", "queries_")):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        floats = [
            node
            for node in ast.walk(tree)
            if (isinstance(node, ast.Constant) and isinstance(node.value, float))
            or (isinstance(node, ast.Name) and node.id == "float")
        ]
        assert not floats, path.name
