"""The project's own SQL, run on the rows of many files at once.

dbt's macros are rendered without dbt, in as much time as it takes to read them: each macro is a
template of its own that finds the others, the adapter and the graph in its surroundings, and may
give back a value instead of text, as dbt has it.
"""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import jinja2
import pyarrow as pa
import yaml

from dagster_project.forms import Form
from dagster_project.home import project_root, sources_folder
from dagster_project.reference import write_reference
from tests.mess.truth import CODE_LISTS, FORMS, PERIOD
from tests.spreadsheets.province import DECISIONS

_MACRO = re.compile(r"\{%-?\s*macro\s+(\w+).*?endmacro\s*-?%\}", re.DOTALL)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_LINEAGE = ("_extraction_id", "_sheet", "_table", "_row")
_OF_PROBLEM = ("extraction_id", "sheet", "table_no", "row_no")
_NO_ROWS = (
    "select '' as form, '' as extraction_id, '' as sheet, 0::bigint as table_no,"
    " 0::bigint as row_no where false"
)


# Instead of the checks of a form's own, which are not of the table of mess: one that never holds.
_NEVER = {"code": "", "severity": "query", "predicate": "false", "message": ""}


class _Return(Exception):  # noqa: N818
    """A macro gives back a value."""


class Sql:
    """dbt's macros and what they look around for."""

    def __init__(self) -> None:
        self.at_hand = SimpleNamespace()
        self.environment = jinja2.Environment(extensions=["jinja2.ext.do"])  # noqa: S701 (SQL, no page)
        self.environment.globals.update(
            {
                "return": self._give_back,
                "adapter": SimpleNamespace(dispatch=self._dispatch),
                "modules": SimpleNamespace(re=re),
                "graph": SimpleNamespace(nodes=_nodes()),
                "execute": True,
                "model": self.at_hand,
                "ref": lambda name: name,
                "source": lambda schema, name: f"{schema}_{name}",
                "none": None,
            }
        )
        for path in sorted((project_root() / "dbt" / "macros").rglob("*.sql")):
            for found in _MACRO.finditer(_COMMENT.sub("", path.read_text(encoding="utf-8"))):
                self.environment.globals[found[1]] = self._macro(found[1], found[0])

    def render(self, text: str, form: Form) -> str:
        """Return the SQL of a text with macros, as in a model of a form."""
        check = _NEVER | {"fields": [form.fields[0].name]}
        self.at_hand.name = form.model
        self.at_hand.config = SimpleNamespace(meta=SimpleNamespace(checks=[check]))
        return self.environment.from_string(text).render()

    def model(self, name: str, **instead: object) -> str:
        """Return the SQL of one of the project's models, with other macros in place of some."""
        (path,) = (project_root() / "dbt" / "models").rglob(f"{name}.sql")
        text = path.read_text(encoding="utf-8")
        return self.environment.from_string(text).render(**instead)

    @staticmethod
    def _give_back(value: object) -> None:
        raise _Return(value)

    def _dispatch(self, name: str, package: str) -> Callable[..., Any]:
        found: Callable[..., Any] = self.environment.globals[f"default__{name}"]
        return found

    def _macro(self, name: str, text: str) -> Callable[..., Any]:
        """A macro, compiled when it is first called, since a template sees only what was there."""

        @cache
        def compiled() -> Callable[..., Any]:
            macro: Callable[..., Any] = getattr(self.environment.from_string(text).module, name)
            return macro

        def called(*args: Any, **kwargs: Any) -> object:
            try:
                return compiled()(*args, **kwargs)
            except _Return as given:
                return given.args[0]

        return called


class _Named(SimpleNamespace):
    """A mapping whose keys are attributes too, as dbt's graph has it."""

    def get(self, name: str, default: object = None) -> object:
        return getattr(self, name, default)


def _named(value: object) -> object:
    if isinstance(value, dict):
        return _Named(**{key: _named(item) for key, item in value.items()})
    return value


def _nodes() -> dict[str, Any]:
    """The staging models of all forms as nodes of dbt's graph."""
    nodes = {}
    for path in sorted((sources_folder() / "forms").glob("*.yml")):
        (told,) = yaml.safe_load(path.read_text(encoding="utf-8"))["models"]
        columns = {column["name"]: _named(column) for column in told["columns"]}
        node = _named({key: value for key, value in told.items() if key != "columns"})
        node.columns = columns
        nodes[f"model.xuncha.{told['name']}"] = node
    return nodes


@cache
def _sql() -> Sql:
    return Sql()


Place = tuple[Any, ...]


class Warehouse:
    """The typed rows of readings and the problems that dbt finds in them.

    `rows` are by (form, extraction, sheet, table, row), `problems` by the same, as sets of (check
    code, field); `sums` are the (extraction, sheet, cell) of totals that their rows do not give.
    """

    def __init__(self, raw: dict[str, pa.Table], registers: Path) -> None:
        """Run the project's SQL on raw tables as intake lays them out."""
        self.rows: dict[Place, dict[str, Any]] = {}
        self.problems: dict[Place, set[tuple[str, str]]] = {}
        forms = [form for form in FORMS.values() if form.name in raw]
        with duckdb.connect() as self.connection:
            # Few rows and very long queries: planning them costs more than running them.
            self.connection.execute("pragma disable_optimizer")
            for name, table in raw.items():
                self.connection.register(f"raw_{name}", table)
            for path in registers.glob("*.parquet"):
                self.connection.read_parquet(str(path)).create_view(f"reference_{path.stem}")
            self._create("int_months", f"select '{PERIOD}' as month")
            for name in ("stg_code_spellings", "stg_code_choices", "stg_organisation_aliases"):
                self._create(name, _sql().model(name))
            self._create("int_held_rows", _NO_ROWS)
            for form in forms:
                self._type(form)
            self.sums = self._check_sums([form for form in forms if form.kind != "cover"])

    def _create(self, name: str, query: str) -> None:
        self.connection.execute(f"create table {name} as {query}")

    def _records(self, query: str) -> list[dict[str, Any]]:
        return self.connection.execute(query).to_arrow_table().to_pylist()

    def _type(self, form: Form) -> None:
        told = f"'{form.model}'"
        self._create(form.model, _sql().render(f"{{{{ typed({told}) }}}}", form))
        for row in self._records(f"select * from {form.model}"):  # noqa: S608 (our own names)
            self.rows[(form.code, *(row[name] for name in _LINEAGE))] = row
        self._create("found", _sql().render(f"{{{{ fatal_problems({told}) }}}}", form))
        self.connection.execute(
            "insert into int_held_rows"
            " select distinct ?, extraction_id, sheet, table_no, row_no from found",
            [form.code],
        )
        query = _sql().render(f"{{{{ query_problems({told}, {told}) }}}}", form)
        for row in self._records("select * from found") + self._records(query):
            place = (form.code, *(row[name] for name in _OF_PROBLEM))
            self.problems.setdefault(place, set()).add((row["check_code"], row["field"]))
        self.connection.execute("drop table found")

    def _check_sums(self, forms: list[Form]) -> set[Place]:
        self._create("int_parts", "select *, true as is_in_force from raw_parts")
        named = [{"name": form.model.removeprefix("stg_")} for form in forms]
        query = _sql().model("chk_subtotals", forms=lambda: named)
        return {(row["extraction_id"], row["sheet"], row["cell"]) for row in self._records(query)}


def write_registers(folder: Path) -> None:
    """Write the registers and code lists that dbt reads."""
    as_of = datetime(2026, 11, 1)
    write_reference(folder, FORMS, CODE_LISTS, DECISIONS, as_of, "test")
