"""The jobs: what the command line, the schedules and the pages run.

One for each kind of period. Each takes in what waits, builds, renders and publishes; they differ
in the documents that they render: those of their own kind and of all shorter ones, because where
a quarter ends a month ends too. The partition is the last month of the period.

Everything runs in one process: at this size starting processes costs more than the work does
(docs/decisions.md), and the readers have worker processes of their own.
"""

from dagster import AssetSelection, define_asset_job, in_process_executor

from dagster_project.partitions import MONTHS_OF_KIND, kinds_ending_in, kinds_up_to

# The tag by which a document says for which kind of period it is made.
PERIOD_KIND_TAG = "period_kind"

KIND_TITLES = {"month": "月度", "quarter": "季度", "half_year": "半年", "year": "年度"}


def _selection(kind: str) -> AssetSelection:
    """Everything but the documents of longer periods."""
    selection: AssetSelection = AssetSelection.all()
    for longer in set(MONTHS_OF_KIND) - set(kinds_up_to(kind)):
        selection = selection - AssetSelection.tag(PERIOD_KIND_TAG, longer)
    return selection


def job_name(kind: str) -> str:
    """Return the name of the job for a kind of period."""
    return f"{kind}_end"


def job_name_for(month: str) -> str:
    """Return the name of the job that renders every document of the periods ending in a month."""
    return job_name(kinds_ending_in(month)[-1])


JOBS = {
    kind: define_asset_job(
        job_name(kind),
        selection=_selection(kind),
        executor_def=in_process_executor,
        description=f"收件、建库、出{KIND_TITLES[kind]}及更短周期的文档、发布、退回和催报。"
        "分区为该期的最后一个月。",
    )
    for kind in MONTHS_OF_KIND
}
