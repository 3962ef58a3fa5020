"""Blank workbooks for the units: every form due, as it is to be filled in.

A plain library: forms, registers and the standing release in, .xlsx files out. How a filled one is
read is in `spreadsheets/`; nothing here knows of Dagster or dbt.
"""

from dagster_project.blank_workbooks.write import WrittenBlank, write_blank_workbooks

__all__ = ["WrittenBlank", "write_blank_workbooks"]
