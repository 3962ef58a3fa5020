"""The headings of hand B: groups of columns, two of them in heads of three rows.

Written as a clerk would type them, form by form in the order of the columns.
"""

from dagster_project.demonstration.headings import Column, read_words

_WORDS = {
    "XC17": """
        organisation_name organisation_code organisation_kind_code=类别 industry
        competent_department parent_code town_code=所属乡镇代码@所在地
        village_code=村(社区)代码@所在地 planned_year in_plan_from=纳入日期@计划变动
        in_plan_to=调出日期@计划变动 reason=变动原因@计划变动 is_void=是否作废 void_reason
        """,
    "XC15": """
        round_no term_no round_kind_code inspecting_level_code organised_by_code topic
        started_on reported_on ended_on closed_on is_void=是否作废 void_reason
        """,
    "XC01": """
        organisation_name organisation_code term_no round_no organisation_kind_code
        mode_code=组织方式@组织情况 sender_unit=派出单位@组织情况
        linked_supervision_codes=贯通方式@组织情况 team_name=巡察组@组织情况 town_code industry
        entered_on=进驻日期@时间安排 left_on=撤离日期@时间安排 feedback_on=反馈日期@时间安排
        is_void=是否作废 void_reason
        """,
    "XC02": """
        finding_no description found_on term_no round_no organisation_name organisation_code
        village_code problem_kind_code=问题类别@问题定性 problem_class_code=问题性质@问题定性
        focus_code=聚焦方面@问题定性 supervision_item_code=监督指标@问题定性
        subject_kind_codes=责任主体 is_key_few=是否关键少数 is_livelihood=是否民生问题
        is_immediate=是否立行立改 amount_wan_yuan common_tag_code industry is_void=是否作废
        void_reason
        """,
    "XC03": """
        finding_no measure_seq measure=整改措施@措施 rectification_kind_code=整改类型@措施
        responsible_unit=责任单位@措施 due_on=整改期限@整改进度@期限
        extended_due_on=延长后期限@整改进度@期限 extension_count=延期次数@整改进度@期限
        status_code=整改状态@整改进度@完成 completed_on=完成日期@整改进度@完成
        reviewed_on=审核日期@整改进度@审核销号 review_result_code=审核结果@整改进度@审核销号
        closed_on=销号日期@整改进度@审核销号 sent_back_count=退改次数@整改进度@审核销号
        is_key_supervised=是否重点督办@督办 supervised_by_code=督办层级@督办
        recovered_amount_wan_yuan=清退挽回金额@整改成效@资金
        accountable_count=追责问责人数@整改成效@追责建制
        systems_count=建章立制数@整改成效@追责建制 is_void=是否作废 void_reason
        """,
    "XC05": """
        matter_no category_code raised_via_code is_immediate=是否立行立改
        is_livelihood=是否民生实事 raised_on=提出日期@办理 handed_on=交办日期@办理
        solved_on=解决日期@办理 status_code=办理状态@办理 beneficiaries_count
        refunded_amount_wan_yuan finding_no term_no round_no organisation_code village_code
        is_void=是否作废 void_reason
        """,
    "XC06": """
        village_name village_code term_no town_code village_kind_code tier_code tier_set_on
        round_no=轮次@巡察情况 inspected_on=巡察日期@巡察情况 mode_code=巡察方式@巡察情况
        town_groups_count=镇级小组数@巡察情况 findings_count=发现问题数@巡察情况
        is_void=是否作废 void_reason
        """,
    "XC11": """
        row_code organisations_count=机构数@机构编制 posts_count=编制数@机构编制
        staffed_count=在编数@人员@实有 seconded_count=抽调数@人员@实有
        actual_count=实有人数@人员@实有 women_count=女性@人员@结构
        degree_count=本科以上@人员@结构 reserve_count=储备人数@人才库 pool_in_count=入库@人才库
        pool_out_count=出库@人才库 trained_count central_count=参加中央巡视人次@上派锻炼
        provincial_count=参加省委巡视人次@上派锻炼 municipal_count=参加市委巡察人次@上派锻炼
        wanted_count=需抽调人数@抽调保障 got_count=实际到位人数@抽调保障 pledges_count
        appraisals_count
        """,
    "XC07": """
        output_no title output_kind_code issued_on issuers_count addressed_to
        items_count=意见建议条数@意见建议办理 adopted_items_count=采纳条数@意见建议办理
        replied_on=回复日期@意见建议办理 term_no round_no organisation_code industry
        common_tag_code is_void=是否作废 void_reason
        """,
    "XC08": """
        organisation_name organisation_code term_no round_no
        feedback_organisation_on=向单位反馈日期@双反馈
        feedback_head_on=向主要负责人反馈日期@双反馈 feedback_department_on
        plan_on=整改方案报送日期@整改方案 plan_review_code=整改方案审核@整改方案
        meeting_on=专题民主生活会日期@专题民主生活会
        is_leader_attended=分管领导是否参会@专题民主生活会 report_due_on
        organisation_report_on=整改情况报告日期@双报告
        head_report_on=主要负责人报告日期@双报告 party_disclosed_on=党内公开日期@双公开
        society_disclosed_on=社会公开日期@双公开 interviews_count=约谈次数@日常监督
        notices_count=通报次数@日常监督 supervisions_count=督办次数@日常监督
        is_void=是否作废 void_reason
        """,
    "XC09": """
        visit_no visit_kind_code conducted_by_code visited_on organisation_code village_code
        term_no round_no findings_checked_count=抽查问题数@抽查问题
        findings_precise_count=问题精准数@抽查问题 findings_rectified_count=整改落实数@抽查问题
        clues_checked_count=抽查线索数@抽查线索 clues_settled_count=线索办结数@抽查线索
        new_findings_count=新发现问题数@新发现问题
        new_rectified_count=新发现问题整改数@新发现问题 is_void=是否作废 void_reason
        """,
    "XC10": """
        organisation_name organisation_code term_no round_no
        report_reviewed_on=报告评审日期@报告评审 report_result_code=报告评审结果@报告评审
        is_on_site=是否实地评估 evaluated_on=评估日期@三方评估
        discipline_score=纪检监察机关评分@三方评估@评分
        organisation_score=组织部门评分@三方评估@评分
        inspection_score=巡察机构评分@三方评估@评分 conclusion_code=评估结论@三方评估
        is_void=是否作废 void_reason
        """,
    "XC12": """
        row_code departments_count=参与部门数@协作情况 actions_count=联合监督次数@协作情况
        meetings_count=会商次数@协作情况 information_count=提供信息条数@协作情况
        transferred_count=移送线索@线索双向移送 received_count=接收线索@线索双向移送
        accepted_count=受理@办理情况 disposed_count=处置@办理情况
        fed_back_count=反馈结果@办理情况
        """,
    "XC13": """
        organ_name organ_code organ_kind_code stationed_units_count
        internal_commissions_count inspections_count=监督检查次数@日常监督
        findings_count=发现问题数@日常监督 rectified_count=整改问题数@日常监督
        talks_count=谈心谈话次数@日常监督 meetings_count=分析研判会次数@日常监督
        clues_count=问题线索数@执纪审查 cases_filed_count=立案数@执纪审查
        disciplined_count=处分人数@执纪审查 reviewed_cases_count=评查案件数@案件质量
        case_faults_count=案件瑕疵数@案件质量 advice_letters_count=建议书数@文书
        task_sheets_count=任务单数@文书 feedback_sheets_count=反馈单数@文书
        advice_sheets_count=建议单数@文书 group_cases_count=组组联合办案数@联合办案
        room_cases_count=室组联合办案数@联合办案 local_cases_count=室组地联合办案数@联合办案
        data_modules_count
        """,
    "XC14": """
        told_by_code sender_code receiver_code term_no round_no mode_code area_group
        teams_count=巡察组数@力量配备 cadres_count=干部人数@力量配备
        received_cadres_count=混编本地干部数@力量配备 is_dual_leader=是否双组长@力量配备
        cost_bearer organisations_count=巡察党组织数@巡察成效 villages_count=巡察村数@巡察成效
        communities_count=巡察社区数@巡察成效 findings_count=发现问题数@巡察成效
        clues_count=问题线索数@巡察成效
        """,
    "XC16": """
        team_name term_no round_no members_count=组员人数@人员组成
        seconded_count=抽调人数@人员组成 cross_region_count=跨地区人数@人员组成
        specialists_count=审计财会人员数@人员组成
        is_deputy_from_stationed=副组长是否来自派驻机构@人员组成 organisations_count
        talks_count=谈话人次@工作量 letters_count=来信数@工作量@信访
        calls_count=来电数@工作量@信访 visits_count=来访数@工作量@信访
        signed_count=署名件数@工作量@信访 files_read_count=调阅资料数@工作量
        field_visits_count=走访次数@工作量 questionnaires_count=问卷数@工作量
        notice_villages_count=张贴公告村数@工作量 guidance_visits_count=蹲点指导次数@工作量
        report_score is_void=是否作废 void_reason
        """,
    "XC18": """
        organisation_code output_no self_checked_on found_count=自查发现问题数@自查自改
        rectified_count=已整改数@自查自改 is_void=是否作废 void_reason
        """,
    "XC19": """
        campaign_name campaign_no industry started_on closed_on found_count=发现问题数@整治成效
        rectified_count=整改问题数@整治成效 is_void=是否作废 void_reason
        """,
}

LEDGERS_B: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
