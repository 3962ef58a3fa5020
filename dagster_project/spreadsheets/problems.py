"""What the reader finds wrong, and the Chinese sentences that tell it to a county clerk.

Only codes, severities and words; what is wrong is found where it is seen. Checks on values are
dbt's.
"""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["fatal", "query"]

QUERIES = frozenset({"FILE-07", "FILE-08", "PART-06", "PART-09"})
FILE_RETURNING = frozenset({f"FILE-0{number}" for number in range(1, 7)})
PART_RETURNING = frozenset({"PART-01", "PART-02", "PART-03", "PART-08"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `form` and `cell` are None where it concerns the whole file.

    `sheet` is '' for a CSV and for the whole file; `value` is the text the cell holds.
    """

    check_code: str
    message: str
    form: str | None = None
    sheet: str = ""
    cell: str | None = None
    value: str | None = None

    @property
    def severity(self) -> Severity:
        """Fatal (强制性) or query (核实性), by the code."""
        return "query" if self.check_code in QUERIES else "fatal"


UNIT_UNSTATED = (
    "不知道是哪个单位报送的：表内没有写“填报单位”，文件名和文件夹里也没有单位名称。"
    "请在封面“填报单位：”后写明单位全称后重新报送。"
)
PERIOD_UNSTATED = (
    "不知道是哪个月的报表：表内没有写“报告期”，文件名和文件夹里也没有年月。"
    "请在封面“报告期：”后写明年月(例如 2026年9月)后重新报送。"
)
NO_TABLE = (
    "文件里没有找到任何一张已知的报表。请核对是否选错文件，或表头是否被删改，"
    "并使用下发的空白报表填报。"
)
UNIT_FROM_NAME = (
    "表内没有写明填报单位，单位是根据文件名或文件夹名认定的。请核实，并在下期报表内写明。"
)
PERIOD_FROM_NAME = (
    "表内没有写明报告期，月份是根据文件名或文件夹名认定的。请核实，并在下期报表内写明。"
)

COLOURS = (
    "这里说明用颜色区分情况，颜色不能读取。请核对颜色表示的内容是否已写在对应的列里，"
    "没有写的请补写文字。"
)


def unit_unknown(text: str) -> str:
    """The name given is no unit's."""
    return (
        f"填报单位“{text}”不在填报单位名录里，无法确定是哪个单位。"
        "请写单位全称(例如“某某市某某县”)，或与省办联系登记这个写法。"
    )


def unit_ambiguous(text: str, names: list[str]) -> str:
    """The name given is that of several units."""
    return (
        f"“{text}”可能是{'、'.join(names)}，无法确定是哪个单位。请写明所在市和单位全称后重新报送。"
    )


def unit_ceased(name: str, last: str, successor: str | None) -> str:
    """The unit ended before the month."""
    where = f"其工作由“{successor}”承接，请由“{successor}”报送" if successor else "请与省办联系"
    return f"填报单位“{name}”已于{last}撤销，不能再报送这个月的报表。{where}。"


def unit_future(name: str, first: str) -> str:
    """The unit does not exist yet in the month."""
    return f"填报单位“{name}”自{first}起设立，不能报送更早月份的报表。请核对报告期和填报单位。"


def unit_contradiction(text: str, named: str) -> str:
    """The file's own unit is not the one in its name or folder."""
    return (
        f"表内填报单位是“{text}”，而文件名或文件夹名里是“{named}”，两者不一致。"
        "请核对是否报错文件，改正后重新报送。"
    )


def period_unreadable(text: str) -> str:
    """A 报告期 that names no single month."""
    return f"报告期“{text}”不能确定是哪一年哪一月。请按“2026年9月”的格式写明年和月后重新报送。"


def period_ambiguous(texts: list[str]) -> str:
    """Several months in the same place."""
    return f"出现了几个不同的报告期({'、'.join(texts)})，无法确定是哪个月。请核对后重新报送。"


def period_contradiction(text: str, named: str) -> str:
    """The file's own month is not the one in its name or folder."""
    return (
        f"表内报告期是“{text}”，而文件名或文件夹名里是“{named}”，两者不一致。"
        "请核对是否报错文件，改正后重新报送。"
    )


def sheet_contradiction(what: str, sheet: str, text: str, cover: str) -> str:
    """A sheet's own unit or month is not the cover's."""
    return (
        f"工作表“{sheet}”写的{what}是“{text}”，与封面的“{cover}”不一致。"
        "一个文件只能报一个单位、一个月的报表，请核对改正后重新报送。"
    )


def several_parts(title: str, what: str, texts: list[str]) -> str:
    """Sheets of one form belong to different units or months."""
    return (
        f"《{title}》在同一个文件里出现了不同的{what}({'、'.join(texts)})。"
        "一个文件只能报一个单位、一个月的报表，请分开报送。"
    )


def table_twice(title: str, places: list[str], rows: int) -> str:
    """Two tables of one form hold mostly the same items."""
    return (
        f"《{title}》在同一个文件里有两份({'、'.join(places)})，其中 {rows} 行是相同的事项，"
        "无法确定以哪一份为准。请只保留一份后重新报送；分乡镇或分页填报的，同一事项只填在一张表里。"
    )


def column_missing(title: str, label: str, unrecognised: list[str]) -> str:
    """A required column is not there."""
    seen = f"表头中没有认出的列是：{'、'.join(unrecognised)}。" if unrecognised else ""
    return (
        f"《{title}》缺少必填的“{label}”列。{seen}"
        f"请恢复“{label}”这一列(表头按空白报表填写)后重新报送。"
    )


def table_missing(title: str, count: str) -> str:
    """The cover declares rows of a form that is not in the file."""
    return (
        f"封面申报《{title}》有 {count} 行，但文件里没有找到这张表。"
        "请补上这张表，或把封面的行数改正后重新报送。"
    )


def heading_unrecognised(title: str, heading: str) -> str:
    """A column that is not used because its heading means nothing to the form."""
    return (
        f"《{title}》的列“{heading}”不是本表的列，这一列没有使用。"
        "如有需要，请对照空白报表改正表头。"
    )


def heading_waiting(title: str, heading: str, likely: list[str]) -> str:
    """A column that may hold a field of the form: the office is asked, the part waits."""
    guess = f"(可能是{'、'.join(f'“{label}”' for label in likely)})" if likely else ""
    return (
        f"《{title}》的列“{heading}”不是本表的表头，但可能对应本表的一栏{guess}，已提请省办确认。"
        "这张表没有退回，确认后自动采用，仍按原收到时间计算，不必重报。"
        "如想尽快采用，可把这一列的表头改成空白报表上的写法后重新报送。"
    )


def heading_repeated(title: str, heading: str) -> str:
    """A second column with the same meaning."""
    return f"《{title}》的列“{heading}”重复，只使用了前面的一列。请删去多余的列。"


def heading_over_several(title: str, heading: str) -> str:
    """A heading merged over several columns of values."""
    return (
        f"《{title}》的表头“{heading}”合并在几列数据的上面，不知道哪一列才是，这几列没有使用。"
        "请取消合并，在每一列上写明表头。"
    )


def heading_unit(title: str, heading: str) -> str:
    """A money column in a unit that is not read."""
    return f"《{title}》的列“{heading}”的金额单位只能是万元或元，这一列没有使用。请换算后重新报送。"


def heading_blank(title: str, column: str) -> str:
    """A column with content and no heading."""
    return f"《{title}》的{column}有内容但没有表头，这一列没有使用。请补写表头或删去内容。"


def sheet_unused(sheet: str, rows: int, is_hidden: bool) -> str:
    """A sheet with rows that belongs to no known form, or is hidden."""
    if is_hidden:
        return f"工作表“{sheet}”是隐藏的，其中 {rows} 行没有读取。如需报送，请取消隐藏后重新报送。"
    return f"工作表“{sheet}”不是已知的报表，其中 {rows} 行没有使用。请核对表头是否被删改。"


def table_empty(title: str) -> str:
    """A table without rows and without a nil report."""
    return f"《{title}》没有数据行，封面也没有勾选零报告。如本月确实没有，请在封面“零报告”栏打√。"


def row_unknown(sheet: str, row: str) -> str:
    """A row that is neither data nor anything else known."""
    where = f"工作表“{sheet}”{row}" if sheet else row
    return (
        f"{where}既不像数据，也不像合计、注释，没有使用。"
        "如是数据，请补全各列；如是说明，请移到表外。"
    )
