"""What the command line says, in Chinese and in English.

Holds the wording only: each text stands whole, so that it can be translated whole, with named
gaps for what changes. When to say what is decided in `cli.py` and `cli_commands.py`.
"""

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]
DEFAULT_LANGUAGE: Language = "zh"


class Wording(NamedTuple):
    """One text in both languages; `{name}` is a gap."""

    zh: str
    en: str


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

REPORTS = {
    "demo.writing": Wording("生成演示文件", "writing the demonstration"),
    "demo.written": Wording(
        "演示文件在 {inbox}，共 {count} 个。", "{count} files written to {inbox}."
    ),
    "run.starting": Wording("准备运行", "starting"),
    "run.step.start": Wording("准备运行", "getting ready"),
    "run.step.intake": Wording("读取文件", "reading files"),
    "run.step.warehouse": Wording("核对和汇总", "checking and building tables"),
    "run.step.documents": Wording("出具文档", "writing documents"),
    "run.step.reference": Wording("登记簿和代码表", "registers and code lists"),
    "run.step.report_r01": Wording("出具 R01", "writing R01"),
    "run.step.report_r02": Wording("出具 R02", "writing R02"),
    "run.step.release": Wording("发布", "publishing"),
    "run.failed": Wording(
        "运行失败，停在“{step}”这一步：{message}", "The run failed at {step}: {message}"
    ),
    "run.stands": Wording(
        "仍然有效的是上一次的发布 {release}，没有受影响。",
        "The release before still stands, untouched: {release}.",
    ),
    "run.nothing_stands": Wording("目前没有任何发布。", "Nothing has been published so far."),
    "run.done": Wording("完成，用时 {seconds} 秒。", "Done in {seconds} s."),
    "run.documents": Wording("文档    {path}", "documents  {path}"),
    "run.no_documents": Wording(
        "文档    没有：{period} 还没有任何生效的报表。",
        "documents  none: no return of {period} is in force yet.",
    ),
    "run.withheld": Wording("文档    没有：{reason}", "documents  none: {reason}"),
    "run.tables": Wording("数据表  {path}", "tables     {path}"),
    "run.warehouse": Wording("数据库  {path}", "warehouse  {path}"),
    "run.parts": Wording(
        "报表 {parts} 份：在用 {accepted} 份，其中有留置行的 {held} 份；"
        "退回 {returned} 份，重复 {duplicate} 份，被替换 {superseded} 份。",
        "{parts} parts: {accepted} in force, {held} of them with rows held back; "
        "{returned} returned, {duplicate} duplicate, {superseded} superseded.",
    ),
    "run.rows": Wording(
        "在用报表的数据行 {received} 行：入库 {used} 行，留置 {held} 行。"
        "全部问题 {fatal} 个强制性、{query} 个核实性。",
        "{received} rows in the parts in force: {used} used, {held} held back. "
        "Problems in all: {fatal} fatal, {query} queries.",
    ),
    "intake.done": Wording(
        "收件箱共 {seen} 个文件，新读 {read} 个，其中退回 {returned} 个；dbt 要读的表在 {raw}。",
        "{seen} files, {read} read now, {returned} of them returned; what dbt reads is in {raw}.",
    ),
    "status.title": Wording("{period} 报送情况", "Returns for {period}"),
    "status.unit": Wording("填报单位", "unit"),
    "status.due": Wording("应报日", "due"),
    "status.received": Wording("收到", "received"),
    "status.state": Wording("状态", "state"),
    "status.rows": Wording("数据行", "rows"),
    "status.used": Wording("入库", "used"),
    "status.held": Wording("留置", "held back"),
    "status.problems": Wording("问题（强制/核实）", "problems (fatal/query)"),
    "status.state.on_time": Wording("按时", "on time"),
    "status.state.late": Wording("迟报", "late"),
    "status.state.missing": Wording("未报", "missing"),
    "status.state.returned": Wording("退回", "returned"),
    "status.nil": Wording("（零报告）", " (nil)"),
    "status.sum": Wording(
        "应报 {due} 个单位：按时 {on_time}，迟报 {late}，未报 {missing}，退回 {returned}。",
        "{due} units due: {on_time} on time, {late} late, {missing} missing, {returned} returned.",
    ),
    "status.unplaced": Wording(
        "另有 {count} 个退回的文件不知属于哪个单位或月份：",
        "{count} returned files that belong to no known unit or month:",
    ),
    "trace.figure": Wording(
        "{report} {period} · {region} · {name} · {figure_period}（{kind}）：{value}",
        "{report} {period} · {region} · {name} · {figure_period} ({kind}): {value}",
    ),
    "trace.kind.month": Wording("当月", "month"),
    "trace.kind.quarter": Wording("当季", "quarter"),
    "trace.kind.half_year": Wording("半年", "half-year"),
    "trace.kind.year": Wording("本年累计", "year to date"),
    "trace.kind.term_to_date": Wording("本届以来", "term to date"),
    "trace.definition": Wording("定义：{sentence}", "Definition: {sentence}"),
    "trace.window": Wording("时间：{start} 至 {end}", "Window: {start} to {end}"),
    "trace.window_of_term": Wording(
        "时间：各单位本届开始之日至 {end}", "Window: beginning of each unit's term to {end}"
    ),
    "trace.as_at": Wording("时点：{end}", "As at: {end}"),
    "trace.rate": Wording("分子 {numerator}，分母 {denominator}", "{numerator} of {denominator}"),
    "trace.rows": Wording("由 {count} 项得来", "Made of {count} items"),
    "trace.part": Wording("所在", "in"),
    "trace.part.numerator": Wording("分子", "numerator"),
    "trace.part.denominator": Wording("分母", "denominator"),
    "trace.part.both": Wording("分子、分母", "both"),
    "trace.unit": Wording("单位", "unit"),
    "trace.item": Wording("编号", "item"),
    "trace.counted": Wording("计入", "counts"),
    "trace.file": Wording("文件", "file"),
    "trace.sheet": Wording("工作表", "sheet"),
    "trace.cells": Wording("单元格", "cells"),
    "trace.no_return": Wording("（不出自报表的单元格）", "(from no cell of a return)"),
    "trace.more": Wording(
        "还有 {count} 行没有列出，用 --limit 0 列出全部。",
        "{count} more rows: --limit 0 lists all.",
    ),
    "trace.agrees": Wording(
        "核对一致：追溯到的行得出 {traced}，与发布的 {published} 相同。",
        "It agrees: the rows give {traced}, published is {published}.",
    ),
    "trace.differs": Wording(
        "核对不一致：追溯到的行得出 {traced}，发布的是 {published}。",
        "It does not agree: the rows give {traced}, published is {published}.",
    ),
    "cell.file": Wording(
        "{file}（{received} 收到）· {form} · {unit} · {period}",
        "{file} (received {received}) · {form} · {unit} · {period}",
    ),
    "cell.row": Wording(
        "{cell}：第 {row} 行，栏目“{heading}”，编号 {item}",
        "{cell}: row {row}, column '{heading}', item {item}",
    ),
    "cell.outcome.used": Wording("这一行已采用。", "The row is used."),
    "cell.outcome.held_back": Wording(
        "这一行被留置，没有计入任何数字：", "The row is held back and counts nowhere:"
    ),
    "cell.outcome.superseded": Wording(
        "这份报表已被后来的 {file}（{received} 收到）整份替换，不再计入。",
        "The return was replaced by {file} (received {received}) and counts no more.",
    ),
    "cell.outcome.duplicate": Wording(
        "这份报表与已收到的 {file}（{received} 收到）完全相同，只计一次。",
        "The return repeats {file} (received {received}) and is counted once.",
    ),
    "cell.outcome.returned": Wording(
        "这份报表已退回，没有计入任何数字：", "The return was sent back and counts nowhere:"
    ),
    "cell.outcome.not_data": Wording(
        "{cell} 不在数据行里，这一行是{row_class}。",
        "{cell} is in no data row: the line is {row_class}.",
    ),
    "cell.outcome.no_field": Wording(
        "{cell} 所在的列不是报表的栏目，没有取数。",
        "The column of {cell} is no field of the form: nothing is taken from it.",
    ),
    "cell.outcome.nothing": Wording("{cell} 没有取数。", "Nothing is taken from {cell}."),
    "cell.class.heading": Wording("标题或表头", "a heading"),
    "cell.class.repeated_heading": Wording("重复的表头", "a repeated heading"),
    "cell.class.subtotal": Wording("合计行", "a subtotal"),
    "cell.class.note": Wording("说明", "a note"),
    "cell.class.signature": Wording("签字行", "a signature line"),
    "cell.class.unknown": Wording("无法识别的行", "of no known kind"),
    "cell.severity.fatal": Wording("强制性", "fatal"),
    "cell.severity.query": Wording("核实性", "query"),
    "cell.state": Wording(
        "自 {start} 起是该项的最新情况{flags}。", "The item's state from {start} on{flags}."
    ),
    "cell.state_until": Wording(
        "自 {start} 起、到 {end} 有新情况之前，是该项的情况{flags}。",
        "The item's state from {start} until it changed in {end}{flags}.",
    ),
    "cell.state.void": Wording("（作废，不计入）", " (void: counts nowhere)"),
    "cell.state.stale": Wording("（新报的行被留置，沿用）", " (a newer row is held back)"),
    "cell.state.vanished": Wording("（后来的报表未再列出）", " (no longer reported)"),
    "cell.standing": Wording(
        "{period} 月末该项的情况出自另一行：{file}，工作表 {sheet}，第 {row} 行。",
        "At the end of {period} the item stands on another row: {file}, sheet {sheet}, row {row}.",
    ),
    "cell.feeds": Wording(
        "计入截至 {period} 的 {count} 个数字：", "It feeds {count} figures as at {period}:"
    ),
    "cell.feeds_none": Wording(
        "没有计入截至 {period} 的任何数字。", "It feeds no figure as at {period}."
    ),
    "cell.indicator": Wording("指标", "indicator"),
    "cell.periods": Wording("期间", "periods"),
    "cell.split": Wording("分组", "split"),
    "cell.part": Wording("所在", "in"),
    "cell.amount": Wording("计入", "counts"),
    "cell.regions": Wording("单位、市、省", "regions"),
    "cell.reports": Wording("文档", "documents"),
    "serve.open": Wording(
        "请在浏览器打开 http://127.0.0.1:{port}/asset-groups，按 Ctrl+C 结束。",
        "Open http://127.0.0.1:{port}/asset-groups in a browser; Ctrl+C ends it.",
    ),
}

WORDINGS: dict[str, Wording] = {**HELP, **ERRORS, **REPORTS}


class Say:
    """Gives the texts of one language: `Say("en")("error.missing", name="--period")`."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **gaps: object) -> str:
        """Return the text of a key with its gaps filled.

        Raises:
            KeyError: no text has this key, or a gap was not filled.
        """
        wording = WORDINGS[key]
        text = wording.zh if self.language == "zh" else wording.en
        return text.format(**gaps) if gaps else text
