"""The headings of hand F: text files with amounts in 元.

Written as a clerk would type them, form by form in the order of the columns.
"""

from dagster_project.demonstration.headings import Column, read_words

_WORDS = {
    "XC01": """
        round_no term_no organisation_name organisation_code organisation_kind_code mode_code
        linked_supervision_codes sender_unit team_name entered_on left_on feedback_on town_code
        industry is_void void_reason
        """,
    "XC02": """
        finding_no round_no term_no organisation_name organisation_code village_code
        problem_kind_code focus_code supervision_item_code problem_class_code found_on
        description is_livelihood is_immediate is_key_few subject_kind_codes
        amount_wan_yuan=涉及金额(元) common_tag_code common_tag_text industry is_void
        void_reason
        """,
    "XC03": """
        finding_no measure_seq measure=措施内容 rectification_kind_code responsible_unit
        status_code due_on extended_due_on extension_count completed_on reviewed_on
        review_result_code closed_on sent_back_count is_key_supervised supervised_by_code
        recovered_amount_wan_yuan=清退挽回金额(元) accountable_count systems_count is_void
        void_reason
        """,
    "XC05": """
        matter_no raised_on category_code raised_via_code is_livelihood is_immediate finding_no
        round_no term_no organisation_code village_code handed_on status_code solved_on
        beneficiaries_count refunded_amount_wan_yuan=退还金额(元) is_void void_reason
        """,
    "XC06": """
        village_code village_name term_no village_kind_code town_code tier_code tier_set_on
        inspected_on round_no mode_code findings_count town_groups_count is_void void_reason
        """,
    "XC11": """
        row_code organisations_count posts_count staffed_count seconded_count actual_count
        women_count degree_count trained_count reserve_count pool_in_count pool_out_count
        central_count provincial_count municipal_count wanted_count got_count pledges_count
        appraisals_count
        """,
    "XC15": """
        round_no term_no inspecting_level_code organised_by_code round_kind_code started_on
        ended_on reported_on closed_on topic is_void void_reason
        """,
    "XC17": """
        organisation_code organisation_name organisation_kind_code industry parent_code
        town_code village_code planned_year in_plan_from in_plan_to reason competent_department
        is_void void_reason
        """,
}

LEDGERS_F: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
