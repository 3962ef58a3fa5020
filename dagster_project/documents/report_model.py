"""What `report.yml` and `phrases.yml` of a report may say: strict models, unknown keys are errors.

The files hold the office's choices and wording; how they become a document is in `r01.py`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A model that refuses keys it does not know and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Report(Strict):
    """`report.yml`: what the document is, who issues it, which indicators it tells.

    Attributes:
        audience: who may read it. 'province' is the province's own document, the only kind that
            may list single clues and small numbers of persons (design, domain §7).
        secrecy: printed at the top left, or None.
        defined: the indicators whose definitions the notes repeat.
    """

    code: str = Field(pattern=r"^[A-Z]\d\d$")
    title: str
    period_kind: Literal["month"]
    audience: Literal["province"]
    secrecy: str | None
    office: str
    issuing_mark: str
    number_code: str
    addressees: list[str] = Field(min_length=1)
    copies_to: list[str] = Field(min_length=1)
    opening: list[str]
    persons: list[str]
    forms: list[str]
    effects: list[str]
    year_to_date: list[str]
    year_rates: list[str]
    overall: list[str]
    regions_month: list[str]
    regions_year: list[str]
    defined: list[str]


class SomeOrNone(Strict):
    """One pattern where there is something to tell, one (maybe empty) where there is not."""

    some: str
    none: str


class MeasureWords(SomeOrNone):
    """How an indicator's value reads: some, exactly zero, or absent from the warehouse."""

    absent: str


class Joiners(Strict):
    """What stands between the items of a list, the clauses and the parts of a sentence."""

    item: str
    clause: str
    part: str


class ChangeWords(Strict):
    """How a change reads; `{{ base }}` is what it is compared with."""

    rise: str
    rise_without_rate: str
    fall: str
    fall_without_rate: str
    level: str
    nearly_level: str
    points_rise: str
    points_fall: str
    points_cell: str
    absent: str


class BaseWords(Strict):
    """The names of what a figure is compared with."""

    previous_month: str
    previous_month_end: str
    year_ago_month: str
    year_ago_to_date: str


class ComparisonNotes(Strict):
    """What is said once where a whole kind of comparison is missing."""

    neither: str
    no_previous: str
    no_year_ago: str
    no_year_to_date: str


class CoverageWords(Strict):
    """The coverage statement: who sent, who did not, what was held back."""

    due: str
    all_on_time: str
    late: str
    missing: str
    returned: str
    nil: str
    rows: str
    all_used: str
    held_back: str
    held_back_unit: str
    carried: str
    none_carried: str


class Phrases(Strict):
    """`phrases.yml`: every sentence pattern of the report, in jinja2."""

    title: str
    opening: str
    comparison_notes: ComparisonNotes
    joiners: Joiners
    measures: Mapping[str, MeasureWords]
    change: ChangeWords
    bases: BaseWords
    stock: SomeOrNone
    transferred: SomeOrNone
    disposed: SomeOrNone
    persons: SomeOrNone
    forms: SomeOrNone
    effects: SomeOrNone
    split_item: str
    year_to_date: str
    year_rates: SomeOrNone
    median_days: SomeOrNone
    leaders: Mapping[str, SomeOrNone]
    province_row: str
    leader_item: str
    region_item: str
    disposal_overdue: SomeOrNone
    handling_overdue: SomeOrNone
    supervised: SomeOrNone
    yes: str
    no: str
    coverage: CoverageWords
    carried_mark: str
    table_note: str
    region_table_note: str
    region_table_note_carried: str
    definition: str
    notes: list[str]
    closing: str


Model = TypeVar("Model", bound=Strict)


def load(model: type[Model], path: Path) -> Model:
    """Read a YAML file into its model.

    Raises:
        pydantic.ValidationError: a key is unknown, missing or of the wrong kind.
    """
    return model.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
