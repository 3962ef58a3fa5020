"""What a document is made from: the report's choices and words, its figures, coverage and lists.

Read once for a period and handed to what makes sentences, tables and charts.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from dagster_project.documents.binding import clean
from dagster_project.documents.coverage import Coverage
from dagster_project.documents.figures import FigureSet, ReportDataError, read_rows
from dagster_project.documents.numbers import ABSENT
from dagster_project.documents.periods import Month, date_zh
from dagster_project.documents.phrases_model import Phrases
from dagster_project.documents.report_model import ListRows, Report
from dagster_project.documents.wording import Wording

Row = dict[str, Any]


@dataclass(frozen=True)
class Attached:
    """A table that stands after the text: '附件1' (the only one is '附件'), and its title."""

    number: int
    label: str
    title: str


@dataclass(frozen=True)
class Material:
    """Everything that is known before a sentence is written.

    Attributes:
        coverage: form → who reported it ('' where the report has but one form).
        lists: name of a list of `report.yml` → its rows as they stand in the warehouse.
        trend: the rows of `rpt_<report>__trend`; none where no chart asks for them.
        wording: fills in the patterns.
    """

    report: Report
    phrases: Phrases
    figures: FigureSet
    coverage: dict[str, Coverage]
    lists: dict[str, list[Row]]
    trend: list[Row]
    as_of: datetime
    wording: Wording

    @classmethod
    def read(
        cls,
        report: Report,
        phrases: Phrases,
        warehouse: duckdb.DuckDBPyConnection,
        month: Month,
        as_of: datetime,
    ) -> "Material":
        """Read what the report needs of the period that ends with a month.

        Raises:
            ReportDataError: the warehouse has no figures of the period.
        """
        figures = FigureSet.read(warehouse, report.code, month, report.of_units)
        coverage = Coverage.read(warehouse, report.code, str(month), report.forms)
        words = {
            **month.words,
            "as_of_zh": date_zh(as_of.date()),
            "mark": phrases.carried_mark,
            "has_carried": any(each.carried_codes for each in coverage.values()),
        }
        return cls(
            report=report,
            phrases=phrases,
            figures=figures,
            coverage=coverage,
            lists={
                name: _list_rows(warehouse, report.code, each, str(month))
                for name, each in report.tables.items()
                if isinstance(each, ListRows)
            },
            trend=_trend_rows(warehouse, report, str(month)),
            as_of=as_of,
            wording=Wording(phrases, words, report.most_named),
        )

    @property
    def carried_codes(self) -> frozenset[str]:
        """The units marked in tables: those whose first form goes on from an earlier period."""
        first = self.report.forms[0] if self.report.forms else ""
        found = self.coverage.get(first)
        return found.carried_codes if found else frozenset()

    def list_cells(self, name: str) -> list[Row]:
        """Return a list's rows as they are printed: dates, yes and no, labels of codes."""
        return [
            {column: self._cell(column, value) for column, value in row.items()}
            for row in self.lists[name]
        ]

    def _cell(self, column: str, value: object) -> str:
        labels = self.phrases.labels.get(column)
        if isinstance(value, bool):
            return self.phrases.yes if value else self.phrases.no
        if value is None:
            return ABSENT
        if isinstance(value, date):
            return value.isoformat()
        text = clean(str(value))
        return labels.get(text, text) if labels else text


def _list_rows(
    warehouse: duckdb.DuckDBPyConnection, report: str, each: ListRows, period: str
) -> list[Row]:
    # Names of tables and columns are checked to be plain words when report.yml is read.
    conditions, values = ["period = ?"], [period]
    for column, wanted in each.where.items():
        listed = [wanted] if isinstance(wanted, str) else wanted
        conditions.append(f"{column} in ({', '.join('?' * len(listed))})")
        values += listed
    query = (
        f"select * from rpt_{report.lower()}__{each.table}"  # noqa: S608
        f" where {' and '.join(conditions)} order by {', '.join(each.order)}"
    )
    return read_rows(warehouse, query, values)


def _trend_rows(warehouse: duckdb.DuckDBPyConnection, report: Report, period: str) -> list[Row]:
    if not any(chart.kind == "trend" for chart in report.charts.values()):
        return []
    query = f"select * from rpt_{report.code.lower()}__trend where period = ?"  # noqa: S608
    try:
        return read_rows(warehouse, f"{query} order by sort_order", [period])
    except duckdb.CatalogException as error:
        message = f"the warehouse has no table rpt_{report.code.lower()}__trend"
        raise ReportDataError(message) from error
