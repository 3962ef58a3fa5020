"""Words of the command line: from figures to cells and back."""

from dagster_project.cli_wording import Wording

TRACES = {
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
}
