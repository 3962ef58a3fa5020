"""The fields of the forms about who inspects and supervises together: XC12, XC13, XC14, XC16.

Written down a second time like those of `form_fields.py`, where the shape of a line is told.
"""

JOINT_FIELDS = """
row_code 监督主体 code:supervision_body key required
departments_count 参与部门数 integer
actions_count 联合监督次数 integer
meetings_count 会商次数 integer
information_count 提供信息条数 integer
transferred_count 移送线索 integer
received_count 接收线索 integer
accepted_count 受理 integer
disposed_count 处置 integer
fed_back_count 反馈结果 integer
"""

ORGAN_FIELDS = """
organ_code 派驻机构代码 text key required
organ_name 派驻机构 text
organ_kind_code 机构类型 code:organ_kind required
stationed_units_count 监督单位数 integer
internal_commissions_count 机关纪委数 integer
inspections_count 监督检查次数 integer
findings_count 发现问题数 integer
rectified_count 整改问题数 integer
clues_count 问题线索数 integer
cases_filed_count 立案数 integer
disciplined_count 处分人数 integer
advice_letters_count 建议书数 integer
task_sheets_count 任务单数 integer
feedback_sheets_count 反馈单数 integer
advice_sheets_count 建议单数 integer
meetings_count 分析研判会次数 integer
talks_count 谈心谈话次数 integer
reviewed_cases_count 评查案件数 integer
case_faults_count 案件瑕疵数 integer
group_cases_count 组组联合办案数 integer
room_cases_count 室组联合办案数 integer
local_cases_count 室组地联合办案数 integer
data_modules_count 嵌入监督模块数 integer
"""

PAIRING_FIELDS = """
term_no 届次 integer key required
round_no 轮次 integer key required
told_by_code 填报方 code:told_by key required
sender_code 派出单位代码 text key required
receiver_code 受派单位代码 text key required
mode_code 组织方式 code:inspection_mode required
area_group 片区 text
teams_count 巡察组数 integer
cadres_count 干部人数 integer
received_cadres_count 混编本地干部数 integer
is_dual_leader 双组长 boolean
cost_bearer 经费承担方 text free_text
organisations_count 巡察党组织数 integer
villages_count 巡察村数 integer
communities_count 巡察社区数 integer
findings_count 发现问题数 integer
clues_count 问题线索数 integer
"""

TEAM_FIELDS = """
term_no 届次 integer key required
round_no 轮次 integer key required
team_name 巡察组 text key required
members_count 组员人数 integer
seconded_count 抽调人数 integer
cross_region_count 跨地区人数 integer
specialists_count 审计财会人员数 integer
is_deputy_from_stationed 副组长来自派驻机构 boolean
organisations_count 巡察党组织数 integer
talks_count 谈话人次 integer
letters_count 来信数 integer
calls_count 来电数 integer
visits_count 来访数 integer
signed_count 署名件数 integer
files_read_count 调阅资料数 integer
field_visits_count 走访次数 integer
questionnaires_count 问卷数 integer
notice_villages_count 张贴公告村数 integer
guidance_visits_count 蹲点指导次数 integer
report_score 报告评分 decimal
is_void 作废 boolean
void_reason 作废原因 text free_text
"""
