"""Runs a month's job in this process, for the command line and for tests.

The same jobs run from Dagster's pages; nothing is computed here. What a run leaves behind when it
fails is what stood before it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from dagster_project import clock
from dagster_project.home import HOME_VARIABLE, environment_of
from dagster_project.progress import OnProgress, listening
from dagster_project.published import standing_release

if TYPE_CHECKING:
    from dagster import AssetCheckEvaluation

# A traceback's last line begins with the class of the exception, which tells a clerk nothing.
_WITHOUT_CLASS = re.compile(r"^[\w.]+(Error|Failure|Exception): ")


class UnknownMonthError(Exception):
    """A month for which there are no documents; the arguments are it and the first month."""


@dataclass(frozen=True)
class RunResult:
    """How a run ended. `release` is the release that stands afterwards, whether it is new or not.

    `failed_step` is start, intake, reference, warehouse, report_…, release or return_notices, by
    which the release has been published already; `message` says why.
    `month` is that of the documents, which are none where no return of it is in force, or where
    they are withheld: then `withheld` says why.
    """

    ok: bool
    failed_step: str | None
    message: str
    release: Path | None
    month: str
    withheld: str = ""


def prepare_dagster_home(home: Path) -> Path:
    """Make the home's `dagster/` folder with its settings, and return it.

    Settings that are there already are left as they are.
    """
    from dagster_project.retention import TICK_SETTINGS

    folder = home / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "dagster.yaml"
    if not settings.is_file():
        content = {
            "telemetry": {"enabled": False},
            "nux": {"enabled": False},
            "retention": TICK_SETTINGS,
        }
        settings.write_text(yaml.safe_dump(content), encoding="utf-8")
    return folder


def run(
    home: Path,
    period: str | None = None,
    as_of: datetime | None = None,
    on_progress: OnProgress | None = None,
) -> RunResult:
    """Take in what waits, build and test the warehouse, render one month's documents, publish.

    `period` is a month (`2026-09`), by default the newest whose returns are due at `as_of`;
    `as_of` is by default now. A failure is told in the result, not raised.

    Raises:
        UnknownMonthError: `period` is before the first month or after the present one.
    """
    from dagster import DagsterInstance

    from dagster_project.definitions import defs
    from dagster_project.jobs import job_name_for
    from dagster_project.partitions import newest_complete_month, reporting_months
    from dagster_project.retention import forget_old_runs

    moment = as_of or clock.now()
    month = period or newest_complete_month(moment)
    if not reporting_months.has_partition_key(month):
        raise UnknownMonthError(month, reporting_months.get_first_partition_key())
    config = {
        "ops": {"reference": {"config": {"as_of": moment.isoformat(sep=" ")}}},
        "resources": {"home": {"config": {"wait_seconds": 0}}},
        # The event log keeps everything; the clerk's screen shows progress and results.
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    environment = {"DAGSTER_HOME": str(prepare_dagster_home(home)), HOME_VARIABLE: str(home)}
    with (
        environment_of(environment),
        DagsterInstance.get() as instance,
        listening(on_progress),
    ):
        result = defs.resolve_job_def(job_name_for(month)).execute_in_process(
            run_config=config,
            partition_key=month,
            instance=instance,
            raise_on_error=False,
        )
        failures = [event for event in result.all_events if event.is_failure]
        withheld = _why_withheld(result.get_asset_check_evaluations())
        forget_old_runs(instance)
    release = standing_release(home)
    if result.success and release is not None:
        return RunResult(True, None, "", release, month, withheld)
    step = next((event.step_key for event in failures if event.step_key), "start")
    return RunResult(False, step, _reason(failures), release, month)


def _why_withheld(evaluations: Sequence["AssetCheckEvaluation"]) -> str:
    """What the release says of documents that were not issued; nothing if all were."""
    from dagster_project.assets.release import ISSUED

    told = (one for one in evaluations if one.check_name == ISSUED and not one.passed)
    return next((one.description or "" for one in told), "")


def _reason(failures: Sequence[object]) -> str:
    """The innermost reason of the first failure, in one line."""
    for event in failures:
        error = getattr(getattr(event, "event_specific_data", None), "error", None)
        while error is not None and error.cause is not None:
            error = error.cause
        if error is not None:
            told = " ".join(str(error.message).split())
            return _WITHOUT_CLASS.sub("", told)
    return ""
