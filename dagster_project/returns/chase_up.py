"""The chase-up (催报单): which returns of a unit and month are overdue, and the letter about them.

A chase-up is sent once for a set of forms; when further forms become overdue a new one names all
that are missing and takes the place of the first. When everything that it names has come it closes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from dagster_project.documents.letters import Signed
from dagster_project.documents.periods import Month, date_zh
from dagster_project.returns.deliveries import NOT_RECEIVED, DueReturn, Received
from dagster_project.returns.notices import FormNames
from dagster_project.returns.plan import folder_of, named
from dagster_project.returns.register import Entry, Register
from dagster_project.returns.settings import ChaseUpSettings, Stationery, say

# Form and month → the last day on which the return is on time.
LastDay = Callable[[str, str], date]
UnitMonth = tuple[str, str]


def plan_chase_ups(
    received: Received, register: Register, settings: ChaseUpSettings, last_day: LastDay
) -> None:
    """Close what has come and enter what has to be chased, by month and unit."""
    due: dict[UnitMonth, list[DueReturn]] = defaultdict(list)
    for each in received.due:
        due[each.unit_code, each.period].append(each)
    register.entries[:] = [
        _as_it_stands(entry, due.get((entry.unit_code, entry.period), []), received.as_of)
        for entry in register.entries
    ]
    today = received.as_of.date()
    first = str(Month(today.year, today.month).before(settings.months_back))
    for unit_code, period in sorted(due, key=lambda key: (key[1], key[0])):
        overdue = {
            each.form
            for each in due[unit_code, period]
            if each.state in NOT_RECEIVED and max(each.due_on, last_day(each.form, period)) < today
        }
        if overdue and period >= first:
            _chase(received, register, settings, (unit_code, period), overdue)


def _as_it_stands(entry: Entry, due: Iterable[DueReturn], as_of: datetime) -> Entry:
    if entry.kind != "chase" or not entry.is_open:
        return entry
    of_forms = [each for each in due if each.form in entry.forms]
    if any(each.state in NOT_RECEIVED for each in of_forms):
        return entry
    came = [each.received_at for each in of_forms if each.received_at is not None]
    return entry.closed("arrived", max(came, default=as_of))


def _chase(
    received: Received,
    register: Register,
    settings: ChaseUpSettings,
    unit_month: UnitMonth,
    overdue: set[str],
) -> None:
    unit_code, period = unit_month
    open_now = [
        entry
        for entry in register.entries
        if entry.kind == "chase" and entry.is_open and (entry.unit_code, entry.period) == unit_month
    ]
    if any(overdue <= set(entry.forms) for entry in open_now):
        return
    register.entries[:] = [
        entry.closed("replaced", received.as_of) if entry in open_now else entry
        for entry in register.entries
    ]
    unit_name = received.unit_name(unit_code, period)
    entry = Entry(
        kind="chase",
        name="",
        document_number="",
        period=period,
        unit_code=unit_code,
        unit_name=unit_name,
        number=register.next_number("chase", period, unit_code),
        delivery_id="",
        file_name="",
        received_at=None,
        forms=tuple(sorted(overdue)),
        fatal_count=0,
        query_count=0,
        issued_at=received.as_of,
        status="open",
        closed_at=None,
        folder=folder_of(period, unit_code, unit_name),
        stem="",
    )
    register.entries.append(named(entry, settings.name, settings.number, settings.file_name))


def chase_up(
    entry: Entry, due: Sequence[DueReturn], names: FormNames, stationery: Stationery
) -> bytes:
    """Return a chase-up as a .docx; `due` is all that the unit owes for the month.

    Raises:
        jinja2.TemplateError: the template or a phrase uses a name that does not exist.
    """
    settings, words = stationery.chase_up, stationery.chase_up_words
    issued_on = entry.issued_at.date()
    missing = [each for each in due if each.form in entry.forms]
    period_zh = Month.parse(entry.period).words["period_zh"]
    title = say(words.title, period_zh=period_zh, number=entry.number)
    opening = words.opening.all if len(missing) == len(due) else words.opening.some
    context = {
        "secrecy": settings.secrecy or "",
        "issuing_mark": settings.issuing_mark,
        "document_number": entry.document_number,
        "title": title,
        "addressee": say(words.addressee, unit=entry.unit_name),
        "opening": [
            say(
                opening,
                period_zh=period_zh,
                as_of_zh=date_zh(issued_on),
                due=len(due),
                count=len(missing),
            )
        ],
        "missing_rows": [_row(each, issued_on, names, words.states) for each in missing],
        "steps": _steps(missing, due, names, stationery),
    }
    signed = Signed(settings.office, date_zh(issued_on), entry.issued_at)
    return stationery.chase_up_template.letter(context, title, signed)


def _row(
    each: DueReturn, issued_on: date, names: FormNames, states: Mapping[str, str]
) -> dict[str, str]:
    return {
        "form": each.form,
        "title": names.title(each.form),
        "due_on": date_zh(each.due_on),
        "days_overdue": str((issued_on - each.due_on).days),
        "state": states[each.state],
    }


def _steps(
    missing: Sequence[DueReturn],
    due: Sequence[DueReturn],
    names: FormNames,
    stationery: Stationery,
) -> list[str]:
    """Return what the unit is asked to do, numbered."""
    settings, words = stationery.chase_up, stationery.chase_up_words
    steps = words.steps
    states = {each.state for each in missing}
    late = [
        say(
            words.late_item,
            form=say(words.form_name, title=names.title(each.form)),
            due_zh=_day_zh(each.due_on),
            received_zh=_day_zh(each.received_at.date()),
        )
        for each in due
        if each.state == "late" and each.received_at is not None
    ]
    made = [say(steps.due, answer_within=settings.answer_within)]
    made += [say(steps.returned)] if "returned" in states else []
    made += [say(steps.nil)] if "missing" in states else []
    made += [say(steps.late, items=words.join.join(late))] if late else []
    made.append(say(steps.closing))
    return [say(words.step, number=number, text=text) for number, text in enumerate(made, 1)]


def _day_zh(day: date) -> str:
    """10月5日, for days near the letter's own date."""
    return date_zh(day).split("年")[1]
