"""The fields of the forms about what comes of an inspection: use of results, process, visits.

Written down a second time like those of `form_fields.py`, where the shape of a line is told.
"""

OUTPUT_FIELDS = """
output_no 成果编号 text key required
output_kind_code 成果类别 code:output_kind required
term_no 届次 integer required
round_no 轮次 integer required
organisation_code 被巡察党组织代码 text
title 标题 text required free_text
issued_on 印发日期 date required
issuers_count 印发单位数 integer
addressed_to 主送单位 text free_text
items_count 意见建议条数 integer
adopted_items_count 采纳条数 integer
replied_on 回复日期 date
industry 行业领域 text
common_tag_code 共性问题 code:common_tag
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

PROCESS_FIELDS = """
term_no 届次 integer key required
round_no 轮次 integer key required
organisation_code 被巡察党组织代码 text key required
organisation_name 被巡察党组织 text
feedback_organisation_on 向单位反馈日期 date
feedback_head_on 向主要负责人反馈日期 date
feedback_department_on 向职能部门反馈日期 date
plan_on 整改方案报送日期 date
plan_review_code 整改方案审核 code:document_review
meeting_on 专题民主生活会日期 date
is_leader_attended 分管领导参会 boolean
report_due_on 整改报告期限 date
organisation_report_on 整改情况报告日期 date
head_report_on 主要负责人报告日期 date
party_disclosed_on 党内公开日期 date
society_disclosed_on 社会公开日期 date
interviews_count 约谈次数 integer
notices_count 通报次数 integer
supervisions_count 督办次数 integer
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

VISIT_FIELDS = """
visit_no 检查编号 text key required
visit_kind_code 检查类型 code:visit_kind required
conducted_by_code 检查层级 code:conducted_by required
term_no 届次 integer required
round_no 轮次 integer required
organisation_code 被巡察党组织代码 text required
village_code 村(社区)代码 text
visited_on 检查日期 date required
findings_checked_count 抽查问题数 integer
findings_precise_count 问题精准数 integer
findings_rectified_count 整改落实数 integer
clues_checked_count 抽查线索数 integer
clues_settled_count 线索办结数 integer
new_findings_count 新发现问题数 integer
new_rectified_count 新发现问题整改数 integer
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

EVALUATION_FIELDS = """
term_no 届次 integer key required
round_no 轮次 integer key required
organisation_code 被巡察党组织代码 text key required
organisation_name 被巡察党组织 text
report_reviewed_on 报告评审日期 date
report_result_code 报告评审结果 code:document_review
is_on_site 实地评估 boolean
evaluated_on 评估日期 date
discipline_score 纪检监察机关评分 decimal
organisation_score 组织部门评分 decimal
inspection_score 巡察机构评分 decimal
conclusion_code 评估结论 code:evaluation_conclusion
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

SELF_CHECK_FIELDS = """
output_no 成果编号 text key required
organisation_code 党组织代码 text key required
self_checked_on 自查日期 date required
found_count 自查发现问题数 integer
rectified_count 已整改数 integer
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

CAMPAIGN_FIELDS = """
campaign_no 专项编号 text key required
campaign_name 专项名称 text required
industry 行业领域 text
started_on 启动日期 date required
found_count 发现问题数 integer
rectified_count 整改问题数 integer
closed_on 办结日期 date
is_void 作废 boolean
void_reason 作废原因 text free_text
"""
