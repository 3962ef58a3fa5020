"""The forms that ship: what they ask, of whom and when; what a form file may not say."""

from pathlib import Path

import pytest

from dagster_project.decisions import DueDay
from dagster_project.due_days import all_due_on, is_due
from dagster_project.forms import ALL_UNIT_KINDS, FormError, load_code_lists, load_forms
from dagster_project.home import sources_folder

FORMS = load_forms(sources_folder())


def due_months(code: str, unit_kind: str = "county") -> list[int]:
    return [m for m in range(1, 13) if is_due(FORMS[code], unit_kind, f"2026-{m:02}")]


@pytest.mark.parametrize(
    ("code", "months"),
    [
        ("XC01", list(range(1, 13))),
        ("XC04", list(range(1, 13))),
        ("XC13", list(range(1, 13))),
        *(
            (code, [3, 6, 9, 12])
            for code in ("XC06", "XC07", "XC08", "XC09", "XC12", "XC18", "XC19")
        ),
        *((code, [6, 12]) for code in ("XC11", "XC17")),
        *((code, []) for code in ("XC10", "XC14", "XC15", "XC16")),
        ("COVER", []),
    ],
)
def test_months_in_which_a_form_is_due(code: str, months: list[int]) -> None:
    assert due_months(code) == months


def test_a_form_is_due_only_from_the_units_it_is_asked_of() -> None:
    assert [kind for kind in ALL_UNIT_KINDS if due_months("XC06", kind)] == ["county"]
    assert [kind for kind in ALL_UNIT_KINDS if due_months("XC11", kind)] == list(ALL_UNIT_KINDS)


def test_the_last_due_day_looks_at_the_forms_due_in_the_month() -> None:
    later = [DueDay("XC06", 20, "2026-01", "省办", "2026-01-01")]
    last = [all_due_on(FORMS.values(), f"2026-{m:02}", later).isoformat() for m in (8, 9, 12)]
    assert last == ["2026-09-05", "2026-10-20", "2027-01-20"]


def test_every_code_list_of_a_field_ships_and_is_used() -> None:
    named = {field.code_list for form in FORMS.values() for field in form.fields} - {None}
    assert named == set(load_code_lists(sources_folder()))


def test_several_codes_in_a_cell_are_a_type() -> None:
    several = [(f.code, d.name) for f in FORMS.values() for d in f.fields if d.type == "codes"]
    assert several == [("XC01", "linked_supervision_codes"), ("XC02", "subject_kind_codes")]


@pytest.mark.parametrize(
    ("line", "replacement"),
    [
        ("unit_kinds: [county]", "unit_kinds: [village]"),
        ("unit_kinds: [county]", "unit_kinds: []"),
        ("type: code, code_list: village_kind", "type: codes"),
        ("type: code, code_list: village_kind", "type: text, code_list: village_kind"),
        ("frequency: quarter", "frequency: fortnight"),
    ],
)
def test_a_form_that_is_wrong_is_refused(tmp_path: Path, line: str, replacement: str) -> None:
    text = (sources_folder() / "forms" / "xc06_villages.yml").read_text("utf-8")
    assert line in text
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "xc06.yml").write_text(text.replace(line, replacement), "utf-8")
    with pytest.raises(FormError):
        load_forms(tmp_path)
