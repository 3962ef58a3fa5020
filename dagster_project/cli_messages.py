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
    "help.status": Wording(
        "看一个月各单位报送情况：谁按时、谁迟报、谁未报、谁被退回。",
        "Who reported for a month: on time, late, missing, returned.",
    ),
    "help.trace": Wording(
        "追溯报告中的一个数字：由哪些文件、工作表、单元格得来。",
        "Trace a figure of a report back to files, sheets and cells.",
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
        "month 为当月数，year 为本年累计数；不写时两个都追溯。",
        "month or year to date; both unless said.",
    ),
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
    "trace.kind.year": Wording("本年累计", "year to date"),
    "trace.definition": Wording("定义：{sentence}", "Definition: {sentence}"),
    "trace.window": Wording("时间：{start} 至 {end}", "Window: {start} to {end}"),
    "trace.as_at": Wording("时点：{end}", "As at: {end}"),
    "trace.rate": Wording("分子 {numerator}，分母 {denominator}", "{numerator} of {denominator}"),
    "trace.rows": Wording("由 {count} 条线索得来", "Made of {count} clues"),
    "trace.part": Wording("所在", "in"),
    "trace.part.numerator": Wording("分子", "numerator"),
    "trace.part.denominator": Wording("分母", "denominator"),
    "trace.part.both": Wording("分子、分母", "both"),
    "trace.unit": Wording("单位", "unit"),
    "trace.clue": Wording("线索编号", "clue"),
    "trace.counted": Wording("计入", "counts"),
    "trace.file": Wording("文件", "file"),
    "trace.sheet": Wording("工作表", "sheet"),
    "trace.cells": Wording("单元格", "cells"),
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
    "serve.open": Wording(
        "请在浏览器打开 http://127.0.0.1:{port}，按 Ctrl+C 结束。",
        "Open http://127.0.0.1:{port} in a browser; Ctrl+C ends it.",
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
