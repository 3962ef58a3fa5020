"""A month-end by sensor and schedule alone: returns come in, the due day passes, documents are out.

What the daemon does is done by hand: it asks sensor and schedules, and runs the job that they name
with the partition and tags that they give, on records on disk.
"""

import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dagster import (
    AssetCheckEvaluation,
    DagsterInstance,
    ExecuteInProcessResult,
    RunRequest,
    SensorResult,
    SkipReason,
    build_schedule_context,
    build_sensor_context,
)

from dagster_project.assets.release import ISSUED
from dagster_project.assets.warehouse import TESTS, ids_of_tests
from dagster_project.checks import STATUS_TABLE
from dagster_project.definitions import defs
from dagster_project.demonstration.truth import Truth, TruthFile
from dagster_project.published import open_warehouse, standing_release
from dagster_project.schedules import SCHEDULES
from dagster_project.sensors import inbox_at_rest
from dagster_project.warehouse.dbt_build import load_manifest

MONTH = "2026-09"
EARLY = datetime(2026, 10, 4, 10)
MORNING = datetime(2026, 10, 6, 6, tzinfo=ZoneInfo("Asia/Shanghai"))
UNITS_EARLY = 2


def receive(province: Path, home: Path, is_wanted: Callable[[TruthFile], bool]) -> None:
    """Copy the wanted files into the inbox."""
    for file in Truth.load(province / "demonstration" / "truth.json").files:
        if is_wanted(file):
            target = home / "inbox" / file.file_name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(province / "inbox" / file.file_name, target)
    shutil.copy2(province / "inbox" / "received.csv", home / "inbox")


def first_units(province: Path) -> list[str]:
    """The units whose returns of the month came in first and were accepted."""
    files = [
        file
        for file in Truth.load(province / "demonstration" / "truth.json").files
        if file.period == MONTH and any(part.reader_status == "accepted" for part in file.parts)
    ]
    files.sort(key=lambda file: file.received_at)
    return list(dict.fromkeys(file.unit_code for file in files))[:UNITS_EARLY]


def asked_by_sensor() -> RunRequest:
    cursor = None
    for _ in range(2):
        result = inbox_at_rest(build_sensor_context(cursor=cursor))
        assert isinstance(result, SensorResult)
        cursor = result.cursor
    assert result.run_requests is not None
    (request,) = result.run_requests
    return request


def carry_out(
    job_name: str | None, request: RunRequest, instance: DagsterInstance
) -> ExecuteInProcessResult:
    assert job_name is not None
    return defs.resolve_job_def(job_name).execute_in_process(
        instance=instance, partition_key=request.partition_key, tags=dict(request.tags)
    )


def checks_of(result: ExecuteInProcessResult, table: str) -> dict[str, AssetCheckEvaluation]:
    return {
        one.check_name: one
        for one in result.get_asset_check_evaluations()
        if one.asset_key.path[-1] == table
    }


def documents(home: Path) -> list[str]:
    release = standing_release(home)
    assert release is not None
    return sorted(path.name for path in (release / "documents").glob(f"{MONTH}/*"))


def chased_units(home: Path) -> list[str]:
    """The units that were sent a chase-up for the month."""
    found = (home / "returned" / MONTH).glob("*/催报单*.docx")
    return sorted({path.parent.name.partition(" ")[0] for path in found})


def units_with(home: Path, condition: str) -> list[str]:
    """The units of which a form due for the month meets a condition."""
    with open_warehouse(home) as warehouse:
        rows = warehouse.sql(
            "select distinct unit_code from submission_status"  # noqa: S608
            f" where period = '2026-09' and {condition} order by unit_code"
        ).fetchall()
    return [unit for (unit,) in rows]


def scheduled(instance: DagsterInstance) -> Iterable[tuple[str, RunRequest]]:
    """Ask all schedules in the order of their times, and run what they ask for in between."""
    for kind in ("year", "half_year", "quarter", "month"):
        answer = SCHEDULES[kind](build_schedule_context(instance, MORNING))
        if not isinstance(answer, SkipReason):
            assert isinstance(answer, RunRequest)
            yield SCHEDULES[kind].job_name, answer


def test_a_month_end_by_sensor_and_schedule_alone(
    registered_home: Path,
    province: Path,
    instance: DagsterInstance,
    set_clock: Callable[[datetime], None],
) -> None:
    home = registered_home
    # The day before the due day two of six units have sent September.
    early_units = first_units(province)
    receive(province, home, lambda file: file.period < MONTH or file.unit_code in early_units)
    set_clock(EARLY)
    request = asked_by_sensor()
    early = carry_out(request.job_name, request, instance)
    assert early.success
    assert documents(home) == []
    assert [path.name for path in (home / "warehouse" / "withheld").iterdir()] == [MONTH]
    issued = checks_of(early, "release")[ISSUED]
    assert not issued.passed
    assert (issued.description or "").startswith(f"{MONTH} 应报 6 个单位，已报 {UNITS_EARLY} 个")
    status = checks_of(early, STATUS_TABLE)
    assert {name: check.passed for name, check in status.items()} == {
        TESTS: True,
        "coverage": True,
        "quorum": True,
    }
    assert units_with(home, "state <> 'missing'") == sorted(early_units)
    # Nobody is chased before the due day has passed.
    assert chased_units(home) == []
    # On the due day the rest is there; nobody does anything until the morning after.
    receive(province, home, lambda file: True)
    set_clock(MORNING.replace(tzinfo=None))
    ran = [
        (name, carry_out(name, request, instance).success) for name, request in scheduled(instance)
    ]
    assert ran == [("quarter_end", True)]
    assert documents(home) == [
        f"R01_月度问题线索处置情况_{MONTH}.docx",
        "R02_季度对村（社区）巡察工作动态汇总_2026Q3.docx",
    ]
    assert chased_units(home) == units_with(home, "state in ('missing', 'returned')") != []
    assert (home / "returned" / "台账.csv").is_file()
    assert checked_models(instance) == set(ids_of_tests(load_manifest()))


def checked_models(instance: DagsterInstance) -> set[str]:
    """The models of which the newest records say that their tests passed."""
    keys = [key for key in defs.resolve_asset_graph().asset_check_keys if key.name == TESTS]
    records = instance.event_log_storage.get_latest_asset_check_execution_by_key(keys)
    return {
        key.asset_key.path[-1]
        for key, record in records.items()
        if record.status.value == "SUCCEEDED"
    }
