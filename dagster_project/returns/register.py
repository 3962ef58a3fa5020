"""The register of notices: what was sent to whom under which number, and when it closed.

A number is given once and never again, so the register is kept (`returned/.register.json`) and
only ever added to or closed. The office reads it as a table, `returned/台账.csv`, written anew from
it; a change made there is not read back.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from dagster_project.documents.package import write_whole

Kind = Literal["return", "query", "chase"]
# resolved: the office decided what the file meant; not_sent: the unit had put it right before a
# notice could be written; by_hand: the office moved the documents away itself.
Status = Literal[
    "open", "corrected", "replaced", "explained", "resolved", "arrived", "by_hand", "not_sent"
]

# Of a home: what goes back to the units.
RETURNED_FOLDER = "returned"
EntryKey = tuple[Kind, str, str, str, tuple[str, ...]]

REGISTER_NAME, TABLE_NAME = ".register.json", "台账.csv"
HEADINGS = {
    "name": "种类",
    "document_number": "文号",
    "period": "报告期",
    "unit_code": "单位代码",
    "unit_name": "单位名称",
    "number": "第几次",
    "file_name": "文件",
    "received_at": "收到时间",
    "forms": "报表",
    "fatal_count": "强制性问题",
    "query_count": "核实性问题",
    "issued_at": "发出时间",
    "status": "状态",
    "closed_at": "办结时间",
    "folder": "所在文件夹",
}
STATUS_LABELS: Mapping[Status, str] = {
    "open": "未办结",
    "corrected": "已更正",
    "replaced": "已由后一次代替",
    "explained": "已说明",
    "resolved": "省办确认后已受理",
    "arrived": "已报送",
    "by_hand": "省办已办结",
    "not_sent": "发出前已更正，未发",
}
# What a spreadsheet would take for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Entry:
    """One notice. `period`, `unit_code` and `unit_name` are '' where they are not known.

    `delivery_id` and `file_name` are those of the file that it is about, '' for a chase-up, whose
    `forms` say what is missing. `stem` is the name of its document without `.docx`; `folder` is
    relative to `returned/`.
    """

    kind: Kind
    name: str
    document_number: str
    period: str
    unit_code: str
    unit_name: str
    number: int
    delivery_id: str
    file_name: str
    received_at: datetime | None
    forms: tuple[str, ...]
    fatal_count: int
    query_count: int
    issued_at: datetime
    status: Status
    closed_at: datetime | None
    folder: str
    stem: str

    @property
    def key(self) -> EntryKey:
        """What it is about: one delivery, or one set of forms of a unit and month."""
        if self.kind == "chase":
            return self.kind, self.period, self.unit_code, "", self.forms
        return self.kind, self.period, self.unit_code, self.delivery_id, ()

    @property
    def is_open(self) -> bool:
        """Whether the unit still has something to do."""
        return self.status == "open"

    def closed(self, status: Status, at: datetime) -> "Entry":
        """Return the entry closed."""
        return replace(self, status=status, closed_at=at)


@dataclass
class Register:
    """All notices ever sent, in the order in which they were, as at `as_of`."""

    as_of: datetime | None = None
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def load(cls, returned: Path) -> "Register":
        """Read the register of a folder `returned/`, an empty one where there is none."""
        path = returned / REGISTER_NAME
        if not path.is_file():
            return cls()
        content = json.loads(path.read_text(encoding="utf-8"))
        entries = [_entry(each) for each in content["entries"]]
        return cls(datetime.fromisoformat(content["as_of"]), entries)

    def save(self, returned: Path) -> None:
        """Write the register and the office's table of it, each replaced whole."""
        content = {"as_of": self.as_of, "entries": [asdict(each) for each in self.entries]}
        text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
        write_whole(returned / REGISTER_NAME, f"{text}\n".encode())
        write_whole(returned / TABLE_NAME, _table(self.entries))

    def next_number(self, kind: Kind, period: str, unit_code: str) -> int:
        """Return the number that follows those given for a unit and month."""
        return 1 + max(
            (
                each.number
                for each in self.entries
                if (each.kind, each.period, each.unit_code) == (kind, period, unit_code)
            ),
            default=0,
        )


def _entry(content: dict[str, Any]) -> Entry:
    times = {
        name: datetime.fromisoformat(content[name]) if content[name] else None
        for name in ("received_at", "issued_at", "closed_at")
    }
    return Entry(**{**content, **times, "forms": tuple(content["forms"])})


def _table(entries: Iterable[Entry]) -> bytes:
    """Return the table with a byte order mark, which Excel needs to read Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS.values())
    newest_first = sorted(entries, key=lambda each: each.period, reverse=True)
    for entry in sorted(newest_first, key=lambda each: not each.is_open):
        cells = {
            **asdict(entry),
            "forms": "、".join(entry.forms),
            "status": STATUS_LABELS[entry.status],
        }
        writer.writerow(_cell(cells[name]) for name in HEADINGS)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
