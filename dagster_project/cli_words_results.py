"""Words of the command line: what a run did, the table of status, the pages."""

from dagster_project.cli_wording import Wording

RESULTS = {
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
    "run.step.return_notices": Wording("退回和催报", "notices"),
    "run.failed": Wording(
        "运行失败，停在“{step}”这一步：{message}", "The run failed at {step}: {message}"
    ),
    "run.stands": Wording(
        "仍然有效的是上一次的发布 {release}，没有受影响。",
        "The release before still stands, untouched: {release}.",
    ),
    "run.published": Wording(
        "本次的数据和文档已经发布，没有受影响：{release}。只有退回单、催报单没有写完，"
        "请按提示处理后再运行一次。",
        "Data and documents of this run are published, untouched: {release}. "
        "Only the notices are not all written: run again once the cause is removed.",
    ),
    "run.nothing_stands": Wording("目前没有任何发布。", "Nothing has been published so far."),
    "run.done": Wording("完成，用时 {seconds} 秒。", "Done in {seconds} s."),
    "run.documents": Wording("文档    {path}", "documents  {path}"),
    "run.no_documents": Wording(
        "文档    没有：{period} 还没有任何生效的报表。",
        "documents  none: no return of {period} is in force yet.",
    ),
    "run.withheld": Wording("文档    没有：{reason}", "documents  none: {reason}"),
    "run.returns": Wording(
        "退回    本次发出退回单 {returned} 份、核实单 {query} 份、催报单 {chase} 份；"
        "未办结的共 {open} 份，在 {path}",
        "notices    {returned} return notices, {query} questions, {chase} chase-ups issued; "
        "{open} open in all: {path}",
    ),
    "run.returns_past": Wording(
        "退回    没有变动：以前的运行已经处理到 {later}，不按更早的时刻退回和催报。",
        "notices    unchanged: an earlier run went as far as {later}.",
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
    "intake.done": Wording(
        "收件箱共 {seen} 个文件，新读 {read} 个，其中退回 {returned} 个；dbt 要读的表在 {raw}。",
        "{seen} files, {read} read now, {returned} of them returned; what dbt reads is in {raw}.",
    ),
    "status.title": Wording("{period} 报送情况", "Returns for {period}"),
    "status.unit": Wording("填报单位", "unit"),
    "status.form": Wording("报表", "form"),
    "status.due": Wording("应报日", "due"),
    "status.received": Wording("收到", "received"),
    "status.state": Wording("是否按时", "on time"),
    "status.status": Wording("状态", "status"),
    "status.rows": Wording("数据行", "rows"),
    "status.used": Wording("入库", "used"),
    "status.held": Wording("留置", "held back"),
    "status.queries": Wording("待说明", "open queries"),
    "status.returned": Wording("退回次数", "times returned"),
    "status.state.on_time": Wording("按时", "on time"),
    "status.state.late": Wording("迟报", "late"),
    "status.state.waiting": Wording("待确认", "waiting"),
    "status.state.missing": Wording("未报", "missing"),
    "status.state.returned": Wording("退回", "returned"),
    "status.status.accepted": Wording("受理", "accepted"),
    "status.status.accepted_with_held_rows": Wording("受理，有留置行", "accepted, rows held"),
    "status.status.waiting_layout": Wording("待确认表头", "waiting for a heading"),
    "status.status.returned": Wording("已退回", "returned"),
    "status.status.missing": Wording("—", "—"),
    "status.nil": Wording("（零报告）", " (nil)"),
    "status.sum": Wording(
        "应报 {due} 份：按时 {on_time}，迟报 {late}，未报 {missing}，退回 {returned}，"
        "待确认 {waiting}。",
        "{due} returns due: {on_time} on time, {late} late, {missing} missing, {returned} "
        "returned, {waiting} waiting.",
    ),
    "status.unplaced": Wording(
        "另有 {count} 个退回的文件不知属于哪个单位或月份：",
        "{count} returned files that belong to no known unit or month:",
    ),
    "serve.open": Wording(
        "请在浏览器打开 http://127.0.0.1:{port}/asset-groups，按 Ctrl+C 结束。",
        "Open http://127.0.0.1:{port}/asset-groups in a browser; Ctrl+C ends it.",
    ),
}
