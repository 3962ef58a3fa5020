"""The folder `returned/`: what goes back to each unit, written once, moved away when it is settled.

`returned/<month>/<code> <name>/` holds a unit's open notices, each with the workbook that goes with
it; `已更正/` and `已代替/` below it those that are closed. The register is written first, so that a
run that is killed goes on where it stopped: a document that is not there is written, one that is
there never again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dagster_project.documents.package import write_whole
from dagster_project.forms import Form
from dagster_project.published import standing_release
from dagster_project.returns.chase_up import LastDay, chase_up, plan_chase_ups
from dagster_project.returns.deliveries import DueReturn, Received, read_release
from dagster_project.returns.making import MadeWorkbook, WorkbookTask
from dagster_project.returns.notices import Attached, FormNames, marks_of, notice
from dagster_project.returns.plan import plan_notices, safe_name
from dagster_project.returns.register import RETURNED_FOLDER, Entry, EntryKey, Register, Status
from dagster_project.returns.settings import Stationery
from dagster_project.returns.verdicts import Verdict, judge
from dagster_project.returns.workbooks import make_all

CORRECTED, REPLACED = "已更正", "已代替"
CLOSED_FOLDERS: Mapping[Status, str] = {"replaced": REPLACED}
# The file cannot be opened.
UNREADABLE = "FILE-01"
MARKABLE = (".xlsx", ".xlsm")
LONGEST_STEM = 40
OnProgress = Callable[[int, int], None]
MakeWorkbooks = Callable[[Sequence[WorkbookTask]], Iterator[MadeWorkbook]]


@dataclass(frozen=True)
class Returns:
    """What a run wrote and what is open; `is_past`: a later moment was told of before."""

    issued: tuple[Entry, ...]
    closed: tuple[Entry, ...]
    open: tuple[Entry, ...]
    is_past: bool = False


def write_returns(
    home: Path,
    forms: Mapping[str, Form],
    last_day: LastDay,
    templates: Path,
    on_progress: OnProgress = lambda done, total: None,
    make_workbooks: MakeWorkbooks = make_all,
) -> Returns:
    """Write the notices and chase-ups that the standing release asks for, close what is settled.

    A release as of an earlier moment than the last one told of changes nothing: what is known
    since would be forgotten.

    Args:
        home: the home whose release, archive and `returned/` are meant.
        forms: every form, by code.
        last_day: form and month → the last day on which the return is on time.
        templates: the folder of `return_notice/` and `chase_up/`.
        on_progress: called with (documents written so far, documents to write).
        make_workbooks: makes the workbooks that go with the notices, in their order.

    Raises:
        pydantic.ValidationError, jinja2.TemplateError: what the office edited is not valid.
    """
    folder = home / RETURNED_FOLDER
    register = Register.load(folder)
    release = standing_release(home)
    if release is None:
        return Returns((), (), ())
    received = read_release(release, home)
    if register.as_of is not None and received.as_of < register.as_of:
        return Returns((), (), _open(register), is_past=True)
    before = {entry.key: entry for entry in register.entries}
    stationery = Stationery.read(templates)
    verdicts = judge(received)
    _close_moved_by_hand(folder, register, received)
    plan_notices(received, verdicts, register, stationery.notice)
    plan_chase_ups(received, register, stationery.chase_up, last_day)
    register.as_of = received.as_of
    register.save(folder)
    writer = _Writer(folder, received, verdicts, FormNames(forms), stationery, make_workbooks)
    writer.write([entry for entry in register.entries if entry.is_open], on_progress)
    for entry in register.entries:
        if not entry.is_open:
            _put_away(folder, entry)
    changed = [entry for entry in register.entries if before.get(entry.key) != entry]
    return Returns(
        issued=tuple(each for each in changed if each.is_open),
        closed=tuple(each for each in changed if not each.is_open and each.status != "not_sent"),
        open=_open(register),
    )


def _open(register: Register) -> tuple[Entry, ...]:
    return tuple(entry for entry in register.entries if entry.is_open)


def document_path(entry: Entry) -> PurePosixPath:
    """Return where an open notice's document lies, relative to `returned/`."""
    return PurePosixPath(entry.folder) / f"{entry.stem}.docx"


def _close_moved_by_hand(folder: Path, register: Register, received: Received) -> None:
    """Close what the office has moved to a folder of closed notices itself."""
    for place, entry in enumerate(register.entries):
        path = folder / document_path(entry)
        moved = any((path.parent / each / path.name).exists() for each in (CORRECTED, REPLACED))
        if entry.is_open and moved and not path.exists():
            register.entries[place] = entry.closed("by_hand", received.as_of)


def _put_away(folder: Path, entry: Entry) -> None:
    """Move the documents of a closed notice to the folder of closed ones below its own."""
    place = folder / entry.folder
    target = place / CLOSED_FOLDERS.get(entry.status, CORRECTED)
    for path in sorted(place.glob("*")):
        if path.is_file() and (path.stem == entry.stem or path.stem.startswith(f"{entry.stem}_")):
            target.mkdir(exist_ok=True)
            path.replace(target / path.name)


@dataclass(frozen=True)
class _Writer:
    """Writes the documents that are not there yet."""

    folder: Path
    received: Received
    verdicts: list[Verdict]
    names: FormNames
    stationery: Stationery
    make_workbooks: MakeWorkbooks

    def write(self, entries: list[Entry], on_progress: OnProgress) -> None:
        """Write every open notice that has no document yet, its workbook first."""
        missing = [each for each in entries if not (self.folder / document_path(each)).exists()]
        by_delivery = {each.delivery.delivery_id: each for each in self.verdicts}
        about = {each.key: by_delivery.get(each.delivery_id) for each in missing}
        made = self._workbooks(missing, about)
        for done, entry in enumerate(missing):
            on_progress(done, len(missing))
            verdict = about[entry.key]
            if entry.kind == "chase":
                content = chase_up(entry, self._due(entry), self.names, self.stationery)
            elif verdict is not None:
                attached = self._attach(entry, verdict, made)
                content = notice(entry, verdict, self.names, self.stationery, attached)
            else:
                continue
            write_whole(self.folder / document_path(entry), content)
        on_progress(len(missing), len(missing))

    def _due(self, entry: Entry) -> list[DueReturn]:
        return [
            each
            for each in self.received.due
            if (each.unit_code, each.period) == (entry.unit_code, entry.period)
        ]

    def _workbooks(
        self, entries: list[Entry], about: Mapping[EntryKey, Verdict | None]
    ) -> Iterator[MadeWorkbook]:
        tasks = []
        for entry in entries:
            verdict = about[entry.key]
            if verdict is not None and _has_workbook(entry, verdict):
                marks = tuple(marks_of(entry, verdict, self.names))
                delivery = verdict.delivery
                tasks.append(WorkbookTask(delivery.original, delivery.base_name, marks))
        return self.make_workbooks(tasks)

    def _attach(
        self, entry: Entry, verdict: Verdict, made: Iterator[MadeWorkbook]
    ) -> Attached | None:
        """Write the next workbook beside the notice, if the notice has one."""
        if not _has_workbook(entry, verdict):
            return None
        workbook = next(made)
        sent = PurePosixPath(verdict.delivery.base_name)
        suffix = sent.suffix.lower() if workbook.is_annotated else ""
        look = self.stationery.notice.workbook_names
        pattern = look.annotated if workbook.is_annotated else look.listed
        stem = safe_name(sent.stem)[:LONGEST_STEM]
        name = f"{entry.stem}_{stem}{pattern}{suffix if suffix in MARKABLE else '.xlsx'}"
        write_whole(self.folder / entry.folder / name, workbook.content)
        return Attached(name, workbook.is_annotated)


def _has_workbook(entry: Entry, verdict: Verdict) -> bool:
    """Whether there is a cell to be marked or a query to be explained, in a file that opens."""
    fatal = verdict.fatal if entry.kind == "return" else ()
    if any(problem.check_code == UNREADABLE for problem in fatal):
        return False
    return bool(verdict.queries) or any(problem.cell for problem in fatal)
