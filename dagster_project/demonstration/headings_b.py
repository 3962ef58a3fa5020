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
}

LEDGERS_B: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
