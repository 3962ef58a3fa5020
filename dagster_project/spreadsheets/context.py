"""What the reader must know beforehand, compiled once: forms by heading, units by name.

Plain data that is sent to each worker process; built from forms and decisions, which workers do
not load again. How headings are matched lives in `headers.py`, names in `units.py`.
"""

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.regions import DecisionError
from dagster_project.spreadsheets.confirmed import ConfirmedLayouts, build_layouts
from dagster_project.spreadsheets.text import heading_keys, letters_only
from dagster_project.spreadsheets.units import UnitNames, build_unit_names

if TYPE_CHECKING:
    from dagster_project.decisions import Decisions, LayoutDecision, UnitAlias
    from dagster_project.forms import Code, Field, FieldType, Form


@dataclass(frozen=True, slots=True)
class ReaderField:
    """What the reader needs of a field."""

    name: str
    label: str
    is_required: bool
    is_key: bool
    is_money: bool
    type: "FieldType" = "text"
    code_list: str | None = None


@dataclass(frozen=True)
class ReaderForm:
    """A form as the reader looks for it.

    `headings` maps every normal form of label and aliases to a field name; `titles` are the
    normal forms of the title and its aliases. `row_labels` are what the rows of a table with fixed
    rows can be called, in normal form and as the code list spells it; empty for every other form.
    `due` are the kinds of unit and the months (1 to 12) in which the form is due.
    """

    code: str
    name: str
    title: str
    is_cover: bool
    is_monthly: bool
    fields: tuple[ReaderField, ...]
    headings: Mapping[str, str]
    ignored: frozenset[str]
    titles: frozenset[str]
    row_labels: Mapping[str, str]
    due: frozenset[tuple[str, int]]

    @cached_property
    def required(self) -> frozenset[str]:
        """Names of the fields whose column must be in the table."""
        return frozenset(field.name for field in self.fields if field.is_required)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Names of the key fields."""
        return tuple(field.name for field in self.fields if field.is_key)

    @cached_property
    def money_fields(self) -> frozenset[str]:
        """Names of the fields that hold money."""
        return frozenset(field.name for field in self.fields if field.is_money)

    @cached_property
    def uncounted(self) -> frozenset[str]:
        """Names of the fields that hold a day or yes and no: nothing counted in 人 or 件."""
        return frozenset(field.name for field in self.fields if field.type in ("date", "boolean"))

    def is_due(self, unit_kind: str, period: str) -> bool:
        """Whether a unit of that kind owes the form for a month (`due_days.is_due`)."""
        return (unit_kind, int(period[5:7])) in self.due

    def with_headings(self, confirmed: Mapping[str, str]) -> "ReaderForm":
        """The form with further headings in normal form, each of a field or ('') of nothing."""
        fields = {key: name for key, name in confirmed.items() if name}
        nothing = frozenset(confirmed) - frozenset(fields)
        return replace(self, headings={**fields, **self.headings}, ignored=self.ignored | nothing)

    def label(self, field_name: str) -> str:
        """The heading that the blank workbook has for a field."""
        return next(field.label for field in self.fields if field.name == field_name)


@dataclass(frozen=True)
class ReaderContext:
    """All that reading a file depends on beside its bytes, name and time.

    `layouts` and the aliases in `units` count from the moment they were decided. `code_spellings`
    are the codes, labels and aliases of each code list in normal form.
    """

    forms: tuple[ReaderForm, ...]
    units: UnitNames
    fingerprint: str
    layouts: ConfirmedLayouts
    code_spellings: Mapping[str, frozenset[str]]
    dated: tuple[tuple[datetime, str], ...] = ()

    @property
    def cover(self) -> ReaderForm | None:
        """The form of the cover, if there is one."""
        return next((form for form in self.forms if form.is_cover), None)

    @cached_property
    def headings(self) -> Mapping[str, tuple[tuple[int, str], ...]]:
        """Normal form of a heading to the places of the forms that know it, and their fields."""
        known: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for place, form in enumerate(self.forms):
            for key, name in form.headings.items():
                known[key].append((place, name))
        return {key: tuple(fields) for key, fields in known.items()}

    @cached_property
    def titles(self) -> tuple[tuple[str, str], ...]:
        """Every title in normal form with its form's code, the longest first."""
        pairs = [(title, form.code) for form in self.forms for title in form.titles]
        return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))

    def form_numbers(self, text: str) -> list[str]:
        """The numbers of forms (XC02) in a text in capitals, of forms that are not known too."""
        return self._number.findall(text)

    @cached_property
    def _number(self) -> re.Pattern[str]:
        numbered = [form.code for form in self.forms if not form.is_cover]
        letters = {code.rstrip("0123456789") for code in numbered}
        return re.compile(
            rf"(?<![A-Z])(?:{'|'.join(sorted(letters)) or '(?!)'})[0-9]{{2}}(?![0-9])"
        )

    def fingerprint_at(self, moment: datetime) -> str:
        """Hash of all that can change a reading as of a moment: no decision taken later."""
        known = bisect_right([decided_at for decided_at, _ in self.dated], moment)
        return self._fingerprints[known]

    @cached_property
    def _fingerprints(self) -> tuple[str, ...]:
        """The fingerprint after none, one, two … of the dated decisions."""
        digest = hashlib.sha256(self.fingerprint.encode())
        found = [digest.hexdigest()[:16]]
        for _, decision in self.dated:
            digest.update(decision.encode())
            found.append(digest.hexdigest()[:16])
        return tuple(found)

    def with_headings(self, confirmed: Mapping[str, Mapping[str, str]]) -> "ReaderContext":
        """The same with what a unit's headings were decided to hold, by form and normal form.

        A form's own headings come first; what carries nothing is ignored as a column of numbers is.
        """
        return replace(
            self,
            forms=tuple(
                form.with_headings(confirmed[form.code]) if form.code in confirmed else form
                for form in self.forms
            ),
        )

    def form(self, code: str) -> ReaderForm:
        """Return the form of that code; KeyError if there is none."""
        for form in self.forms:
            if form.code == code:
                return form
        raise KeyError(code)


def build_context(
    forms: Mapping[str, "Form"],
    code_lists: Mapping[str, tuple["Code", ...]],
    decisions: "Decisions",
    sources_hash: str,
) -> ReaderContext:
    """Compile forms, code lists and decisions; `sources_hash` is `forms.sources_fingerprint`.

    Raises:
        ValueError: one heading would mean two fields of a form, or one title two forms.
        DecisionError: a heading was decided for a form or field that there is not.
    """
    _refuse_shared_titles(forms.values())
    _refuse_unknown_fields(decisions, forms)
    dated: list[UnitAlias | LayoutDecision] = [*decisions.unit_aliases, *decisions.layouts]
    return ReaderContext(
        forms=tuple(_reader_form(form, code_lists) for form in forms.values()),
        units=build_unit_names(decisions),
        fingerprint=_fingerprint(sources_hash, decisions.registers_fingerprint()),
        layouts=build_layouts(decisions.layouts),
        code_spellings={name: _spellings(codes) for name, codes in code_lists.items()},
        dated=tuple(
            (row.decided_at, repr(row)) for row in sorted(dated, key=lambda row: row.decided_at)
        ),
    )


def _spellings(codes: Iterable["Code"]) -> frozenset[str]:
    """What the codes of a list can be called, in normal form."""
    return frozenset(
        letters_only(text) for code in codes for text in (code.code, code.label, *code.aliases)
    )


def _refuse_unknown_fields(decisions: "Decisions", forms: Mapping[str, "Form"]) -> None:
    for row in decisions.layouts:
        known = {field.name for field in forms[row.form].fields} if row.form in forms else None
        if known is None or row.field not in {"", *known}:
            raise DecisionError(f"layouts.csv: {row.form} has no field {row.field!r}")


def _reader_form(form: "Form", code_lists: Mapping[str, tuple["Code", ...]]) -> ReaderForm:
    ignored = frozenset(key for text in form.ignored_headings for key in heading_keys(text)[:1])
    return ReaderForm(
        code=form.code,
        name=form.name,
        title=form.title,
        is_cover=form.kind == "cover",
        is_monthly=form.frequency == "month",
        fields=tuple(
            ReaderField(
                field.name,
                field.label,
                field.required,
                field.key,
                field.money,
                field.type,
                field.code_list,
            )
            for field in form.fields
        ),
        headings=_headings(form.code, form.fields),
        ignored=ignored | {letters_only("序号")},
        titles=frozenset(letters_only(title) for title in (form.title, *form.title_aliases)),
        row_labels=_row_labels(form, code_lists),
        due=_due(form),
    )


def _due(form: "Form") -> frozenset[tuple[str, int]]:
    """The kinds of unit and the months in which a form is due."""
    # Worker processes import this module only to unpickle what is built here: no pydantic there.
    from dagster_project.due_days import is_due

    months = [(kind, month) for kind in form.unit_kinds for month in range(1, 13)]
    return frozenset(each for each in months if is_due(form, each[0], f"2000-{each[1]:02}"))


def _row_labels(form: "Form", code_lists: Mapping[str, tuple["Code", ...]]) -> dict[str, str]:
    """What the rows of a table can be called, if they are fixed: normal form to spelling.

    They are where every key is a code of a list and the form is no ledger.
    """
    lists = [field.code_list for field in form.key_fields if field.type == "code"]
    if form.kind in ("cover", "ledger") or not lists or len(lists) < len(form.key_fields):
        return {}
    codes = [code for name in lists for code in code_lists[name or ""]]
    spelled = [text for code in codes for text in (code.label, *code.aliases, code.code)]
    return {letters_only(text): text for text in reversed(spelled)}


def _headings(code: str, fields: Iterable["Field"]) -> dict[str, str]:
    """Label and aliases in their most literal normal form; a clash is our fault."""
    headings: dict[str, str] = {}
    for field in fields:
        for text in (field.label, *field.aliases):
            key = heading_keys(text)[0]
            if headings.setdefault(key, field.name) != field.name:
                raise ValueError(f"{code}: {text} means {headings[key]} and {field.name}")
    return headings


def _refuse_shared_titles(forms: Iterable["Form"]) -> None:
    seen: dict[str, str] = {}
    for form in forms:
        for title in (form.title, *form.title_aliases):
            if seen.setdefault(letters_only(title), form.code) != form.code:
                raise ValueError(f"{title} means {seen[letters_only(title)]} and {form.code}")


def _fingerprint(sources_hash: str, registers_hash: str) -> str:
    """Hash of what changes every reading: sources, registers and this package's own code."""
    digest = hashlib.sha256(f"{sources_hash}|{registers_hash}".encode())
    package = Path(__file__).parent
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
