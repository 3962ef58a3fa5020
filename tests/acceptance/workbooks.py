"""Units whose returns were built to give the figures that published texts tell, as workbooks.

Every figure of `FIGURES` was read in those texts (domain: acceptance), none was computed here. The
headings are those of the blank forms; places and numbers of items are made up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import Workbook

PERIOD = "2026-09"
FIRST_ROW = 5  # of the rows of a sheet, below title, unit, month and headings
Row = dict[str, object]
VILLAGES, COMMUNITIES = 30, 24
FIRST_DAY, FOUND, FEEDBACK, DONE = (
    date(2026, 1, 5), date(2026, 2, 10), date(2026, 3, 20), date(2026, 6, 30),
)  # fmt: skip


@dataclass
class Unit:
    """A reporting unit with the rows of each of its forms, by the headings of the blank form."""

    code: str
    name: str
    forms: dict[str, list[Row]] = field(default_factory=dict)


TITLES = {
    "XC01": "被巡察党组织登记表",
    "XC02": "巡察发现问题台账",
    "XC03": "巡察整改台账",
    "XC04": "问题线索台账",
    "XC05": "立行立改和民生实事台账",
    "XC06": "村(社区)巡察进度台账",
    "XC07": "巡察成果运用台账",
    "XC08": "整改落实过程表",
    "XC09": "回头看和回访检查表",
    "XC10": "整改成效三方评估表",
    "XC11": "巡察机构队伍统计表",
    "XC12": "贯通协同统计表",
    "XC13": "派驻监督月报",
    "XC14": "交叉巡察对接表",
    "XC15": "巡察轮次登记表",
    "XC16": "巡察组登记表",
    "XC18": "未巡先改自查表",
    "XC19": "专项整治台账",
}


def units() -> list[Unit]:
    """All units, each with what its text tells."""
    return [
        Unit("990121", "甲陌县", _rectified_city()),
        Unit("990122", "乙陌县", _staffed_county()),
        Unit("990123", "丙陌县", _pooled_city()),
        Unit("990124", "丁陌县", _immediate_city()),
        Unit("990125", "戊陌县", _clue_county()),
        Unit("990126", "己陌县", _aided_prefecture()),
    ]


def _rectified_city() -> dict[str, list[Row]]:
    """1,760 findings, 1,679 of them rectified; 2,300 systems; 526 matters, 485 of them solved."""
    numbers = [f"A{n:04d}" for n in range(1, 1761)]
    measures = [
        _measure(number, is_done=n < 1679, systems=1 if n < 1759 else 541)
        for n, number in enumerate(numbers)
    ]
    matters = [_matter(f"S{n:03d}", is_solved=n < 485) for n in range(526)]
    return {
        "XC15": [_round()],
        "XC01": [_inspection("990121001", "本级")],
        "XC02": [_finding(number, "990121001", "其他") for number in numbers],
        "XC03": measures,
        "XC05": matters,
    }


def _staffed_county() -> dict[str, list[Row]]:
    """46 village teams, 264 cadres, a pool of 1,600; posts 4 of 4 and 12 of 12; 2 and 5 sent up."""
    return {
        "XC11": [
            {"项目": "巡察办", "机构数": 1, "编制数": 4, "在编数": 4},
            {"项目": "巡察组", "机构数": 3, "编制数": 12, "在编数": 12,
             "参加省委巡视人次": 2, "参加市委巡察人次": 5},
            {"项目": "合计", "机构数": 4, "编制数": 16, "在编数": 16,
             "参加省委巡视人次": 2, "参加市委巡察人次": 5},
            {"项目": "对村巡察组", "机构数": 46, "实有人数": 264},
            {"项目": "人才库", "储备人数": 1600},
        ]
    }  # fmt: skip


def _pooled_city() -> dict[str, list[Row]]:
    """830, 920 and 543 findings by kind; over 60 % of the clues on the key few; 54 places.

    30 villages and 24 communities by pooled inspection; 61 immediate matters, 31 of livelihood.
    """
    kinds = (
        ["落实决策部署不到位"] * 830 + ["群众身边不正之风和腐败"] * 920 + ["民生领域突出问题"] * 543
    )
    places = [*range(VILLAGES + COMMUNITIES)]
    return {
        "XC15": [_round()],
        "XC01": [_inspection("990123001", "统配")],
        "XC02": [_finding(f"C{n:04d}", "990123001", kind) for n, kind in enumerate(kinds)],
        "XC04": [_clue(f"XS{n:03d}", "巡察移交", is_key_few=n < 32) for n in range(50)],
        "XC05": [
            *(_matter(f"L{n:03d}", is_solved=True) for n in range(61)),
            *(_matter(f"M{n:03d}", is_solved=True, is_livelihood=True) for n in range(31)),
        ],
        "XC06": [_village(n) for n in places],
    }


def _immediate_city() -> dict[str, list[Row]]:
    """1,856 findings, 215 of them put right at once."""
    return {
        "XC15": [_round()],
        "XC01": [_inspection("990124001", "交叉")],
        "XC02": [
            _finding(f"D{n:04d}", "990124001", "其他") | {"立行立改": "是" if n < 215 else "否"}
            for n in range(1856)
        ],
    }


def _clue_county() -> dict[str, list[Row]]:
    """104 clues from comparing data, 36 cases, 37 persons disciplined."""
    clues = [_clue(f"DS{n:03d}", "大数据比对") for n in range(104)]
    for n, clue in enumerate(clues[:36]):
        clue |= {"办理状态": "已办结", "立案日期": DONE, "处分人数": 2 if n == 0 else 1}
    return {"XC04": clues}


def _aided_prefecture() -> dict[str, list[Row]]:
    """86 organisations inspected as paired aid, 1,697 findings, 141 clues handed over."""
    organisations = [f"990126{n:03d}" for n in range(1, 87)]
    return {
        "XC15": [_round()],
        "XC01": [_inspection(code, "帮扶") for code in organisations],
        "XC02": [_finding(f"F{n:04d}", organisations[n % 86], "其他") for n in range(1697)],
        "XC04": [_clue(f"BF{n:03d}", "巡察移交") for n in range(141)],
    }


# -- rows ----------------------------------------------------------------------------------------


def _round() -> Row:
    return {
        "届次": 15, "轮次": 9, "巡视巡察层级": "县委巡察", "轮次类型": "常规",
        "启动日期": FIRST_DAY, "结束日期": FEEDBACK,
    }  # fmt: skip


def _inspection(code: str, mode: str) -> Row:
    return {
        "届次": 15, "轮次": 9, "被巡察党组织代码": code, "被巡察党组织": f"虚构党组织{code[-3:]}",
        "类别": "市县直部门", "组织方式": mode, "派出单位": "" if mode == "本级" else "外来巡察组",
        "进驻日期": FIRST_DAY, "撤离日期": FOUND, "反馈日期": FEEDBACK,
    }  # fmt: skip


def _finding(number: str, organisation: str, kind: str) -> Row:
    return {
        "问题编号": number, "届次": 15, "轮次": 9, "被巡察党组织代码": organisation,
        "问题类别": kind, "聚焦方面": "群众身边腐败问题和不正之风",
        "问题描述": f"编号为{number}的具体问题", "发现日期": FOUND,
    }  # fmt: skip


def _measure(number: str, is_done: bool, systems: int) -> Row:
    done = {
        "整改状态": "已销号",
        "完成日期": DONE,
        "审核日期": DONE,
        "审核结果": "通过",
        "销号日期": DONE,
    }
    return {
        "问题编号": number, "措施序号": 1, "整改措施": f"针对{number}的措施",
        "整改类型": "限期整改", "整改期限": DONE, "建章立制数": systems,
        **(done if is_done else {"整改状态": "整改中"}),
    }  # fmt: skip


def _matter(number: str, is_solved: bool, is_livelihood: bool = False) -> Row:
    return {
        "事项编号": number, "立行立改": "否" if is_livelihood else "是",
        "民生实事": "是" if is_livelihood else "否", "事项类别": "饮水", "提出日期": FOUND,
        **({"办理状态": "已解决", "解决日期": DONE} if is_solved else {"办理状态": "办理中"}),
    }  # fmt: skip


def _clue(number: str, source: str, is_key_few: bool = False) -> Row:
    return {
        "线索编号": number, "线索来源": source, "移交日期": FEEDBACK, "受理日期": FEEDBACK,
        "关键少数": "是" if is_key_few else "否", "办理状态": "处置中",
        "处置方式": "初步核实", "处置日期": date(2026, 4, 1),
    }  # fmt: skip


def village_code(number: int) -> str:
    return f"990123101{201 + number}"


def _village(number: int) -> Row:
    return {
        "届次": 15, "村(社区)代码": village_code(number), "村(社区)名称": f"虚构{number + 1}村",
        "村或社区": "村" if number < VILLAGES else "社区", "分类": "一般", "轮次": 9,
        "巡察日期": FOUND, "巡察方式": "交叉统配巡",
    }  # fmt: skip


# -- files ---------------------------------------------------------------------------------------


def write_workbook(folder: Path, unit: Unit) -> None:
    """Write a unit's workbook of the month: a cover and a sheet for each form."""
    book = Workbook(write_only=True)
    _write_sheet(book, "封面", "报表封面", unit, _cover(unit))
    for form, rows in unit.forms.items():
        _write_sheet(book, form, f"{form} {TITLES[form]}", unit, _table(rows))
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder / f"{unit.name}.xlsx")


def _cover(unit: Unit) -> Iterator[Sequence[object]]:
    yield ["报表编号", "行数", "零报告"]
    yield from ([form, len(rows), "否"] for form, rows in unit.forms.items())


def _table(rows: list[Row]) -> Iterator[Sequence[object]]:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    yield headings
    yield from ([row.get(heading) for heading in headings] for row in rows)


def _write_sheet(
    book: Workbook, name: str, title: str, unit: Unit, rows: Iterable[Sequence[object]]
) -> None:
    sheet = book.create_sheet(name)
    sheet.append([title])
    sheet.append([f"填报单位：{unit.name}"])
    sheet.append(["报告期：2026年9月"])
    for row in rows:
        sheet.append(list(row))
