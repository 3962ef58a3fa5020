"""True values for the fields of any form, drawn by chance, and what a reader must make of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dagster_project.demonstration.mess.asking import Ask, Value
from dagster_project.demonstration.mess.books import FormWords
from dagster_project.forms import Code, Field, Form, load_code_lists, load_forms
from dagster_project.home import sources_folder

FORMS = load_forms(sources_folder())
CODE_LISTS = load_code_lists(sources_folder())
RETURNS = sorted(code for code, form in FORMS.items() if form.kind != "cover")
PERIOD, PERIOD_END = "2026-09", date(2026, 9, 30)
SEPARATORS = "、,，;；/ \u3000"
NAMES = ("甲乡党委", "乙局党组", "丙镇党委", "某部门", "丁街道党工委")
REMARKS = (
    "按月报送进度，逐项核对后销号",
    "经研究同意",
    "牵头单位:某局，配合单位:某办",
    "已约谈有关负责同志 2 人",
)
KEY_STYLES = ("XS2026-{:03}", "wt{:04}号", "99012110{:04}", "010{:03}", "清巡〔2026〕{}号")

Row = dict[str, Value]


def is_fixed(form: Form) -> bool:
    """Whether the rows of a form are those of a code list."""
    return len(form.key_fields) == 1 and form.key_fields[0].type == "code"


def words_of(form: Form) -> FormWords:
    """What the layouts have to know of a form."""
    return FormWords(
        aliases={field.name: field.aliases for field in form.fields},
        keys=tuple(field.name for field in form.key_fields),
        required=frozenset(field.name for field in form.fields if field.required),
        money=frozenset(field.name for field in form.fields if field.money),
        is_fixed=is_fixed(form),
    )


def codes_of(field: Field) -> list[Code]:
    """The codes of a field that hold in the period."""
    codes = CODE_LISTS[field.code_list or ""]
    return [
        code
        for code in codes
        if (code.valid_from or "0") <= f"{PERIOD}-01" <= (code.valid_to or "9999")
    ]


def spellings_of(field: Field) -> dict[str, tuple[str, ...]]:
    """What each code of a field may be called; of several in a cell only what stays apart."""
    if field.code_list is None:
        return {}
    found = {}
    for code in codes_of(field):
        names = (code.label, *code.aliases, code.code)
        if field.type == "codes":
            names = tuple(name for name in names if not set(name) & set(SEPARATORS))
        if names and names[-1] == code.code and (field.type == "code" or names[0] == code.label):
            found[code.code] = names
    return found


def rows_of(form: Form, count: int, rng: Random) -> list[Row]:
    """Draw the rows of a form; a table with fixed rows has each of its rows once."""
    if is_fixed(form):
        codes = codes_of(form.key_fields[0])
        count = len(codes)
    style = rng.choice(KEY_STYLES)
    rows = []
    for number in range(count):
        row = {field.name: _value(form, field, number, style, rng) for field in form.fields}
        rows.append(row)
    return rows


def _value(form: Form, field: Field, number: int, style: str, rng: Random) -> Value:
    if field.key:
        return _key(form, field, number, style, rng)
    if field.type == "boolean":
        return rng.random() < 0.5
    if not field.required and rng.random() < 0.25:
        return None
    if field.type == "date":
        return PERIOD_END - timedelta(days=rng.randint(0, 900))
    if field.type == "integer":
        return rng.choice((0, rng.randint(1, 30), rng.randint(10, 999), rng.randint(1000, 98_765)))
    if field.type == "decimal":
        return rng.choice(
            (Decimal(0), Decimal(rng.randint(1, 9_999_999)).scaleb(-rng.randint(0, 4)))
        )
    if field.code_list:
        codes = list(spellings_of(field))
        if field.type == "code":
            return rng.choice(codes)
        return tuple(sorted(rng.sample(codes, rng.randint(1, min(3, len(codes)))), key=codes.index))
    if is_number_like(field):
        return rng.choice(KEY_STYLES).format(rng.randint(1, 999)).upper()
    if field.free_text:
        return rng.choice(REMARKS)
    return rng.choice(NAMES)


def _key(form: Form, field: Field, number: int, style: str, rng: Random) -> Value:
    if field.type == "integer":
        return number + 1
    if field.type == "code":
        codes = [code.code for code in codes_of(field)]
        return codes[number] if is_fixed(form) else rng.choice(codes)
    if form.kind == "cover":
        return RETURNS[number]
    return style.format(number + 1).upper()


def is_number_like(field: Field) -> bool:
    """Whether a text is a number of something, in which case does not count."""
    return field.key or field.name.endswith(("_no", "_code"))


def ask_of(field: Field, value: Value, *, is_rich: bool, money_unit: str) -> Ask:
    """What is asked of a spelling of a value in a field."""
    tokens = {"blank"}
    if value is not None:
        kind = field.type
        if kind == "text":
            kind = "free" if field.free_text else "key" if is_number_like(field) else "name"
        tokens = {kind, "any"} | ({"money"} if field.money else set())
        if field.required and not field.key and kind != "boolean":
            tokens.add("required")
    return Ask(
        value,
        frozenset(tokens),
        field.name,
        PERIOD,
        spellings_of(field),
        money_unit if field.money else "",
        is_rich,
    )


def typed(field: Field, value: Value) -> object:
    """What the warehouse must hold for a value."""
    if value is None:
        return False if field.type == "boolean" else None
    if field.type == "decimal":
        return Decimal(str(value)).quantize(Decimal("0.0001"))
    if isinstance(value, tuple):
        return "|".join(value)
    if field.type == "text":
        if field.free_text:
            return str(value).strip(" ")
        text = "".join(str(value).split())
        return text.upper() if is_number_like(field) else text
    return value


def numbers_of(form: Form, row: Row, fields: Sequence[str], money_unit: str) -> dict[str, Decimal]:
    """The numbers of a row that a total sums, as their columns show them."""
    found = {}
    for field in form.fields:
        value = row.get(field.name)
        if field.name not in fields or field.type not in ("integer", "decimal"):
            continue
        if field.type == "integer" and not field.name.endswith("_count"):
            continue
        number = Decimal(0) if value is None else Decimal(str(value))
        found[field.name] = number * 10_000 if field.money and money_unit == "元" else number
    return found
