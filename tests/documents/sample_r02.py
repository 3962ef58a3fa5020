"""An invented quarter for R02: the report tables of a small fictional province in DuckDB.

Each county's numbers follow from its place in the list; cities and province are sums, rates are
ratios of sums. `SampleQuarter` lets a test change single figures. Codes and names are made up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.documents.periods import Month
from tests.documents.sample import (
    CITIES,
    PROVINCE,
    SHARED_TABLES,
    indicator_rows,
    split_rows,
    write_tables,
)

PERIOD, QUARTER, YEAR, TERM = "2026-09", "2026Q3", "2026", "T2021"
KINDS = {"quarter": QUARTER, "year": YEAR, "term_to_date": TERM}
SHARE = {"quarter": 1, "year": 3, "term_to_date": 12}
COUNTS = {
    "villages_total": ("村（社区）总数", "count", "个"),
    "villages_inspected": ("首次巡察村（社区）", "count", "个"),
    "village_findings": ("村（社区）发现问题", "count", "个"),
    "matters_raised": ("群众反映事项", "count", "件"),
    "matters_handed": ("交办事项", "count", "件"),
    "matters_solved": ("解决事项", "count", "件"),
    "matters_open": ("未解决事项", "count", "件"),
    "immediate_matters": ("立行立改事项", "count", "件"),
    "livelihood_matters": ("民生实事", "count", "件"),
    "beneficiaries": ("受益群众", "sum", "人"),
    "refunded_amount": ("退还群众金额", "sum", "万元"),
}
RATES = {
    "village_coverage": ("村（社区）巡察覆盖率", "ratio", "%"),
    "matters_solved_rate": ("事项解决率", "ratio", "%"),
}
RATE_PARTS = {
    "village_coverage": ("villages_inspected", "villages_total"),
    "matters_solved_rate": ("matters_solved", "matters_raised"),
}
INDICATORS = {**COUNTS, **RATES}
SENTENCES = {
    "villages_inspected": "期末名册中的村（社区），本届首次巡察日期在期内的个数",
    "village_coverage": "期末名册中的村（社区），本届首次巡察日期在期内的所占比重",
    "matters_solved": "解决日期在期内、办理状态为已解决、未作废的事项件数",
    "matters_solved_rate": "期内提出的事项中，期末办理状态为已解决的所占比重",
}
LABELS = {
    "village_tier": {"key": "重点", "general": "一般", "good": "较好"},
    "village_kind": {"village": "村", "community": "社区"},
    "village_mode": {"direct": "直接巡", "town_extended": "巡镇延村", "raised": "提级巡"},
    "problem_kind": {
        "decisions": "落实决策部署不到位",
        "corruption_nearby": "群众身边不正之风和腐败",
        "livelihood": "民生领域突出问题",
        "party_building": "基层党组织建设",
    },
    "focus": {
        "F1": "党的理论和路线方针政策以及党中央决策部署在基层落实情况",
        "F2": "群众身边腐败问题和不正之风",
        "F3": "基层党组织领导班子和干部队伍建设情况",
    },
    "matter_category": {
        "water": "饮水", "road": "道路", "housing": "住房安置", "lighting": "照明",
        "sanitation": "环境卫生", "elderly": "养老", "land": "土地征迁", "other": "其他",
    },
    "raised_via": {"talk": "谈话", "letter": "来信", "field_visit": "走访"},
}  # fmt: skip
SPLITS = {
    "villages_total": ("village_tier", "village_kind"),
    "villages_inspected": ("village_tier", "village_mode", "village_kind"),
    "village_coverage": ("village_tier",),
    "village_findings": ("problem_kind", "focus"),
    "matters_raised": ("matter_category", "raised_via"),
    "matters_solved": ("matter_category",),
}
Key = tuple[str, str, str]
Told = tuple[Any, Any, Any]


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """Return a rate as the warehouse rounds it."""
    if not denominator:
        return None
    return (numerator / denominator).quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP)


def count_of(indicator: str, number: int, kind: str) -> Decimal:
    """Return the invented number of a county: villages 4 to 260, of which a part inspected."""
    total = 4 if number == 3 else 80 + number * 37 % 180
    if indicator == "villages_total":
        return Decimal(total)
    inspected = total * (9 + number * 5 % 22) // 300
    if indicator == "villages_inspected":
        return Decimal(min(inspected * SHARE[kind], total))
    if indicator == "refunded_amount":
        return Decimal(inspected * SHARE[kind]) * Decimal("1.2345")
    factors = {"village_findings": 5, "matters_raised": 3, "beneficiaries": 210}
    factors |= {"matters_handed": 2, "matters_solved": 2, "matters_open": 1}
    shift = {"matters_handed": 4, "matters_solved": 1}.get(indicator, 0)
    stock = 1 if indicator == "matters_open" else SHARE[kind]
    return Decimal((inspected * factors.get(indicator, 1) + shift) * stock)


@dataclass
class SampleQuarter:
    """The report tables of one quarter; `values` replaces (value, previous, year ago) of a total.

    A value of None removes the row. `cities` maps a city's code to its name and units; the first
    unit of each is the city's own, without villages.
    """

    values: dict[Key, Told | None] = field(default_factory=dict)
    cities: dict[str, tuple[str, list[str]]] = field(default_factory=lambda: dict(CITIES))
    has_previous: bool = True
    has_year_ago: bool = True
    has_splits: bool = True
    trend_quarters: int = 6
    states: dict[tuple[str, str], str] = field(
        default_factory=lambda: {
            ("990122", "XC06"): "late",
            ("990223", "XC06"): "missing",
            ("990321", "XC05"): "returned",
        }
    )

    def units(self) -> list[tuple[str, str, str]]:
        """Return code, name and city code of every unit, in table order."""
        return [
            (f"{city_code[:4]}{1 if number == 0 else 20 + number:02d}", name, city_code)
            for city_code, (_, names) in self.cities.items()
            for number, name in enumerate(names)
        ]

    def regions(self) -> Iterator[tuple[str, str, str]]:
        """Yield code, level and name: each city and then its units, the province last."""
        last = ""
        for code, name, city in self.units():
            if city != last:
                yield city, "city", self.cities[city][0]
                last = city
            shown = f"{self.cities[city][0]}{name}" if code.endswith("01") else name
            yield code, "unit", shown
        yield PROVINCE, "province", "云岭省"

    def value(self, indicator: str, region: str, kind: str) -> Decimal | None:
        """Return the invented value of a total."""
        if indicator in RATES:
            numerator, denominator = RATE_PARTS[indicator]
            return ratio(self.count(numerator, region, kind), self.count(denominator, region, kind))
        return self.count(indicator, region, kind)

    def count(self, indicator: str, region: str, kind: str) -> Decimal:
        """Return the invented sum of a count over the counties of a region."""
        return sum(
            (
                count_of(indicator, number, kind)
                for number, (code, _, city) in enumerate(self.units())
                if region in (code, city, PROVINCE) and not code.endswith("01")
            ),
            Decimal(0),
        )

    def _told(self, indicator: str, region: str, kind: str) -> Told | None:
        if (indicator, region, kind) in self.values:
            return self.values[indicator, region, kind]
        value = self.value(indicator, region, kind)
        if value is None:
            return None
        step = Decimal("0.013") if indicator in RATES else Decimal(2)
        has_previous = self.has_previous and kind == "quarter"
        has_year_ago = self.has_year_ago and kind != "term_to_date"
        return value, value - step if has_previous else None, value + step if has_year_ago else None

    def figure_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of rpt_r02__figures."""
        for order, (code, level, name) in enumerate(self.regions()):
            for indicator in INDICATORS:
                for kind, period in KINDS.items():
                    told = self._told(indicator, code, kind)
                    if told is None or (kind == "quarter" and indicator in RATES):
                        continue
                    denominator = None
                    if indicator in RATES:
                        denominator = self.count(RATE_PARTS[indicator][1], code, kind)
                    place = (indicator, code, level, name, order, kind, period, "all", "all", None)
                    yield PERIOD, *place, None, denominator, *told
        if self.has_splits:
            yield from self.split_figure_rows()

    def split_figure_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the province's parts: each code half of what is left, the last all of it."""
        for indicator, split_kinds in SPLITS.items():
            for split_kind in split_kinds:
                for kind, period in KINDS.items():
                    if kind == "quarter" and indicator in RATES:
                        continue
                    yield from self._parts(indicator, split_kind, kind, period)

    def _parts(
        self, indicator: str, split_kind: str, kind: str, period: str
    ) -> Iterator[tuple[Any, ...]]:
        labels = LABELS[split_kind]
        left = self.value(indicator, PROVINCE, kind) or Decimal(0)
        for number, (code, label) in enumerate(labels.items()):
            value = left if number == len(labels) - 1 else left // 2
            if indicator in RATES:
                value = left
            else:
                left -= value
            place = (indicator, PROVINCE, "province", "云岭省", 99, kind, period)
            if value:
                yield PERIOD, *place, split_kind, code, label, None, None, value, None, None

    def trend_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of rpt_r02__trend: quarters up to this one, this one's coverage last."""
        for order in range(self.trend_quarters):
            quarter = Month.parse(PERIOD).before(3 * (self.trend_quarters - 1 - order)).quarter
            value: Any = Decimal(int(quarter[-1])) * Decimal("0.0612")
            if quarter == QUARTER:
                told = self._told("village_coverage", PROVINCE, "year")
                value = told[0] if told else None
            yield PERIOD, order, quarter, PROVINCE, None, None, value

    def coverage_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of rpt_r02__coverage: XC06 of counties only, XC05 of all units."""
        for form in ("XC05", "XC06"):
            for order, (code, level, name) in enumerate(self.regions()):
                if level != "unit" or (form == "XC06" and code.endswith("01")):
                    continue
                state = self.states.get((code, form), "on_time")
                is_absent = state in ("missing", "returned")
                received = 0 if is_absent else 60 + order
                counts = (False, received, 0 if is_absent else int(order % 11 == 2), is_absent)
                yield PERIOD, order, form, code, name, state, *counts, None

    def write(self, path: Path) -> duckdb.DuckDBPyConnection:
        """Write the tables to a new DuckDB file and return the open connection."""
        splits = {
            ("", kind): {code: (label, 0) for code, label in labels.items()}
            for kind, labels in LABELS.items()
        }
        return write_tables(
            path,
            _TABLES + SHARED_TABLES,
            {
                "rpt_r02__figures": self.figure_rows(),
                "rpt_r02__coverage": self.coverage_rows(),
                "rpt_r02__trend": self.trend_rows(),
                "dim_indicator": indicator_rows(INDICATORS, SENTENCES),
                "dim_split": split_rows(splits),
            },
        )


def many_units(count: int) -> dict[str, tuple[str, list[str]]]:
    """Return cities with so many units in all, twelve a city."""
    cities = {}
    for number in range(count // 12):
        names = ["市本级", *(f"第{number + 1:02d}市{each:02d}县" for each in range(1, 12))]
        cities[f"99{number + 1:02d}00"] = (f"第{number + 1:02d}市", names)
    return cities


_TABLES = """
create table rpt_r02__figures (
    period varchar, indicator_code varchar, region_code varchar, region_level varchar,
    region_name varchar, sort_order bigint, period_kind varchar, figure_period varchar,
    split_kind varchar, split_code varchar, split_label varchar, numerator decimal(18, 4),
    denominator decimal(18, 4), value decimal(18, 6), previous_value decimal(18, 6),
    year_ago_value decimal(18, 6));
create table rpt_r02__coverage (
    period varchar, sort_order bigint, form varchar, unit_code varchar, unit_name varchar,
    state varchar, is_nil boolean, rows_received bigint, rows_held_back bigint,
    is_carried boolean, received_at timestamp);
create table rpt_r02__trend (
    period varchar, sort_order bigint, trend_period varchar, region_code varchar,
    numerator decimal(18, 4), denominator decimal(18, 4), value decimal(18, 6));
"""
