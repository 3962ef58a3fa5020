"""An invented month for R01: the report tables of a small fictional province in DuckDB.

The numbers follow from the unit's and the indicator's place in the lists, so a test can work them
out; `SampleMonth` lets a test change single ones. Names and codes are made up (codes 99…).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dagster_project.documents.periods import Month

PERIOD, YEAR = "2026-09", "2026"
PROVINCE = "990000"
CITIES = {
    "990100": ("明州市", ["市本级", "清溪县", "石桥县", "云台区", "高新技术产业开发区"]),
    "990200": ("岚江市", ["市本级", "柏林县", "青禾县", "南浦区"]),
    "990300": ("松原岭市", ["市本级", "白鹭县", "丹霞县", "望湖县", "东岭区"]),
    "990400": ("海宁洲市", ["市本级", "沙湾县", "金竹县", "经济开发区"]),
    "990500": ("平川坝市", ["市本级", "红石县", "双河县", "银杏县", "北塔区"]),
}
COUNTS = {
    "clues_transferred": ("移交问题线索", "count", "件"),
    "clues_disposed": ("处置问题线索", "count", "件"),
    "clues_settled": ("办结问题线索", "count", "件"),
    "cases_filed": ("立案", "count", "件"),
    "key_few_clues": ("涉及关键少数的问题线索", "count", "件"),
    "persons_disciplined": ("处分", "sum", "人"),
    "persons_party_disciplined": ("党纪处分", "sum", "人"),
    "persons_state_disciplined": ("政务处分", "sum", "人"),
    "persons_organisational": ("组织处理", "sum", "人"),
    "persons_procuratorate": ("移送检察机关", "sum", "人"),
    "form1_persons": ("第一种形态", "sum", "人"),
    "form2_persons": ("第二种形态", "sum", "人"),
    "form3_persons": ("第三种形态", "sum", "人"),
    "form4_persons": ("第四种形态", "sum", "人"),
    "persons_surrendered": ("主动投案", "sum", "人"),
    "persons_confessed": ("主动交代问题", "sum", "人"),
    "amount_involved": ("涉及金额", "sum", "万元"),
    "amount_recovered": ("挽回损失", "sum", "万元"),
    "clues_open": ("未办结问题线索", "count", "件"),
    "clues_pending": ("待处置问题线索", "count", "件"),
    "clues_supervised_open": ("督办问题线索", "count", "件"),
    "clues_disposal_overdue": ("处置超期问题线索", "count", "件"),
    "clues_handling_overdue": ("办理超期问题线索", "count", "件"),
}
RATES = {
    "disposal_rate": ("处置率", "ratio", "%"),
    "settlement_rate": ("办结率", "ratio", "%"),
    "case_rate": ("立案率", "ratio", "%"),
    "handling_overdue_rate": ("办理超期率", "ratio", "%"),
}
MEDIANS = {"median_days_to_settle": ("办结用时中位数", "median", "天")}
INDICATORS = {**COUNTS, **RATES, **MEDIANS}
SENTENCES = {
    "clues_settled": "办理结果经批准的问题线索件数，立案的以立案日期为办结日期",
    "disposal_rate": "本年移交的问题线索中已作出处置的占比",
    "settlement_rate": "本年移交的问题线索中已办结的占比",
    "clues_disposal_overdue": "期末尚未办结、受理满一个月仍未处置的问题线索件数",
    "clues_handling_overdue": "期末尚未办结、已超过办理期限（延期的按延期后期限）的问题线索件数",
}
SPLITS = {
    ("clues_transferred", "source"): {"inspection": ("巡察移交", 5), "petition": ("信访", 3)},
    ("clues_disposed", "disposal"): {"talk": ("谈话函询", 2), "concluded": ("予以了结", 2)},
}
Key = tuple[str, str, str]


def units() -> list[tuple[str, str, str]]:
    """Return code, name and city code of every unit, in table order."""
    found = []
    for city_code, (city, names) in CITIES.items():
        for number, name in enumerate(names):
            code = f"{city_code[:4]}{1 if number == 0 else 20 + number:02d}"
            is_own = name.startswith("市") or name.endswith("开发区")
            found.append((code, (city if is_own else "") + name, city_code))
    return found


def count_of(indicator: str, unit_number: int, kind: str) -> Decimal:
    """Return the invented number of a unit: small, often 0 in a month."""
    place = list(COUNTS).index(indicator)
    base = (unit_number * 7 + place * 3) % 5 // (2 if place > 4 else 1)
    if indicator.startswith("amount"):
        return Decimal(base) * Decimal("12.3456")
    if "overdue" in indicator:
        base = 1 if unit_number % 6 == 3 else 0
    return Decimal(base * (9 if kind == "year" and place < 18 else 1))


@dataclass
class SampleMonth:
    """The report tables of one month; `values` replaces (value, previous, year ago) of a total.

    A key of `values` is (indicator, region code, period kind); a value of None removes the row.
    """

    values: dict[Key, tuple[Any, Any, Any] | None] = field(default_factory=dict)
    has_previous: bool = True
    has_year_ago: bool = True
    unit_names: dict[str, str] = field(default_factory=dict)
    clue_no: str = "990122150301004"
    has_overdue: bool = True
    trend_months: int = 13
    states: dict[str, str] = field(
        default_factory=lambda: {"990122": "late", "990223": "missing", "990321": "returned"}
    )

    def regions(self) -> Iterator[tuple[str, str, str]]:
        """Yield code, level and name: each city and then its units, the province last."""
        last = ""
        for code, name, city in units():
            if city != last:
                yield city, "city", CITIES[city][0]
                last = city
            yield code, "unit", self.unit_names.get(code, name)
        yield PROVINCE, "province", "云岭省"

    def _own_value(self, indicator: str, region: str, kind: str) -> tuple[Any, Any, Any]:
        numbers = [
            number
            for number, (code, _, city) in enumerate(units())
            if region in (code, city, PROVINCE)
        ]
        if indicator in RATES:
            value = Decimal(70 + len(numbers) % 7).scaleb(-2) + Decimal("0.0123")
            changes = Decimal("0.021"), Decimal("-0.013")
        elif indicator in MEDIANS:
            value, changes = Decimal("45.5"), (Decimal(1), Decimal(1))
        else:
            value = sum((count_of(indicator, number, kind) for number in numbers), Decimal(0))
            changes = Decimal(len(numbers) % 3), Decimal(-(len(numbers) % 4))
        return value, value - changes[0], value - changes[1]

    def figure_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of rpt_r01__figures."""
        for order, (code, level, name) in enumerate(self.regions()):
            for indicator in INDICATORS:
                for kind in ("month", "year"):
                    key = (indicator, code, kind)
                    told = self.values.get(key, self._own_value(*key))
                    if told is None or (kind == "month" and indicator in list(RATES)[:3]):
                        continue
                    value, previous, year_ago = told
                    previous = previous if self.has_previous and kind == "month" else None
                    year_ago = year_ago if self.has_year_ago else None
                    place = (indicator, code, level, name, order, kind)
                    figure_period = PERIOD if kind == "month" else YEAR
                    numbers: tuple[Any, ...] = (None, None, value, previous, year_ago)
                    yield PERIOD, *place, figure_period, "all", "all", None, *numbers
        for (indicator, split), parts in SPLITS.items():
            for code, (label, value) in parts.items():
                place = (indicator, PROVINCE, "province", "云岭省", 99, "month")
                numbers = (value, None, value, None, None)
                yield PERIOD, *place, PERIOD, split, code, label, *numbers

    def coverage_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of rpt_r01__coverage."""
        for order, (code, name, _) in enumerate(units()):
            state = self.states.get(code, "on_time")
            is_absent = state in ("missing", "returned")
            received = 0 if is_absent else 60 + order
            held_back = 0 if is_absent else int(order % 7 == 2)
            is_nil = code == "990271"
            shown = self.unit_names.get(code, name)
            counts = (is_nil, received, held_back, is_absent, None, "XC04")
            yield PERIOD, order, code, shown, state, *counts

    def overdue_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of rpt_r01__overdue."""
        for kind in ("disposal", "handling") if self.has_overdue else ():
            late = [(c, n) for i, (c, n, _) in enumerate(units()) if i % 6 == 3]
            for order, (code, name) in enumerate(late):
                shown = self.unit_names.get(code, name)
                item = (code, shown, f"{self.clue_no}{order}", "2026-08-15", 46 - order, order == 0)
                yield PERIOD, order, kind, *item

    def trend_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of rpt_r01__trend: 13 months, the last of them this one."""
        last = Month.parse(PERIOD)
        for order in range(self.trend_months):
            month = str(last.before(self.trend_months - 1 - order))
            for shift, indicator in enumerate(("clues_transferred", "clues_settled")):
                value: Any = Decimal(46 - 3 * shift + (order * 5 + shift * 4) % 13)
                if month == PERIOD:
                    key = (indicator, PROVINCE, "month")
                    value = (self.values.get(key, self._own_value(*key)) or (None,))[0]
                yield PERIOD, order, month, indicator, value

    def write(self, path: Path) -> duckdb.DuckDBPyConnection:
        """Write the tables to a new DuckDB file and return the open connection."""
        return write_tables(
            path,
            _TABLES + SHARED_TABLES,
            {
                "rpt_r01__figures": self.figure_rows(),
                "rpt_r01__coverage": self.coverage_rows(),
                "rpt_r01__overdue": self.overdue_rows(),
                "rpt_r01__trend": self.trend_rows(),
                "dim_indicator": indicator_rows(INDICATORS, SENTENCES),
                "dim_split": split_rows(SPLITS),
            },
        )


def write_tables(
    path: Path, definitions: str, tables: dict[str, Iterable[tuple[Any, ...]]]
) -> duckdb.DuckDBPyConnection:
    """Write tables to a new DuckDB file and return the open connection."""
    warehouse = duckdb.connect(str(path))
    warehouse.execute(definitions)
    for table, rows in tables.items():
        # As texts, by Arrow: DuckDB gives them their types, a thousand times faster than rows.
        columns = zip(*rows, strict=True)
        texts = [[None if each is None else str(each) for each in column] for column in columns]
        if texts:
            names = [str(number) for number in range(len(texts))]
            warehouse.register("rows", pa.table(texts, names=names))
            warehouse.execute(f"insert into {table} select * from rows")  # noqa: S608
    return warehouse


def indicator_rows(
    indicators: dict[str, tuple[str, str, str]], sentences: dict[str, str]
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of dim_indicator."""
    for code, (name, statistic, unit) in indicators.items():
        yield code, name, statistic, unit, sentences.get(code, name)


def split_rows(splits: dict[tuple[str, str], dict[str, tuple[str, Any]]]) -> Iterator[Any]:
    """Yield the rows of dim_split."""
    kinds = {kind: parts for (_, kind), parts in splits.items()}
    for kind, parts in kinds.items():
        for order, (code, (label, _)) in enumerate(parts.items()):
            yield kind, code, label, order


SHARED_TABLES = """
create table dim_indicator (
    indicator_code varchar, name_zh varchar, statistic varchar, unit_zh varchar,
    sentence_zh varchar);
create table dim_split (
    split_kind varchar, split_code varchar, split_label varchar, sort_order bigint);
"""
_TABLES = """
create table rpt_r01__figures (
    period varchar, indicator_code varchar, region_code varchar, region_level varchar,
    region_name varchar, sort_order bigint, period_kind varchar, figure_period varchar,
    split_kind varchar, split_code varchar, split_label varchar, numerator decimal(18, 4),
    denominator decimal(18, 4), value decimal(18, 6), previous_value decimal(18, 6),
    year_ago_value decimal(18, 6));
create table rpt_r01__coverage (
    period varchar, sort_order bigint, unit_code varchar, unit_name varchar, state varchar,
    is_nil boolean, rows_received bigint, rows_held_back bigint, is_carried boolean,
    received_at timestamp, form varchar);
create table rpt_r01__overdue (
    period varchar, sort_order bigint, overdue_kind varchar, unit_code varchar,
    unit_name varchar, clue_no varchar, deadline_on date, days_overdue bigint,
    is_supervised boolean);
create table rpt_r01__trend (
    period varchar, sort_order bigint, trend_period varchar, indicator_code varchar,
    value decimal(18, 6));
"""
