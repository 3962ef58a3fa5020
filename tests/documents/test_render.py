"""Rendering R01: same bytes, sound files, county texts that stay texts, an honest template."""

import re
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import jinja2
import pytest
import yaml
from openxml_audit import OpenXmlValidator
from pydantic import ValidationError

from dagster_project.documents import ReportDataError, render_report
from tests.documents.conftest import AS_OF, Render, Rendered
from tests.documents.sample import PERIOD, SampleMonth
from tests.documents.word_parts import W, paragraphs, part, table_rows, text_of

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def test_same_in_same_out(render: Render, ordinary: Rendered) -> None:
    again, bound = render(SampleMonth())
    assert again.read_bytes() == ordinary[0].read_bytes()
    assert bound == ordinary[1]


def test_another_as_of_dates_the_document(render: Render) -> None:
    out, _ = render(SampleMonth(), datetime(2027, 1, 5, 9, 30))
    text = "\n".join(paragraphs(out))
    assert "省巡办〔2027〕" in text
    assert "2027年1月5日印发" in text
    properties = docx.Document(str(out)).core_properties
    assert properties.created.replace(tzinfo=None) == datetime(2027, 1, 5, 1, 30)
    assert properties.title == "2026年9月全省问题线索处置情况"


def test_zip_entries_carry_no_time(ordinary: Rendered) -> None:
    with zipfile.ZipFile(ordinary[0]) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("which", ["template", "document"])
def test_word_opens_it(which: str, template_dir: Path, ordinary: Rendered) -> None:
    path = template_dir / "template.docx" if which == "template" else ordinary[0]
    assert len(docx.Document(str(path)).paragraphs) > 20
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, result.errors


def test_no_tag_is_left_and_no_mark(ordinary: Rendered) -> None:
    text = "\n".join(paragraphs(ordinary[0]))
    assert not re.search(r"\{\{|\}\}|\{%|%\}|[\ufdd0-\ufdd2]", text)


@pytest.mark.parametrize(
    "hostile",
    [
        "甲{{ 7*7 }}县",
        "甲{% for i in range(9) %}县",
        "甲</w:t></w:r></w:p><w:p/>&amp;县",
        "甲]]><!--\"'县",
        "甲{{ office }}{# 县 #}",
    ],
)
def test_county_texts_stay_texts(render: Render, hostile: str) -> None:
    month = SampleMonth(unit_names={"990172": hostile, "990123": hostile}, clue_no=hostile)
    out, _ = render(month)
    tables = table_rows(out)
    assert hostile in [row[0] for row in tables[1]]
    assert tables[2][1][1:3] == [hostile, f"{hostile}0"]
    assert f"：{hostile}1件、" in "\n".join(paragraphs(out))
    assert OpenXmlValidator().validate(out).is_valid


def test_texts_that_xml_cannot_hold_are_cleaned(render: Render) -> None:
    month = SampleMonth(unit_names={"990123": "甲\x0b\x00\n乙\ufdd0县"})
    assert "甲 乙县" in [row[0] for row in table_rows(render(month)[0])[1]]


def test_nothing_is_typed_into_the_template(template_dir: Path) -> None:
    root = part(template_dir / "template.docx")
    typed = TAG.sub("", "\n".join(text_of(paragraph) for paragraph in root.iter(f"{W}p")))
    assert not re.search(r"[0-9０-９〇]", typed)
    report = yaml.safe_load((template_dir / "report.yml").read_text(encoding="utf-8"))
    for name in (report["office"], report["issuing_mark"], report["number_code"]):
        assert name not in typed


def test_no_figure_is_typed_into_the_phrases(template_dir: Path) -> None:
    phrases = (template_dir / "phrases.yml").read_text(encoding="utf-8")
    patterns = [line for line in phrases.splitlines() if not line.startswith("#")]
    bare = TAG.sub("", "\n".join(patterns))
    # Names of indicators such as form1_persons are keys, not texts.
    assert not re.search(r"[0-9]", re.sub(r"^ *\w+:", "", bare, flags=re.MULTILINE))


def test_columns_of_the_template_are_those_of_the_report(template_dir: Path) -> None:
    report = yaml.safe_load((template_dir / "report.yml").read_text(encoding="utf-8"))
    rows = table_rows(template_dir / "template.docx")[1]
    told = report["tables"]["regions"]["columns"]
    columns = [f"{{{{ row.{kind}.{code} }}}}" for kind, codes in told.items() for code in codes]
    value_rows = [row[1:] for row in rows if row[0] == "{{ row.name }}"]
    assert value_rows == [columns, columns]


@pytest.fixture
def own_template(template_dir: Path, tmp_path: Path) -> Path:
    """A copy of the report's folder that a test may change."""
    return Path(shutil.copytree(template_dir, tmp_path / "r01"))


def rendered_from(folder: Path, month: SampleMonth, period: str = PERIOD) -> None:
    with month.write(folder / "warehouse.duckdb") as warehouse:
        render_report(folder, warehouse, period, AS_OF, folder / "out.docx")


def test_an_unknown_key_of_report_yml_is_an_error(own_template: Path) -> None:
    path = own_template / "report.yml"
    path.write_text(path.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    with pytest.raises(ValidationError, match="colour"):
        rendered_from(own_template, SampleMonth())


def test_an_unknown_name_in_a_phrase_is_an_error(own_template: Path) -> None:
    path = own_template / "phrases.yml"
    text = path.read_text(encoding="utf-8").replace('closing: "', 'closing: "{{ nobody }}')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(jinja2.UndefinedError, match="nobody"):
        rendered_from(own_template, SampleMonth())


def test_a_month_without_figures_is_an_error_and_writes_nothing(own_template: Path) -> None:
    with pytest.raises(ReportDataError, match="2026-08 name 0 provinces"):
        rendered_from(own_template, SampleMonth(), "2026-08")
    assert not (own_template / "out.docx").exists()


def test_an_unknown_indicator_is_an_error(own_template: Path) -> None:
    path = own_template / "report.yml"
    text = path.read_text(encoding="utf-8").replace("defined: [", "defined: [no_such, ")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportDataError, match="no_such"):
        rendered_from(own_template, SampleMonth())
