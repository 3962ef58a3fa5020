"""Every change of a layout by its code; those that are made with the rows are the caller's."""

from dagster_project.demonstration.mess.books import Change
from dagster_project.demonstration.mess.layouts_files import FILES
from dagster_project.demonstration.mess.layouts_headers import HEADERS
from dagster_project.demonstration.mess.layouts_rows import ROWS

CHANGES: dict[str, Change] = HEADERS | ROWS | FILES
