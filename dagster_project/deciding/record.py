"""Answers and explanations written down: dated lines added to the files of `decisions/`.

A file is replaced whole or left as it was, whoever else writes; no line is ever changed. What a
line means is told in `decisions.py`.
"""

import csv
import fcntl
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from dagster_project.deciding.waiting import Answer

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: dict[str, tuple[str, ...]] = {
    "layouts.csv": (
        *("unit_code", "form", "heading", "field"),
        *("from_period", "decided_by", "decided_at"),
    ),
    "unit_aliases.csv": ("alias", "unit_code", "decided_by", "decided_at", "from_period"),
    "organisation_aliases.csv": (
        *("unit_code", "alias", "organisation_code"),
        *("from_period", "decided_by", "decided_at"),
    ),
    "explanations.csv": ("problem_no", "explanation", "decided_by", "decided_at"),
}
_FILES = {
    "heading": "layouts.csv",
    "unit": "unit_aliases.csv",
    "organisation": "organisation_aliases.csv",
}


class UnusableFileError(Exception):
    """A file of decisions lacks a column, or is no UTF-8; the text names file and column."""


def record_answers(home: Path, answers: Iterable[Answer], by: str, now: datetime) -> list[Path]:
    """Write answers down, each into its file; return the files, each once."""
    lines: dict[str, list[dict[str, str]]] = {}
    for answer in answers:
        lines.setdefault(_FILES[answer.waiting.kind], []).append(_line(answer, by, now))
    return [_append(home / "decisions", file, added) for file, added in lines.items()]


def record_explanation(
    home: Path, problem_no: str, explanation: str, by: str, now: datetime
) -> Path:
    """Write down why a value that was asked about is right; return the file."""
    said = " ".join(explanation.split())
    line = {"problem_no": problem_no, "explanation": said, **_dated(by, now)}
    return _append(home / "decisions", "explanations.csv", [line])


def _line(answer: Answer, by: str, now: datetime) -> dict[str, str]:
    waiting = answer.waiting
    dated = {"from_period": waiting.from_period, **_dated(by, now)}
    if waiting.kind == "heading":
        about = {"form": waiting.form, "heading": waiting.text, "field": answer.value}
        return {"unit_code": answer.unit_code, **about, **dated}
    if waiting.kind == "unit":
        return {"alias": waiting.text, "unit_code": answer.value, **dated}
    about = {"alias": waiting.text, "organisation_code": answer.value}
    return {"unit_code": answer.unit_code, **about, **dated}


def _dated(by: str, now: datetime) -> dict[str, str]:
    return {"decided_by": by.strip(), "decided_at": f"{now:%Y-%m-%d %H:%M:%S}"}


def _append(folder: Path, file: str, lines: list[dict[str, str]]) -> Path:
    """Add lines to a file, under its own heading if it has one."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file
    with _alone(folder):
        before = _text_of(path)
        columns = next(csv.reader(io.StringIO(before, newline="")), None) or list(COLUMNS[file])
        missing = [name for name in COLUMNS[file] if name not in columns]
        if missing:
            raise UnusableFileError(f"{file}: {', '.join(missing)}")
        text = io.StringIO(newline="")
        line_end = "\r\n" if "\r\n" in before else "\n"
        writer = csv.DictWriter(text, columns, restval="", lineterminator=line_end)
        if not before.strip():
            before = ""
            writer.writeheader()
        elif not before.endswith("\n"):
            before += line_end
        writer.writerows(_harmless(line) for line in lines)
        _replace(path, (before + text.getvalue()).encode())
    return path


def _text_of(path: Path) -> str:
    """The text of a file with its byte order mark taken off; blank where there is none."""
    try:
        return path.read_bytes().decode("utf-8-sig") if path.is_file() else ""
    except UnicodeDecodeError as error:
        raise UnusableFileError(f"{path.name}: UTF-8") from error


def _harmless(line: Mapping[str, str]) -> dict[str, str]:
    """The line with no text that Excel would take for a formula."""
    return {
        name: f"'{text}" if text.startswith(FORMULA_MARKS) else text for name, text in line.items()
    }


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    with temporary.open("wb") as file:
        file.write(b"\xef\xbb\xbf" + content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait for the right to write in the folder; it goes with the process."""
    with (folder / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
