"""Charts: native, editable, traceable, the same bytes each time, and the right figures in them."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from dagster_project.documents import read_bound_figures, render_report
from tests.documents.conftest import AS_OF, Render, Rendered
from tests.documents.rendering import TIME_LIMIT_S
from tests.documents.sample import PERIOD, PROVINCE, SampleMonth, units
from tests.documents.sample_r02 import SampleQuarter, many_units
from tests.documents.word_parts import W, paragraphs, part, text_of

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R01_CHARTS, R02_CHARTS = 3, 4


@pytest.fixture(params=["ordinary", "ordinary_r02"])
def document(request: pytest.FixtureRequest) -> Rendered:
    """An ordinary document of each report."""
    return request.getfixturevalue(request.param)


def chart_names(docx: Path) -> list[str]:
    return [each.get("name") for each in part(docx).iter(f"{WP}docPr")]


def chart_part(docx: Path, name: str) -> etree._Element:
    return part(docx, f"word/charts/chart{chart_names(docx).index(name) + 1}.xml")


def workbook(docx: Path, name: str) -> openpyxl.Workbook:
    number = chart_names(docx).index(name) + 1
    with zipfile.ZipFile(docx) as package:
        content = package.read(f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    return openpyxl.load_workbook(io.BytesIO(content))


def cached(chart: etree._Element, path: str) -> list[list[str]]:
    """Each series' cached values at a path: cat, val, or tx."""
    return [
        [point.findtext(f"{C}v") for point in series.find(f"{C}{path}").iter(f"{C}pt")]
        for series in chart.iter(f"{C}ser")
    ]


def captions(docx: Path) -> list[str]:
    return [text for text in paragraphs(docx) if re.match(r"图\d", text)]


def test_charts_stand_in_the_order_of_the_template(
    ordinary: Rendered, ordinary_r02: Rendered
) -> None:
    assert chart_names(ordinary[0]) == ["trend", "funnel", "settlement"]
    assert chart_names(ordinary_r02[0]) == ["trend", "coverage", "funnel", "categories"]
    assert captions(ordinary[0]) == [
        "图1\u3000近13个月移交和办结问题线索（件）",
        "图2\u30001—9月问题线索处置进展（件）",
        "图3\u30001—9月各单位问题线索办结率",
    ]
    assert captions(ordinary_r02[0])[1] == "图2\u30001—9月各县（市、区）年度覆盖率（斜纹未达底线）"


def test_the_document_is_valid_and_the_workbooks_open(document: Rendered) -> None:
    docx, _ = document
    result = OpenXmlValidator().validate(docx)
    assert result.is_valid, result.errors
    for name in chart_names(docx):
        book = workbook(docx, name)
        assert book.sheetnames == ["数据", "出处"]


def test_each_chart_points_at_its_workbook(document: Rendered) -> None:
    docx, _ = document
    with zipfile.ZipFile(docx) as package:
        for number in range(1, len(chart_names(docx)) + 1):
            chart = etree.fromstring(package.read(f"word/charts/chart{number}.xml"))
            relationship = chart.find(f"{C}externalData").values()[0]
            rels = package.read(f"word/charts/_rels/chart{number}.xml.rels").decode()
            assert f'Id="{relationship}"' in rels
            assert f"embeddings/Microsoft_Excel_Sheet{number}.xlsx" in rels


def test_cache_workbook_and_figures_are_the_same_numbers(document: Rendered) -> None:
    docx, bound = document
    for name in chart_names(docx):
        chart, sheet = chart_part(docx, name), workbook(docx, name)["数据"]
        figures = [figure for figure in bound if figure.chart == name]
        rows = list(sheet.iter_rows(values_only=True))
        columns = list(zip(*rows, strict=True))
        for series, (texts, values) in enumerate(
            zip(cached(chart, "cat"), cached(chart, "val"), strict=True), start=1
        ):
            assert list(columns[0][1:]) == texts
            assert [Decimal(str(each)) for each in columns[series][1:]] == list(
                map(Decimal, values)
            )
        told = [Decimal(text) for column in cached(chart, "val") for text in column]
        # The line of a floor stands after the figures and is none of them.
        assert told[: len(figures)] == [figure.value for figure in figures]
        assert len(told) - len(figures) in (0, len(rows) - 1)


def test_what_charts_show_is_read_back(document: Rendered) -> None:
    docx, bound = document
    assert read_bound_figures(docx) == bound
    assert {figure.chart for figure in bound if figure.chart} == set(chart_names(docx))


def test_points_agree_with_the_text(document: Rendered) -> None:
    texts: dict[str, set[str]] = {}
    for figure in document[1]:
        # A change is told as a number and as a percentage.
        if "/" not in figure.period:
            texts.setdefault(figure.tag, set()).add(figure.text)
    assert [tag for tag, found in texts.items() if len(found) > 1] == []


def test_trend_of_months(ordinary: Rendered) -> None:
    docx, bound = ordinary
    points = [figure for figure in bound if figure.chart == "trend"]
    rows = list(SampleMonth().trend_rows())
    expected = [
        (f"{row[3]}|{PROVINCE}|{row[2]}|all", Decimal(row[4]))
        for indicator in ("clues_transferred", "clues_settled")
        for row in rows
        if row[3] == indicator
    ]
    assert [(point.tag, point.value) for point in points] == expected
    months = cached(chart_part(docx, "trend"), "cat")[0]
    assert months[:5] == ["2025年9月", "10月", "11月", "12月", "2026年1月"]


def test_trend_of_quarters_says_when_each_year_to_date_stood(ordinary_r02: Rendered) -> None:
    docx, bound = ordinary_r02
    points = [figure for figure in bound if figure.chart == "trend"]
    assert points[0].tag == f"village_coverage|{PROVINCE}|2025@2025-06|all"
    # Two quarters at 6.12 % each print as 12.2 %.
    assert points[0].text == "12.2%"
    assert points[-1].period == "2026@2026-09"
    assert cached(chart_part(docx, "trend"), "cat")[0][-1] == "2026年三季度"
    assert cached(chart_part(docx, "trend"), "val")[1] == ["0.2"] * 6
    assert cached(chart_part(docx, "trend"), "tx") == [["年度覆盖率"], ["20%底线"]]


def test_ranking_is_sorted_and_ties_stand_in_table_order(render: Render) -> None:
    month = SampleMonth()
    for number, (code, _, _) in enumerate(units()):
        value = Decimal(50 + number % 3 * 10).scaleb(-2)
        month.values[("settlement_rate", code, "year")] = (value, None, None)
    month.values[("settlement_rate", "990121", "year")] = None
    docx, bound = render(month)
    names = cached(chart_part(docx, "settlement"), "cat")[0]
    values = [figure.value for figure in bound if figure.chart == "settlement"]
    assert values == sorted(values, reverse=True)
    assert "清溪县" not in names
    assert names[:2] == ["石桥县", "岚江市市本级"]


def test_coverage_hatches_those_below_the_floor(ordinary_r02: Rendered) -> None:
    docx, bound = ordinary_r02
    values = [figure.value for figure in bound if figure.chart == "coverage"]
    assert values == sorted(values, reverse=True)
    chart = chart_part(docx, "coverage")
    hatched = [int(each.find(f"{C}idx").get("val")) for each in chart.iter(f"{C}dPt")]
    assert hatched == [place for place, value in enumerate(values) if value < Decimal("0.2")]
    assert len(list(chart.iter(f"{A}pattFill"))) == len(hatched)


def test_funnel_stands_in_the_order_of_the_stages(ordinary_r02: Rendered) -> None:
    docx, bound = ordinary_r02
    assert cached(chart_part(docx, "funnel"), "cat") == [["提出", "交办", "解决"]]
    sample = SampleQuarter()
    assert [figure.value for figure in bound if figure.chart == "funnel"] == [
        sample.value(code, PROVINCE, "year")
        for code in ("matters_raised", "matters_handed", "matters_solved")
    ]


def test_plain_in_black_and_white_and_in_one_font(document: Rendered) -> None:
    for name in chart_names(document[0]):
        chart = chart_part(document[0], name)
        for colour in chart.iter(f"{A}srgbClr"):
            red, green, blue = (colour.get("val")[place : place + 2] for place in (0, 2, 4))
            assert red == green == blue
        fonts = {each.get("typeface") for slot in ("latin", "ea") for each in chart.iter(A + slot)}
        assert fonts == {"仿宋_GB2312"}
        assert not list(chart.iter(f"{A}gradFill", f"{C}view3D", f"{C}title"))


def test_alt_texts_tell_the_numbers(ordinary: Rendered) -> None:
    texts = [each.get("descr") for each in part(ordinary[0]).iter(f"{WP}docPr")]
    assert texts[1] == ("条形图：1—9月问题线索处置进展（件）。移交414、处置405、办结396、立案432。")
    assert all(texts)


def test_every_part_has_the_same_bytes_again(render_r02: Render, ordinary_r02: Rendered) -> None:
    again, bound = render_r02(SampleQuarter())
    assert again.read_bytes() == ordinary_r02[0].read_bytes()
    assert bound == ordinary_r02[1]
    created = [workbook(again, name).properties.created.year for name in chart_names(again)]
    assert created == [1980] * R02_CHARTS


def test_nothing_to_show_leaves_no_chart_and_no_caption(render: Render) -> None:
    # One month is no trend.
    month = SampleMonth(trend_months=1)
    for code, _, _ in units():
        month.values[("settlement_rate", code, "year")] = None
    docx, bound = render(month)
    assert chart_names(docx) == ["funnel"]
    assert captions(docx) == ["图1\u30001—9月问题线索处置进展（件）"]
    assert {figure.chart for figure in bound} == {"", "funnel"}
    assert not re.search("[\ufdd3\ufdd4]", "".join(part(docx).itertext()))


def test_a_month_without_a_number_is_a_gap(render: Render) -> None:
    month = SampleMonth()
    month.values[("clues_transferred", PROVINCE, "month")] = None
    docx, bound = render(month)
    assert len(cached(chart_part(docx, "trend"), "val")[0]) == 12
    last = next(f for f in bound if f.chart == "trend" and f.tag.endswith("2026-09|all"))
    assert (last.text, last.value) == ("—", None)
    assert read_bound_figures(docx) == bound


def test_of_180_units_a_chart_shows_the_lowest(render_r02: Render) -> None:
    quarter = SampleQuarter(cities=many_units(180), states={})
    docx, bound = render_r02(quarter)
    shown = [figure for figure in bound if figure.chart == "coverage"]
    everywhere = sorted(
        quarter.value("village_coverage", code, "year") or Decimal(0)
        for code, _, _ in quarter.units()
        if not code.endswith("01")
    )
    assert len(shown) == 24
    assert sorted(figure.value for figure in shown) == [
        (each * 1000 + Decimal("0.5")) // 1 / 1000 for each in everywhere[:24]
    ]
    assert captions(docx)[1] == "图2\u30001—9月年度覆盖率最低的24个县（市、区）（斜纹未达底线）"
    assert OpenXmlValidator().validate(docx).is_valid


def test_a_clerk_may_move_a_chart(project_root: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(project_root / "report_templates" / "r01", tmp_path / "r01"))
    with zipfile.ZipFile(folder / "template.docx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    body = root[0]
    block = [each for each in body if "charts.settlement" in text_of(each)]
    start = list(body).index(block[0])
    moved = list(body)[start : start + 4]
    assert text_of(moved[-1]) == "{%p endif %}"
    place = next(each for each in body if "month_sentences" in text_of(each))
    for each in moved:
        place.addprevious(each)
    parts["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(folder / "template.docx", "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    with SampleMonth().write(tmp_path / "w.duckdb") as warehouse:
        render_report(folder, warehouse, PERIOD, AS_OF, tmp_path / "out.docx")
    assert chart_names(tmp_path / "out.docx") == ["settlement", "trend", "funnel"]
    assert captions(tmp_path / "out.docx")[0].startswith("图1\u30001—9月各单位")


def test_the_office_may_have_charts_of_its_own(
    project_root: Path, ordinary: Rendered, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(project_root / "report_templates" / "r01", tmp_path / "r01"))
    with zipfile.ZipFile(ordinary[0]) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    placeholder = b"{{ charts.trend }}"
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        "特此报告。".encode(), placeholder
    )
    with zipfile.ZipFile(folder / "template.docx", "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    out = tmp_path / "out.docx"
    with SampleMonth().write(tmp_path / "w.duckdb") as warehouse:
        render_report(folder, warehouse, PERIOD, AS_OF, out)
    assert chart_names(out) == ["trend", "funnel", "settlement", "trend"]
    assert len({each.get("id") for each in part(out).iter(f"{WP}docPr")}) == R01_CHARTS + 1
    assert OpenXmlValidator().validate(out).is_valid


def test_an_office_program_keeps_them_as_charts(
    document: Rendered, require_tool: Callable[[str], str], tmp_path: Path
) -> None:
    require_tool("soffice")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "odt", "--outdir", str(tmp_path), str(document[0])),
        ],
        capture_output=True,
        timeout=TIME_LIMIT_S,
        check=True,
    )
    with zipfile.ZipFile(tmp_path / f"{document[0].stem}.odt") as odt:
        manifest = odt.read("META-INF/manifest.xml").decode()
        kinds = re.findall(r'full-path="(Object \d+)/"[^>]*media-type="([^"]*)"', manifest)
        kinds += re.findall(r'media-type="([^"]*)"[^>]*full-path="(Object \d+)/"', manifest)
        charts = [each for each in kinds if any("opendocument.chart" in text for text in each)]
        assert len(charts) == len(chart_names(document[0]))


def test_a_drawing_stands_in_a_run_of_a_chart_paragraph(document: Rendered) -> None:
    for drawing in part(document[0]).iter(f"{W}drawing"):
        run = drawing.getparent()
        assert run.tag == f"{W}r"
        style = run.getparent().find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        assert style == "Chart"
