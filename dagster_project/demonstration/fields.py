"""The fields of the two forms as the demonstration knows them: types, roles and code labels.

Written down here on purpose and not read from `sources/`: the generator and the expected values
must not learn anything from the definitions that they are used to test.
"""

from datetime import date
from decimal import Decimal

Value = str | int | bool | date | Decimal | None

CLUES = "XC04"
COVER = "COVER"

FIELD_TYPES: dict[str, str] = {
    "clue_no": "text",
    "finding_no": "text",
    "term_no": "integer",
    "round_no": "integer",
    "organisation_code": "text",
    "organisation_name": "text",
    "industry": "text",
    "campaign": "text",
    "source_code": "code",
    "transferred_on": "date",
    "received_on": "date",
    "receiving_unit": "text",
    "subject_rank_code": "code",
    "is_key_few": "boolean",
    "disposal_code": "code",
    "disposal_on": "date",
    "due_on": "date",
    "extended_due_on": "date",
    "is_supervised": "boolean",
    "status_code": "code",
    "settled_on": "date",
    "case_filed_on": "date",
    "disciplined_count": "integer",
    "party_count": "integer",
    "state_count": "integer",
    "organisational_count": "integer",
    "procuratorate_count": "integer",
    "form1_count": "integer",
    "form2_count": "integer",
    "form3_count": "integer",
    "form4_count": "integer",
    "surrendered_count": "integer",
    "confessed_count": "integer",
    "amount_involved_wan_yuan": "decimal",
    "recovered_amount_wan_yuan": "decimal",
    "is_void": "boolean",
    "void_reason": "text",
}
COVER_TYPES: dict[str, str] = {
    "form_code": "text",
    "declared_rows_count": "integer",
    "is_nil": "boolean",
    "control_total": "decimal",
}
ALL_TYPES = FIELD_TYPES | COVER_TYPES

REQUIRED = ("clue_no", "source_code", "transferred_on", "status_code")
FREE_TEXT = ("campaign", "organisation_name", "receiving_unit", "void_reason")
PUBLISHED_FIELDS = tuple(field for field in FIELD_TYPES if field not in FREE_TEXT)
MONEY = ("amount_involved_wan_yuan", "recovered_amount_wan_yuan")
CUMULATIVE = (
    "disciplined_count",
    "party_count",
    "state_count",
    "organisational_count",
    "procuratorate_count",
    "form1_count",
    "form2_count",
    "form3_count",
    "form4_count",
    "surrendered_count",
    "confessed_count",
    "recovered_amount_wan_yuan",
)

SOURCE_LABELS = {
    "inspection": "巡察移交",
    "stationed": "派驻监督",
    "petition": "信访",
    "audit": "审计移交",
    "big_data": "大数据比对",
    "other": "其他",
}
RANK_LABELS = {
    "department_and_above": "厅局级及以上",
    "county_principal": "县处级正职",
    "county_deputy": "县处级副职",
    "township_principal": "乡科级正职",
    "township_deputy": "乡科级副职",
    "general_cadre": "一般干部",
    "village_cadre": "村(社区)干部",
    "enterprise_and_other": "企业等其他人员",
}
DISPOSAL_LABELS = {
    "talk": "谈话函询",
    "preliminary_inquiry": "初步核实",
    "shelved": "暂存待查",
    "concluded": "予以了结",
}
STATUS_LABELS = {"pending": "待处置", "in_progress": "处置中", "settled": "已办结"}
CODE_LABELS: dict[str, dict[str, str]] = {
    "source_code": SOURCE_LABELS,
    "subject_rank_code": RANK_LABELS,
    "disposal_code": DISPOSAL_LABELS,
    "status_code": STATUS_LABELS,
}

FATAL_CODES = frozenset(
    [f"FILE-0{n}" for n in range(1, 7)]
    + ["PART-01", "PART-02", "PART-03", "PART-08"]
    + [f"ROW-0{n}" for n in range(1, 7)]
    + ["XC04-F01"]
)


def severity_of(check_code: str) -> str:
    """Return `fatal` or `query`."""
    return "fatal" if check_code in FATAL_CODES else "query"


def to_text(value: Value) -> str | None:
    """Return a canonical value as text for JSON; blank stays None."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def from_text(field: str, text: str) -> Value:
    """Return the canonical value of a field from its JSON text."""
    kind = ALL_TYPES[field]
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "integer":
        return int(text)
    if kind == "decimal":
        return Decimal(text)
    return text == "true" if kind == "boolean" else text
