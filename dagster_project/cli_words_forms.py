"""Words of the command line: blank workbooks."""

from dagster_project.cli_wording import Wording

FORMS = {
    "help.forms": Wording(
        "生成下发各单位的空白报表（Excel），预填村（社区）和未办结事项。",
        "Write the blank workbooks for the units, villages and open items filled in.",
    ),
    "help.period_forms": Wording("报告期，例如 2026-09", "the month to be reported, as 2026-09"),
    "help.unit_forms": Wording(
        "只生成这个单位（代码）的，可写几次", "only of this unit (its code); may be repeated"
    ),
    "help.out_forms": Wording(
        "放到哪个文件夹，不写则为数据目录下的 forms/报告期",
        "the folder to write to; else forms/<month> of the home",
    ),
    "error.no_unit": Wording(
        "{period} 没有这样的填报单位：{units}。请核对单位代码和填报单位名录。",
        "No such reporting unit in {period}: {units}. Look at the register of units.",
    ),
    "forms.written": Wording(
        "已生成 {period} 的空白报表 {count} 份，在 {folder}。",
        "{count} blank workbooks for {period} are in {folder}.",
    ),
}
