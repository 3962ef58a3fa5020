"""Workbooks of any of the forms, made from the forms themselves."""

from collections.abc import Sequence
from datetime import date

from dagster_project.forms import Code, Field, Form, load_code_lists, load_forms
from dagster_project.home import sources_folder
from tests.spreadsheets.province import COVER_HEADINGS, Cell, Rows

FORMS = load_forms(sources_folder())
CODE_LISTS = load_code_lists(sources_folder())
RETURNS = [code for code, form in FORMS.items() if form.kind != "cover"]
PERIOD = "2026年9月"


def fixed_rows(form: Form) -> tuple[Code, ...]:
    """The codes of the rows of a table with fixed rows; none for other forms."""
    (*_, key) = form.key_fields
    if form.kind == "ledger" or key.code_list is None:
        return ()
    return CODE_LISTS[key.code_list]


def value(form: Form, field: Field, row: int) -> Cell:
    """A value that a clerk would enter in a row (from 0)."""
    if field.code_list is not None:
        codes = CODE_LISTS[field.code_list]
        return codes[row % len(codes) if field.key or form.kind == "ledger" else 0].label
    by_type: dict[str, Cell] = {
        "date": date(2026, 9, 1 + row),
        "integer": row + 1,
        "decimal": row + 0.5,
        "boolean": "是",
    }
    return by_type.get(field.type, f"{form.code}甲{row + 1:03}")


def table(
    form: Form, fields: Sequence[Field] = (), headings: Sequence[str] = (), rows: int = 2
) -> Rows:
    """Header and rows of a form: all its fields under their labels, unless told otherwise."""
    fields = fields or form.fields
    count = len(fixed_rows(form)) or rows
    body = [[value(form, field, row) for field in fields] for row in range(count)]
    return [list(headings or [field.label for field in fields]), *body]


def titled(form: Form, rows: Rows, period: str = PERIOD) -> Rows:
    """The rows under the form's title and a line with unit and month."""
    return [[form.title], ["填报单位：东篱县", None, f"报告期：{period}"], *rows]


def cover_of(
    declared: dict[str, tuple[Cell, Cell]], period: str = PERIOD, unit_name: str = "东篱县"
) -> Rows:
    """A cover: by form number, rows and tick."""
    lines: list[list[Cell]] = [[code, rows, nil, None] for code, (rows, nil) in declared.items()]
    head: list[list[Cell]] = [["报表封面"], [f"填报单位：{unit_name}", f"报告期：{period}"]]
    return [*head, list(COVER_HEADINGS), *lines]
