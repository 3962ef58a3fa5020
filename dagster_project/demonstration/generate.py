"""Writes the demonstration into a home: inbox, registers, and the truth about both."""

import csv
import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dagster_project.demonstration.chance import chance
from dagster_project.demonstration.drafts import FileDraft
from dagster_project.demonstration.fields import FORMS
from dagster_project.demonstration.layout import LaidOut, lay_out
from dagster_project.demonstration.mess.choosing import choose_kind, own_kind, write_boards
from dagster_project.demonstration.places import regions_of
from dagster_project.demonstration.province import PROVINCE_CODE, build_province
from dagster_project.demonstration.registers import write_registers
from dagster_project.demonstration.sending import Sender
from dagster_project.demonstration.truth import TIME_FORMAT, DemoOptions, Truth, TruthFile

TRUTH_PATH = Path("demonstration") / "truth.json"


@dataclass(frozen=True)
class _Written:
    content: bytes
    ending: str
    laid_out: LaidOut


def write_demonstration(home: Path, options: DemoOptions | None = None) -> Truth:
    """Write `inbox/`, `decisions/` and `demonstration/truth.json` and return the truth.

    The same options give the same bytes. Files of an earlier demonstration in the same home are
    taken away first; other files in the inbox stay.

    Raises:
        ValueError: a number of units or months that the demonstration cannot have.
    """
    options = options or DemoOptions()
    province = build_province(options)
    sender = Sender(province, options)
    drafts = sender.send_all()
    _remove_earlier(home)
    write_registers(home / "decisions", province)
    written: dict[int, _Written] = {}
    files = []
    for draft in drafts:
        file = _write_file(home / "inbox", draft, options, written)
        files.append(file)
    files.sort(key=lambda file: (file.received_at, file.file_name))
    _write_received(home / "inbox", files)
    truth = Truth(
        options=options,
        province_code=PROVINCE_CODE,
        units=[unit.unit for unit in province.units],
        terms=province.terms,
        regions=regions_of(province),
        files=files,
        totals=_totals(files) | {"not_planted": sender.not_planted},
    )
    truth.save(home / TRUTH_PATH)
    return truth


def _remove_earlier(home: Path) -> None:
    """Take away the files that an earlier demonstration wrote into the inbox."""
    if not (home / TRUTH_PATH).is_file():
        return
    for name in Truth.file_names(home / TRUTH_PATH):
        (home / "inbox" / name).unlink(missing_ok=True)


def _write_file(
    inbox: Path, draft: FileDraft, options: DemoOptions, written: dict[int, _Written]
) -> TruthFile:
    # A duplicate shares its rows with the file that it repeats, and so its bytes.
    again = written.get(id(draft.rows)) if draft.kind == "duplicate" else None
    made = again or _make(draft, options)
    written[id(draft.rows)] = made
    name = f"{draft.name}{made.ending}"
    path = inbox / name
    if path.exists():
        raise FileExistsError(str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.content)
    return TruthFile(
        file_name=name,
        sha256=hashlib.sha256(made.content).hexdigest(),
        received_at=draft.received_at,
        unit_code=draft.unit.code,
        period=draft.period,
        hand=draft.hand.code,
        kind=draft.kind,
        parts=made.laid_out.parts,
        sheets=made.laid_out.sheets,
        reader_problems=[] if draft.kind == "duplicate" else made.laid_out.of_reader,
        planted=[] if draft.kind == "duplicate" else made.laid_out.planted,
    )


def _make(draft: FileDraft, options: DemoOptions) -> _Written:
    own_container = _container(draft)
    own = own_kind(own_container)
    name = f"{draft.name}{own.names[0]}"
    laid_out = lay_out(draft, chance(options.seed, "file", name), options.mess)
    rng = chance(options.seed, "container", name) if options.mess else None
    # A nil report is a cover, which its hand has seldom written otherwise; half a file is planted.
    is_own = own_container != draft.hand.container or draft.tweaks.is_truncated
    kind = own if is_own or rng is None else choose_kind(own_container, laid_out.boards, rng)
    content = write_boards(laid_out.boards, kind, rng)
    if draft.tweaks.is_truncated:
        content = content[: len(content) // 2]
    return _Written(content, kind.names[0], laid_out)


def _container(draft: FileDraft) -> str:
    """The container of the hand; a nil report, which needs a cover, is a workbook."""
    own = draft.hand.container
    return "openpyxl" if own == "csv" and not draft.is_csv else own


def _write_received(inbox: Path, files: list[TruthFile]) -> None:
    with (inbox / "received.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["file_name", "received_at"])
        writer.writerows([file.file_name, file.received_at.strftime(TIME_FORMAT)] for file in files)


def _totals(files: list[TruthFile]) -> dict[str, Any]:
    classes = Counter(
        row.row_class for file in files for sheet in file.sheets for row in sheet.rows
    )
    planted = Counter(problem.check_code for file in files for problem in file.planted)
    return {
        "files": len(files),
        "files_by_kind": dict(sorted(Counter(file.kind for file in files).items())),
        "rows_by_class": dict(sorted(classes.items())),
        "rows_by_form": {form: sum(len(file.rows_of(form)) for file in files) for form in FORMS},
        "planted": dict(sorted(planted.items())),
    }
