"""The rows of a county that sends the ten forms which no published figure is built of.

Each form has sound rows and, below them, one row for each of its checks, changed so that this check
and no other finds it. What must be found, and in which cell, is said beside the change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.acceptance.workbooks import FIRST_ROW, Row

LATE = date(2026, 10, 1)
EARLY, MIDDLE, LAST = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 30)
VOID: Row = {"作废": "是"}


@dataclass(frozen=True)
class Change:
    """What is changed in a sound row, the check that finds it, and the heading of the cell."""

    values: Row
    code: str
    heading: str
    is_held: bool = False


@dataclass(frozen=True)
class Sent:
    """The rows of a form: a sound one, and one for each change; `keys` tells them apart."""

    sound: Row
    keys: Callable[[int], Row]
    changes: tuple[Change, ...]
    fact: str
    has_void: bool = True

    @property
    def all_changes(self) -> tuple[Change, ...]:
        """Every change, with that of a ledger's row withdrawn without a reason."""
        void = Change(VOID, "F01", "作废原因", is_held=True)
        return (*self.changes, void) if self.has_void else self.changes

    @property
    def rows(self) -> list[Row]:
        """The rows as they are sent."""
        changed: list[Row] = [{}, *(change.values for change in self.all_changes)]
        blank: Row = {"作废": None, "作废原因": None} if self.has_void else {}
        return [self.sound | blank | self.keys(n) | values for n, values in enumerate(changed)]

    def problems(self, form: str) -> set[tuple[str, str, str]]:
        """Form, check and cell of what must be found."""
        headings = list(self.rows[0])
        return {
            (form, f"{form}-{change.code}", f"{letter(headings, change)}{FIRST_ROW + n}")
            for n, change in enumerate(self.all_changes, start=1)
        }

    @property
    def held_count(self) -> int:
        """How many rows are held back."""
        return sum(change.is_held for change in self.all_changes)


def letter(headings: list[str], change: Change) -> str:
    """The letter of a change's column."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[headings.index(change.heading)]


def _organisation(n: int) -> Row:
    return {"被巡察党组织代码": f"990127{n:03d}"}


ROUND: Row = {"届次": 15, "轮次": 9}
SENT = {
    "XC07": Sent(
        ROUND
        | {"成果编号": "", "成果类别": "意见建议", "标题": "关于规范补贴发放的意见建议"}
        | {"印发日期": MIDDLE, "意见建议条数": 4, "采纳条数": 4, "回复日期": MIDDLE},
        lambda n: {"成果编号": f"CG{n}"},
        (
            Change({"印发日期": LATE, "回复日期": None}, "Q01", "印发日期"),
            Change({"采纳条数": 5}, "Q02", "采纳条数"),
            Change({"回复日期": EARLY}, "Q03", "回复日期"),
        ),
        "fct_output",
    ),
    "XC08": Sent(
        ROUND
        | {"被巡察党组织代码": "", "向单位反馈日期": EARLY, "整改方案报送日期": MIDDLE}
        | {"整改方案审核": "通过", "整改情况报告日期": LAST, "整改报告期限": LATE},
        _organisation,
        (
            Change({"整改情况报告日期": LATE}, "Q01", "整改情况报告日期"),
            Change({"向单位反馈日期": LAST}, "Q02", "整改方案报送日期"),
            Change({"整改情况报告日期": EARLY}, "Q03", "整改情况报告日期"),
            Change({"整改方案报送日期": None}, "Q04", "整改方案报送日期"),
        ),
        "fct_process",
    ),
    "XC09": Sent(
        ROUND
        | {"检查编号": "", "检查类型": "回头看", "检查层级": "县", "被巡察党组织代码": "990127001"}
        | {"检查日期": LAST, "抽查问题数": 8, "问题精准数": 8, "整改落实数": 8}
        | {"抽查线索数": 3, "线索办结数": 3, "新发现问题数": 2, "新发现问题整改数": 2},
        lambda n: {"检查编号": f"JC{n}"},
        (
            Change({"检查日期": LATE}, "Q01", "检查日期"),
            Change({"问题精准数": 9}, "Q02", "问题精准数"),
            Change({"整改落实数": 9}, "Q03", "整改落实数"),
            Change({"线索办结数": 4}, "Q04", "线索办结数"),
            Change({"新发现问题整改数": 3}, "Q05", "新发现问题整改数"),
        ),
        "fct_visit",
    ),
    "XC10": Sent(
        ROUND
        | {"被巡察党组织代码": "", "报告评审日期": EARLY, "评估日期": LAST, "评估结论": "较好"}
        | {"纪检监察机关评分": 0, "组织部门评分": 88.5, "巡察机构评分": 100},
        _organisation,
        (
            Change({"评估日期": LATE}, "Q01", "评估日期"),
            Change({"评估日期": None}, "Q02", "评估日期"),
            Change({"组织部门评分": 100.5}, "F02", "组织部门评分", is_held=True),
            Change({"纪检监察机关评分": -1}, "F02", "纪检监察机关评分", is_held=True),
        ),
        "fct_evaluation",
    ),
    "XC12": Sent(
        {"监督主体": "", "会商次数": 2, "移送线索": 3, "接收线索": 1, "反馈结果": 4},
        lambda n: {"监督主体": ("纪检监察", "审计", "合计")[n]},
        (
            Change({"反馈结果": 5}, "Q02", "反馈结果"),
            Change({"会商次数": 5, "移送线索": 6, "接收线索": 2, "反馈结果": 9}, "Q01", "会商次数"),
        ),
        "fct_joint_supervision",
        has_void=False,
    ),
    "XC13": Sent(
        {"派驻机构代码": "", "机构类型": "派驻", "发现问题数": 6, "整改问题数": 6}
        | {"评查案件数": 1, "案件瑕疵数": 2},
        lambda n: {"派驻机构代码": f"PZ{n}"},
        (
            Change({"整改问题数": 7}, "Q01", "整改问题数"),
            Change({"评查案件数": None}, "Q02", "案件瑕疵数"),
        ),
        "fct_stationed_organ",
        has_void=False,
    ),
    "XC14": Sent(
        ROUND
        | {"填报方": "派出方", "派出单位代码": "990127", "受派单位代码": "990126"}
        | {"组织方式": "统配", "干部人数": 7, "经费承担方": "派出方"},
        lambda n: {"轮次": n + 1},
        (
            Change({"受派单位代码": "990127"}, "Q01", "受派单位代码"),
            Change({"受派单位代码": "990199"}, "F02", "受派单位代码", is_held=True),
            Change({"派出单位代码": "庚陌县"}, "F02", "派出单位代码", is_held=True),
        ),
        "fct_pairing",
        has_void=False,
    ),
    "XC16": Sent(
        ROUND
        | {"巡察组": "", "组员人数": 8, "抽调人数": 8, "来信数": 3, "来电数": 2, "来访数": 1}
        | {"署名件数": 6, "报告评分": 92.5},
        lambda n: {"巡察组": f"第{n + 1}巡察组"},
        (
            Change({"抽调人数": 9}, "Q02", "抽调人数"),
            Change({"来电数": None}, "Q03", "署名件数"),
        ),
        "fct_team",
    ),
    "XC18": Sent(
        {"成果编号": "CG1", "党组织代码": "", "自查日期": LAST, "自查发现问题数": 3, "已整改数": 3},
        lambda n: {"党组织代码": f"990127{n:03d}"},
        (
            Change({"自查日期": LATE}, "Q01", "自查日期"),
            Change({"已整改数": 4}, "Q02", "已整改数"),
        ),
        "fct_self_check",
    ),
    "XC19": Sent(
        {"专项编号": "", "专项名称": "惠民补贴专项", "启动日期": EARLY, "发现问题数": 9}
        | {"整改问题数": 9, "办结日期": EARLY},
        lambda n: {"专项编号": f"ZX{n}"},
        (
            Change({"办结日期": LATE}, "Q01", "办结日期"),
            Change({"整改问题数": 10}, "Q02", "整改问题数"),
            Change({"启动日期": MIDDLE}, "Q03", "办结日期"),
        ),
        "fct_campaign",
    ),
}
