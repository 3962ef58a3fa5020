"""What has to be sent and what closes: the verdicts of today beside the register of what was sent.

Pure: a plan is made from both and changes the register's entries, nothing on disk. Same verdicts
and same register give the same plan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from dagster_project.returns.deliveries import IN_FORCE, Delivery, Received
from dagster_project.returns.register import Entry, EntryKey, Kind, Register
from dagster_project.returns.settings import Look, NoticeSettings, say
from dagster_project.returns.verdicts import Verdict

UNKNOWN = "未认定"
# A notice whose file states no month.
NO_PERIOD = "未定"


def plan_notices(
    received: Received, verdicts: list[Verdict], register: Register, settings: NoticeSettings
) -> None:
    """Close what is settled and enter what has to be sent, in the order in which files came."""
    close_settled(received.as_of, verdicts, register)
    known = {entry.key for entry in register.entries}
    for verdict in verdicts:
        for kind in _kinds(verdict):
            if _key(kind, verdict) not in known:
                register.entries.append(_new_entry(kind, verdict, received, register, settings))


def _kinds(verdict: Verdict) -> list[Kind]:
    """Return what a delivery has to be written about; its queries stand on its return notice."""
    kinds: list[Kind] = ["return"] if verdict.fatal else []
    if verdict.queries and not (verdict.fatal and verdict.state == "open"):
        kinds.append("query")
    return kinds


def close_settled(as_of: datetime, verdicts: Iterable[Verdict], register: Register) -> None:
    """Close the open notices on files that were put right, explained or read anew since."""
    now: dict[EntryKey, Verdict] = {}
    for verdict in verdicts:
        now[_key("return", verdict)] = now[_key("query", verdict)] = verdict
    asked = {
        (verdict.delivery.unit_code, verdict.delivery.period): verdict.delivery.order
        for verdict in verdicts
        if verdict.queries
    }
    register.entries[:] = [
        entry
        if entry.kind == "chase" or not entry.is_open
        else _as_it_stands(entry, now.get(entry.key), asked, as_of)
        for entry in register.entries
    ]


def _as_it_stands(
    entry: Entry,
    verdict: Verdict | None,
    asked: Mapping[tuple[str | None, str | None], tuple[datetime, str]],
    as_of: datetime,
) -> Entry:
    if verdict is None or (entry.kind == "return" and not verdict.fatal):
        return entry.closed("resolved", as_of)
    if entry.kind == "return":
        if verdict.state == "open":
            return entry
        return entry.closed(verdict.state, verdict.settled_at or as_of)
    if verdict.queries:
        return entry
    delivery = verdict.delivery
    if any(part.status in IN_FORCE for part in delivery.parts):
        return entry.closed("explained", as_of)
    last_asked = asked.get((delivery.unit_code, delivery.period), delivery.order)
    return entry.closed("replaced" if last_asked > delivery.order else "corrected", as_of)


def _key(kind: Kind, verdict: Verdict) -> EntryKey:
    period, unit_code = _place(verdict.delivery)
    return kind, period, unit_code, verdict.delivery.delivery_id, ()


def _place(delivery: Delivery) -> tuple[str, str]:
    """Return month and unit as the register has them; of an unknown unit no month is told."""
    unit_code = delivery.unit_code or ""
    return (delivery.period or "") if unit_code else "", unit_code


def look_of(entry: Entry) -> Look:
    """Return how a notice on a file is named and worded."""
    if not entry.unit_code:
        return "unplaced"
    return "query" if entry.kind == "query" else "return"


def folder_of(period: str, unit_code: str, unit_name: str) -> str:
    """Return the folder of a unit's notices of a month, relative to `returned/`.

    Example:
        `2026-09/990121 东篱县`; `未认定` where the unit is not known.
    """
    if not unit_code:
        return UNKNOWN
    return f"{period or UNKNOWN}/{unit_code} {safe_name(unit_name)}"


def safe_name(text: str) -> str:
    """Return a text as it may stand in the name of a file on any system."""
    return "".join("_" if each in '\\/:*?"<>|' or each < " " else each for each in text).strip(". ")


def _new_entry(
    kind: Kind,
    verdict: Verdict,
    received: Received,
    register: Register,
    settings: NoticeSettings,
) -> Entry:
    delivery = verdict.delivery
    period, unit_code = _place(delivery)
    unit_name = received.unit_name(unit_code, period) if unit_code else ""
    problems = [*(verdict.fatal if kind == "return" else ()), *verdict.queries]
    entry = Entry(
        kind=kind,
        name="",
        document_number="",
        period=period,
        unit_code=unit_code,
        unit_name=unit_name,
        number=register.next_number(kind, period, unit_code),
        delivery_id=delivery.delivery_id,
        file_name=delivery.file_name,
        received_at=delivery.received_at,
        forms=tuple(sorted({problem.form for problem in problems if problem.form})),
        fatal_count=len(verdict.fatal) if kind == "return" else 0,
        query_count=len(verdict.queries),
        issued_at=received.as_of,
        status="open",
        closed_at=None,
        folder=folder_of(period, unit_code, unit_name),
        stem="",
    )
    naming = settings.kinds[look_of(entry)]
    entry = named(entry, naming.name, naming.number, naming.file_name)
    if kind == "return" and verdict.state in ("corrected", "replaced"):
        return entry.closed("not_sent", verdict.settled_at or received.as_of)
    return entry


def named(entry: Entry, name: str, number: str, file_name: str) -> Entry:
    """Return an entry with its name, number and file name filled in from their patterns."""
    values = {
        "year": entry.issued_at.year,
        "unit_code": entry.unit_code,
        "period": entry.period.replace("-", "") or NO_PERIOD,
        "number": entry.number,
    }
    return replace(
        entry,
        name=name,
        document_number=say(number, **values),
        stem=safe_name(say(file_name, **values)),
    )
