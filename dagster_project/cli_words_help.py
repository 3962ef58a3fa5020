"""Words of the command line: its help and what it refuses. Results: `cli_words_results.py`."""

from dagster_project.cli_wording import Wording

HELP = {
    "help.program": Wording(
        "巡察报表汇总：收文件、核对、汇总、出文档。",
        "Consolidates inspection returns: files in, checked figures and documents out.",
    ),
    "help.demo": Wording(
        "生成一个虚构省份的报表并从头到尾运行一遍。",
        "Write the returns of a fictional province and run everything on them.",
    ),
    "help.run": Wording(
        "读取收件箱中的新文件，重新汇总并出具文档。",
        "Take in what lies in the inbox, rebuild the tables and write the documents.",
    ),
    "help.intake": Wording(
        "只收文件、写好 dbt 要读的表，不汇总不发布（供维护人员单独使用 dbt）。",
        "Take in files and write what dbt reads; no build, no release (for dbt alone).",
    ),
    "help.status": Wording(
        "看一个月各单位报送情况：谁按时、谁迟报、谁未报、谁被退回。",
        "Who reported for a month: on time, late, missing, returned.",
    ),
    "help.unit": Wording("只看一个填报单位（代码）", "only one unit (its code)"),
    "help.pending": Wording(
        "只看还没有办完的：未报、退回、有留置行或待说明", "only what is not settled yet"
    ),
    "help.trace": Wording(
        "追溯：报告中的数字由哪些单元格得来；或一个单元格（--file）计入哪些数字。",
        "Trace a figure of a report to its cells, or (with --file) a cell to its figures.",
    ),
    "help.serve": Wording(
        "打开运行界面（只在本机），可看每一步、手工运行、设定定时。",
        "Open the Dagster pages on this machine: every step, runs, schedules.",
    ),
    "help.help": Wording("显示本说明。", "Show this message and exit."),
    "help.lang": Wording("界面语言（默认中文 zh）。", "Language of what is printed (default zh)."),
    "help.home": Wording(
        "数据文件夹；不写时用环境变量 XUNCHA_HOME，再不然向上找 data 文件夹。",
        "Folder of the data; else XUNCHA_HOME, else the data/ found upward.",
    ),
    "help.period": Wording("报告月份，如 2026-09", "Month of the report, as 2026-09"),
    "help.as_of": Wording(
        "截止时刻：此后收到的文件不计，如 '2026-10-10 12:00:00'。",
        "Count only what was received by then, as '2026-10-10 12:00:00'.",
    ),
    "help.units": Wording("填报单位个数", "Number of reporting units"),
    "help.months": Wording("月数", "Number of months"),
    "help.until": Wording("最后一个月", "The last month"),
    "help.seed": Wording("随机种子；同一种子得到同样的文件", "Same seed, same files"),
    "help.mess": Wording(
        "文件是否带有迟报、错报、写法不一等毛病（默认有）。",
        "Whether the files have the faults of real ones (they do).",
    ),
    "help.out": Wording("写到哪个文件夹", "The folder to write to"),
    "help.files_only": Wording("只生成文件，不运行。", "Write the files, do not run."),
    "help.region": Wording(
        "单位、市或省的代码，如 990121", "Code of a unit, city or province, as 990121"
    ),
    "help.indicator": Wording("指标代码，如 clues_transferred", "Code of the indicator"),
    "help.kind": Wording(
        "期间种类：month 当月，quarter 当季，half_year 半年，year 本年累计，term_to_date 本届以来；"
        "不写时报告里有的都追溯。",
        "Kind of period; all that the report has unless said.",
    ),
    "help.split": Wording(
        "分组，如 source 或 source=inspection；不写时追溯总数。",
        "A split, as source or source=inspection; the total unless said.",
    ),
    "help.file": Wording(
        "收到的文件，如 2026-09/某县.xlsx（只写文件名也行）",
        "A received file, as 2026-09/county.xlsx (its name will do)",
    ),
    "help.sheet": Wording(
        "工作表名；只有一张表时不必写", "Name of the sheet; not needed where there is one"
    ),
    "help.cell": Wording("单元格，如 D5", "The cell, as D5"),
    "help.limit": Wording("最多列出多少行，0 为全部", "How many rows to list at most, 0 for all"),
    "help.port": Wording("端口", "Port"),
    "help.default": Wording("（默认 {value}）", " (default {value})"),
    "help.required": Wording("（必填）", " (required)"),
    "help.usage": Wording("用法：", "Usage: "),
    "help.options": Wording("选项", "Options"),
    "help.commands": Wording("命令", "Commands"),
    "help.options_metavar": Wording("[选项]", "[OPTIONS]"),
    "help.command_metavar": Wording("命令 …", "COMMAND …"),
}

ERRORS = {
    "error.line": Wording("错误：{message}", "Error: {message}"),
    "error.no_such_option": Wording("没有 {name} 这个选项。", "No such option: {name}."),
    "error.no_such_command": Wording(
        "没有 {name} 这个命令，可用的有：{choices}。",
        "No such command: {name}; there are {choices}.",
    ),
    "error.missing": Wording("缺少 {name}。", "Missing: {name}."),
    "error.bad_value": Wording("{name} 的值不对：{reason}", "Bad value for {name}: {reason}"),
    "error.bad_option": Wording(
        "选项 {name} 后面缺少值，或不该带值。", "Option {name} lacks its value, or takes none."
    ),
    "error.extra": Wording("多写了参数：{reason}。", "Too many arguments: {reason}."),
    "error.see_help": Wording("{fault}用法见 {command} --help。", "{fault} See {command} --help."),
    "error.language": Wording(
        "--lang 只能是 zh 或 en，不能是“{value}”。", "--lang is zh or en, not '{value}'."
    ),
    "error.choice": Wording(
        "“{value}”不在可选值中：{choices}。", "'{value}' is not one of {choices}."
    ),
    "error.whole_number": Wording(
        "应为不小于 {least} 的整数，写的是“{value}”。",
        "a whole number of at least {least} is expected, not '{value}'.",
    ),
    "error.period": Wording(
        "月份应写成 2026-09 这样，写的是“{value}”。", "a month is written 2026-09, not '{value}'."
    ),
    "error.as_of": Wording(
        "时刻应写成 '2026-10-10 12:00:00' 这样，写的是“{value}”。",
        "a time is written '2026-10-10 12:00:00', not '{value}'.",
    ),
    "error.home": Wording(
        "找不到数据文件夹“{name}”。请用 --home 指明，或先运行 xuncha demo 生成演示数据。",
        "The data folder '{name}' was not found: name it with --home, or run xuncha demo first.",
    ),
    "error.no_release": Wording(
        "“{home}”里还没有任何发布，请先运行 xuncha run。",
        "Nothing was published in '{home}' yet: run xuncha run first.",
    ),
    "error.not_a_demonstration": Wording(
        "“{home}”里已有报表而且不是演示数据，不能在这里生成演示。请用 --out 换一个文件夹。",
        "'{home}' holds returns that are no demonstration: choose another folder with --out.",
    ),
    "error.other_demonstration": Wording(
        "“{home}”里是另一套演示数据（选项不同）。请用 --out 换一个文件夹，或先删去它。",
        "'{home}' holds a demonstration of other options: choose another --out or delete it.",
    ),
    "error.demonstration": Wording("演示选项不行：{reason}", "Unusable options: {reason}"),
    "error.no_such_month": Wording(
        "{value} 不能出文档：最早 {first}，最晚到本月。",
        "There are no documents of {value}: from {first} to the present month.",
    ),
    "error.unknown_period": Wording(
        "发布的数据里没有 {value} 这个月，只有 {first} 到 {last}。",
        "The published data has no month {value}, only {first} to {last}.",
    ),
    "error.no_figure": Wording(
        "报告 {report} 的 {period} 里没有这个数字：{indicator}，地区 {region}。",
        "Report {report} of {period} has no such figure: {indicator} of region {region}.",
    ),
    "error.trace_what": Wording(
        "请写明追溯什么：数字写 报告编号、--period、--region、--indicator；"
        "单元格写 --file、--cell，不写报告编号、地区、指标、期间种类和分组。",
        "say what to trace: report, --period, --region and --indicator for a figure; "
        "--file and --cell, and none of those but --period, for a cell.",
    ),
    "error.no_file": Wording(
        "没有收到过名为“{file}”的文件，名字见 published/current/data/submission_parts.csv。",
        "No file '{file}' was received: see published/current/data/submission_parts.csv.",
    ),
    "error.no_sheet": Wording(
        "请用 --sheet 写明工作表，这个文件有：{sheets}。",
        "name the sheet with --sheet; the file has: {sheets}.",
    ),
    "error.cell": Wording(
        "单元格应写成 D5 这样，写的是“{value}”。", "a cell is written D5, not '{value}'."
    ),
    "error.interrupted": Wording("已中断。{standing}", "Interrupted. {standing}"),
}
