"""The catalogue of a release: its indicators, its forms and its checks, as two pages to read.

Everything is taken from where it is defined: indicators from the release's own `dim_indicator` and
`dim_split`, forms and code lists from `sources/`, checks from the properties of the `chk_` models.
The pages are plain HTML without script, for a browser, from a folder, and for print; their layout
is in `report_templates/catalogue`. Equal inputs give equal bytes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dagster_project.forms import Code, Field, Form, load_code_lists, load_forms
from dagster_project.home import project_root, sources_folder
from dagster_project.trace_definitions import Definition, load_definitions

if TYPE_CHECKING:
    import duckdb

INDICATORS_PAGE = "指标目录.html"
FORMS_PAGE = "报表和审核目录.html"

STATISTICS = {
    "count": "计数",
    "sum": "合计",
    "ratio": "比率",
    "mean": "平均数",
    "median": "中位数",
}
BASES = {"flow": "时期数", "stock": "时点数"}
DIRECTIONS = {"higher_is_better": "越高越好", "lower_is_better": "越低越好", "neutral": "中性"}
PERIOD_KINDS = {
    "month": "当月",
    "quarter": "当季",
    "half_year": "半年",
    "year": "本年累计",
    "term_to_date": "本届以来",
}
KINDS = {"cover": "封面", "ledger": "台账", "period_return": "期报", "stock_table": "统计表"}
FREQUENCIES = {
    "month": "每月",
    "quarter": "每季",
    "half_year": "每半年",
    "year": "每年",
    "round": "每轮次",
    "on_change": "有变动时",
}
TYPES = {
    "text": "文字",
    "date": "日期",
    "integer": "整数",
    "decimal": "数字",
    "boolean": "是否",
    "code": "代码",
    "codes": "代码（可多选）",
}
SEVERITIES = {"fatal": "强制性", "query": "核实性"}

INDICATORS_SQL = """
    select indicator_code, group_zh, direction
    from dim_indicator
    order by sort_order nulls last
"""
SPLITS_SQL = """
    select split_kind, count(*)
    from dim_split
    group by split_kind
    order by split_kind nulls last
"""


def write_catalogue(warehouse: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """Write both pages into a folder, from an open release or build."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in catalogue_pages(warehouse).items():
        (folder / name).write_text(page, encoding="utf-8", newline="\n")


def catalogue_pages(warehouse: "duckdb.DuckDBPyConnection") -> dict[str, str]:
    """Return the pages by the names of their files."""
    forms, code_lists = load_forms(sources_folder()), load_code_lists(sources_folder())
    ((as_of,),) = warehouse.execute("select cast(as_of as varchar) from build_context").fetchall()
    pages = {
        INDICATORS_PAGE: ("indicators.html", FORMS_PAGE, _indicators(warehouse, forms)),
        FORMS_PAGE: ("forms.html", INDICATORS_PAGE, _forms(forms, code_lists)),
    }
    layout = Environment(
        loader=FileSystemLoader(project_root() / "report_templates" / "catalogue"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return {
        name: layout.get_template(template).render(
            **content,
            title=name.removesuffix(".html"),
            other=other,
            other_title=other.removesuffix(".html"),
            as_of=as_of,
        )
        for name, (template, other, content) in pages.items()
    }


def declared_checks() -> list[dict[str, Any]]:
    """Return code, severity, fields and message of every check, in the order they are written."""
    found: list[dict[str, Any]] = []
    for path in sorted((project_root() / "dbt" / "models" / "checks").glob("*.yml")):
        for model in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["models"]:
            found += model.get("config", {}).get("meta", {}).get("checks", [])
    others = project_root() / "report_templates" / "catalogue" / "checks.yml"
    return found + list(yaml.load(others.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


# -- indicators ------------------------------------------------------------------------------------


def _indicators(
    warehouse: "duckdb.DuckDBPyConnection", forms: Mapping[str, Form]
) -> dict[str, Any]:
    definitions = load_definitions(warehouse)
    splits = dict(warehouse.execute(SPLITS_SQL).fetchall())
    labels = {
        f"{form.code}.{field.name}": field.label for form in forms.values() for field in form.fields
    }
    shown = [
        (group, _indicator(definitions[code], direction, splits, labels))
        for code, group, direction in warehouse.execute(INDICATORS_SQL).fetchall()
    ]
    return {
        "indicators": [indicator for _, indicator in shown],
        "groups": [
            {"name": name, "indicators": [indicator for _, indicator in members]}
            for name, members in groupby(shown, key=lambda pair: pair[0])
        ],
    }


def _indicator(
    definition: Definition, direction: str, splits: Mapping[str, int], labels: Mapping[str, str]
) -> dict[str, str]:
    fields = definition.fields()
    by = {
        kind: _labels(definition, set(definition.fields(kind)) - set(fields), labels) or kind
        for kind in definition.splits
    }
    kinds = definition.period_kinds.split("|")
    return {
        "code": definition.indicator,
        "name": definition.name_zh,
        "unit": definition.unit_zh,
        "statistic": STATISTICS[definition.statistic],
        "basis": BASES[definition.basis],
        "direction": DIRECTIONS[direction],
        "precision": _precision(definition),
        "sentence": definition.sentence_zh,
        "period_kinds": "各种期间" if len(kinds) == len(PERIOD_KINDS) else _named(kinds),
        "splits": "；".join(f"{name}（{splits[kind]}类）" for kind, name in by.items()),
        "form": definition.form,
        "fields": _labels(definition, fields[len(definition.keys) :], labels),
    }


def _labels(definition: Definition, fields: Iterable[str], labels: Mapping[str, str]) -> str:
    """Return the headings of fields, those of other forms with its number.

    Words of a condition that are no field are left out.
    """
    names = {
        name: labels.get(name if "." in name else f"{definition.form}.{name}") for name in fields
    }
    shown = [
        f"{name.partition('.')[0]} {label}" if "." in name else label
        for name, label in names.items()
        if label is not None
    ]
    return "、".join(dict.fromkeys(shown))


def _precision(definition: Definition) -> str:
    if definition.statistic in ("ratio", "mean", "median"):
        return "小数6位"
    return "小数4位" if definition.unit_zh == "万元" else "整数"


def _named(kinds: Iterable[str]) -> str:
    return "、".join(PERIOD_KINDS[kind] for kind in kinds)


# -- forms and checks ------------------------------------------------------------------------------


def _forms(forms: Mapping[str, Form], code_lists: Mapping[str, Sequence[Code]]) -> dict[str, Any]:
    checks = declared_checks()
    common = [check for check in checks if check["code"].partition("-")[0] not in forms]
    return {
        "forms": [_form(form, checks) for form in forms.values()],
        "checks_count": len({check["code"] for check in checks}),
        "common_checks": [readable_check(check, {}) for check in _in_order(common)],
        "code_lists": list(_code_lists(forms, code_lists)),
    }


def _form(form: Form, checks: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    labels = {field.name: field.label for field in form.fields}
    own = [check for check in checks if check["code"].partition("-")[0] == form.code]
    return {
        "code": form.code,
        "title": form.title,
        "title_aliases": "、".join(form.title_aliases),
        "kind": KINDS[form.kind],
        "frequency": FREQUENCIES[form.frequency],
        "control_total": labels[form.control_total] if form.control_total else "",
        "fields": [_field(field) for field in form.fields],
        "checks": [readable_check(check, labels) for check in _in_order(own)],
    }


def _field(field: Field) -> dict[str, str]:
    notes = {
        "编号": field.key,
        "必填": field.required,
        "万元或元": field.money,
        "不公开": field.free_text,
    }
    return {
        "label": field.label,
        "name": field.name,
        "type": TYPES[field.type],
        "code_list": field.code_list or "",
        "notes": "、".join(note for note, is_so in notes.items() if is_so),
        "aliases": "、".join(field.aliases),
    }


def _in_order(checks: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return checks by code; those that share one stay in the order they are written in."""
    return sorted(checks, key=lambda check: str(check["code"]))


def readable_check(check: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """Return a check as the catalogue says it: fields by their headings, gaps as …."""
    fields = [labels.get(name, name) for name in check.get("fields", [])]

    def gap(match: re.Match[str]) -> str:
        is_heading = match[1] == "label"
        return ("〔栏目〕" if len(fields) > 1 else fields[0]) if is_heading else "…"

    return {
        "code": check["code"],
        "severity": SEVERITIES[check["severity"]],
        "is_fatal": check["severity"] == "fatal",
        "fields": "、".join(fields),
        "message": re.sub(r"\{(\w+)\}", gap, check["message"]),
    }


def _code_lists(
    forms: Mapping[str, Form], code_lists: Mapping[str, Sequence[Code]]
) -> Iterator[dict[str, Any]]:
    for name, codes in code_lists.items():
        used_by = [
            f"{form.code} {field.label}"
            for form in forms.values()
            for field in form.fields
            if field.code_list == name
        ]
        yield {"name": name, "used_by": "、".join(used_by), "codes": codes}
