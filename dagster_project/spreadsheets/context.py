"""What the reader must know beforehand, compiled once: forms by heading, units by name.

Plain data that is sent to each worker process; built from forms and decisions, which workers do
not load again. How headings are matched lives in `headers.py`, names in `units.py`.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.spreadsheets.text import heading_keys, letters_only
from dagster_project.spreadsheets.units import UnitNames, build_unit_names

if TYPE_CHECKING:
    from dagster_project.decisions import Decisions
    from dagster_project.forms import Code, Field, Form


@dataclass(frozen=True, slots=True)
class ReaderField:
    """What the reader needs of a field."""

    name: str
    label: str
    is_required: bool
    is_key: bool
    is_money: bool


@dataclass(frozen=True)
class ReaderForm:
    """A form as the reader looks for it.

    `headings` maps every normal form of label and aliases to a field name; `titles` are the
    normal forms of the title and its aliases. `row_labels` are those of the codes, labels and
    aliases that the key of a table with fixed rows can be; empty for every other form.
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
    row_labels: frozenset[str] = frozenset()

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

    def label(self, field_name: str) -> str:
        """The heading that the blank workbook has for a field."""
        return next(field.label for field in self.fields if field.name == field_name)


@dataclass(frozen=True)
class ReaderContext:
    """All that reading a file depends on beside its bytes, name and time."""

    forms: tuple[ReaderForm, ...]
    units: UnitNames
    fingerprint: str

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
    """
    _refuse_shared_titles(forms.values())
    return ReaderContext(
        forms=tuple(_reader_form(form, code_lists) for form in forms.values()),
        units=build_unit_names(decisions),
        fingerprint=_fingerprint(sources_hash, decisions.fingerprint()),
    )


def _reader_form(form: "Form", code_lists: Mapping[str, tuple["Code", ...]]) -> ReaderForm:
    ignored = frozenset(key for text in form.ignored_headings for key in heading_keys(text)[:1])
    return ReaderForm(
        code=form.code,
        name=form.name,
        title=form.title,
        is_cover=form.kind == "cover",
        is_monthly=form.frequency == "month",
        fields=tuple(
            ReaderField(field.name, field.label, field.required, field.key, field.money)
            for field in form.fields
        ),
        headings=_headings(form.code, form.fields),
        ignored=ignored | {letters_only("序号")},
        titles=frozenset(letters_only(title) for title in (form.title, *form.title_aliases)),
        row_labels=_row_labels(form, code_lists) if _has_fixed_rows(form) else frozenset(),
    )


def _has_fixed_rows(form: "Form") -> bool:
    """Whether the rows of a form are the entries of code lists, each known beforehand."""
    keys = form.key_fields
    return form.kind != "ledger" and bool(keys) and all(field.code_list for field in keys)


def _row_labels(form: "Form", code_lists: Mapping[str, tuple["Code", ...]]) -> frozenset[str]:
    """What the rows of a table with fixed rows can be called, in normal form."""
    lists = [field.code_list for field in form.key_fields if field.code_list is not None]
    codes = [code for name in lists for code in code_lists[name]]
    return frozenset(
        letters_only(text) for code in codes for text in (code.code, code.label, *code.aliases)
    )


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


def _fingerprint(sources_hash: str, decisions_hash: str) -> str:
    """Hash of all that can change a reading: sources, decisions and this package's own code."""
    digest = hashlib.sha256(f"{sources_hash}|{decisions_hash}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
