"""Words of the command line: what waits for a word of the office, and that word."""

from dagster_project.cli_wording import Wording

DECISIONS = {
    "help.proposals": Wording(
        "看哪些表头、单位名称、党组织写法没有认出，等待确认；--sheet 写成一张表来填。",
        "What waits to be confirmed: unknown headings, units and organisations.",
    ),
    "help.confirm": Wording(
        "确认一个写法是什么（编号 栏目|代码|无），或读入填好的表（--sheet）。",
        "Confirm what a heading or name means, one by its number or a filled-in sheet.",
    ),
    "help.explain": Wording(
        "对一个核实性问题登记说明（问题编号 说明），说明后该问题关闭。",
        "Explain a query by its number, which closes it.",
    ),
    "help.proposals_sheet": Wording(
        "写成这个 Excel 文件，带下拉列表", "write them to this workbook, with drop-downs"
    ),
    "help.confirm_sheet": Wording("填好的 Excel 文件", "the workbook filled in"),
    "help.by": Wording("由谁决定", "who decides"),
    "help.all_units": Wording(
        "对所有单位都这样认（默认只对这个单位）", "for every unit, not this one alone"
    ),
    "help.from": Wording(
        "从哪个月的报表起这样认，如 2026-09；不写则从最早等待的月份起",
        "from which month on, as 2026-09; else from the first month that waits",
    ),
    "help.number_metavar": Wording("[编号]", "[NUMBER]"),
    "help.answer_metavar": Wording("[栏目|代码|无]", "[FIELD|CODE|无]"),
    "help.problem_metavar": Wording("问题编号", "PROBLEM_NO"),
    "help.text_metavar": Wording("说明", "TEXT"),
    "intake.waiting": Wording(
        "其中 {count} 个文件有报表等待确认表头，用 xuncha proposals 查看。",
        "Of these {count} files wait for a heading to be confirmed: see xuncha proposals.",
    ),
    "intake.left": Wording(
        "{name} 正在变动或打不开，这次没有收，留待下次。",
        "{name} was changing or could not be opened; left for the next run.",
    ),
    "proposals.none": Wording("没有等待确认的事项。", "Nothing waits to be confirmed."),
    "proposals.counts": Wording(
        "等待确认：表头 {headings} 项（其中 {held} 项有报表在等），单位名称 {units} 项，"
        "党组织 {organisations} 项。",
        "To be confirmed: {headings} headings (a return waits for {held}), {units} names of "
        "units, {organisations} organisations.",
    ),
    "proposals.heading": Wording(
        "{number}  {unit}《{title}》表头“{text}”", "{number}  {unit} {title}: heading '{text}'"
    ),
    "proposals.unit": Wording("{number}  填报单位“{text}”", "{number}  reporting unit '{text}'"),
    "proposals.organisation": Wording(
        "{number}  {unit} 党组织“{text}”不在底册（XC17）",
        "{number}  {unit}: organisation '{text}' is not in XC17",
    ),
    "proposals.held": Wording("  报表在等", "  a return waits"),
    "proposals.place": Wording("    所在：{place}", "    in: {place}"),
    "proposals.sample": Wording("    填写：{sample}", "    values: {sample}"),
    "proposals.nearest": Wording("    可能是：{nearest}", "    may be: {nearest}"),
    "proposals.unlike": Wording("没有相近的，都不是请填“无”", "nothing near; 无 where it is none"),
    "proposals.alike": Wording("写法相近 {percent}%", "names alike {percent}%"),
    "proposals.fits": Wording("内容符合", "values fit"),
    "proposals.unfit": Wording("内容不符", "values do not fit"),
    "proposals.reason": Wording("{choice}（{reasons}）", "{choice} ({reasons})"),
    "proposals.how": Wording(
        "确认：xuncha confirm 编号 栏目|代码|无 --by 姓名；"
        "多项时用 --sheet 写成一张表，填好后 xuncha confirm --sheet。",
        "To confirm: xuncha confirm NUMBER FIELD|CODE|无 --by NAME; or fill in a --sheet.",
    ),
    "proposals.no_release": Wording(
        "（还没有任何发布，党组织写法要在运行 xuncha run 之后才能核对。）",
        "(No release yet: organisations are compared after xuncha run.)",
    ),
    "proposals.written": Wording(
        "已写成 {path}，共 {count} 项。填好“确认为”一列后：xuncha confirm --sheet {path} --by 姓名",
        "{count} questions are in {path}. Fill in 确认为, then xuncha confirm --sheet {path}.",
    ),
    "confirm.done": Wording(
        "已记下 {count} 项决定：{files}。", "{count} decisions written down: {files}."
    ),
    "confirm.meaning": Wording("  {text} → {answer}", "  {text} → {answer}"),
    "confirm.nothing": Wording("无（不采用）", "nothing"),
    "confirm.read_again": Wording(
        "下次运行 xuncha run 时重新读取 {count} 个文件，仍按原收到时间计算：{files}",
        "The next xuncha run reads {count} files again, as received before: {files}",
    ),
    "confirm.check_again": Wording(
        "下次运行 xuncha run 时按新的写法核对。", "The next xuncha run takes it into account."
    ),
    "confirm.blank": Wording(
        "{path} 里“确认为”一列还没有填写，没有记下任何决定。",
        "Nothing is filled in in the column 确认为 of {path}; nothing was written down.",
    ),
    "explain.done": Wording(
        "已登记对问题 {number} 的说明（{file}），下次运行 xuncha run 后关闭。",
        "The explanation of {number} is written down ({file}); the next xuncha run closes it.",
    ),
    "error.confirm_what": Wording(
        "请写“xuncha confirm 编号 栏目|代码|无 --by 姓名”，"
        "或“xuncha confirm --sheet 文件 --by 姓名”，两种写法只用一种。",
        "give either NUMBER and FIELD|CODE|无, or --sheet FILE; not both.",
    ),
    "error.by": Wording("--by 要写明由谁决定。", "--by names who decides."),
    "error.no_question": Wording(
        "没有编号为“{number}”的待确认事项，可能已经确认过。请用 xuncha proposals 查看。",
        "No question '{number}' waits; it may be decided. See xuncha proposals.",
    ),
    "error.no_such_answer": Wording(
        "“{answer}”不能作为“{text}”的答案。可以是：{choices}；都不是的写“无”。",
        "'{answer}' is no answer to '{text}'. Possible: {choices}, or 无.",
    ),
    "error.taken_field": Wording(
        "“{text}”不能确认为“{answer}”：这张表已有“{answer}”这一列。两列重复的请确认为“无”。",
        "'{text}' cannot be '{answer}': the table has that column already.",
    ),
    "error.sheet_row": Wording("第 {row} 行：{fault}", "row {row}: {fault}"),
    "error.no_questions_sheet": Wording(
        "“{path}”里没有找到有“编号”和“确认为”两列的工作表。"
        "请用 xuncha proposals --sheet 写出的表来填。",
        "'{path}' has no sheet with the columns 编号 and 确认为.",
    ),
    "error.no_such_file": Wording("找不到文件“{path}”。", "There is no file '{path}'."),
    "error.not_xlsx": Wording(
        "文件名要以 .xlsx 结尾，写的是“{path}”。", "the name ends in .xlsx, not '{path}'."
    ),
    "error.decisions_file": Wording(
        "决定文件不能续写（{fault}）：缺列，或不是 UTF-8 编码的 CSV。"
        "请改正 decisions 文件夹里的这个文件。",
        "A file of decisions cannot be added to ({fault}): a column lacks, or it is no UTF-8 CSV.",
    ),
    "error.decisions": Wording(
        "decisions 文件夹里的文件有错：{fault}", "A file in decisions/ is wrong: {fault}"
    ),
    "error.no_problem": Wording(
        "发布的数据里没有编号为“{number}”的问题，编号见 published/current/data/problems.csv。",
        "No problem '{number}' in the release: see published/current/data/problems.csv.",
    ),
    "error.not_a_query": Wording(
        "问题 {number} 是强制性问题，不能用说明关闭，要由单位改正后重报：{message}",
        "Problem {number} is fatal: only a corrected return closes it: {message}",
    ),
    "error.no_text": Wording("说明不能是空的。", "The explanation is blank."),
}
