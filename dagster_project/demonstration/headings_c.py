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
    "XC07": """
        output_no output_kind_code=成果类型 term_no round_no organisation_code=党组织代码 title
        issued_on=印发时间 issuers_count addressed_to items_count=建议条数
        adopted_items_count=采纳数 replied_on=回复时间 industry common_tag_code is_void
        void_reason
        """,
    "XC08": """
        term_no round_no organisation_code=党组织代码 organisation_name=被巡察党组织名称
        feedback_organisation_on=向单位反馈时间 feedback_head_on=向主要负责人反馈时间
        feedback_department_on=向职能部门反馈时间 plan_on=整改方案报送时间
        plan_review_code=方案审核结果 meeting_on=专题民主生活会时间
        is_leader_attended=分管领导是否参加 report_due_on=整改报告时限
        organisation_report_on=整改情况报告时间 head_report_on=主要负责人报告时间
        party_disclosed_on=党内公开时间 society_disclosed_on=社会公开时间
        interviews_count=约谈 notices_count=通报 supervisions_count=督办 is_void void_reason
        """,
    "XC09": """
        visit_no visit_kind_code conducted_by_code term_no round_no
        organisation_code=党组织代码 village_code visited_on=检查时间
        findings_checked_count=抽查问题 findings_precise_count=其中精准
        findings_rectified_count=其中整改到位 clues_checked_count=抽查线索
        clues_settled_count=其中办结 new_findings_count=新发现问题
        new_rectified_count=新发现问题已整改 is_void void_reason
        """,
    "XC10": """
        term_no round_no organisation_code=党组织代码 organisation_name=被巡察党组织名称
        report_reviewed_on=报告评审时间 report_result_code=评审结果 is_on_site
        evaluated_on=评估时间 discipline_score=纪检监察评分 organisation_score=组织部评分
        inspection_score=巡察办评分 conclusion_code=评估等次 is_void void_reason
        """,
    "XC12": """
        row_code departments_count actions_count=联合监督 meetings_count=会商
        information_count=提供信息 transferred_count received_count accepted_count
        disposed_count fed_back_count
        """,
    "XC13": """
        organ_code=机构代码 organ_name=派驻机构名称 organ_kind_code
        stationed_units_count=监督单位 internal_commissions_count inspections_count=监督检查
        findings_count rectified_count=整改数 clues_count=线索数 cases_filed_count=立案件数
        disciplined_count advice_letters_count=纪检监察建议书 task_sheets_count=任务单
        feedback_sheets_count=反馈单 advice_sheets_count=建议单 meetings_count=分析研判会
        talks_count=谈心谈话 reviewed_cases_count=评查案件 case_faults_count=案件瑕疵
        group_cases_count=组组联合办案 room_cases_count=室组联合办案
        local_cases_count=室组地联合办案 data_modules_count=嵌入监督模块
        """,
    "XC14": """
        term_no round_no told_by_code sender_code receiver_code mode_code=巡察组织方式
        area_group teams_count cadres_count=巡察干部数 received_cadres_count=混编本地干部
        is_dual_leader cost_bearer=经费承担单位 organisations_count=巡察党组织
        villages_count=巡察村 communities_count=巡察社区 findings_count clues_count=线索数
        """,
    "XC16": """
        term_no round_no team_name=巡察组名称 members_count=组员数 seconded_count
        cross_region_count specialists_count=审计财会人员 is_deputy_from_stationed
        organisations_count=巡察党组织 talks_count=谈话 letters_count=来信 calls_count=来电
        visits_count=来访 signed_count=署名 files_read_count=调阅资料 field_visits_count=走访
        questionnaires_count=问卷调查数 notice_villages_count guidance_visits_count=蹲点指导
        report_score=报告得分 is_void void_reason
        """,
    "XC18": """
        output_no organisation_code self_checked_on=自查时间 found_count=自查发现问题
        rectified_count=已整改 is_void void_reason
        """,
    "XC19": """
        campaign_no campaign_name industry started_on=启动时间 found_count=发现问题
        rectified_count=整改问题 closed_on=办结时间 is_void void_reason
        """,
}

LEDGERS_C: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
