"""A further report is a folder: ordinary sentences, tables and charts need no Python."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from dagster_project.documents import BoundFigure, ReportDataError, render_report
from dagster_project.documents.official_layout import head, official_document
from dagster_project.documents.template_blocks import chart, passage
from tests.documents.conftest import AS_OF
from tests.documents.sample_r02 import PERIOD, SampleQuarter
from tests.documents.word_parts import paragraphs

CHART_WORDS = {"title": "按反映渠道（件）", "alt": "{{ title }}：{{ points }}。"}
OVER = {"of": ["matters_raised"], "over": "quarter"}
Folder = Path
Rendered = tuple[list[str], list[BoundFigure]]


def change(path: Path, edit: Callable[[dict], object]) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    edit(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


@pytest.fixture
def folder(project_root: Path, tmp_path: Path) -> Folder:
    """A report R99 of one sentence and one chart, begun as a copy of R02."""
    made = Path(shutil.copytree(project_root / "report_templates" / "r02", tmp_path / "r99"))

    def report(content: dict) -> None:
        content |= {"code": "R99", "title": "群众反映事项", "tables": {}, "attachments": []}
        content["passages"] = {
            "news": [[{"phrase": "news", "values": {"raised": {"tell": "measure", **OVER}}}]]
        }
        kind = {"kind": "ranking", "of": "matters_raised", "over": "year", "by": "raised_via"}
        content["charts"] = {"channels": kind}

    def phrases(content: dict) -> None:
        content["sentences"] = {"news": "{{ quarter_zh }}{{ raised }}。"}
        content["charts"] = {"channels": CHART_WORDS}

    change(made / "report.yml", report)
    change(made / "phrases.yml", phrases)
    body = head() + passage("news") + chart("channels")
    (made / "template.docx").write_bytes(official_document(body))
    return made


@pytest.fixture
def rendered(tmp_path: Path) -> Callable[[Folder], Rendered]:
    """A function: folder of the report → its paragraphs and figures."""

    def of(folder: Folder) -> Rendered:
        with SampleQuarter().write(tmp_path / "w.duckdb") as warehouse:
            for table in ("figures", "coverage", "trend"):
                warehouse.execute(f"alter table rpt_r02__{table} rename to rpt_r99__{table}")
            bound = render_report(folder, warehouse, PERIOD, AS_OF, tmp_path / "out.docx")
        return paragraphs(tmp_path / "out.docx"), bound

    return of


def test_a_folder_is_a_report(folder: Folder, rendered: Callable[[Folder], Rendered]) -> None:
    texts, bound = rendered(folder)
    assert "2026年第三季度提出事项540件。" in texts
    assert "图1\u3000按反映渠道（件）" in texts
    assert [(figure.chart, figure.tag, figure.text) for figure in bound] == [
        ("", "matters_raised|990000|2026Q3|all", "540"),
        ("channels", "matters_raised|990000|2026|raised_via:talk", "810"),
        ("channels", "matters_raised|990000|2026|raised_via:field_visit", "405"),
        ("channels", "matters_raised|990000|2026|raised_via:letter", "405"),
    ]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"raised": {"tell": "measure", "of": ["matters_raised"]}}, "over which period"),
        ({"raised": {"tell": "measure", "of": ["nobody"], "over": "year"}}, "no indicator nobody"),
    ],
)
def test_what_report_yml_lacks_is_said(
    folder: Folder, rendered: Callable[[Folder], Rendered], values: dict, message: str
) -> None:
    passages = {"news": [[{"phrase": "news", "values": values}]]}
    change(folder / "report.yml", lambda content: content.update(passages=passages))
    with pytest.raises(ReportDataError, match=message):
        rendered(folder)


@pytest.mark.parametrize(("part", "message"), [("sentences", "sentence news"), ("charts", "chart")])
def test_what_phrases_yml_lacks_is_said(
    folder: Folder, rendered: Callable[[Folder], Rendered], part: str, message: str
) -> None:
    change(folder / "phrases.yml", lambda content: content.update({part: {}}))
    with pytest.raises(ReportDataError, match=message):
        rendered(folder)


def test_only_plain_words_name_tables_and_columns(
    folder: Folder, rendered: Callable[[Folder], Rendered]
) -> None:
    rows = {"rows": "list", "table": "figures; drop table x", "order": ["period"]}
    change(folder / "report.yml", lambda content: content.update(tables={"late": rows}))
    with pytest.raises(ValidationError, match="table"):
        rendered(folder)
