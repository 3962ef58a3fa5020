"""The headings of the 问题线索台账 in each hand, in the order of its columns, as data.

Written as a county would from the titles of the returns. They are the demonstration's own and are
not taken from the lists that the reader knows.
"""

from dagster_project.demonstration.forms import CLUES
from dagster_project.demonstration.headings import read_lines

COLUMNS_A = read_lines(
    CLUES,
    """
clue_no 线索编号
finding_no 问题编号
term_no 届次
round_no 轮次
organisation_code 被巡察党组织代码
organisation_name 被巡察党组织
industry 行业领域
campaign 专项名称
source_code 线索来源
transferred_on 移交日期
received_on 受理日期
receiving_unit 承办单位
subject_rank_code 被反映人职级
is_key_few 关键少数
disposal_code 处置方式
disposal_on 处置日期
due_on 办理期限
extended_due_on 延长后期限
is_supervised 督办
status_code 办理状态
settled_on 办结日期
case_filed_on 立案日期
disciplined_count 处分人数
party_count 党纪处分人数
state_count 政务处分人数
organisational_count 组织处理人数
procuratorate_count 移送检察机关人数
form1_count 第一种形态人数
form2_count 第二种形态人数
form3_count 第三种形态人数
form4_count 第四种形态人数
surrendered_count 主动投案人数
confessed_count 主动交代人数
amount_involved_wan_yuan 涉及金额(万元)
recovered_amount_wan_yuan 挽回金额(万元)
is_void 作废
void_reason 作废原因
""",
)

COLUMNS_B = read_lines(
    CLUES,
    """
clue_no 线索编号
source_code 线索来源
organisation_name 被巡察党组织
organisation_code 被巡察党组织代码
term_no 届次
round_no 轮次
industry 行业领域
subject_rank_code 被反映人职级
is_key_few 是否关键少数
transferred_on 移交日期
received_on 受理日期
receiving_unit 承办单位
disposal_code 处置方式
disposal_on 处置日期
due_on 办理期限
extended_due_on 延长后期限
is_supervised 是否督办
status_code 办理状态
settled_on 办结日期
case_filed_on 立案日期
disciplined_count 处分人数 处分情况
party_count 党纪 处分情况
state_count 政务 处分情况
form1_count 第一种 四种形态
form2_count 第二种 四种形态
form3_count 第三种 四种形态
form4_count 第四种 四种形态
organisational_count 组织处理人数
procuratorate_count 移送检察机关人数
surrendered_count 主动投案人数
confessed_count 主动交代人数
amount_involved_wan_yuan 涉及金额
recovered_amount_wan_yuan 挽回金额
is_void 是否作废
void_reason 作废原因
""",
)

COLUMNS_C = read_lines(
    CLUES,
    """
clue_no 线索编号
finding_no 问题编号
source_code 来源
term_no 届次
round_no 轮次
organisation_code 党组织代码
organisation_name 被巡察党组织
industry 行业领域
transferred_on 移交时间
received_on 受理时间
receiving_unit 承办单位
subject_rank_code 职级
is_key_few 关键少数
disposal_code 处置方式
disposal_on 处置时间
due_on 办理期限
extended_due_on 延长后期限
is_supervised 督办
status_code 状态
settled_on 办结时间
case_filed_on 立案时间
disciplined_count 处分人数
party_count 党纪处分人数
state_count 政务处分人数
organisational_count 组织处理人数
procuratorate_count 移送检察机关人数
form1_count 第一种形态
form2_count 第二种形态
form3_count 第三种形态
form4_count 第四种形态
surrendered_count 主动投案
confessed_count 主动交代
amount_involved_wan_yuan 涉及金额(万元)
recovered_amount_wan_yuan 挽回金额(万元)
is_void 作废
void_reason 作废原因
campaign 专项名称
""",
)

COLUMNS_D = read_lines(
    CLUES,
    """
clue_no 线索编号
transferred_on 移交日期
received_on 受理日期
source_code 线索来源
term_no 届次
round_no 轮次
organisation_name 被巡察党组织
receiving_unit 承办单位
subject_rank_code 被反映人职级
is_key_few 关键少数
is_supervised 督办
disposal_on 处置日期
disposal_code 处置方式
status_code 办理状态
settled_on 办结日期
case_filed_on 立案日期
due_on 办理期限
extended_due_on 延长后期限
amount_involved_wan_yuan 涉及金额
recovered_amount_wan_yuan 挽回金额
disciplined_count 处分人数
party_count 党纪处分人数
state_count 政务处分人数
organisational_count 组织处理
procuratorate_count 移送检察
form1_count 第一种形态
form2_count 第二种形态
form3_count 第三种形态
form4_count 第四种形态
surrendered_count 主动投案
confessed_count 主动交代
industry 行业领域
campaign 专项名称
is_void 作废
void_reason 作废原因
""",
)

COLUMNS_E = read_lines(
    CLUES,
    """
clue_no 线索编号
finding_no 问题编号
term_no 届次
round_no 轮次
source_code 线索来源
organisation_code 被巡察党组织代码
organisation_name 被巡察党组织名称
subject_rank_code 被反映人职级
is_key_few 是否关键少数
transferred_on 移交日期
received_on 受理日期
receiving_unit 承办单位
due_on 办理期限
extended_due_on 延长后期限
disposal_code 处置方式
disposal_on 处置日期
status_code 办理状态
settled_on 办结日期
case_filed_on 立案日期
is_supervised 是否督办
disciplined_count 处分人数
party_count 党纪处分
state_count 政务处分
organisational_count 组织处理人数
procuratorate_count 移送检察人数
surrendered_count 主动投案人数
confessed_count 主动交代人数
form1_count 第一种形态人数
form2_count 第二种形态人数
form3_count 第三种形态人数
form4_count 第四种形态人数
amount_involved_wan_yuan 涉及金额
recovered_amount_wan_yuan 挽回金额
industry 行业领域
campaign 专项名称
is_void 是否作废
void_reason 作废原因
""",
)

COLUMNS_F = read_lines(
    CLUES,
    """
clue_no 线索编号
round_no 轮次
term_no 届次
source_code 线索来源
transferred_on 移交日期
received_on 受理日期
due_on 办理期限
extended_due_on 延长后期限
organisation_name 被巡察党组织
receiving_unit 承办单位
subject_rank_code 被反映人职级
is_key_few 关键少数
industry 行业领域
disposal_code 处置方式
disposal_on 处置日期
status_code 办理状态
settled_on 办结日期
case_filed_on 立案日期
is_supervised 督办
amount_involved_wan_yuan 涉及金额(元)
recovered_amount_wan_yuan 挽回金额(元)
disciplined_count 处分人数
party_count 党纪处分人数
state_count 政务处分人数
organisational_count 组织处理人数
procuratorate_count 移送检察机关人数
form1_count 第一种形态人数
form2_count 第二种形态人数
form3_count 第三种形态人数
form4_count 第四种形态人数
surrendered_count 主动投案人数
confessed_count 主动交代人数
is_void 作废
void_reason 作废原因
""",
)
