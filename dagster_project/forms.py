"""The forms: one YAML each, read strictly.

Holds what a form is (title, fields, keys, aliases) and the code lists its fields point to, as
everything in Python sees them: the reader, blank workbooks, the data dictionary. The same files
are dbt properties; what dbt does with them does not live here. No workbook is opened here.
"""

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as PydanticField

FieldType = Literal["text", "date", "integer", "decimal", "boolean", "code", "codes"]
FormKind = Literal["cover", "ledger", "period_return", "stock_table"]
Frequency = Literal["month", "quarter", "half_year", "year", "round", "on_change"]
UnitKind = Literal["province_level", "city_level", "county", "function_zone"]
ALL_UNIT_KINDS: tuple[UnitKind, ...] = get_args(UnitKind)


class FormError(Exception):
    """A form or code list that ships with the project is wrong: our fault, never a county's."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Field(_Strict):
    """One column of a form.

    A `code` field holds one entry of its code list, a `codes` field several in one cell. `name` is
    the identifier in raw Parquet and warehouse, `label` the heading on the blank workbook,
    `aliases` the other headings under which it arrives. `money` fields come in 元 or 万元 and are
    kept with their unit; `free_text` never leaves the restricted database.
    """

    name: str
    label: str
    type: FieldType
    code_list: str | None = None
    required: bool = False
    key: bool = False
    aliases: tuple[str, ...] = ()
    money: bool = False
    free_text: bool = False


class Form(_Strict):
    """One form (报表): what it is called and which fields it has, in the order of the file.

    `code` is the number on the return (`XC04`), `name` the identifier (`xc04_clues`), `model` the
    dbt model the same file describes. `control_total` names the field that the cover sums.
    `unit_kinds` are the kinds of reporting unit that it is asked of (when: `due_days.is_due`).
    `ignored_headings` are columns that belong on the form and carry nothing to keep (序号).
    """

    code: str
    name: str
    model: str
    title: str
    title_aliases: tuple[str, ...] = ()
    kind: FormKind
    frequency: Frequency
    due_day: int = PydanticField(ge=1, le=31)
    unit_kinds: tuple[UnitKind, ...] = ALL_UNIT_KINDS
    control_total: str | None = None
    ignored_headings: tuple[str, ...] = ()
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """Return the field of that name; KeyError if the form has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.code}: {name}")

    @property
    def key_fields(self) -> tuple[Field, ...]:
        """The fields that together identify an item within a unit."""
        return tuple(field for field in self.fields if field.key)


class Code(_Strict):
    """One entry of a code list; `valid_from` and `valid_to` are dates as written, or blank."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""


class _FormMeta(_Strict):
    code: str
    name: str
    title: str
    title_aliases: tuple[str, ...] = ()
    kind: FormKind
    frequency: Frequency
    due_day: int
    unit_kinds: tuple[UnitKind, ...] = PydanticField(ALL_UNIT_KINDS, min_length=1)
    control_total: str | None = None
    ignored_headings: tuple[str, ...] = ()


class _ColumnMeta(_Strict):
    type: FieldType | None = None
    system: bool = False
    code_list: str | None = None
    required: bool = False
    key: bool = False
    aliases: tuple[str, ...] = ()
    money: bool = False
    free_text: bool = False


class _ColumnConfig(_Strict):
    meta: _ColumnMeta


class _Column(_Strict):
    name: str
    description: str
    data_type: str
    config: _ColumnConfig
    data_tests: tuple[Any, ...] = ()
    constraints: tuple[Any, ...] = ()


class _ModelMeta(_Strict):
    form: _FormMeta


class _ModelConfig(_Strict):
    contract: dict[str, bool] = {}
    meta: _ModelMeta


class _Model(_Strict):
    name: str
    description: str
    config: _ModelConfig
    columns: tuple[_Column, ...]
    data_tests: tuple[Any, ...] = ()
    constraints: tuple[Any, ...] = ()


class _FormFile(_Strict):
    version: Literal[2]
    models: tuple[_Model, ...] = PydanticField(min_length=1, max_length=1)
    sources: tuple[Any, ...] = ()
    unit_tests: tuple[Any, ...] = ()


def load_forms(sources: Path) -> dict[str, Form]:
    """Read every `forms/*.yml` under `sources`, by form code, in the order of the file names.

    Raises:
        FormError: a file has an unknown or missing key, a code or name occurs twice, a field has
            neither a type nor `system: true`, or points to a field that is not there.
    """
    forms: dict[str, Form] = {}
    for path in sorted((sources / "forms").glob("*.yml")):
        form = _load_form(path)
        if form.code in forms or form.name in {other.name for other in forms.values()}:
            raise FormError(f"{path.name}: form {form.code} / {form.name} occurs twice")
        forms[form.code] = form
    return forms


def load_code_lists(sources: Path) -> dict[str, tuple[Code, ...]]:
    """Read every `codelists/*.csv` under `sources`, by file name without `.csv`.

    Raises:
        FormError: a column is missing or a code occurs twice in one list.
    """
    return {
        path.stem: _load_code_list(path) for path in sorted((sources / "codelists").glob("*.csv"))
    }


def sources_fingerprint(sources: Path) -> str:
    """Return the hash of all forms and code lists: names and bytes, in order."""
    paths = [*(sources / "forms").glob("*.yml"), *(sources / "codelists").glob("*.csv")]
    return files_fingerprint(paths)


def files_fingerprint(paths: Iterable[Path]) -> str:
    """Return one SHA-256 over the names and bytes of files, whatever order they are given in."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: (path.parent.name, path.name)):
        digest.update(f"{path.parent.name}/{path.name}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _load_form(path: Path) -> Form:
    try:
        content = _FormFile.model_validate(
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        )
    except (ValidationError, yaml.YAMLError) as error:
        raise FormError(f"{path.name}: {error}") from error
    model = content.models[0]
    fields = tuple(
        _field(path, column) for column in model.columns if not column.config.meta.system
    )
    names = [field.name for field in fields]
    meta = model.config.meta.form
    if len(set(names)) != len(names):
        raise FormError(f"{path.name}: a field occurs twice")
    if meta.control_total is not None and meta.control_total not in names:
        raise FormError(f"{path.name}: control_total {meta.control_total} is no field")
    return Form(model=model.name, fields=fields, **meta.model_dump())


def _field(path: Path, column: _Column) -> Field:
    meta = column.config.meta
    if meta.type is None:
        raise FormError(f"{path.name}: {column.name} has no type")
    if (meta.type in ("code", "codes")) != (meta.code_list is not None):
        raise FormError(f"{path.name}: {column.name}: type code or codes and code_list go together")
    return Field(
        name=column.name,
        label=column.description,
        type=meta.type,
        **meta.model_dump(exclude={"type", "system"}),
    )


def _load_code_list(path: Path) -> tuple[Code, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    try:
        codes = tuple(
            Code.model_validate({**row, "aliases": [a for a in row["aliases"].split("|") if a]})
            for row in rows
        )
    except (KeyError, ValidationError) as error:
        raise FormError(f"{path.name}: {error}") from error
    if len({code.code for code in codes}) != len(codes):
        raise FormError(f"{path.name}: a code occurs twice")
    return codes
