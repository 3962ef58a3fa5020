"""The forms of the returns as the demonstration knows them: `FORMS`, by code.

What a form is made of stands in `form_fields*.py`, its code lists in `code_labels.py`.
"""

from dataclasses import dataclass
from functools import cached_property

from dagster_project.demonstration import form_fields
from dagster_project.demonstration import form_fields_results as results
from dagster_project.demonstration import form_fields_supervision as supervision
from dagster_project.demonstration.code_labels import CODE_LISTS

INSPECTIONS, FINDINGS, MEASURES, CLUES = "XC01", "XC02", "XC03", "XC04"
MATTERS, VILLAGES, WORKFORCE = "XC05", "XC06", "XC11"
ROUNDS, ORGANISATIONS = "XC15", "XC17"
OUTPUTS, PROCESSES, VISITS, EVALUATIONS = "XC07", "XC08", "XC09", "XC10"
JOINT_SUPERVISION, ORGANS, PAIRINGS, TEAMS = "XC12", "XC13", "XC14", "XC16"
SELF_CHECKS, CAMPAIGNS = "XC18", "XC19"
COVER = "COVER"

_DUE_MONTHS = {
    "month": range(1, 13),
    "quarter": (3, 6, 9, 12),
    "half_year": (6, 12),
    "round": (),
    "on_change": (),
}
_ALL_KINDS = ("city_level", "county", "function_zone")


@dataclass(frozen=True)
class FormField:
    """A field: `kind` is text, date, integer, decimal, boolean, code or codes."""

    name: str
    label: str
    kind: str
    code_list: str | None
    flags: frozenset[str]


@dataclass(frozen=True)
class FormSpec:
    """A form; `kind` is ledger, period_return, stock_table or cover, `frequency` when it is due."""

    code: str
    title: str
    kind: str
    frequency: str
    fields: tuple[FormField, ...]
    unit_kinds: tuple[str, ...] = _ALL_KINDS

    @cached_property
    def types(self) -> dict[str, str]:
        """The kind of each field, in the order of the form."""
        return {field.name: field.kind for field in self.fields}

    @cached_property
    def headings(self) -> dict[str, str]:
        """The heading of each field."""
        return {field.name: field.label for field in self.fields}

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The labels by code of each field with a code list, in the order of the list."""
        return {field.name: CODE_LISTS[field.code_list] for field in self.fields if field.code_list}

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The fields that tell the rows of a part apart."""
        return self._with("key")

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The fields that must not be blank."""
        return self._with("required")

    @cached_property
    def free_text(self) -> tuple[str, ...]:
        """The fields whose text is kept out of problems and of what is published."""
        return self._with("free_text")

    @cached_property
    def published(self) -> tuple[str, ...]:
        """The fields that are published: all but free text."""
        return tuple(name for name in self.types if name not in self.free_text)

    @cached_property
    def money(self) -> tuple[str, ...]:
        """The fields that hold 万元."""
        return self._with("money")

    @cached_property
    def cumulative(self) -> tuple[str, ...]:
        """The fields that never fall over time."""
        return self._with("cumulative")

    @cached_property
    def has_fixed_rows(self) -> bool:
        """Whether the rows are those of a code list and no others."""
        return len(self.key) == 1 and self.types[self.key[0]] == "code"

    @property
    def is_sent_at_need(self) -> bool:
        """Whether it is sent when there is something to tell, due on no day."""
        return self.frequency in ("on_change", "round")

    @cached_property
    def control_total(self) -> str | None:
        """The field whose sum stands on the cover."""
        found = self._with("total")
        return found[0] if found else None

    def is_due(self, unit_kind: str, month: str) -> bool:
        """Return whether a unit of a kind has to send the form for a month."""
        return unit_kind in self.unit_kinds and int(month[5:]) in _DUE_MONTHS[self.frequency]

    def _with(self, flag: str) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields if flag in field.flags)


def _fields(text: str) -> tuple[FormField, ...]:
    fields = []
    for line in text.strip().split("\n"):
        name, label, kind, *flags = line.split()
        kind, _, code_list = kind.partition(":")
        fields.append(FormField(name, label, kind, code_list or None, frozenset(flags)))
    return tuple(fields)


def _ledger(code: str, title: str, frequency: str, text: str) -> FormSpec:
    return FormSpec(code, title, "ledger", frequency, _fields(text))


def _period_return(code: str, title: str, frequency: str, text: str) -> FormSpec:
    return FormSpec(code, title, "period_return", frequency, _fields(text))


_COVER_SPEC = FormSpec(COVER, "封面", "cover", "month", _fields(form_fields.COVER_FIELDS))
FORMS: dict[str, FormSpec] = {
    spec.code: spec
    for spec in (
        _ledger(INSPECTIONS, "被巡察党组织登记表", "month", form_fields.INSPECTION_FIELDS),
        _ledger(FINDINGS, "巡察发现问题台账", "month", form_fields.FINDING_FIELDS),
        _ledger(MEASURES, "巡察整改台账", "month", form_fields.MEASURE_FIELDS),
        _ledger(CLUES, "问题线索台账", "month", form_fields.CLUE_FIELDS),
        _ledger(MATTERS, "立行立改和民生实事台账", "month", form_fields.MATTER_FIELDS),
        FormSpec(
            VILLAGES,
            "村(社区)巡察进度台账",
            "ledger",
            "quarter",
            _fields(form_fields.VILLAGE_FIELDS),
            ("county",),
        ),
        _ledger(OUTPUTS, "巡察成果运用台账", "quarter", results.OUTPUT_FIELDS),
        _ledger(PROCESSES, "整改落实过程表", "quarter", results.PROCESS_FIELDS),
        _ledger(VISITS, "回头看和回访检查表", "quarter", results.VISIT_FIELDS),
        _ledger(EVALUATIONS, "整改成效三方评估表", "round", results.EVALUATION_FIELDS),
        FormSpec(
            WORKFORCE,
            "巡察机构队伍统计表",
            "stock_table",
            "half_year",
            _fields(form_fields.WORKFORCE_FIELDS),
        ),
        _period_return(JOINT_SUPERVISION, "贯通协同统计表", "quarter", supervision.JOINT_FIELDS),
        _period_return(ORGANS, "派驻监督月报", "month", supervision.ORGAN_FIELDS),
        _period_return(PAIRINGS, "交叉巡察对接表", "round", supervision.PAIRING_FIELDS),
        _ledger(ROUNDS, "巡察轮次登记表", "on_change", form_fields.ROUND_FIELDS),
        _ledger(TEAMS, "巡察组登记表", "round", supervision.TEAM_FIELDS),
        _ledger(ORGANISATIONS, "巡察对象底册", "half_year", form_fields.ORGANISATION_FIELDS),
        _ledger(SELF_CHECKS, "未巡先改自查表", "quarter", results.SELF_CHECK_FIELDS),
        _ledger(CAMPAIGNS, "专项整治台账", "quarter", results.CAMPAIGN_FIELDS),
    )
}
SPECS: dict[str, FormSpec] = FORMS | {COVER: _COVER_SPEC}
