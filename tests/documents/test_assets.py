"""Which documents an asset makes of which month, and where they lie."""

from pathlib import Path

import duckdb
import pytest

from dagster_project.assets.documents import _months_to_render, document_path, report_folders
from dagster_project.documents.periods import Month
from dagster_project.documents.report_model import Report, load


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {folder.name: load(Report, folder / "report.yml") for folder in report_folders()}


def test_every_folder_of_report_templates_is_a_report(reports: dict[str, Report]) -> None:
    assert {"r01", "r02"} <= set(reports)
    assert all(name == report.code.lower() for name, report in reports.items())


def test_documents_lie_by_month_and_are_named_by_their_period(reports: dict[str, Report]) -> None:
    month = Month.parse("2026-09")
    assert document_path(reports["r01"], month) == Path(
        "2026-09/R01_月度问题线索处置情况_2026-09.docx"
    )
    assert document_path(reports["r02"], month) == Path(
        "2026-09/R02_季度对村（社区）巡察工作动态汇总_2026Q3.docx"
    )


def test_a_quarterly_report_passes_over_other_months(reports: dict[str, Report]) -> None:
    periods = ["2026-07", "2026-08", "2026-09", "2026-10", "2026-12"]
    with duckdb.connect() as warehouse:
        warehouse.execute("create table int_months (month varchar)")
        warehouse.execute("insert into int_months select unnest(?::varchar[])", [periods[:4]])

        def months(name: str) -> list[str]:
            return [str(each) for each in _months_to_render(warehouse, reports[name], periods)]

        assert months("r01") == periods[:4]
        # December ends a quarter too, but lies outside the calendar.
        assert months("r02") == ["2026-09"]
