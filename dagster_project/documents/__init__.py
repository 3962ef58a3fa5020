"""Official documents: from the warehouse's report tables to Word files in GB/T 9704 layout.

`render_report` makes a document, `read_bound_figures` reads back the figures that stand in one.
A plain library: it knows neither Dagster nor dbt.
"""

from dagster_project.documents.binding import BindingError, BoundFigure
from dagster_project.documents.figures import ReportDataError
from dagster_project.documents.reading import read_bound_figures
from dagster_project.documents.render import render_report

__all__ = [
    "BindingError",
    "BoundFigure",
    "ReportDataError",
    "read_bound_figures",
    "render_report",
]
