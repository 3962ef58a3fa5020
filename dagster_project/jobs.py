"""The jobs: what the command line, the schedules and the pages run.

Everything runs in one process: at this size starting processes costs more than the work does
(docs/decisions.md), and the readers have worker processes of their own.
"""

from dagster import AssetSelection, define_asset_job, in_process_executor

MONTH_END = "month_end"

month_end = define_asset_job(
    MONTH_END,
    selection=AssetSelection.all(),
    executor_def=in_process_executor,
    description="月报：收件、建库、出文档、发布。",
)
