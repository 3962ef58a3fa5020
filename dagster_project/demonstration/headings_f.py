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
    "XC07": """
        output_no issued_on output_kind_code title round_no term_no organisation_code
        addressed_to issuers_count items_count=意见建议数 adopted_items_count=采纳意见建议数
        replied_on common_tag_code industry is_void void_reason
        """,
    "XC08": """
        round_no term_no organisation_name organisation_code feedback_organisation_on=反馈单位日期
        feedback_head_on=反馈主要负责人日期 feedback_department_on=反馈职能部门日期
        plan_on=方案报送日期 plan_review_code=方案审核 meeting_on is_leader_attended
        report_due_on=整改报告截止日期 organisation_report_on=整改报告日期
        head_report_on=负责人报告日期 party_disclosed_on society_disclosed_on
        interviews_count notices_count supervisions_count is_void void_reason
        """,
    "XC09": """
        visit_no visited_on visit_kind_code conducted_by_code round_no term_no
        organisation_code village_code findings_checked_count findings_precise_count=精准数
        findings_rectified_count=整改到位数 clues_checked_count
        clues_settled_count=办结线索数 new_findings_count=新发现问题
        new_rectified_count=新发现问题整改 is_void void_reason
        """,
    "XC10": """
        round_no term_no organisation_name organisation_code report_reviewed_on
        report_result_code is_on_site=是否实地 evaluated_on discipline_score=纪检监察评分
        organisation_score=组织部门评分 inspection_score=巡察评分 conclusion_code is_void
        void_reason
        """,
    "XC12": """
        row_code=协同主体 departments_count=参与部门 actions_count meetings_count
        information_count=信息条数 transferred_count=移送线索件数 received_count=接收线索件数
        accepted_count=受理件数 disposed_count=处置件数 fed_back_count=反馈件数
        """,
    "XC13": """
        organ_code organ_name organ_kind_code stationed_units_count=监督单位数量
        internal_commissions_count inspections_count=监督检查数 findings_count
        rectified_count clues_count cases_filed_count=立案件数 disciplined_count=处分人次
        advice_letters_count task_sheets_count feedback_sheets_count advice_sheets_count
        meetings_count=分析研判会数 talks_count=谈话次数 reviewed_cases_count=评查案件
        case_faults_count=瑕疵案件数 group_cases_count room_cases_count local_cases_count
        data_modules_count
        """,
    "XC14": """
        round_no term_no told_by_code sender_code=派出方单位代码 receiver_code=受派方单位代码
        mode_code area_group teams_count cadres_count received_cadres_count=混编干部数
        is_dual_leader=双组长制 organisations_count villages_count communities_count
        findings_count clues_count cost_bearer
        """,
    "XC16": """
        round_no term_no team_name members_count=组员 seconded_count=抽调人员数
        cross_region_count=跨地区人员数 specialists_count=审计财会人数
        is_deputy_from_stationed=副组长是否派驻 organisations_count=被巡察党组织数
        talks_count=谈话次数 letters_count calls_count visits_count signed_count
        files_read_count=查阅资料数 field_visits_count questionnaires_count
        notice_villages_count=公告村数 guidance_visits_count=蹲点次数 report_score is_void
        void_reason
        """,
    "XC18": """
        output_no organisation_code self_checked_on=自查日期 found_count rectified_count=整改数
        is_void void_reason
        """,
    "XC19": """
        campaign_no campaign_name=专项整治名称 industry=涉及行业领域 started_on=开始日期
        found_count rectified_count closed_on is_void void_reason
        """,
}

LEDGERS_F: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
