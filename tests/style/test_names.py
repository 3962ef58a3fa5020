"""Names tell what a thing is: ASCII in code, dbt models by their layer, columns by their type."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.style.sql import code_only, line_of
from tests.style.tree import PROJECT_ROOT, files_with, shown

MODEL_NAME_BY_FOLDER = {
    "staging": r"stg_\w+",
    "checks": r"chk_\w+",
    "intermediate": r"int_\w+",
    "reports": r"rpt_[a-z]\d\d__\w+",
}
COLUMN_NAME_BY_TYPE = {
    "boolean": r"(is|has)_\w+",
    "date": r"\w+_on",
    "timestamp": r"\w+_at",
}
# Names that stand in the office's registers and in release.json, kept as they are there.
NAMES_OF_THE_REGISTERS = {"valid_from", "valid_to", "as_of", "in_plan_from", "in_plan_to"}
FLOAT_TYPES = {"double", "float", "real"}


def described_models() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield each model's properties with the file that holds them."""
    folders = ("dbt", "sources/forms")
    for path in (p for folder in folders for p in files_with(".yml", ".yaml", under=folder)):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for model in content.get("models") or [] if path.name != "dbt_project.yml" else []:
            yield path, model


def column_faults(column: dict[str, Any]) -> list[str]:
    """Return what is wrong with a column's name or type."""
    name = str(column["name"])
    data_type = str(column.get("data_type", "")).lower()
    if data_type in FLOAT_TYPES:
        return [f"{name} is {data_type}: no floats in any model"]
    pattern = COLUMN_NAME_BY_TYPE.get(data_type)
    bare_name = name.lstrip("_")
    if pattern and bare_name not in NAMES_OF_THE_REGISTERS and not re.fullmatch(pattern, bare_name):
        return [f"{name} is {data_type}, so its name should match {pattern}"]
    return []


def test_sql_outside_texts_and_comments_is_ascii() -> None:
    faults = []
    for path in files_with(".sql", under="dbt"):
        code = code_only(path.read_text(encoding="utf-8"))
        code = re.sub(r'"[^"\n]*"', "", code)
        faults += [
            f"{shown(path)}:{line_of(code, m.start())}: {m.group()}"
            for m in re.finditer(r"[^\x00-\x7f]+", code)
        ]
    assert not faults, "\n".join(faults)


def test_models_are_named_by_their_layer() -> None:
    faults = []
    for path in files_with(".sql", under="dbt/models"):
        layer = path.relative_to(PROJECT_ROOT / "dbt/models").parts[0]
        pattern = MODEL_NAME_BY_FOLDER.get(layer, r"[a-z]\w+")
        if not re.fullmatch(pattern, path.stem):
            faults.append(f"{shown(path)}: a model of {layer} is named {pattern}")
    assert not faults, "\n".join(faults)


def test_every_model_is_described() -> None:
    described = {model["name"] for _, model in described_models() if model.get("description")}
    written = {path.stem for path in files_with(".sql", under="dbt/models")}
    assert written <= described, f"without a description: {sorted(written - described)}"


def test_columns_are_named_by_their_type() -> None:
    faults = [
        f"{shown(path)}: {model['name']}.{fault}"
        for path, model in described_models()
        for column in model.get("columns") or []
        for fault in column_faults(column)
    ]
    assert not faults, "\n".join(faults)


def test_every_column_says_what_it_is() -> None:
    faults = [
        f"{shown(path)}: {model['name']}.{column['name']}"
        for path, model in described_models()
        for column in model.get("columns") or []
        if not column.get("description")
    ]
    assert not faults, "\n".join(faults)


def test_models_that_sqlfluff_leaves_out_are_one_macro_call() -> None:
    ignored = (PROJECT_ROOT / ".sqlfluffignore").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in ignored if line.startswith("dbt/models/")]
    left_out = [path for pattern in patterns for path in PROJECT_ROOT.glob(pattern)]
    assert len(left_out) >= len(patterns)
    for path in left_out:
        code = code_only(path.read_text(encoding="utf-8"))
        one_call = re.fullmatch(r"\s*\{\{(?:(?!\{\{|\}\}).)*\}\}\s*", code, re.DOTALL)
        assert one_call, f"{path.name} has SQL of its own"
