"""The fields of each form as data: identifier, heading, type, and what is particular about it.

Written down here on purpose and not read from `sources/`: the generator and the expected values
must not learn anything from the definitions that they are used to test. A line holds the field,
its heading, its type (`code:list` and `codes:list` name a list of `code_labels.py`), and any of
key, required, free_text, money, cumulative, total (its sum is the control total).
"""

COVER_FIELDS = """
form_code 报表编号 text key required
declared_rows_count 行数 integer required
is_nil 零报告 boolean
control_total 控制数 decimal
"""

INSPECTION_FIELDS = """
term_no 届次 integer key required
round_no 轮次 integer key required
organisation_code 被巡察党组织代码 text key required
organisation_name 被巡察党组织 text required
organisation_kind_code 类别 code:organisation_kind required
mode_code 组织方式 code:inspection_mode required
sender_unit 派出单位 text free_text
linked_supervision_codes 贯通方式 codes:linked_supervision
team_name 巡察组 text
town_code 所属乡镇代码 text
industry 行业领域 text
entered_on 进驻日期 date required
left_on 撤离日期 date
feedback_on 反馈日期 date
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

FINDING_FIELDS = """
finding_no 问题编号 text key required
term_no 届次 integer required
round_no 轮次 integer required
organisation_code 被巡察党组织代码 text required
organisation_name 被巡察党组织 text free_text
village_code 村(社区)代码 text
problem_kind_code 问题类别 code:problem_kind required
focus_code 聚焦方面 code:focus required
supervision_item_code 监督指标 code:supervision_item
local_code 本地指标 text
problem_class_code 问题性质 code:problem_class
description 问题描述 text required free_text
found_on 发现日期 date required
is_livelihood 民生问题 boolean
is_immediate 立行立改 boolean
subject_kind_codes 责任主体 codes:subject_kind
is_key_few 关键少数 boolean
amount_wan_yuan 涉及金额 decimal money total
common_tag_code 共性问题 code:common_tag
common_tag_text 共性问题说明 text free_text
industry 行业领域 text
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

MEASURE_FIELDS = """
finding_no 问题编号 text key required
measure_seq 措施序号 integer key required
measure 整改措施 text required free_text
responsible_unit 责任单位 text free_text
rectification_kind_code 整改类型 code:rectification_kind required
due_on 整改期限 date required
extended_due_on 延长后期限 date
extension_count 延期次数 integer cumulative
status_code 整改状态 code:measure_status required
completed_on 完成日期 date
reviewed_on 审核日期 date
review_result_code 审核结果 code:review_result
closed_on 销号日期 date
sent_back_count 退改次数 integer cumulative
is_key_supervised 重点督办 boolean
supervised_by_code 督办层级 code:supervised_by
recovered_amount_wan_yuan 清退挽回金额 decimal money cumulative total
accountable_count 追责问责人数 integer cumulative
systems_count 建章立制数 integer cumulative
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

CLUE_FIELDS = """
clue_no 线索编号 text key required
finding_no 问题编号 text
term_no 届次 integer
round_no 轮次 integer
organisation_code 被巡察党组织代码 text
organisation_name 被巡察党组织 text free_text
industry 行业领域 text
campaign 专项名称 text free_text
source_code 线索来源 code:clue_source required
transferred_on 移交日期 date required
received_on 受理日期 date
receiving_unit 承办单位 text free_text
subject_rank_code 被反映人职级 code:subject_rank
is_key_few 关键少数 boolean
disposal_code 处置方式 code:clue_disposal
disposal_on 处置日期 date
due_on 办理期限 date
extended_due_on 延长后期限 date
is_supervised 督办 boolean
status_code 办理状态 code:clue_status required
settled_on 办结日期 date
case_filed_on 立案日期 date
disciplined_count 处分人数 integer cumulative
party_count 党纪处分人数 integer cumulative
state_count 政务处分人数 integer cumulative
organisational_count 组织处理人数 integer cumulative
procuratorate_count 移送检察机关人数 integer cumulative
form1_count 第一种形态人数 integer cumulative
form2_count 第二种形态人数 integer cumulative
form3_count 第三种形态人数 integer cumulative
form4_count 第四种形态人数 integer cumulative
surrendered_count 主动投案人数 integer cumulative
confessed_count 主动交代人数 integer cumulative
amount_involved_wan_yuan 涉及金额 decimal money total
recovered_amount_wan_yuan 挽回金额 decimal money cumulative
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

MATTER_FIELDS = """
matter_no 事项编号 text key required
term_no 届次 integer
round_no 轮次 integer
organisation_code 被巡察党组织代码 text
village_code 村(社区)代码 text
finding_no 问题编号 text
is_immediate 立行立改 boolean
is_livelihood 民生实事 boolean
category_code 事项类别 code:matter_category required
raised_via_code 反映渠道 code:raised_via
raised_on 提出日期 date required
handed_on 交办日期 date
solved_on 解决日期 date
status_code 办理状态 code:matter_status required
beneficiaries_count 受益人数 integer cumulative
refunded_amount_wan_yuan 退还金额 decimal money cumulative total
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

VILLAGE_FIELDS = """
term_no 届次 integer key required
village_code 村(社区)代码 text key required
village_name 村(社区)名称 text required
village_kind_code 村或社区 code:village_kind required
town_code 所属乡镇代码 text
tier_code 分类 code:village_tier required
tier_set_on 分类日期 date
round_no 轮次 integer
inspected_on 巡察日期 date
mode_code 巡察方式 code:village_mode
town_groups_count 镇级小组数 integer
findings_count 发现问题数 integer cumulative
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

WORKFORCE_FIELDS = """
row_code 项目 code:workforce_row key required
organisations_count 机构数 integer
posts_count 编制数 integer
staffed_count 在编数 integer
seconded_count 抽调数 integer
actual_count 实有人数 integer
women_count 女性 integer
degree_count 本科以上 integer
reserve_count 储备人数 integer
pool_in_count 入库 integer
pool_out_count 出库 integer
trained_count 培训人次 integer
central_count 参加中央巡视人次 integer
provincial_count 参加省委巡视人次 integer
municipal_count 参加市委巡察人次 integer
wanted_count 需抽调人数 integer
got_count 实际到位人数 integer
pledges_count 承诺书签订 integer
appraisals_count 鉴定评价 integer
"""

ROUND_FIELDS = """
term_no 届次 integer key required
round_no 轮次 integer key required
inspecting_level_code 巡视巡察层级 code:inspecting_level required
organised_by_code 组织层级 code:organised_by
round_kind_code 轮次类型 code:round_kind required
topic 专题或系统 text free_text
started_on 启动日期 date required
ended_on 结束日期 date
reported_on 书记专题会日期 date
closed_on 办结日期 date
is_void 作废 boolean
void_reason 作废原因 text free_text
"""

ORGANISATION_FIELDS = """
organisation_code 党组织代码 text key required
organisation_name 党组织名称 text required
organisation_kind_code 类别 code:organisation_kind required
parent_code 上级党组织代码 text
town_code 所属乡镇代码 text
village_code 村(社区)代码 text
industry 行业领域 text
competent_department 主管部门 text free_text
planned_year 计划年度 integer
in_plan_from 纳入日期 date required
in_plan_to 调出日期 date
reason 变动原因 text free_text
is_void 作废 boolean
void_reason 作废原因 text free_text
"""
