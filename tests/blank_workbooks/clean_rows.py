"""What a careful clerk fills in: rows of every form, right in themselves and with each other.

By field, values as a person writes them: codes by their names, days as days.
"""

from datetime import date

from tests.blank_workbooks.filling import Value
from tests.blank_workbooks.province import village_codes

Rows = list[dict[str, Value]]


def clean_rows(unit_code: str) -> dict[str, Rows]:
    """Rows by form, for a county of `province.py`."""
    organisation = f"{unit_code}001"
    return {
        **_registers(organisation),
        **_findings(organisation),
        **_clues_and_matters(organisation),
        **_work(organisation),
        **_supervision(unit_code),
        "XC06": _villages(unit_code),
        "XC11": [
            {"posts_count": 4, "staffed_count": 4},
            {"posts_count": 6, "staffed_count": 5},
            {"posts_count": 10, "staffed_count": 9},
        ],
    }


def _of_round(organisation: str) -> dict[str, Value]:
    return {"term_no": 15, "round_no": 1, "organisation_code": organisation}


def _registers(organisation: str) -> dict[str, Rows]:
    named: dict[str, Value] = {
        "organisation_name": "虚构局党组",
        "organisation_kind_code": "市县直部门",
    }
    return {
        "XC15": [{
            "term_no": 15, "round_no": 1, "inspecting_level_code": "县委巡察",
            "organised_by_code": "本级", "round_kind_code": "常规",
            "started_on": date(2026, 2, 1), "ended_on": date(2026, 3, 31),
        }],
        "XC17": [
            {"organisation_code": organisation, **named, "in_plan_from": date(2021, 8, 1)}
        ],
        "XC01": [{
            **_of_round(organisation), **named, "mode_code": "本级",
            "entered_on": date(2026, 2, 2), "left_on": date(2026, 3, 30),
            "feedback_on": date(2026, 4, 20),
        }],
    }  # fmt: skip


def _findings(organisation: str) -> dict[str, Rows]:
    found: dict[str, Value] = {
        **_of_round(organisation),
        "problem_kind_code": "其他",
        "focus_code": "群众身边腐败问题和不正之风",
        "found_on": date(2026, 2, 20),
    }
    measure: dict[str, Value] = {
        "measure_seq": 1, "measure": "建立台账，逐项办理", "rectification_kind_code": "限期整改",
    }  # fmt: skip
    return {
        "XC02": [
            {"finding_no": "A0001", **found, "description": "账目长期没有公开"},
            {
                "finding_no": "A0002", **found, "description": "村道破损没有修补",
                "is_livelihood": "是", "amount_wan_yuan": 3.5,
            },
        ],
        "XC03": [
            {
                "finding_no": "A0001", **measure, "due_on": date(2026, 8, 31),
                "status_code": "整改中",
            },
            {
                "finding_no": "A0002", **measure, "due_on": date(2026, 6, 30),
                "status_code": "已销号", "completed_on": date(2026, 5, 20),
                "reviewed_on": date(2026, 5, 25), "review_result_code": "通过",
                "closed_on": date(2026, 5, 26), "recovered_amount_wan_yuan": 1.25,
            },
        ],
    }  # fmt: skip


def _clues_and_matters(organisation: str) -> dict[str, Rows]:
    return {
        "XC04": [{
            "clue_no": "X001", **_of_round(organisation), "source_code": "巡察移交",
            "transferred_on": date(2026, 4, 25), "received_on": date(2026, 4, 26),
            "subject_rank_code": "一般干部", "disposal_code": "初步核实",
            "disposal_on": date(2026, 5, 10), "due_on": date(2026, 7, 31), "status_code": "处置中",
            "amount_involved_wan_yuan": 2.5,
        }],
        "XC05": [{
            "matter_no": "S001", **_of_round(organisation), "finding_no": "A0002",
            "category_code": "道路", "raised_via_code": "走访", "raised_on": date(2026, 2, 25),
            "is_livelihood": "是", "solved_on": date(2026, 4, 1), "status_code": "已解决",
            "beneficiaries_count": 120, "refunded_amount_wan_yuan": 0.5,
        }],
    }  # fmt: skip


def _work(organisation: str) -> dict[str, Rows]:
    """What came of the round: outputs, process, visits, evaluation, self-checks, teams."""
    of_round = _of_round(organisation)
    return {
        "XC07": [{
            **of_round, "output_no": "C001", "output_kind_code": "综合报告",
            "title": "虚构局巡察综合报告", "issued_on": date(2026, 5, 10), "issuers_count": 1,
            "items_count": 3, "adopted_items_count": 2,
        }],
        "XC08": [{
            **of_round, "feedback_organisation_on": date(2026, 4, 20),
            "feedback_head_on": date(2026, 4, 20), "plan_on": date(2026, 5, 15),
            "plan_review_code": "通过", "report_due_on": date(2026, 7, 20), "interviews_count": 1,
        }],
        "XC09": [{
            **of_round, "visit_no": "H001", "visit_kind_code": "回访检查",
            "conducted_by_code": "县", "visited_on": date(2026, 6, 10),
            "findings_checked_count": 2, "findings_precise_count": 2,
            "findings_rectified_count": 1,
        }],
        "XC10": [{
            **of_round, "report_reviewed_on": date(2026, 6, 18), "report_result_code": "通过",
            "is_on_site": "是", "evaluated_on": date(2026, 6, 20), "discipline_score": 90,
            "organisation_score": 88.5, "inspection_score": 91, "conclusion_code": "好",
        }],
        "XC16": [{
            "term_no": 15, "round_no": 1, "team_name": "第一巡察组", "members_count": 6,
            "seconded_count": 4, "talks_count": 35, "letters_count": 3, "signed_count": 2,
            "report_score": 92.5,
        }],
        "XC18": [{
            "output_no": "C001", "organisation_code": organisation,
            "self_checked_on": date(2026, 6, 5), "found_count": 2, "rectified_count": 1,
        }],
        "XC19": [{
            "campaign_no": "Z001", "campaign_name": "虚构专项整治", "started_on": date(2026, 5, 6),
            "found_count": 3, "rectified_count": 1,
        }],
    }  # fmt: skip


def _supervision(unit_code: str) -> dict[str, Rows]:
    """Joint and stationed supervision, and a crossing with the county beside."""
    counts: dict[str, Value] = {"departments_count": 1, "transferred_count": 1}
    return {
        "XC12": [dict(counts), *({} for _ in range(8)), dict(counts)],
        "XC13": [{
            "organ_code": "P01", "organ_name": "虚构派驻组", "organ_kind_code": "派驻",
            "stationed_units_count": 4, "inspections_count": 2, "findings_count": 3,
            "rectified_count": 2,
        }],
        "XC14": [{
            "term_no": 15, "round_no": 1, "told_by_code": "派出方", "sender_code": unit_code,
            "receiver_code": "990121" if unit_code != "990121" else "990122",
            "mode_code": "交叉", "teams_count": 1, "cadres_count": 6,
        }],
    }  # fmt: skip


def _villages(unit_code: str) -> Rows:
    rows: Rows = [
        {"village_code": code, "village_kind_code": "村", "tier_code": "一般"}
        for code in village_codes(unit_code)
    ]
    rows[0] |= {
        "round_no": 1, "inspected_on": date(2026, 3, 10), "mode_code": "直接巡",
        "findings_count": 0,
    }  # fmt: skip
    return rows
