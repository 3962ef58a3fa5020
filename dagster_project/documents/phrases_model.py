"""What `phrases.yml` of a report may say: every pattern of its sentences, in jinja2.

Which figures fill the patterns stands in `report.yml` (`report_model.py`).
"""

from collections.abc import Mapping

from dagster_project.documents.report_model import BaseName, Strict


class SomeOrNone(Strict):
    """One pattern where there is something to tell, one (maybe empty) where there is not."""

    some: str
    none: str


class MeasureWords(SomeOrNone):
    """How an indicator's value reads: some, exactly zero, or absent from the warehouse."""

    absent: str


class Joiners(Strict):
    """What stands between the items of a list, the clauses and the parts of a sentence.

    `more` ends a list that names only the first of its `count` units.
    """

    item: str
    clause: str
    part: str
    more: str


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


class ChartWords(Strict):
    """A chart's title, its text for those who cannot see it, and names for its series, bars.

    `labels` replaces an indicator's name in the chart; `floor` names the line of a floor.
    """

    title: str
    alt: str
    labels: Mapping[str, str] = {}
    floor: str = ""


class AttachmentWords(Strict):
    """What stands above an attachment where it is the only one, and where there are several."""

    only: str
    numbered: str
    titles: Mapping[str, str]


class Phrases(Strict):
    """`phrases.yml`.

    Attributes:
        comparison_notes: what is said once where a base is missing; 'all' where all of several are.
        labels: column of a list → value → how the list prints it.
        sentences: the patterns that `report.yml` asks for.
    """

    title: str
    comparison_notes: Mapping[str, str]
    joiners: Joiners
    measures: Mapping[str, MeasureWords]
    change: ChangeWords
    bases: Mapping[BaseName, str]
    split_item: str
    province_row: str
    leader_item: str
    region_item: str
    sentences: Mapping[str, str | SomeOrNone]
    yes: str
    no: str
    labels: Mapping[str, Mapping[str, str]] = {}
    coverage: CoverageWords
    carried_mark: str
    charts: Mapping[str, ChartWords] = {}
    attachments: AttachmentWords | None = None
    definition: str
    notes: list[str]
