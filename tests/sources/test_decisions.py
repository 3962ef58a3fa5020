"""What the office writes into `decisions/` is read strictly, and reaches what dbt reads."""

from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dagster_project.decisions import (
    DueDay,
    Explanation,
    LayoutDecision,
    OrganisationAlias,
    UnitAlias,
    load_decisions,
)
from dagster_project.due_days import all_due_on, due_on, last_on
from dagster_project.forms import load_code_lists, load_forms
from dagster_project.home import sources_folder
from dagster_project.reference import write_reference
from dagster_project.regions import DecisionError

FORMS = load_forms(sources_folder())
MORNING, EVENING = datetime(2026, 10, 8, 9, 0, 0), datetime(2026, 10, 8, 18, 30, 0)


def write(folder: Path, name: str, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join([*lines, ""]), "utf-8")
    return folder


def test_every_kind_of_decision_is_read(tmp_path: Path) -> None:
    write(tmp_path, "layouts.csv", "unit_code,form,heading,field,from_period,decided_by,decided_at",
          "*,XC04,'=受理时点,received_on,2026-09,省办,2026-10-08 09:00:00")  # fmt: skip
    write(tmp_path, "organisation_aliases.csv",
          "unit_code,alias,organisation_code,from_period,decided_by,decided_at",
          "990121,县财政局,0001,,省办,2026-10-08")  # fmt: skip
    write(tmp_path, "explanations.csv", "problem_no,explanation,decided_by,decided_at",
          "0a1b2c3d4e,属实,省办,2026-10-08 18:30:00")  # fmt: skip
    write(tmp_path, "unit_aliases.csv", "alias,unit_code,decided_by,decided_at,from_period",
          "东蓠县,990121,省办,2026-10-08,2026-09")  # fmt: skip
    write(tmp_path, "due_days.csv", "form,due_day,from_period,decided_by,decided_at,grace_days",
          "XC04,8,2026-09,省办,2026-08-20,3", "XC05,8,2026-09,省办,2026-08-20,")  # fmt: skip
    decisions = load_decisions(tmp_path)
    heading = LayoutDecision("*", "XC04", "=受理时点", "received_on", "2026-09", "省办", MORNING)
    assert decisions.layouts == (heading,)
    midnight = datetime(2026, 10, 8)
    assert decisions.organisation_aliases == (
        OrganisationAlias("990121", "县财政局", "0001", "", "省办", midnight),
    )
    assert decisions.explanations == (Explanation("0a1b2c3d4e", "属实", "省办", EVENING),)
    assert decisions.unit_aliases == (UnitAlias("东蓠县", "990121", "省办", midnight, "2026-09"),)
    assert [day.grace_days for day in decisions.due_days] == [3, 0]


@pytest.mark.parametrize(
    ("name", "header", "line"),
    [
        ("explanations.csv", "problem_no,explanation,decided_by,decided_at", "a,b,c,昨天"),
        ("explanations.csv", "problem_no,explanation,decided_by,decided_at", "a,b,c,"),
        ("explanations.csv", "problem_no,explanation,decided_by,decided_at", "a,b,c,2026-10-08Z"),
        ("layouts.csv", "unit_code,form,heading", "990121,XC04,甲"),
        ("due_days.csv", "form,due_day,from_period,decided_by,decided_at,grace_days",
         "XC04,8,2026-09,省办,2026-08-20,-1"),
    ],
)  # fmt: skip
def test_a_line_that_is_wrong_is_named(tmp_path: Path, name: str, header: str, line: str) -> None:
    write(tmp_path, name, header, line)
    with pytest.raises(DecisionError, match=f"{name} line 2"):
        load_decisions(tmp_path)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "unit_aliases.csv").write_bytes("alias,unit_code\n东蓠县,990121\n".encode("gbk"))
    with pytest.raises(DecisionError, match=r"unit_aliases\.csv is not UTF-8"):
        load_decisions(tmp_path)


def test_the_tables_for_dbt_have_what_was_decided_last_at_a_moment(tmp_path: Path) -> None:
    write(tmp_path, "explanations.csv", "problem_no,explanation,decided_by,decided_at",
          "0a1b2c3d4e,误记,省办,2026-10-08 09:00:00", "0a1b2c3d4e,属实,省办,2026-10-08 09:00:00",
          "0a1b2c3d4e,另有说明,省办,2026-10-08 18:30:00")  # fmt: skip
    write(tmp_path, "organisation_aliases.csv",
          "unit_code,alias,organisation_code,from_period,decided_by,decided_at",
          "990121,县财政局,0001,2026-01,省办,2026-10-08",
          "990121,县财政局,0002,2026-01,省办,2026-10-08",
          "*,县财政局,0003,2026-01,省办,2026-10-08")  # fmt: skip
    write(tmp_path, "due_days.csv", "form,due_day,from_period,decided_by,decided_at,grace_days",
          "XC04,8,2026-09,省办,2026-08-20,3")  # fmt: skip
    folder = tmp_path / "reference"
    lists = load_code_lists(sources_folder())
    write_reference(folder, FORMS, lists, load_decisions(tmp_path), EVENING, "test")
    explained = pq.read_table(folder / "explanations.parquet").to_pylist()
    assert [(row["explanation"], row["decided_at"]) for row in explained] == [
        ("属实", MORNING),
        ("另有说明", EVENING),
    ]
    aliases = pq.read_table(folder / "organisation_aliases.parquet").to_pylist()
    assert [(row["unit_code"], row["organisation_code"]) for row in aliases] == [
        ("990121", "0002"),
        ("*", "0003"),
    ]
    days = pq.read_table(folder / "due_days.parquet").to_pylist()
    assert days == [{"form": "XC04", "due_day": 8, "grace_days": 3, "from_period": "2026-09"}]


def test_days_of_grace_move_the_last_day_and_not_the_due_day() -> None:
    decided = [
        DueDay("XC04", 8, "2026-03", "省办", "2026-02-20", 2),
        DueDay("XC04", 10, "2026-09", "省办", "2026-08-20"),
        DueDay("XC05", 4, "2026-03", "省办", "2026-02-20", 9),
    ]
    form = FORMS["XC04"]
    assert due_on(form, "2026-08", decided) == date(2026, 9, 8)
    assert last_on(form, "2026-08", decided) == date(2026, 9, 10)
    assert last_on(form, "2026-09", decided) == date(2026, 10, 10)
    assert last_on(form, "2026-02", decided) == date(2026, 3, 5)
    monthly = [FORMS["XC04"], FORMS["XC05"]]
    assert all_due_on(monthly, "2026-08", decided) == date(2026, 9, 13)
