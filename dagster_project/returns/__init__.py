"""What goes back to the units: notices, chase-ups, their own workbooks with the wrong cells marked.

A plain library: it reads a release and the archive and writes `returned/`; it knows neither Dagster
nor dbt.
"""
