"""Plain library around the warehouse: run dbt in this process, publish a release.

What the tables hold is in `dbt/`; when it runs is decided by the assets.
"""
