"""What the reader must know beforehand, compiled once: forms by heading, units by name.

Plain data that is sent to each worker process; built from forms and decisions, which workers do
not load again. How headings are matched lives in `headers.py`, names in `units.py`.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.spreadsheets.text import heading_keys, letters_only
from dagster_project.spreadsheets.units import UnitNames, build_unit_names

if TYPE_CHECKING:
    from dagster_project.decisions import Decisions
    from dagster_project.forms import Field, Form


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
    normal forms of the title and its aliases.
    """

    code: str
    name: str
    title: str
    is_cover: bool
    fields: tuple[ReaderField, ...]
    headings: Mapping[str, str]
    ignored: frozenset[str]
    titles: frozenset[str]

    @property
    def required(self) -> frozenset[str]:
        """Names of the fields whose column must be in the table."""
        return frozenset(field.name for field in self.fields if field.is_required)

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the key fields."""
        return tuple(field.name for field in self.fields if field.is_key)

    @property
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

    def form(self, code: str) -> ReaderForm:
        """Return the form of that code; KeyError if there is none."""
        for form in self.forms:
            if form.code == code:
                return form
        raise KeyError(code)


def build_context(
    forms: Mapping[str, "Form"], decisions: "Decisions", sources_hash: str
) -> ReaderContext:
    """Compile forms and decisions; `sources_hash` is `forms.sources_fingerprint`.

    Raises:
        ValueError: one heading would mean two fields of a form.
    """
    return ReaderContext(
        forms=tuple(_reader_form(form) for form in forms.values()),
        units=build_unit_names(decisions),
        fingerprint=_fingerprint(sources_hash, decisions.fingerprint()),
    )


def _reader_form(form: "Form") -> ReaderForm:
    ignored = frozenset(key for text in form.ignored_headings for key in heading_keys(text)[:1])
    return ReaderForm(
        code=form.code,
        name=form.name,
        title=form.title,
        is_cover=form.kind == "cover",
        fields=tuple(
            ReaderField(field.name, field.label, field.required, field.key, field.money)
            for field in form.fields
        ),
        headings=_headings(form.code, form.fields),
        ignored=ignored | {letters_only("序号")},
        titles=frozenset(letters_only(title) for title in (form.title, *form.title_aliases)),
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


def _fingerprint(sources_hash: str, decisions_hash: str) -> str:
    """Hash of all that can change a reading: sources, decisions and this package's own code."""
    digest = hashlib.sha256(f"{sources_hash}|{decisions_hash}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
