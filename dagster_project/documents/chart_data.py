"""What a chart shows: its bars, columns or lines, each point one figure of the warehouse.

Chooses and orders the points that `report.yml` asks for. How a chart is drawn is in
`chart_xml.py`, how it gets into the document in `chart_parts.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from dagster_project.documents.binding import BoundFigure
from dagster_project.documents.figure import TOTAL, Figure, Indicator
from dagster_project.documents.figures import ReportDataError
from dagster_project.documents.floor import LEAST_RANKED
from dagster_project.documents.material import Material, Row
from dagster_project.documents.numbers import number_text
from dagster_project.documents.periods import Month
from dagster_project.documents.report_model import (
    Chart,
    CoverageChart,
    FunnelChart,
    RankingChart,
    TrendChart,
)

Shape = Literal["line", "column", "bar"]
# One point is no trend.
LEAST_PERIODS = 2
REGION_LEVELS = ("city", "unit")
# Counts as GB/T 15835 has them: thousands set apart from 10,000 up.
COUNT_FORMAT, MONEY_FORMAT, RATE_FORMAT = "[>=10000]#,##0;0", "[>=10000]#,##0.00;0.00", "0.0%"


@dataclass(frozen=True)
class Series:
    """One run of bars or one line. A point without a value is left blank."""

    name: str
    points: list[BoundFigure]

    @property
    def values(self) -> list[Decimal | None]:
        """The numbers as they are printed, so that chart and text never differ."""
        return [point.value for point in self.points]


@dataclass(frozen=True)
class Floor:
    """A line across the columns."""

    name: str
    value: Decimal


@dataclass(frozen=True)
class ChartData:
    """A chart as it will be drawn.

    Attributes:
        is_steps: bars that follow each other as steps, each lighter than the one before.
    """

    name: str
    shape: Shape
    title: str
    alt: str
    categories: list[str]
    series: list[Series]
    number_format: str
    floor: Floor | None = None
    is_steps: bool = False

    @property
    def points(self) -> list[BoundFigure]:
        """Every figure in the chart, series by series."""
        return [replace(point, chart=self.name) for each in self.series for point in each.points]


def chart_data(material: Material, name: str, chart: Chart) -> ChartData | None:
    """Return a chart of `report.yml`, or None where there is nothing to draw.

    Raises:
        ReportDataError: phrases.yml has no words for it, or an indicator does not exist.
    """
    if name not in material.phrases.charts:
        message = f"phrases.yml has no words for the chart {name}"
        raise ReportDataError(message)
    made = _MAKERS[chart.kind](material, name, chart)
    if made is None or not any(value for each in made.series for value in each.values):
        return None
    return made


def _worded(
    material: Material,
    name: str,
    shape: Shape,
    named: list[tuple[str, list[BoundFigure]]],
    categories: list[str],
    indicator: Indicator,
    **words: Any,
) -> ChartData:
    """Put the words of `phrases.yml` to a chart's points."""
    patterns, say = material.phrases.charts[name], material.wording.say
    series = [Series(label, points) for label, points in named]
    told = material.wording.sentences(
        material.wording.listed(
            f"{place}{point.text}" for place, point in zip(categories, points, strict=True)
        )
        for _, points in named
    )
    shown = number_text(Decimal(len(categories)))
    title = say(patterns.title, shown=shown, **words)
    return ChartData(
        name=name,
        shape=shape,
        title=title,
        alt=say(patterns.alt, title=title, shown=shown, points=told, **words),
        categories=categories,
        series=series,
        number_format=_number_format(indicator),
    )


def _number_format(indicator: Indicator) -> str:
    if indicator.is_rate:
        return RATE_FORMAT
    return MONEY_FORMAT if "." in indicator.text(Decimal(1)) else COUNT_FORMAT


def _label(material: Material, name: str, indicator: Indicator) -> str:
    return material.phrases.charts[name].labels.get(indicator.code, indicator.name)


def _floor(material: Material, name: str, indicator: Indicator) -> Floor:
    value = material.report.floors[indicator.code]
    text = indicator.text(value).replace(".0%", "%")
    return Floor(material.wording.say(material.phrases.charts[name].floor, floor=text), value)


def _trend(material: Material, name: str, chart: TrendChart) -> ChartData | None:
    rows = material.trend
    indicators = [material.figures.indicator(code) for code in chart.of]
    periods = sorted({_period(row) for row in rows})
    if len(periods) < LEAST_PERIODS:
        return None
    found = {(str(row.get("indicator_code") or chart.of[0]), _period(row)): row for row in rows}
    named = [
        (
            _label(material, name, each),
            [
                _trend_point(material, each, period, found.get((each.code, period)), chart)
                for period in periods
            ],
        )
        for each in indicators
    ]
    categories = [_axis_label(period, number == 0) for number, period in enumerate(periods)]
    made = _worded(material, name, chart.shape, named, categories, indicators[0], least="")
    if chart.has_floor:
        return replace(made, floor=_floor(material, name, indicators[0]))
    return made


def _period(row: Row) -> str:
    return str(row["trend_period"])


def _axis_label(period: str, is_first: bool) -> str:
    """2025年9月 at the start of the axis and of a year, else 10月; quarters with their year."""
    month = Month.parse(period)
    if "Q" in period:
        return f"{month.year}年{month.words['quarter_short_zh'].removeprefix('第')}"
    words = month.words
    return words["period_zh"] if is_first or month.month == 1 else words["month_zh"]


def _trend_point(
    material: Material, indicator: Indicator, period: str, row: Row | None, chart: TrendChart
) -> BoundFigure:
    value = None if row is None or row["value"] is None else Decimal(str(row["value"]))
    month = Month.parse(period)
    # A year to date is the year's figure as it stood at the end of that period.
    told = f"{month.year}@{month}" if chart.is_to_date else period
    region = material.figures.province.code
    return BoundFigure(indicator.code, region, told, TOTAL, indicator.text(value))


def _regional(material: Material, chart: RankingChart | CoverageChart) -> list[tuple[str, Figure]]:
    """Names and figures of the regions of a level, the largest first, then in table order."""
    found = [
        (place.name, material.figures.total(chart.of, chart.over, place.code))
        for place in material.figures.at_level(chart.by)
    ]
    valued = [(name, figure) for name, figure in found if figure.value is not None]
    return sorted(valued, key=lambda pair: -(pair[1].value or 0))


def _ranking(material: Material, name: str, chart: RankingChart) -> ChartData:
    left_out = 0
    if chart.by in REGION_LEVELS:
        found = _regional(material, chart)
        ranked = [
            (label, figure)
            for label, figure in found
            if figure.denominator is None or figure.denominator >= LEAST_RANKED
        ]
        left_out = len(found) - len(ranked)
    else:
        parts = material.figures.parts(chart.of, chart.over, chart.by)
        ranked = [(figure.label, figure) for figure in parts]
    shown = ranked[: chart.most]
    indicator = material.figures.indicator(chart.of)
    return _worded(
        material,
        name,
        "bar",
        [(_label(material, name, indicator), [figure.bound for _, figure in shown])],
        [label for label, _ in shown],
        indicator,
        is_cut=len(ranked) > len(shown),
        left_out=left_out,
        least=LEAST_RANKED,
    )


def _coverage(material: Material, name: str, chart: CoverageChart) -> ChartData:
    ranked = _regional(material, chart)
    shown = ranked[-chart.most :]
    indicator = material.figures.indicator(chart.of)
    floor = _floor(material, name, indicator)
    made = _worded(
        material,
        name,
        "column",
        [(_label(material, name, indicator), [figure.bound for _, figure in shown])],
        [label for label, _ in shown],
        indicator,
        is_cut=len(ranked) > len(shown),
        has_below=any((figure.value or 0) < floor.value for _, figure in shown),
    )
    return replace(made, floor=floor)


def _funnel(material: Material, name: str, chart: FunnelChart) -> ChartData:
    figures = [material.figures.total(code, chart.over) for code in chart.of]
    made = _worded(
        material,
        name,
        "bar",
        [(figures[0].indicator.unit, [figure.bound for figure in figures])],
        [_label(material, name, figure.indicator) for figure in figures],
        figures[0].indicator,
    )
    return replace(made, is_steps=True)


_MAKERS: dict[str, Callable[[Material, str, Any], ChartData | None]] = {
    "trend": _trend,
    "ranking": _ranking,
    "coverage": _coverage,
    "funnel": _funnel,
}
