"""What is asked of a spelling: a value to be written, and all that bears on how it may look."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Value = str | int | bool | date | Decimal | tuple[str, ...] | None


@dataclass(frozen=True)
class Ask:
    """A cell to be written.

    `value` is what is meant: of several codes a tuple. `tokens` are the types of field that it is,
    as `cells.yml` names them; `name` is the field, `period` the reporting month, `spellings` what
    each code may be called: its label first, then its aliases, the code itself last. `money_unit`:
    万元 or 元 where the column holds money. `is_rich`: the file holds numbers and dates as such.
    """

    value: Value
    tokens: frozenset[str]
    name: str = ""
    period: str = "2026-09"
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    money_unit: str = ""
    is_rich: bool = True

    @property
    def day(self) -> date:
        """The value of a date."""
        if not isinstance(self.value, date):
            raise TypeError(self.value)
        return self.value

    @property
    def number(self) -> Decimal:
        """The value of a number; money in 万元."""
        return Decimal(str(self.value))

    @property
    def shown(self) -> Decimal:
        """The number as the column shows it: money in the column's own unit."""
        return self.number * 10_000 if self.money_unit == "元" else self.number

    @property
    def several(self) -> tuple[str, ...]:
        """The codes that are meant."""
        return self.value if isinstance(self.value, tuple) else (str(self.value),)
