"""The hands: how each kind of clerk lays out a workbook, as data.

The columns of each hand stand in `headings_*.py`, how a hand writes a single value in `cells.py`.
"""

from dataclasses import dataclass, field

from dagster_project.demonstration import headings_clues as clues
from dagster_project.demonstration.forms import CLUES, FORMS
from dagster_project.demonstration.headings import Column
from dagster_project.demonstration.headings_a import LEDGERS_A
from dagster_project.demonstration.headings_b import LEDGERS_B
from dagster_project.demonstration.headings_c import LEDGERS_C
from dagster_project.demonstration.headings_d import LEDGERS_D
from dagster_project.demonstration.headings_e import LEDGERS_E
from dagster_project.demonstration.headings_f import LEDGERS_F

NIL_WORD = "零报告"
# What a form is called where there is room for a word only.
WORDS = {
    "XC01": "登记",
    "XC02": "问题",
    "XC03": "整改",
    "XC04": "线索",
    "XC05": "民生实事",
    "XC06": "村社区进度",
    "XC07": "成果运用",
    "XC08": "整改过程",
    "XC09": "回访检查",
    "XC10": "三方评估",
    "XC11": "机构队伍",
    "XC12": "贯通协同",
    "XC13": "派驻监督",
    "XC14": "交叉对接",
    "XC15": "轮次",
    "XC16": "巡察组",
    "XC17": "对象底册",
    "XC18": "自查",
    "XC19": "专项整治",
}


@dataclass(frozen=True)
class Hand:
    """One way of writing the returns.

    `container`: openpyxl, xlsxwriter, xls or csv. `tables`: the columns of each form, in the order
    of the sheets. `file_pattern`, `sheet_pattern`, `table_title` may hold {code}, {title}, {word}
    of a form. `statement`: `joined` has "填报单位:X" in one cell, `split` has label and value in
    two; `line_per_statement`: a row for each statement or one row for all. `quarter_style`,
    `half_year_styles`: how a table that is not monthly says its period, if not like the others.
    `money_told`: the money unit stands in the `heading`, in a `line`, or `nowhere` (then it is
    万元). `totals`: no, one at the bottom, or, among the clues, one after each source too.
    `repeat_every`: the heading comes again after so many rows (0: never). `merged`: fields by form
    whose cell is merged over the rows that share it. `dates`: real date `cell`s, or text.
    `between`: what stands between several codes in a cell. `fixed_rows`: of the bodies of XC12 come
    all, only those that are filled, all with the total_first, or all with no_total.
    """

    code: str
    container: str
    file_pattern: str
    cover_title: str
    sheet_pattern: str
    table_title: str
    tables: dict[str, tuple[Column, ...]]
    cover_headings: tuple[str, str, str, str] = ("", "", "", "")
    unit_name: str = "full"
    period_style: str = "{year}年{month}月"
    quarter_style: str = ""
    half_year_styles: tuple[str, str] = ("", "")
    statement: str = "joined"
    line_per_statement: bool = False
    states_on_table: bool = True
    money_unit: str = "万元"
    money_told: str = "heading"
    serial: bool = False
    margin: int = 0
    totals: str = "none"
    repeat_every: int = 0
    merged: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sheet_per_town: bool = False
    blank_rows: bool = False
    dates: str = "cell"
    yes: str = "是"
    no: str = "否"
    between: str = "、"
    fixed_rows: str = "all"
    note: str = ""
    signature: str = ""

    @property
    def is_csv(self) -> bool:
        """Whether the hand sends text files, which have one table and no cover."""
        return self.container == "csv"

    def fields_of(self, form: str) -> set[str]:
        """Return the fields of a form for which the hand has a column."""
        return {column.field for column in self.tables[form]}

    def file_word(self, sent: tuple[str, ...], is_nil: bool) -> str:
        """Return what tells a text file from the others of the same return."""
        if is_nil or len(sent) > 1:
            return NIL_WORD
        return FORMS[sent[0]].title if self.code == "C" else WORDS[sent[0]]

    def named(self, pattern: str, form: str) -> str:
        """Return a pattern with the names of a form in it, the rest as it was."""
        title = FORMS[form].title
        pattern = pattern.replace("{code}", form).replace("{title}", title)
        return pattern.replace("{word}", WORDS[form])


def _in_order(
    forms: str, clue_columns: tuple[Column, ...], ledgers: dict[str, tuple[Column, ...]]
) -> dict[str, tuple[Column, ...]]:
    columns = ledgers | {CLUES: clue_columns}
    return {f"XC{number}": columns[f"XC{number}"] for number in forms.split()}


HANDS: dict[str, Hand] = {
    hand.code: hand
    for hand in (
        Hand(
            code="A",
            container="openpyxl",
            file_pattern="{period}/{unit}巡察报表",
            cover_title="巡察工作报表封面",
            cover_headings=("报表编号", "行数", "零报告", "控制数"),
            sheet_pattern="{code}{title}",
            table_title="{title}",
            tables=_in_order(
                "15 16 01 02 03 04 05 06 07 08 09 10 11 12 13 14 17 18 19",
                clues.COLUMNS_A,
                LEDGERS_A,
            ),
            statement="split",
            line_per_statement=True,
            note="注:本表统计口径为本届以来的全部事项。",
            merged={
                "XC02": ("term_no", "round_no", "organisation_code", "organisation_name"),
                "XC03": ("finding_no",),
                "XC08": ("term_no", "round_no"),
                "XC18": ("output_no",),
            },
            quarter_style="{year}年第{chinese}季度",
            half_year_styles=("{year}年上半年", "{year}年下半年"),
            signature="填表人:甲某    审核人:乙某    负责人:丙某",
        ),
        Hand(
            code="B",
            container="xlsxwriter",
            file_pattern="{period}/{unit}{year}年{month}月报表",
            cover_title="{unit}巡察报表封面",
            cover_headings=("表号", "填报行数", "零报告", "控制数"),
            sheet_pattern="{word}",
            table_title="{code} {title}",
            tables=_in_order(
                "01 02 03 05 04 13 06 08 07 09 18 19 12 15 16 10 14 17 11",
                clues.COLUMNS_B,
                LEDGERS_B,
            ),
            unit_name="city_full",
            money_told="line",
            serial=True,
            totals="bottom",
            blank_rows=True,
            yes="√",
            no="",
            between=",",
            fixed_rows="total_first",
            quarter_style="{year}Q{number}",
            half_year_styles=("{year}年上半年", "{year}年度"),
            note="注:1.人数按人计,同一人只计一次。",
            signature="填表人:甲某    审核人:乙某",
        ),
        Hand(
            code="C",
            container="csv",
            file_pattern="{period}/{unit}{form}",
            cover_title="报送封面",
            cover_headings=("报表编号", "行数", "零报告", "控制数"),
            sheet_pattern="",
            table_title="{unit}{title}",
            tables=_in_order(
                "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19",
                clues.COLUMNS_C,
                LEDGERS_C,
            ),
            unit_name="full",
            line_per_statement=True,
            dates="dash",
            between=";",
            quarter_style="{year}年{chinese}季度",
            totals="bottom",
            note="注:空格表示没有发生。",
            signature="填表人:甲某",
        ),
        Hand(
            code="D",
            container="xls",
            file_pattern="{period}/{unit}",
            cover_title="报表封面",
            cover_headings=("表号", "行数", "零报告", "控制数"),
            sheet_pattern="{title}",
            table_title="{title}",
            tables=_in_order(
                "04 13 01 02 03 05 15 16 14 10 06 07 08 09 12 18 19 17 11",
                clues.COLUMNS_D,
                LEDGERS_D,
            ),
            unit_name="short",
            period_style="{year}-{month:02d}",
            money_told="nowhere",
            totals="bottom",
            repeat_every=12,
            sheet_per_town=True,
            between="/",
            fixed_rows="filled",
            blank_rows=True,
            signature="填表人:甲某    负责人:丙某",
        ),
        Hand(
            code="E",
            container="xlsxwriter",
            file_pattern="月报/{period}/{unit}（{month}月）",
            cover_title="巡察统计报表封面",
            cover_headings=("报表编号", "填报行数", "零报告", "控制数"),
            sheet_pattern="{title}",
            table_title="{year}年{title}",
            tables=_in_order(
                "17 15 14 16 01 02 03 04 05 06 08 10 07 18 09 19 12 11 13",
                clues.COLUMNS_E,
                LEDGERS_E,
            ),
            states_on_table=False,
            money_unit="元",
            money_told="line",
            serial=True,
            margin=1,
            totals="by_source",
            repeat_every=15,
            dates="dot",
            between="，",
            note="说明:金额以元为单位填列。",
            signature="填表人:甲某    审核人:乙某    填报日期:{sent}",
        ),
        Hand(
            code="F",
            container="csv",
            file_pattern="{period}/{form}/{unit}{form}",
            cover_title="报送封面",
            cover_headings=("报表编号", "行数", "零报告", "控制数"),
            sheet_pattern="",
            table_title="{code}{title}",
            tables=_in_order(
                "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19",
                clues.COLUMNS_F,
                LEDGERS_F,
            ),
            unit_name="city_full",
            period_style="{year}年{month:02d}月",
            money_unit="元",
            dates="slash",
            between="、",
            fixed_rows="no_total",
            serial=True,
            repeat_every=20,
            yes="1",
            no="0",
            signature="审核人:乙某    填表人:甲某",
        ),
    )
}
