"""The headings of hand A: every column of the form, in its order, mostly under its own heading.

Written as a clerk would type them, form by form in the order of the columns.
"""

from dagster_project.demonstration.headings import Column, read_words

_WORDS = {
    "XC15": """
        term_no round_no inspecting_level_code=巡察层级 organised_by_code round_kind_code
        topic=专题 started_on ended_on reported_on=书记专题会议日期 closed_on is_void
        void_reason
        """,
    "XC01": """
        term_no round_no organisation_code organisation_name organisation_kind_code=党组织类别
        mode_code sender_unit linked_supervision_codes team_name town_code industry entered_on
        left_on feedback_on is_void void_reason
        """,
    "XC02": """
        term_no round_no organisation_code organisation_name finding_no village_code
        problem_kind_code focus_code supervision_item_code local_code problem_class_code
        description found_on is_livelihood is_immediate subject_kind_codes is_key_few
        amount_wan_yuan=涉及金额(万元) common_tag_code common_tag_text industry is_void
        void_reason
        """,
    "XC03": """
        finding_no measure_seq measure responsible_unit=整改责任单位 rectification_kind_code
        due_on extended_due_on extension_count status_code completed_on reviewed_on
        review_result_code closed_on sent_back_count is_key_supervised supervised_by_code
        recovered_amount_wan_yuan=清退挽回金额(万元) accountable_count systems_count is_void
        void_reason
        """,
    "XC05": """
        matter_no term_no round_no organisation_code village_code finding_no is_immediate
        is_livelihood category_code raised_via_code raised_on handed_on solved_on status_code
        beneficiaries_count refunded_amount_wan_yuan=退还金额(万元) is_void void_reason
        """,
    "XC06": """
        term_no village_code village_name village_kind_code town_code tier_code=村(社区)分类
        tier_set_on round_no inspected_on mode_code town_groups_count findings_count is_void
        void_reason
        """,
    "XC11": """
        row_code organisations_count posts_count staffed_count seconded_count actual_count
        women_count degree_count reserve_count pool_in_count pool_out_count trained_count
        central_count provincial_count municipal_count wanted_count got_count pledges_count
        appraisals_count
        """,
    "XC17": """
        organisation_code organisation_name organisation_kind_code parent_code town_code
        village_code industry competent_department planned_year in_plan_from in_plan_to reason
        is_void void_reason
        """,
}

LEDGERS_A: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
