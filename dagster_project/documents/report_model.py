"""What `report.yml` of a report may say: strict models, unknown keys are errors.

The file holds the office's choices: what the document is, which figures each passage, table and
chart tells. Its words are in `phrases.yml` (`phrases_model.py`).
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field

from dagster_project.documents.figure import PeriodKind
from dagster_project.documents.periods import Frequency

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Level = Literal["province", "city", "unit"]
BaseName = Literal[
    "previous_month",
    "previous_month_end",
    "year_ago_month",
    "previous_quarter",
    "previous_quarter_end",
    "year_ago_quarter",
    "year_ago_to_date",
]


class Strict(BaseModel):
    """A model that refuses keys it does not know and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# What `tell` says of the regions of a level.
REGIONAL_VALUES = ("leaders", "regions", "regions_count", "floor")


class Value(Strict):
    """One value of a sentence: `tell` says how it is worded, `of` what it is about.

    | tell | what the sentence gets |
    |---|---|
    | figure | the bare figure |
    | measure | the figure in words |
    | compared | the figures in words, each with its changes against `bases` |
    | present | the same, figures that the warehouse does not have left out |
    | note | once what cannot be compared with any of the `bases` |
    | change | the first figure's change against the first base, or nothing |
    | enumerated | the figures above zero in words |
    | split | the parts of a figure `by` a kind of split, the largest first, at `most` so many |
    | leaders | the regions of a `level` that share the highest figure |
    | regions | the regions of a `level` with a figure above zero |
    | regions_count | how many they are |
    | floor | how province and units stand against the floor (`floor.py`) |
    | count | the rows of a list, those only in which the column `where` is true |
    | attached | which attachment a table has become, or nothing |
    """

    tell: Literal[
        "figure",
        "measure",
        "compared",
        "present",
        "note",
        "change",
        "enumerated",
        "split",
        "leaders",
        "regions",
        "regions_count",
        "floor",
        "count",
        "attached",
    ]
    of: list[str] = Field(min_length=1)
    over: PeriodKind | None = None
    bases: list[BaseName] = []
    by: str | None = None
    level: Level = "unit"
    where: str | None = None
    most: int | None = None


class Sentence(Strict):
    """A pattern of `phrases.yml` and its values; `when` names the value that decides some/none."""

    phrase: str
    when: str | None = None
    values: Mapping[str, Value] = {}


Columns = Mapping[PeriodKind, list[str]]


class IndicatorRows(Strict):
    """A table with a row an indicator: its values over the periods, with their changes."""

    rows: Literal["indicators"]
    of: list[str]
    over: list[PeriodKind]


class RegionRows(Strict):
    """A table with a row a region, the province first.

    Attributes:
        floor: an indicator of `floors`: each row gets its gap to the floor and the unit its rank.
        only_with: regions in which this indicator is not above zero are left out.
    """

    rows: Literal["regions"]
    levels: list[Level]
    columns: Columns
    floor: str | None = None
    only_with: str | None = None


class SplitRows(Strict):
    """A table with a row a code of a split, of the province; codes without any figure left out.

    `order` 'code' keeps the order of the code list, else it is an indicator: largest first.
    """

    rows: Literal["splits"]
    by: Name
    columns: Columns
    order: str = "code"


class ListRows(Strict):
    """A list from a table of the report: its rows of the period for which `where` holds."""

    rows: Literal["list"]
    table: Name
    where: Mapping[Name, str | list[str]] = {}
    order: list[Name] = Field(min_length=1)


Table = Annotated[IndicatorRows | RegionRows | SplitRows | ListRows, Field(discriminator="rows")]


class Attachment(Strict):
    """A table that stands after the text, numbered, when it has more rows than `longer_than`."""

    table: str
    longer_than: int = 0


class TrendChart(Strict):
    """Indicators of the province over the periods of `rpt_<report>__trend`.

    `is_to_date`: each point is the year to date at the end of its period.
    """

    kind: Literal["trend"]
    shape: Literal["line", "column"]
    of: list[str] = Field(min_length=1, max_length=2)
    is_to_date: bool = False
    has_floor: bool = False


class RankingChart(Strict):
    """Bars of one indicator, the largest first, `by` a level of regions or a kind of split."""

    kind: Literal["ranking"]
    of: str
    over: PeriodKind
    by: str
    most: int = 24


class CoverageChart(Strict):
    """Columns of one indicator against its floor, by a level of regions, the largest first.

    Where there are more than `most`, those with the lowest figures are shown.
    """

    kind: Literal["coverage"]
    of: str
    over: PeriodKind
    by: Level
    most: int = 24


class FunnelChart(Strict):
    """How many pass each stage, first to last."""

    kind: Literal["funnel"]
    of: list[str] = Field(min_length=2)
    over: PeriodKind


Chart = Annotated[
    TrendChart | RankingChart | CoverageChart | FunnelChart, Field(discriminator="kind")
]


class Report(Strict):
    """`report.yml`: what the document is, who issues it, what it tells.

    Attributes:
        frequency: the length of its period; it is rendered for the month that ends one.
        audience: who may read it. 'province' is the province's own document, the only kind that
            may list single clues and small numbers of persons (design, domain §7).
        secrecy: printed at the top left, or None.
        forms: the forms whose reporting is told one by one; none where the report has but one.
        floors: indicator → the floor that it should reach, as a fraction.
        most_named: a sentence names so many units at most, then how many there are in all.
        defined: the indicators whose definitions the notes repeat.
    """

    code: str = Field(pattern=r"^[A-Z]\d\d$")
    title: str
    frequency: Frequency
    audience: Literal["province"]
    secrecy: str | None
    office: str
    issuing_mark: str
    number_code: str
    addressees: list[str] = Field(min_length=1)
    copies_to: list[str] = Field(min_length=1)
    forms: list[str] = []
    floors: Mapping[str, Decimal] = {}
    most_named: int = 12
    passages: Mapping[Name, list[list[Sentence]]]
    tables: Mapping[Name, Table] = {}
    attachments: list[Attachment] = []
    charts: Mapping[Name, Chart] = {}
    defined: list[str]

    @property
    def of_units(self) -> set[str]:
        """The indicators that passages, tables and charts tell unit by unit."""
        values = [
            value
            for passage in self.passages.values()
            for sentences in passage
            for sentence in sentences
            for value in sentence.values.values()
        ]
        told = {
            code
            for value in values
            if value.tell in REGIONAL_VALUES and value.level == "unit"
            for code in value.of
        }
        for table in self.tables.values():
            if isinstance(table, RegionRows):
                told.update(code for codes in table.columns.values() for code in codes)
                told.update(code for code in (table.floor, table.only_with) if code)
        for chart in self.charts.values():
            if isinstance(chart, RankingChart | CoverageChart) and chart.by == "unit":
                told.add(chart.of)
        return told


Model = TypeVar("Model", bound=Strict)


def load(model: type[Model], path: Path) -> Model:
    """Read a YAML file into its model.

    Raises:
        pydantic.ValidationError: a key is unknown, missing or of the wrong kind.
    """
    # The parser in C reads the same, in a tenth of the time.
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return model.model_validate(content)
