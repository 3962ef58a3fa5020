"""The sentences and tables of R02 follow the figures. All expected texts are worked out by hand."""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from dagster_project.documents import render_report
from dagster_project.documents.figure import Figure, Indicator
from dagster_project.documents.floor import AgainstFloor, ranks
from dagster_project.documents.periods import Month
from tests.documents.conftest import AS_OF, Render, Rendered
from tests.documents.sample import PROVINCE
from tests.documents.sample_r02 import PERIOD, SampleQuarter, many_units
from tests.documents.test_render import TAG
from tests.documents.word_parts import W, paragraphs, part, table_rows, text_of

INSPECTED = ("villages_inspected", PROVINCE, "quarter")
COVERAGE = ("village_coverage", PROVINCE, "year")


@pytest.fixture(scope="module")
def text(render_r02: Render) -> Callable[..., str]:
    """A function: changed figures → the document's text."""

    def rendered(**changed: object) -> str:
        return "\n".join(paragraphs(render_r02(SampleQuarter(**changed))[0]))

    return rendered


def counties() -> list[str]:
    return [code for code, _, _ in SampleQuarter().units() if not code.endswith("01")]


def covered(value: str, count: int | None = None) -> dict:
    """Coverage of the province and of the first counties (of all where no count is given)."""
    codes = counties()[:count]
    keys = [COVERAGE, *(("village_coverage", code, "year") for code in codes)]
    return dict.fromkeys(keys, (Decimal(value), None, Decimal(value)))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # 180 against 160: 20/160 = 12.5 %; against 200: 20 fewer, 10 %.
        (
            (180, 160, 200),
            "巡察村（社区）180个，比上季度增加20个、增长12.5%，"
            "比上年同季度减少20个、下降10.0%；",
        ),
        ((180, 180, 180), "巡察村（社区）180个，与上季度持平，与上年同季度持平；"),
        ((0, 7, 0), "未巡察村（社区），比上季度减少7个，与上年同季度持平；"),
        ((7, 0, None), "巡察村（社区）7个，比上季度增加7个，上年同季度无可比数据；"),
        ((None, 1, 1), "巡察村（社区）数暂缺；"),
    ],
)  # fmt: skip
def test_the_quarter_rises_falls_stays_or_is_none(
    text: Callable[..., str], told: tuple, expected: str
) -> None:
    assert f"2026年第三季度，全省{expected}" in text(values={INSPECTED: told})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # 23.46 − 20 = 3.46 → 3.5 points; 18.04 → 1.96 → 2.0 short.
        ("0.2346", "年度覆盖率超过20%的底线3.5个百分点。"),
        ("0.1804", "年度覆盖率距20%的底线还差2.0个百分点。"),
        ("0.2", "年度覆盖率达到20%的底线。"),
        ("0.1998", "年度覆盖率接近但尚未达到20%的底线。"),
        ("0", "年度覆盖率距20%的底线还差20.0个百分点。"),
    ],
)
def test_the_province_against_the_floor(
    text: Callable[..., str], value: str, expected: str
) -> None:
    told = {COVERAGE: (Decimal(value), None, None)}
    assert expected in text(values=told)


def test_no_coverage_says_nothing_of_the_floor(text: Callable[..., str]) -> None:
    said = text(values={COVERAGE: None, **dict.fromkeys(covered("0"), None)})
    assert "年度覆盖率暂缺" in said
    assert "底线" not in said.split("一、总体进度")[1].split("二、分类推进")[0].split("图1")[0]


def test_all_some_and_no_units_reach_the_floor(text: Callable[..., str]) -> None:
    assert "18个县（市、区）年度覆盖率均达到20%的底线。各地情况见附件1。" in text(
        values=covered("0.25")
    )
    nobody = text(values=covered("0.1"))
    assert "18个县（市、区）年度覆盖率均未达到20%的底线，由低到高依次为清溪县（10.0%）" in nobody
    # Twelve by name, then how many there are.
    assert "沙湾县（10.0%）等18个单位。各地情况见附件1。" in nobody
    values = covered("0.25")
    values["village_coverage", "990122", "year"] = (Decimal("0.15"), None, None)
    values["village_coverage", "990421", "year"] = (Decimal("0.1499"), None, None)
    assert (
        "18个县（市、区）中，16个年度覆盖率已达到20%的底线，2个尚未达到，"
        "由低到高依次为沙湾县（15.0%）、石桥县（15.0%）。" in text(values=values)
    )


def test_a_first_period_says_once_that_nothing_can_be_compared(text: Callable[..., str]) -> None:
    said = text(has_previous=False, has_year_ago=False)
    assert said.count("暂无上季度和上年同期数据可供比较。") == 1
    assert said.count("未作同比。") == 1
    assert "比上季度" not in said
    without_year = text(has_year_ago=False)
    assert "上年同季度无可比数据，未作同比。" in without_year
    assert "比上季度增加" in without_year


def test_a_quarter_without_anything(text: Callable[..., str]) -> None:
    zero = (Decimal(0), Decimal(0), Decimal(0))
    values = {
        (code, PROVINCE, kind): zero
        for code in ("villages_inspected", "village_findings", "matters_raised")
        for kind in ("quarter", "year")
    }
    for code in ("matters_handed", "matters_solved", "beneficiaries", "refunded_amount"):
        values |= {(code, PROVINCE, kind): zero for kind in ("quarter", "year")}
    said = text(values=values, has_splits=False)
    assert "本季度，未发现村（社区）问题，与上季度持平，与上年同季度持平；" in said
    assert "本年尚无按分类统计的巡察数据。" in said
    assert "本年未提出事项。" in said
    assert "从反映渠道看" not in said
    # Neither funnel nor categories, and no table of parts.
    assert "办理进展" not in said
    assert "立行立改和民生实事办理情况" not in said


def test_parts_largest_first_then_by_code(text: Callable[..., str]) -> None:
    said = text()
    # Halves of 540: 270, 135, 135; ties in the order of the codes (general, good).
    assert "按年初分类看，重点270个、一般135个、较好135个。" in said
    # At most five categories are named; the chart and the table hold all.
    assert "较多的是饮水810件、道路405件、住房安置202件、照明101件、环境卫生51件。" in said


def test_the_table_by_unit_has_gaps_and_ranks(ordinary_r02: Rendered) -> None:
    rows = {row[0]: row[1:] for row in unit_table(ordinary_r02[0])}
    # 27/154 = 17.53 %: 2.5 points below the floor.
    assert rows["石桥县"] == ["154", "9", "27", "17.5%", "-2.5", "11", "70.1%"]
    # Four villages are too few for a rank; city and province have none.
    assert rows["云台区"][5] == "—"
    assert rows["明州市"][5] == rows["全省"][5] == "—"
    assert "明州市市本级" not in rows
    ranked = [int(row[5]) for row in rows.values() if row[5] != "—"]
    assert sorted(ranked) == [*range(1, 14), 14, 15, 16, 17]


def unit_table(docx: Path) -> list[list[str]]:
    return next(rows for rows in table_rows(docx) if "名次" in rows[1])[2:]


def test_ties_share_a_rank_and_the_next_is_left_out(render_r02: Render) -> None:
    values = covered("0.25", 3)
    values |= {
        ("village_coverage", code, "year"): (Decimal("0.22"), None, None)
        for code in counties()[3:5]
    }
    rest = {("village_coverage", code, "year"): None for code in counties()[5:]}
    docx, _ = render_r02(SampleQuarter(values={**values, **rest}))
    rows = unit_table(docx)
    found = {row[0]: row[6] for row in rows}
    # The third of the first three has four villages and no rank.
    assert [found[name] for name in ("清溪县", "石桥县", "云台区")] == ["1", "1", "—"]
    assert found["高新技术产业开发区"] == found["柏林县"] == "3"
    assert found["青禾县"] == "—"
    order = [row[0] for row in rows]
    assert order.index("清溪县") < order.index("高新技术产业开发区") < order.index("柏林县")


def test_reporting_is_told_form_by_form(ordinary_r02: Rendered, text: Callable[..., str]) -> None:
    said = "\n".join(paragraphs(ordinary_r02[0]))
    assert (
        "《村（社区）巡察进度台账》应报送单位18个，按时报送16个，按时报送率为88.9%。"
        "迟报1个：石桥县。未报送1个：南浦区。" in said
    )
    assert "南浦区没有有效报送《村（社区）巡察进度台账》，数据沿用" in said
    assert "《立行立改和民生实事台账》应报送单位23个" in said
    listed = table_rows(ordinary_r02[0])[-2][1:]
    assert ["2", "石桥县", "村（社区）巡察进度台账", "迟报"] in listed
    assert "南浦区※" in [row[0] for row in unit_table(ordinary_r02[0])]
    everything = text(states={})
    assert everything.count("无迟报、未报和退回。") == 2
    assert "※" not in everything
    # One attachment is named without a number.
    assert "附件：各地对村（社区）巡察进度" in everything
    assert "附件1" not in everything


def test_180_units(render_r02: Render) -> None:
    cities = many_units(180)
    states = {(f"99{number:02d}21", "XC06"): "missing" for number in range(1, 16)}
    docx, bound = render_r02(SampleQuarter(cities=cities, states=states))
    said = "\n".join(paragraphs(docx))
    assert "未报送15个：第01市01县、" in said
    assert "第12市01县等15个单位。" in said
    assert "第13市01县※" in said
    assert len(unit_table(docx)) == 1 + 15 + 165
    assert len(bound) > 1000


def test_every_figure_is_bound_and_its_tag_tells_what_it_is(ordinary_r02: Rendered) -> None:
    sample, wrong = SampleQuarter(), []
    for figure in ordinary_r02[1]:
        code, region, period, split = figure.tag.split("|")
        kind = {"2026Q3": "quarter", "2026": "year", "T2021": "term_to_date"}.get(period)
        if kind is None or split != "all":
            continue
        value = sample.value(code, region, kind)
        places = {"refunded_amount": 2}.get(code, 3 if "coverage" in code or "rate" in code else 0)
        expected = None if value is None else round(value + Decimal("1e-9"), places)
        if figure.value != expected:
            wrong.append((figure, expected))
    assert wrong == []
    periods = {figure.period for figure in ordinary_r02[1]}
    assert {"2026Q3/2026Q2", "2026Q3/2025Q3", "2026/2025", "2026/floor", "2026/rank"} <= periods


def test_no_number_of_a_sentence_with_figures_is_left_unbound(ordinary_r02: Rendered) -> None:
    for paragraph in part(ordinary_r02[0]).iter(f"{W}p"):
        if paragraph.find(f".//{W}sdt") is None:
            continue
        for control in list(paragraph.iter(f"{W}sdt")):
            control.getparent().remove(control)
        # Dates, the floor, the attachment and counts of units are no indicators.
        left = re.sub(
            r"\d+年|\d—|\d+月|\d+日|20%的底线|\d+个(县|年度覆盖率|尚未)|附件\d",
            "",
            text_of(paragraph),
        )
        assert not re.search(r"\d", left), left


def test_nothing_is_typed_into_template_and_phrases(project_root: Path) -> None:
    folder = project_root / "report_templates" / "r02"
    typed = TAG.sub("", "\n".join(paragraphs(folder / "template.docx")))
    assert not re.search(r"[0-9０-９〇]", typed)
    lines = (folder / "phrases.yml").read_text(encoding="utf-8").splitlines()
    bare = TAG.sub("", "\n".join(line for line in lines if not line.startswith("#")))
    assert not re.search(r"[0-9]", re.sub(r"^ *\w+:", "", bare, flags=re.MULTILINE))


def test_columns_of_the_template_are_those_of_the_report(project_root: Path) -> None:
    folder = project_root / "report_templates" / "r02"
    report = yaml.safe_load((folder / "report.yml").read_text(encoding="utf-8"))
    typed = "\n".join(paragraphs(folder / "template.docx"))
    told = {
        (kind, code)
        for table in report["tables"].values()
        for kind, codes in table.get("columns", {}).items()
        for code in codes
    }
    used = set(re.findall(r"row\.(quarter|year|term_to_date)\.(\w+)", typed))
    assert used == told


def test_a_month_inside_a_quarter_is_refused(project_root: Path, tmp_path: Path) -> None:
    folder = project_root / "report_templates" / "r02"
    with (
        SampleQuarter().write(tmp_path / "w.duckdb") as warehouse,
        pytest.raises(ValueError, match="R02 is made each quarter; 2026-08 ends none"),
    ):
        render_report(folder, warehouse, "2026-08", AS_OF, tmp_path / "out.docx")


def test_a_quarter_may_be_named_by_its_own_name(project_root: Path, tmp_path: Path) -> None:
    folder, named = project_root / "report_templates" / "r02", tmp_path / "named.docx"
    with SampleQuarter().write(tmp_path / "w.duckdb") as warehouse:
        render_report(folder, warehouse, "2026Q3", datetime(2026, 10, 8), named)
        render_report(folder, warehouse, PERIOD, datetime(2026, 10, 8), tmp_path / "month.docx")
    assert named.read_bytes() == (tmp_path / "month.docx").read_bytes()


def test_quarters() -> None:
    assert Month.parse("2026Q4") == Month(2026, 12)
    assert Month.parse("2026-02").quarter == "2026Q1"
    assert Month.parse("2026-03").ends("quarter")
    assert not Month.parse("2026-04").ends("quarter")
    assert Month.parse("2026-12").words["quarter_zh"] == "2026年第四季度"
    assert Month.parse("2026-09").period("quarter") == "2026Q3"


def coverage(region: str, value: str | None, denominator: int = 50) -> Figure:
    indicator = Indicator("village_coverage", "覆盖率", "ratio", "%", "")
    exact = None if value is None else Decimal(value)
    return Figure(indicator, region, "2026", "all", "", exact, Decimal(denominator), None, None, {})


def test_ranks_of_few_and_of_ties() -> None:
    figures = [coverage("a", "0.3"), coverage("b", "0.3"), coverage("c", "0.2")]
    figures += [coverage("d", "0.9", 4), coverage("e", None), coverage("f", "0.1", 5)]
    assert ranks(figures) == {"a": 1, "b": 1, "c": 3, "f": 4}


def test_against_a_floor_nobody_counts_without_a_rate() -> None:
    against = AgainstFloor.of(coverage("p", None), [], Decimal("0.2"))
    assert (against.reach, against.has_value, against.is_reached) == ("absent", False, False)
    assert against.floor == "20%"
