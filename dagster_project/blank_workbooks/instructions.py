"""What the sheet of instructions says: how to fill in, when each form is due, what is checked."""

from collections.abc import Iterator

from dagster_project.blank_workbooks.contents import BlankForm, BlankWorkbook

GENERAL = (
    "1. 请在各表的空白格内填写，不要改动标题、表头和工作表名称，不要增删列；行数不够时直接往下填。",
    "2. 表头带“*”的为必填项。日期请填到日（例如 2026-03-05）；人数、件数只填整数，不带单位和说明。",
    "3. 金额一律以万元为单位。有下拉列表的请从列表中选；可填几项的用顿号“、”隔开。",
    "4. 编号一经填报不再改动。台账各行每月都要列出尚未办结的事项，已列出的事项请更新进展。",
    "5. 报错需要撤销的行，不要删除，请在“作废”栏选“是”并填写“作废原因”。",
    "6. 本月没有内容的报表，请在封面“零报告”栏选“√”，表内不要填“无”。",
    "7. 不要填写身份证号和手机号码。填表人、审核人、联系电话填在封面下方，不进入统计。",
    "8. 标“强制性”的问题必须改正，有问题的行暂不入库；标“核实性”的问题请核对，确属实情的写明原因。",
)


def instruction_lines(book: BlankWorkbook) -> Iterator[tuple[bool, str]]:
    """Yield the lines in order, each with whether it is a heading."""
    yield True, "填表说明"
    for text in GENERAL:
        yield False, text
    for blank in book.forms:
        yield True, f"{blank.form.code} {blank.form.title}"
        yield False, _when(blank)
        for check in blank.checks:
            yield False, f"{check['code']}（{check['severity']}）{check['message']}"


def _when(blank: BlankForm) -> str:
    if blank.due_on is None:
        return "有变动或一轮巡察结束时填报；没有变动不必填，也不必在封面勾选。"
    return f"应于 {blank.due_on.year}年{blank.due_on.month}月{blank.due_on.day}日 前报送。"
