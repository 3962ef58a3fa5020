"""The hands: how each kind of clerk lays out a workbook, as data.

The columns of each hand stand in `headings.py`, how a hand writes a single value in `cells.py`.
"""

from dataclasses import dataclass

from dagster_project.demonstration import headings
from dagster_project.demonstration.headings import Column


@dataclass(frozen=True)
class Hand:
    """One way of writing the returns.

    `container`: openpyxl, xlsxwriter or csv. `statement`: `joined` has "填报单位:X" in one cell,
    `split` has label and value in two; `line_per_statement`: a row for each statement or one row
    for all. `money_told`: the money unit stands in the `heading`, in a `line`, or `nowhere` (then
    it is 万元). `totals`: no, one at the bottom, or one after each source too. `repeat_every`: the
    heading comes again after so many rows (0: never). `dates`: real date `cell`s, or text.
    """

    code: str
    container: str
    file_pattern: str
    cover_title: str
    table_sheet: str
    table_title: str
    columns: tuple[Column, ...]
    cover_headings: tuple[str, str, str, str] = ("", "", "", "")
    unit_name: str = "full"
    period_style: str = "{year}年{month}月"
    statement: str = "joined"
    line_per_statement: bool = False
    states_on_table: bool = True
    money_unit: str = "万元"
    money_told: str = "heading"
    serial: bool = False
    margin: int = 0
    totals: str = "none"
    repeat_every: int = 0
    sheet_per_town: bool = False
    blank_rows: bool = False
    dates: str = "cell"
    yes: str = "是"
    no: str = "否"
    note: str = ""
    signature: str = ""

    @property
    def is_csv(self) -> bool:
        """Whether the hand sends text files, which have one table and no cover."""
        return self.container == "csv"


HANDS: dict[str, Hand] = {
    hand.code: hand
    for hand in (
        Hand(
            code="A",
            container="openpyxl",
            file_pattern="{period}/{unit}巡察报表",
            cover_title="巡察工作报表封面",
            cover_headings=("报表编号", "行数", "零报告", "控制数"),
            table_sheet="XC04问题线索台账",
            table_title="问题线索台账",
            columns=headings.COLUMNS_A,
            statement="split",
            line_per_statement=True,
            note="注:本表统计口径为移交后受理的问题线索。",
            signature="填表人:甲某    审核人:乙某    负责人:丙某",
        ),
        Hand(
            code="B",
            container="xlsxwriter",
            file_pattern="{period}/{unit}{year}年{month}月报表",
            cover_title="{unit}巡察报表封面",
            cover_headings=("表号", "填报行数", "零报告", "控制数"),
            table_sheet="线索",
            table_title="XC04 问题线索台账",
            columns=headings.COLUMNS_B,
            unit_name="city_full",
            money_told="line",
            serial=True,
            totals="bottom",
            blank_rows=True,
            yes="√",
            no="",
            note="注:1.处分人数按人计,同一人受党纪和政务处分的只计一人。",
            signature="填表人:甲某    审核人:乙某",
        ),
        Hand(
            code="C",
            container="csv",
            file_pattern="{period}/{unit}问题线索台账",
            cover_title="报送封面",
            cover_headings=("报表编号", "行数", "零报告", "控制数"),
            table_sheet="",
            table_title="{unit}问题线索台账",
            columns=headings.COLUMNS_C,
            unit_name="full",
            line_per_statement=True,
            dates="dash",
            totals="bottom",
            note="注:空格表示没有发生。",
            signature="填表人:甲某",
        ),
        Hand(
            code="D",
            container="openpyxl",
            file_pattern="{period}/{unit}",
            cover_title="报表封面",
            cover_headings=("表号", "行数", "零报告", "控制数"),
            table_sheet="{town}",
            table_title="问题线索台账（{town}）",
            columns=headings.COLUMNS_D,
            unit_name="short",
            period_style="{year}-{month:02d}",
            money_told="nowhere",
            totals="bottom",
            repeat_every=12,
            sheet_per_town=True,
            blank_rows=True,
            signature="填表人:甲某    负责人:丙某",
        ),
        Hand(
            code="E",
            container="xlsxwriter",
            file_pattern="月报/{period}/{unit}（{month}月）",
            cover_title="巡察统计报表封面",
            cover_headings=("报表编号", "填报行数", "零报告", "控制数"),
            table_sheet="问题线索台账",
            table_title="{year}年问题线索台账",
            columns=headings.COLUMNS_E,
            states_on_table=False,
            money_unit="元",
            money_told="line",
            serial=True,
            margin=1,
            totals="by_source",
            repeat_every=15,
            dates="dot",
            note="说明:金额以元为单位填列。",
            signature="填表人:甲某    审核人:乙某    填报日期:{sent}",
        ),
        Hand(
            code="F",
            container="csv",
            file_pattern="{period}/线索/{unit}线索",
            cover_title="报送封面",
            cover_headings=("报表编号", "行数", "零报告", "控制数"),
            table_sheet="",
            table_title="XC04问题线索台账",
            columns=headings.COLUMNS_F,
            unit_name="city_full",
            period_style="{year}年{month:02d}月",
            money_unit="元",
            dates="slash",
            serial=True,
            repeat_every=20,
            yes="1",
            no="0",
            signature="审核人:乙某    填表人:甲某",
        ),
    )
}
