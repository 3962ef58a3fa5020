"""`xuncha status` and what it reads."""

from pathlib import Path

from dagster_project.published import open_warehouse
from dagster_project.status import (
    UnplacedFile,
    covered_months,
    summarise_release,
    unit_statuses,
    unplaced_files,
)
from tests.cli.command import RunCommand


def test_units_of_a_month(small_home: Path) -> None:
    with open_warehouse(small_home) as warehouse:
        first, second = unit_statuses(warehouse, "2026-09")
    assert (first.unit_code, first.state, first.rows_used) == ("990121", "on_time", 3)
    assert second.unit_name == "乙县"
    assert (second.state, second.rows_held_back) == ("late", 1)
    assert (second.form, second.status) == ("XC04", "accepted_with_held_rows")
    assert (second.open_query_count, second.returned_count) == (1, 1)
    assert (first.is_pending, second.is_pending) == (False, True)


def test_a_file_of_nobody_is_told(small_home: Path) -> None:
    with open_warehouse(small_home) as warehouse:
        assert unplaced_files(warehouse, "2026-09") == [
            UnplacedFile("nobody.xlsx", "认不出填报单位。")
        ]


def test_summary_counts_parts_in_force(small_home: Path) -> None:
    with open_warehouse(small_home) as warehouse:
        summary = summarise_release(warehouse)
    assert (summary.parts, summary.accepted, summary.with_held_rows, summary.returned) == (
        4, 2, 1, 1,
    )  # fmt: skip
    assert (summary.rows_received, summary.rows_used, summary.rows_held_back) == (6, 5, 1)


def test_months_in_order(small_home: Path) -> None:
    with open_warehouse(small_home) as warehouse:
        assert covered_months(warehouse) == ["2026-08", "2026-09"]


def test_newest_month_is_shown_unless_said(small_home: Path, xuncha: RunCommand) -> None:
    code, out, err = xuncha("status", "--home", small_home)
    assert (code, err) == (0, "")
    assert "2026-09 报送情况" in out
    assert "990122 乙县" in out
    assert "2026-10-08 17:00:00" in out
    assert "应报 2 份：按时 1，迟报 1，未报 0，退回 0，待确认 0。" in out
    assert "nobody.xlsx  认不出填报单位。" in out


def test_a_month_that_is_named(small_home: Path, xuncha: RunCommand) -> None:
    code, out, _ = xuncha("--lang", "en", "status", "--period", "2026-08", "--home", small_home)
    assert code == 0
    assert "1 returns due: 0 on time, 0 late, 1 missing, 0 returned, 0 waiting." in out


def test_what_is_not_settled_of_one_unit(small_home: Path, xuncha: RunCommand) -> None:
    _, out, _ = xuncha("status", "--pending", "--home", small_home)
    assert "990122 乙县" in out
    assert "受理，有留置行" in out
    assert "990121" not in out
    assert "应报 2 份：按时 1，迟报 1" in out
    _, out, _ = xuncha("status", "--unit", "990121", "--home", small_home)
    assert "990121 甲县" in out
    assert "990122" not in out
