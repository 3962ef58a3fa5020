"""How a value is written into a cell: plainly by the habit of the hand, or untidily.

`Pen.write` returns what goes into the cell and the text that a reader will see there. Every form
used here is one that the office accepts; what cannot be read is planted elsewhere.
"""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dagster_project.demonstration.fields import SEVERAL, Value
from dagster_project.demonstration.forms import CLUES, SPECS, FormSpec
from dagster_project.demonstration.hands import Hand
from dagster_project.demonstration.months import last_day

Written = str | int | float | date | None
DOSE = 0.06
MOST_IN_NUMERALS = 99

_FULL_WIDTH = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"}
)
_DIGITS = "〇一二三四五六七八九"
_SERIAL_ZERO = date(1899, 12, 30)
_BLANKS = ("—", "－", "/", "无", "-")
_MARKED_BLANK = (
    "campaign",
    "disposal_on",
    "settled_on",
    "case_filed_on",
    "extended_due_on",
    "amount_involved_wan_yuan",
    "procuratorate_count",
    "completed_on",
    "closed_on",
    "solved_on",
    "feedback_on",
    "inspected_on",
    "amount_wan_yuan",
    "recovered_amount_wan_yuan",
    "topic",
    "in_plan_to",
    "replied_on",
    "plan_on",
    "organisation_report_on",
    "society_disclosed_on",
    "inspection_score",
)
# The numbers by which the rows of ledgers are known, and the fields that hold counts of persons.
_NUMBERS = (
    "clue_no",
    "finding_no",
    "matter_no",
    "output_no",
    "visit_no",
    "campaign_no",
    "organ_code",
)
_PERSONS = (
    "women_count",
    "degree_count",
    "actual_count",
    "beneficiaries_count",
    "accountable_count",
)
_NAMES = (
    "organisation_name",
    "receiving_unit",
    "responsible_unit",
    "competent_department",
    "organ_name",
    "campaign_name",
)


def full_width(text: str) -> str:
    """Return the text with its ASCII characters in full width."""
    return text.translate(_FULL_WIDTH)


def chinese_number(number: int) -> str:
    """Return a number from 0 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones].replace("〇", "零")
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def plain_number(number: Decimal) -> str:
    """Return a number without exponent and without zeros after its last decimal."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def date_text(day: date, style: str) -> str:
    """Return a date in one of the written styles."""
    short = f"{day.year % 100}"
    return {
        "dash": day.isoformat(),
        "slash": f"{day.year}/{day.month}/{day.day}",
        "dot": f"{day.year}.{day.month}.{day.day}",
        "chinese": f"{day.year}年{day.month}月{day.day}日",
        "digits": day.strftime("%Y%m%d"),
        "short_slash": f"{short}/{day.month}/{day.day}",
        "short_dot": f"{short}.{day.month}.{day.day}",
        "midnight": f"{day.isoformat()} 00:00:00",
        "month_day": f"{day.month}月{day.day}日",
        "numerals": "".join(_DIGITS[int(digit)] for digit in str(day.year))
        + f"年{chinese_number(day.month)}月{chinese_number(day.day)}日",
    }[style]


class Pen:
    """Writes the values of one file."""

    def __init__(self, hand: Hand, period: str, rng: Random, is_messy: bool) -> None:
        """Take the hand, the reporting month, and whether some cells are untidy."""
        self.hand, self.period, self.rng, self.is_messy = hand, period, rng, is_messy

    def write(
        self, form: str, field: str, value: Value, tidy: bool = False
    ) -> tuple[Written, str | None]:
        """Return the cell's content and its text for a reader (None: a blank cell)."""
        is_messy = self.is_messy and not tidy and self.rng.random() < DOSE
        written = self._written(SPECS[form], field, value, is_messy)
        if written is None or written == "":
            return None, None
        if self.hand.is_csv:
            written = self._text(written)
        return written, self._text(written)

    @staticmethod
    def _text(written: Written) -> str:
        if isinstance(written, date):
            return written.isoformat()
        if isinstance(written, float):
            return plain_number(Decimal(repr(written)))
        return str(written)

    def _written(self, spec: FormSpec, field: str, value: Value, is_messy: bool) -> Written:
        if value is None:
            return self.rng.choice(_BLANKS) if is_messy and field in _MARKED_BLANK else None
        if isinstance(value, bool):
            return self._yes_no(value, is_messy)
        if isinstance(value, date):
            return self._date(value, is_messy)
        if isinstance(value, int):
            return self._integer(spec.code, field, value, is_messy)
        if isinstance(value, Decimal):
            return self._money(value, is_messy) if field in spec.money else self._number(value)
        if spec.types[field] == "codes":
            return self._several(spec.labels[field], value, is_messy)
        if field in spec.labels:
            return self._label(self._name(spec.labels[field], field, value), is_messy)
        return self._free(spec, field, value, is_messy)

    def _yes_no(self, value: bool, is_messy: bool) -> str:
        if is_messy:
            # GBK has √ but not the tick ✓.
            tick = "√" if self.hand.is_csv else "✓"
            return self.rng.choice((tick, "有", "Y", "1") if value else ("×", "无", "N", "0"))
        return self.hand.yes if value else self.hand.no

    def _date(self, day: date, is_messy: bool) -> Written:
        if not is_messy:
            return day if self.hand.dates == "cell" else date_text(day, self.hand.dates)
        styles = ["chinese", "dot", "slash", "digits", "short_slash", "short_dot", "midnight"]
        styles += ["numerals", "serial", "full_width", "spaced"]
        if self._year_is_plain(day):
            styles += ["month_day"]
        style = self.rng.choice(styles)
        if style == "serial":
            return (day - _SERIAL_ZERO).days
        if style == "full_width":
            return full_width(date_text(day, "dash"))
        if style == "spaced":
            return f"{day.year}年 {day.month}月 {day.day}日"
        return date_text(day, style)

    def _year_is_plain(self, day: date) -> bool:
        """Whether the year of a date can be left out: its last occurrence in the period's view."""
        end = last_day(self.period)
        is_leap_day = (day.month, day.day) == (2, 29)
        return end - timedelta(days=364) < day <= end and not is_leap_day

    def _integer(self, form: str, field: str, number: int, is_messy: bool) -> Written:
        if not is_messy:
            return number
        if field == "round_no":
            return self.rng.choice((f"第{number}轮", chinese_number(number)))
        if field == "term_no":
            return f"{number}届"
        styles = [full_width(str(number)), f"{number}.0", f" {number}"]
        if field == "declared_rows_count":
            return self.rng.choice([*styles, f"{number}条"])
        if not field.endswith("_count") or number > MOST_IN_NUMERALS:
            return self.rng.choice(styles)
        if form == CLUES or field in _PERSONS:
            styles.append(f"{number}人")
        return self.rng.choice([*styles, chinese_number(number)] if number else styles)

    def _number(self, number: Decimal) -> Written:
        return int(number) if number == number.to_integral_value() else float(number)

    def _money(self, amount: Decimal, is_messy: bool) -> Written:
        """Write 万元 in the money unit of the hand; a unit inside the cell overrules it."""
        yuan = amount * 10000
        here = yuan if self.hand.money_unit == "元" else amount
        if not is_messy:
            return self._number(here)
        styles = [
            full_width(plain_number(here)),
            f"{plain_number(amount)}万元",
            f"{plain_number(yuan)}元",
            format(here, ",f").rstrip("0").rstrip(".") if here % 1 else format(int(here), ","),
        ]
        return self.rng.choice(styles)

    def _name(self, labels: dict[str, str], field: str, code: str) -> str:
        """Return what a code is written as: its label, or itself where that is the custom."""
        is_custom = field == "supervision_item_code" and self.hand.code in "BDF"
        return code if is_custom else labels[code]

    def _several(self, labels: dict[str, str], codes: str, is_messy: bool) -> str:
        names = [labels[code] for code in codes.split(SEVERAL)]
        if not is_messy:
            return self.hand.between.join(names)
        # In any order, one of them perhaps twice, with what is at hand between them.
        names = [*names[::-1], *names[: self.rng.randint(0, 1)]]
        return self.rng.choice(("、", ",", "，", ";", "；", "/", " ")).join(names)

    def _label(self, label: str, is_messy: bool) -> str:
        if not is_messy:
            return label
        middle = len(label) // 2
        styles = [f"{label[:middle]}\u3000{label[middle:]}", f" {label}", full_width(label)]
        if not self.hand.is_csv:
            styles.append(f"{label[:middle]}\n{label[middle:]}")
        return self.rng.choice(styles)

    def _free(self, spec: FormSpec, field: str, text: str, is_messy: bool) -> str:
        if is_messy and field in _NUMBERS and field in spec.key:
            styles = [full_width(text), f" {text}", f"{text}\u3000"]
            return self.rng.choice([*styles, text.lower()] if spec.code == CLUES else styles)
        if is_messy and field in _NAMES:
            return f"\u3000{text}"
        return text
