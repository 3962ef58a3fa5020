"""The archive of originals: every delivery as it came, before anything reads it.

`archive/<aa>/<sha256>/original<ext>` holds the bytes once, `delivery-<id>.json` beside it each
time they came (name, time). Nothing here is ever changed or removed, and the inbox neither.
"""

import csv
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

TIME_FORMAT = "%Y-%m-%d %H:%M:%S"
RECEIVED_LIST = "received.csv"
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})
_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")


class InboxError(Exception):
    """`inbox/received.csv` cannot be understood; the message names the line."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file as it came once: `file_name` is relative to the inbox, with '/'."""

    delivery_id: str
    sha256: str
    file_name: str
    received_at: datetime
    original: Path


@dataclass(frozen=True, slots=True)
class Arrivals:
    """All deliveries ever archived, by time received, and what could not be taken this time.

    `left` are the files (names relative to the inbox) that changed, came or went while they were
    being copied: they stay where they are for the next run.
    """

    deliveries: list[Delivery]
    left: tuple[str, ...]


def archive_inbox(home: Path, now: datetime) -> Arrivals:
    """Archive every new file of the inbox and return all deliveries ever archived.

    A file counts as new if its bytes are not the last that came under its name, or if
    `received.csv` states another time for them. Files that are not listed there are received
    `now`. A file that others are still writing is never archived half.

    Raises:
        InboxError: `received.csv` has a line that cannot be understood.
    """
    inbox, archive = home / "inbox", home / "archive"
    archive.mkdir(parents=True, exist_ok=True)
    _remove_remains(archive)
    known = load_deliveries(home)
    history: dict[str, dict[datetime, str]] = {}
    for delivery in known:
        history.setdefault(delivery.file_name, {})[delivery.received_at] = delivery.sha256
    stated = _stated_times(inbox / RECEIVED_LIST)
    new: list[Delivery] = []
    paths = list(_inbox_files(inbox))
    originals = _keep_originals(paths, archive)
    for path, (sha256, original) in originals.items():
        file_name = path.relative_to(inbox).as_posix()
        before = history.get(file_name, {})
        received_at = _received_at(sha256, before, stated.get(file_name), now)
        if before.get(received_at) != sha256:
            new.append(_delivery(sha256, file_name, received_at, original))
    _note_deliveries(new, now)
    return Arrivals(
        sorted([*known, *new], key=lambda item: (item.received_at, item.delivery_id)),
        tuple(path.relative_to(inbox).as_posix() for path in paths if path not in originals),
    )


def _received_at(
    sha256: str, before: dict[datetime, str], stated: datetime | None, now: datetime
) -> datetime:
    """When a file of the inbox came; `before` has the bytes of its name by the time they came.

    A stated time that is known already was written for what came then. Bytes that are the last
    of their name came when they last did; all others came now.
    """
    if stated is not None and stated not in before:
        return stated
    if before and before[max(before)] == sha256:
        return max(before)
    return now


def load_deliveries(home: Path) -> list[Delivery]:
    """Return every delivery the archive knows of, in no particular order."""
    deliveries = []
    for path in (home / "archive").glob("*/*/delivery-*.json"):
        note = json.loads(path.read_text(encoding="utf-8"))
        deliveries.append(
            Delivery(
                delivery_id=note["delivery_id"],
                sha256=note["sha256"],
                file_name=note["file_name"],
                received_at=datetime.strptime(note["received_at"], TIME_FORMAT),
                original=path.parent / note["original"],
            )
        )
    return deliveries


def settle(moves: Iterable[tuple[Path, Path]]) -> None:
    """Give finished files their names: all flushed to disk first, then renamed.

    A file is there whole or not at all, even after a power cut. A rename that a power cut undoes
    is made again by the next run, so folders are not flushed.
    """
    pairs = list(moves)
    for temporary, _ in pairs:
        handle = os.open(temporary, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    for temporary, path in pairs:
        os.replace(temporary, path)


def _stated_times(path: Path) -> dict[str, datetime]:
    """Times that `received.csv` states, by file name; a later line wins."""
    if not path.is_file():
        return {}
    stated = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                name = row["file_name"].strip().replace("\\", "/")
                stated[name] = datetime.strptime(row["received_at"].strip(), TIME_FORMAT)
            except (KeyError, ValueError, AttributeError) as error:
                raise InboxError(f"inbox/{RECEIVED_LIST} line {line}: {error}") from error
    return stated


def _inbox_files(inbox: Path) -> Iterator[Path]:
    for path in sorted(inbox.rglob("*")):
        parts = path.relative_to(inbox).parts
        is_list = parts == (RECEIVED_LIST,)
        is_hidden = any(part.startswith(".") for part in parts)
        if path.is_file() and not (is_list or is_hidden or path.name.lower() in _SYSTEM_FILES):
            yield path


def _keep_originals(paths: list[Path], archive: Path) -> dict[Path, tuple[str, Path]]:
    """Make sure the bytes of all files are archived; return hash and archived file of each.

    A file that changes meanwhile is left out.
    """
    kept: dict[Path, tuple[str, Path]] = {}
    moves: dict[str, tuple[Path, Path]] = {}
    for path in paths:
        sha256 = _hash_at_rest(path)
        if sha256 is None:
            continue
        original = _original(archive, sha256)
        if original is None and sha256 not in moves:
            temporary = _copy(path, archive, sha256)
            if temporary is None:
                continue
            moves[sha256] = (temporary, _place(path, archive, sha256))
        kept[path] = (sha256, original or moves[sha256][1])
    settle(moves.values())
    return kept


def _hash_at_rest(path: Path) -> str | None:
    """The hash of a file that is the same before and after it was read; None of any other."""
    try:
        before = path.stat()
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        after = path.stat()
    except OSError:  # gone, or not yet to be opened: whoever writes it is not done
        return None
    is_same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return sha256 if is_same else None


def _copy(path: Path, archive: Path, sha256: str) -> Path | None:
    """Copy a file beside the archive; None where the copy is not what was hashed before."""
    digest = hashlib.sha256()
    copying = archive / f".incoming.{os.getpid()}.part"
    try:
        source = path.open("rb")
    except OSError:
        return None
    with source, copying.open("wb") as target:
        while block := source.read(1 << 20):
            digest.update(block)
            target.write(block)
    if digest.hexdigest() != sha256:
        copying.unlink()
        return None
    copied = archive / f".incoming.{sha256}.part"
    os.replace(copying, copied)
    return copied


def _place(path: Path, archive: Path, sha256: str) -> Path:
    folder = archive / sha256[:2] / sha256
    folder.mkdir(parents=True, exist_ok=True)
    extension = path.suffix.lower()
    return folder / f"original{extension if _EXTENSION.fullmatch(extension) else ''}"


def _original(archive: Path, sha256: str) -> Path | None:
    return next((archive / sha256[:2] / sha256).glob("original*"), None)


def _delivery(sha256: str, file_name: str, received_at: datetime, original: Path) -> Delivery:
    text = f"{sha256}|{file_name}|{received_at:{TIME_FORMAT}}"
    delivery_id = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Delivery(delivery_id, sha256, file_name, received_at, original)


def _note_deliveries(deliveries: list[Delivery], now: datetime) -> None:
    """Write the sidecars: from then on the deliveries are known."""
    moves = []
    for delivery in deliveries:
        note = {
            "delivery_id": delivery.delivery_id,
            "sha256": delivery.sha256,
            "file_name": delivery.file_name,
            "received_at": f"{delivery.received_at:{TIME_FORMAT}}",
            "archived_at": f"{now:{TIME_FORMAT}}",
            "original": delivery.original.name,
        }
        path = delivery.original.with_name(f"delivery-{delivery.delivery_id}.json")
        temporary = path.with_name(f".{path.name}.part")
        temporary.write_text(json.dumps(note, ensure_ascii=False, indent=1), encoding="utf-8")
        moves.append((temporary, path))
    settle(moves)


def _remove_remains(archive: Path) -> None:
    """Remove what an interrupted run left half written."""
    for path in (*archive.glob(".incoming.*.part"), *archive.glob("*/*/.*.part")):
        path.unlink()
