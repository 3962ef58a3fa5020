"""What the warehouse must hold, worked out from the truth alone and in plain Python.

Each function takes the truth and a moment (`as_of`; files received later do not count) and returns
rows, as dictionaries, in the shape of the published table. Nothing here uses floats, SQL or any
code of the reader. Rows come in a total order.
"""

from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import Any

from dagster_project.demonstration.comparisons import comparison_rows
from dagster_project.demonstration.evidence import Evidence
from dagster_project.demonstration.expected_clues import count_clues
from dagster_project.demonstration.expected_facts import Facts
from dagster_project.demonstration.expected_findings import (
    count_findings,
    count_matters,
    count_measures,
)
from dagster_project.demonstration.expected_inspections import (
    count_inspections,
    count_organisations,
    count_workforce,
)
from dagster_project.demonstration.expected_problems import problem_rows
from dagster_project.demonstration.expected_reporting import returns_counter, status_rows
from dagster_project.demonstration.expected_villages import Villages
from dagster_project.demonstration.fields import CLUES
from dagster_project.demonstration.indicators import Indicators
from dagster_project.demonstration.states import FACT_TABLES, Item, all_items, state_rows
from dagster_project.demonstration.truth import Truth

__all__ = [
    "FACT_TABLES",
    "expected_comparisons",
    "expected_indicator_values",
    "expected_parts",
    "expected_problems",
    "expected_row_classes",
    "expected_states",
    "expected_submission_status",
    "latest",
]

Row = dict[str, Any]
_COUNTERS = (
    count_clues,
    count_inspections,
    count_organisations,
    count_workforce,
    count_findings,
    count_measures,
    count_matters,
)


class _Known:
    """Everything that follows from the truth at a moment, worked out when it is asked for."""

    def __init__(self, truth: Truth, as_of: datetime) -> None:
        self.truth, self.as_of = truth, as_of
        self.evidence = Evidence(truth, as_of)
        self._items: dict[str, list[Item]] = {}

    def items_of(self, form: str) -> list[Item]:
        """Return the items of a form."""
        if form not in self._items:
            self._items[form] = all_items(self.evidence, form)
        return self._items[form]

    @cached_property
    def problems(self) -> list[Row]:
        """The published problems."""
        return problem_rows(self.evidence, self.items_of)

    @cached_property
    def indicators(self) -> Indicators:
        """The indicators over all facts."""
        facts = Facts(self.evidence, self.items_of)
        counters = [partial(counter, facts) for counter in _COUNTERS]
        of_returns = returns_counter(self.evidence, self.problems)
        return Indicators(facts, [*counters, Villages(facts).count, of_returns])


_newest: list[_Known] = []


def _known(truth: Truth, as_of: datetime) -> _Known:
    """Return what follows, kept for the newest truth and moment that were asked for."""
    if not (_newest and _newest[0].truth is truth and _newest[0].as_of == as_of):
        _newest[:] = [_Known(truth, as_of)]
    return _newest[0]


def latest(truth: Truth) -> datetime:
    """Return the moment after the last file: the `as_of` at which everything counts."""
    return max(file.received_at for file in truth.files) + timedelta(days=1)


def expected_parts(truth: Truth, as_of: datetime) -> list[Row]:
    """Return the rows of `submission_parts`, in the order of receipt."""
    return [
        {
            "extraction_id": part.file.extraction_id,
            "sha256": part.file.sha256,
            "file_name": part.file.file_name,
            "form": part.part.form,
            "unit_code": part.part.unit_code,
            "period": part.part.period,
            "received_at": part.file.received_at,
            "status": part.status,
            "rows_received": part.rows_received,
            "rows_used": part.rows_used,
            "rows_held_back": part.rows_received - part.rows_used,
        }
        for part in _known(truth, as_of).evidence.parts
    ]


def expected_row_classes(truth: Truth, as_of: datetime) -> list[Row]:
    """Return every row that is neither blank nor data, of files that can be opened at all."""
    return [
        {
            "extraction_id": file.extraction_id,
            "form": sheet.form,
            "sheet": sheet.name,
            "row": row.row,
            "row_class": row.row_class,
        }
        for file in truth.files
        if file.received_at <= as_of
        for sheet in file.sheets
        for row in sheet.rows
        if row.row_class != "data"
    ]


def expected_problems(truth: Truth, as_of: datetime) -> list[Row]:
    """Return the rows of `problems` without their messages; those of duplicates are not told."""
    return _known(truth, as_of).problems


def expected_states(truth: Truth, as_of: datetime, form: str = CLUES) -> list[Row]:
    """Return the rows of a form's fact table (`FACT_TABLES`).

    One for each stretch of time in which an item's state holds.
    """
    return state_rows(_known(truth, as_of).items_of(form))


def expected_submission_status(truth: Truth, as_of: datetime) -> list[Row]:
    """Return the rows of `submission_status`: units and forms due, by month of the calendar."""
    return status_rows(_known(truth, as_of).evidence)


def expected_indicator_values(truth: Truth, as_of: datetime) -> list[Row]:
    """Return the rows of `indicator_values`."""
    return _known(truth, as_of).indicators.published()


def expected_comparisons(truth: Truth, as_of: datetime) -> list[Row]:
    """Return the rows of `indicator_comparisons`."""
    return comparison_rows(_known(truth, as_of).indicators)
