"""What the office chooses and how it words its notices: strict models of the YAML beside the Word.

`notice.yml` holds the choices, `phrases.yml` the sentences, each a pattern in jinja2. No Chinese
sentence of a notice stands in Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dagster_project.documents.letters import LetterTemplate
from dagster_project.documents.patterns import PHRASES
from dagster_project.documents.report_model import Strict, load

# What a notice is named and worded as: `unplaced` returns a file whose unit is not known.
Look = Literal["return", "query", "unplaced"]


class Naming(Strict):
    """What a kind of notice is called, and the patterns of its number and its file's name."""

    name: str
    number: str
    file_name: str


class WorkbookNames(Strict):
    """What follows the sender's own name in the name of the workbook that goes back."""

    annotated: str
    listed: str


class NoticeSettings(Strict):
    """`return_notice/notice.yml`.

    Attributes:
        answer_within: by when to answer, as a phrase.
        most_rows: a table of problems lists so many at most.
        most_characters: so many characters of a cell's content are printed at most.
    """

    secrecy: str | None
    office: str
    issuing_mark: str
    answer_within: str
    most_rows: int
    most_characters: int
    workbook_names: WorkbookNames
    kinds: Mapping[Look, Naming]


class ResultWords(Strict):
    """What became of a file."""

    file: str
    parts: str
    held: str
    accepted_query: str
    waiting: str


class HeadingWords(Strict):
    """The headings of the parts of a notice."""

    fatal: str
    query: str
    steps: str


class StepWords(Strict):
    """What the unit is asked to do; which of them are said follows from the problems."""

    annotated: str
    annotated_query: str
    listed: str
    correct: str
    correct_file: str
    explain: str
    explain_only: str
    due: str
    due_query: str


class NoticeWords(Strict):
    """`return_notice/phrases.yml`."""

    title: Mapping[Look, str]
    title_without_period: str
    addressee: str
    addressee_unplaced: str
    join: str
    form_name: str
    received: str
    results: ResultWords
    held_item: str
    headings: HeadingWords
    whole_file: str
    whole_form: str
    no_sheet: str
    blank: str
    withheld: str
    more_rows: str
    step: str
    steps: StepWords


class ChaseUpSettings(Naming):
    """`chase_up/notice.yml`; months longer ago than `months_back` are not chased."""

    secrecy: str | None
    office: str
    issuing_mark: str
    answer_within: str
    months_back: int


class OpeningWords(Strict):
    """The first sentence, where nothing came and where something is missing."""

    all: str
    some: str


class ChaseUpSteps(Strict):
    """What the unit is asked to do."""

    due: str
    nil: str
    returned: str
    late: str
    closing: str


class ChaseUpWords(Strict):
    """`chase_up/phrases.yml`."""

    title: str
    addressee: str
    join: str
    form_name: str
    opening: OpeningWords
    states: Mapping[str, str]
    step: str
    steps: ChaseUpSteps
    late_item: str


@dataclass(frozen=True)
class Stationery:
    """All that notices are made with: choices, words and templates, read once for a run."""

    notice: NoticeSettings
    notice_words: NoticeWords
    notice_template: LetterTemplate
    chase_up: ChaseUpSettings
    chase_up_words: ChaseUpWords
    chase_up_template: LetterTemplate

    @classmethod
    def read(cls, templates: Path) -> "Stationery":
        """Read `return_notice/` and `chase_up/` of the folder of templates.

        Raises:
            pydantic.ValidationError: a key of a YAML file is unknown, missing or of a wrong kind.
        """
        notice, chase_up = templates / "return_notice", templates / "chase_up"
        return cls(
            notice=load(NoticeSettings, notice / "notice.yml"),
            notice_words=load(NoticeWords, notice / "phrases.yml"),
            notice_template=LetterTemplate(notice / "template.docx"),
            chase_up=load(ChaseUpSettings, chase_up / "notice.yml"),
            chase_up_words=load(ChaseUpWords, chase_up / "phrases.yml"),
            chase_up_template=LetterTemplate(chase_up / "template.docx"),
        )


def say(pattern: str, **values: object) -> str:
    """Return a pattern filled in.

    Raises:
        jinja2.TemplateError: the pattern uses a name that does not exist, or is no pattern.
    """
    return PHRASES.from_string(pattern).render(values)
