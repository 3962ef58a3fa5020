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
    "XC07": """
        output_no output_kind_code=成果种类 title=文件标题 term_no round_no organisation_code
        issued_on issuers_count=联合印发单位数 addressed_to=主送 items_count=建议条数
        adopted_items_count=已采纳条数 replied_on=反馈回复日期 industry
        common_tag_code=共性问题类型 is_void=是否作废 void_reason
        """,
    "XC08": """
        term_no round_no organisation_name=被巡察党组织名称 organisation_code
        feedback_organisation_on=向被巡察单位反馈日期
        feedback_head_on=向党组织主要负责人反馈日期
        feedback_department_on=向有关职能部门反馈日期 plan_on=报送整改方案日期
        plan_review_code=方案审核结果 meeting_on=整改专题民主生活会日期
        is_leader_attended=是否有分管领导参会 report_due_on=整改报告报送期限
        organisation_report_on=报送整改情况报告日期 head_report_on=主要负责人组织落实报告日期
        party_disclosed_on=向党内公开日期 society_disclosed_on=向社会公开日期
        interviews_count=约谈数 notices_count=通报数 supervisions_count=督办数
        is_void=是否作废 void_reason
        """,
    "XC09": """
        visit_no visit_kind_code=检查方式 conducted_by_code=组织检查层级 term_no
        round_no=所查轮次 organisation_code village_code visited_on=开展日期
        findings_checked_count=抽查问题数量 findings_precise_count=精准问题数
        findings_rectified_count=整改到位数 clues_checked_count=抽查线索件数
        clues_settled_count=办结线索件数 new_findings_count=新发现问题数量
        new_rectified_count=新发现已整改数 is_void=是否作废 void_reason
        """,
    "XC10": """
        term_no round_no organisation_name=被巡察党组织名称 organisation_code
        report_reviewed_on=整改报告评审日期 report_result_code=整改报告评审结果
        is_on_site=是否实地评估 evaluated_on discipline_score=纪委监委评分
        organisation_score=组织部评分 inspection_score=巡察机构评分 conclusion_code=评估等次
        is_void=是否作废 void_reason
        """,
    "XC12": """
        row_code=监督类别 departments_count actions_count=联合监督数 meetings_count=会商数
        information_count transferred_count=移送@线索 received_count=接收@线索
        accepted_count=受理@线索 disposed_count=处置@线索 fed_back_count=反馈结果@线索
        """,
    "XC13": """
        organ_name organ_code organ_kind_code=机构类别 stationed_units_count=监督单位个数
        internal_commissions_count=机关纪委个数 inspections_count findings_count
        rectified_count=已整改问题数 clues_count=受理线索数 cases_filed_count=立案数量
        disciplined_count advice_letters_count=制发建议书数 task_sheets_count=制发任务单数
        feedback_sheets_count=收到反馈单数 advice_sheets_count=制发建议单数
        meetings_count=研判会次数 talks_count=谈心谈话人次 reviewed_cases_count=案件评查数
        case_faults_count=发现瑕疵数 group_cases_count=组组@联合办案
        room_cases_count=室组@联合办案 local_cases_count=室组地@联合办案
        data_modules_count=监督模块数
        """,
    "XC14": """
        term_no round_no told_by_code=填报方类型 sender_code receiver_code mode_code=交叉方式
        area_group=所在片区 teams_count=派出巡察组数 cadres_count=派出干部人数
        received_cadres_count=本地混编干部数 is_dual_leader=是否实行双组长 cost_bearer=经费承担
        organisations_count villages_count=村数 communities_count=社区数 findings_count
        clues_count
        """,
    "XC16": """
        term_no round_no team_name=巡察组名称 members_count=组员总数 seconded_count=其中抽调人数
        cross_region_count=其中跨地区人数 specialists_count=其中审计财会人数
        is_deputy_from_stationed=副组长是否来自派驻机构 organisations_count=巡察党组织个数
        talks_count letters_count=来信件数 calls_count=来电件数 visits_count=来访件数
        signed_count=其中署名件数 files_read_count=调阅资料份数
        field_visits_count=走访单位次数 questionnaires_count=发放问卷数
        notice_villages_count guidance_visits_count report_score=巡察报告评分
        is_void=是否作废 void_reason
        """,
    "XC18": """
        output_no organisation_code=自查党组织代码 self_checked_on found_count=自查问题数
        rectified_count=自查问题整改数 is_void=是否作废 void_reason
        """,
    "XC19": """
        campaign_no=专项整治编号 campaign_name=专项整治名称 industry started_on
        found_count=发现问题数量 rectified_count=整改问题数量 closed_on=结束日期
        is_void=是否作废 void_reason
        """,
}

LEDGERS_E: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
