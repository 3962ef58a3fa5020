"""The headings of hand C: text files; days are called 时间.

Written as a clerk would type them, form by form in the order of the columns.
"""

from dagster_project.demonstration.headings import Column, read_words

_WORDS = {
    "XC01": """
        term_no round_no organisation_code=党组织代码 organisation_name=被巡察党组织名称
        organisation_kind_code mode_code linked_supervision_codes sender_unit team_name
        town_code entered_on=进驻时间 left_on=撤离时间 feedback_on=反馈时间 industry is_void
        void_reason
        """,
    "XC02": """
        finding_no term_no round_no organisation_code=党组织代码 organisation_name village_code
        found_on=发现时间 problem_kind_code focus_code supervision_item_code problem_class_code
        description subject_kind_codes is_key_few is_livelihood is_immediate
        amount_wan_yuan=涉及金额(万元) common_tag_code common_tag_text industry local_code
        is_void void_reason
        """,
    "XC03": """
        finding_no measure_seq measure responsible_unit rectification_kind_code due_on=整改时限
        extended_due_on extension_count status_code=状态 completed_on=完成时间
        reviewed_on=审核时间 review_result_code closed_on=销号时间 sent_back_count
        is_key_supervised supervised_by_code recovered_amount_wan_yuan=清退挽回金额(万元)
        accountable_count=追责问责人数 systems_count is_void void_reason
        """,
    "XC05": """
        matter_no finding_no term_no round_no organisation_code=党组织代码 village_code
        is_immediate is_livelihood category_code=类别 raised_via_code raised_on=提出时间
        handed_on=交办时间 solved_on=解决时间 status_code=状态 beneficiaries_count
        refunded_amount_wan_yuan=退还金额(万元) is_void void_reason
        """,
    "XC06": """
        term_no village_code=村(社区)代码 village_name=村(社区)名称 village_kind_code town_code
        tier_code tier_set_on=分类时间 round_no inspected_on=巡察时间 mode_code findings_count
        town_groups_count is_void void_reason
        """,
    "XC11": """
        row_code organisations_count posts_count staffed_count actual_count women_count
        degree_count seconded_count trained_count reserve_count pool_in_count=入库人数
        pool_out_count=出库人数 central_count provincial_count municipal_count wanted_count
        got_count pledges_count appraisals_count
        """,
    "XC15": """
        term_no round_no round_kind_code inspecting_level_code organised_by_code
        started_on=启动时间 ended_on=结束时间 reported_on=书记专题会时间 closed_on=办结时间
        topic is_void void_reason
        """,
    "XC17": """
        organisation_code organisation_name organisation_kind_code parent_code town_code
        village_code industry competent_department planned_year in_plan_from=纳入时间
        in_plan_to=调出时间 reason is_void void_reason
        """,
}

LEDGERS_C: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
