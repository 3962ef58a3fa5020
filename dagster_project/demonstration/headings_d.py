"""The headings of hand D: old workbooks with fewer columns.

Written as a clerk would type them, form by form in the order of the columns.
"""

from dagster_project.demonstration.headings import Column, read_words

_WORDS = {
    "XC01": """
        organisation_code organisation_name term_no round_no organisation_kind_code mode_code
        sender_unit linked_supervision_codes entered_on left_on feedback_on town_code is_void
        void_reason
        """,
    "XC02": """
        finding_no organisation_code organisation_name term_no round_no village_code=村社区代码
        found_on description problem_kind_code focus_code supervision_item_code
        problem_class_code is_livelihood is_immediate is_key_few subject_kind_codes
        amount_wan_yuan common_tag_code is_void void_reason
        """,
    "XC03": """
        finding_no measure_seq measure rectification_kind_code due_on extended_due_on
        extension_count status_code completed_on reviewed_on review_result_code closed_on
        sent_back_count is_key_supervised supervised_by_code
        recovered_amount_wan_yuan=清退挽回金额 accountable_count systems_count is_void
        void_reason
        """,
    "XC05": """
        matter_no category_code raised_via_code raised_on handed_on solved_on status_code
        finding_no is_immediate is_livelihood village_code=村社区代码 organisation_code term_no
        round_no beneficiaries_count refunded_amount_wan_yuan is_void void_reason
        """,
    "XC06": """
        village_code=村社区代码 village_name=村社区名称 village_kind_code town_code=乡镇代码
        tier_code tier_set_on term_no round_no inspected_on mode_code findings_count is_void
        void_reason
        """,
    "XC11": """
        row_code organisations_count posts_count staffed_count seconded_count actual_count
        women_count degree_count reserve_count pool_in_count pool_out_count trained_count
        central_count provincial_count municipal_count wanted_count got_count
        """,
    "XC15": """
        term_no round_no inspecting_level_code round_kind_code topic started_on ended_on
        reported_on closed_on is_void void_reason
        """,
    "XC17": """
        organisation_code organisation_name organisation_kind_code town_code=乡镇代码
        village_code=村社区代码 parent_code planned_year in_plan_from in_plan_to reason is_void
        void_reason
        """,
}

LEDGERS_D: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
