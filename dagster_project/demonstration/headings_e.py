"""The headings of hand E: an indented table; questions are asked as 是否.

Written as a clerk would type them, form by form in the order of the columns.
"""

from dagster_project.demonstration.headings import Column, read_words

_WORDS = {
    "XC15": """
        term_no round_no inspecting_level_code organised_by_code round_kind_code
        topic=专题或系统名称 started_on ended_on reported_on closed_on is_void=是否作废
        void_reason
        """,
    "XC01": """
        term_no round_no organisation_name=被巡察党组织名称 organisation_code
        organisation_kind_code town_code team_name mode_code=巡察组织方式 sender_unit
        linked_supervision_codes entered_on left_on feedback_on industry is_void=是否作废
        void_reason
        """,
    "XC02": """
        finding_no organisation_name=被巡察党组织名称 organisation_code round_no term_no
        village_code focus_code supervision_item_code problem_kind_code problem_class_code
        description=问题描述 found_on subject_kind_codes is_key_few=是否关键少数
        is_livelihood=是否民生问题 is_immediate=是否立行立改 amount_wan_yuan local_code industry
        common_tag_code common_tag_text is_void=是否作废 void_reason
        """,
    "XC03": """
        finding_no measure_seq measure=整改措施 responsible_unit rectification_kind_code
        status_code due_on extended_due_on extension_count completed_on reviewed_on
        review_result_code sent_back_count closed_on is_key_supervised=是否重点督办
        supervised_by_code recovered_amount_wan_yuan=清退挽回金额 accountable_count=追责问责人数
        systems_count=建章立制数量 is_void=是否作废 void_reason
        """,
    "XC05": """
        matter_no term_no round_no organisation_code finding_no village_code category_code
        raised_via_code is_immediate=是否立行立改 is_livelihood=是否民生实事 raised_on handed_on
        solved_on status_code beneficiaries_count refunded_amount_wan_yuan=退还金额
        is_void=是否作废 void_reason
        """,
    "XC06": """
        term_no village_code village_name town_code village_kind_code tier_code tier_set_on
        round_no inspected_on mode_code town_groups_count findings_count=发现问题数量
        is_void=是否作废 void_reason
        """,
    "XC11": """
        row_code organisations_count posts_count staffed_count seconded_count actual_count
        women_count=女性@其中 degree_count=本科以上@其中 reserve_count pool_in_count
        pool_out_count trained_count central_count provincial_count municipal_count
        wanted_count=需抽调人数 got_count=实际到位人数 pledges_count=承诺书签订数
        appraisals_count=鉴定评价数
        """,
    "XC17": """
        organisation_code organisation_name organisation_kind_code industry competent_department
        parent_code town_code village_code planned_year=计划年度 in_plan_from in_plan_to reason
        is_void=是否作废 void_reason
        """,
}

LEDGERS_E: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
