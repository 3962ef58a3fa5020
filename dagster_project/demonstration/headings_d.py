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
    "XC07": """
        output_no title output_kind_code term_no round_no organisation_code issued_on=印发时间
        items_count=条数 adopted_items_count=采纳条数 replied_on common_tag_code is_void
        void_reason
        """,
    "XC08": """
        organisation_code organisation_name term_no round_no
        feedback_organisation_on=单位反馈日期 feedback_head_on=主要负责人反馈日期
        plan_on=整改方案日期 plan_review_code=方案审核 meeting_on=民主生活会日期
        report_due_on=报告期限 organisation_report_on=单位整改报告日期
        head_report_on=主要负责人整改报告日期 party_disclosed_on=党内公开
        society_disclosed_on=社会公开 interviews_count notices_count supervisions_count
        is_void void_reason
        """,
    "XC09": """
        visit_no visit_kind_code=检查种类 conducted_by_code=检查级别 organisation_code term_no
        round_no village_code=村社区代码 visited_on findings_checked_count
        findings_precise_count findings_rectified_count clues_checked_count
        clues_settled_count new_findings_count new_rectified_count is_void void_reason
        """,
    "XC10": """
        organisation_code organisation_name term_no round_no report_reviewed_on=评审日期
        report_result_code=评审结果 evaluated_on discipline_score=纪检评分
        organisation_score=组织评分 inspection_score=巡察评分 conclusion_code=结论 is_void
        void_reason
        """,
    "XC12": """
        row_code=监督力量 departments_count=部门数 actions_count=联合监督次数
        meetings_count information_count=提供信息数 transferred_count=移送 received_count=接收
        accepted_count disposed_count fed_back_count=反馈
        """,
    "XC13": """
        organ_code organ_name=机构名称 organ_kind_code stationed_units_count
        inspections_count findings_count rectified_count=已整改问题数 clues_count
        cases_filed_count=立案 disciplined_count=处分 task_sheets_count feedback_sheets_count
        advice_sheets_count meetings_count=研判会次数 talks_count=谈话次数
        reviewed_cases_count case_faults_count=瑕疵数
        """,
    "XC14": """
        told_by_code sender_code=派出单位编码 receiver_code=受派单位编码 term_no round_no
        mode_code teams_count=组数 cadres_count=干部数 received_cadres_count is_dual_leader
        organisations_count=党组织数 villages_count=村数 communities_count=社区数
        findings_count=问题数 clues_count=线索数
        """,
    "XC16": """
        team_name term_no round_no members_count=组员 seconded_count=抽调
        cross_region_count=跨地区 is_deputy_from_stationed organisations_count talks_count
        letters_count calls_count visits_count signed_count=署名件 field_visits_count
        questionnaires_count report_score=评分 is_void void_reason
        """,
    "XC18": """
        output_no=通报编号 organisation_code self_checked_on found_count=发现问题数
        rectified_count is_void void_reason
        """,
    "XC19": """
        campaign_no=编号 campaign_name=名称 industry started_on=开始日期
        found_count rectified_count closed_on=结束日期 is_void void_reason
        """,
}

LEDGERS_D: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
