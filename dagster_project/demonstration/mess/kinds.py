"""The table of mess as data: every kind, strictly read."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

Level = Literal["file", "layout", "cell"]
Outcome = Literal["readable", "query", "refused"]
_FOLDER = Path(__file__).parent
_LEVELS: dict[Level, str] = {"file": "files", "layout": "layouts", "cell": "cells"}


@dataclass(frozen=True)
class Kind:
    """A kind of mess.

    `checks` are the codes that the office must raise (none where it is readable; of several, the
    one that fits the field). `needs`: what a file must be able to hold. Of cells: `fields`, and
    `keeps_text`, whether a reader sees the same text as of the plain value. Of layouts: `forms`,
    `groups` and `part`. Of files: `names`, the endings, what they `can` hold, and whether the
    demonstration has them (`is_shown`). The heads of the YAML files tell more.
    """

    code: str
    level: Level
    words: str
    outcome: Outcome
    weight: int
    checks: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    keeps_text: bool = False
    forms: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    part: str = ""
    names: tuple[str, ...] = ()
    can: frozenset[str] = frozenset()
    is_shown: bool = False


@dataclass(frozen=True)
class Item:
    """Something that arrives, as it was told, with its kinds or the reason why it has none."""

    words: str
    kinds: tuple[str, ...] = ()
    elsewhere: str = ""


@cache
def load_kinds() -> dict[str, Kind]:
    """Return every kind by its code, in the order of the files.

    Raises:
        ValueError: a code occurs twice, or outcome and checks do not go together.
        TypeError: a kind has a key that there is not, or lacks one.
    """
    kinds: dict[str, Kind] = {}
    for level, name in _LEVELS.items():
        for told in _read(name)["kinds"]:
            kind = _kind(level, told)
            if kind.code in kinds or (kind.outcome == "readable") == bool(kind.checks):
                raise ValueError(f"{name}.yml: {kind.code}")
            kinds[kind.code] = kind
    return kinds


@cache
def load_items() -> dict[str, tuple[Item, ...]]:
    """Return what arrives, by the level at which it does.

    Raises:
        TypeError: an item has a key that there is not.
    """
    told = _read("mess")
    return {
        level: tuple(
            Item(item["words"], tuple(item.get("kinds", ())), item.get("elsewhere", ""))
            for item in items
        )
        for level, items in told.items()
    }


def kinds_of(level: Level) -> list[Kind]:
    """Return the kinds of a level."""
    return [kind for kind in load_kinds().values() if kind.level == level]


def _kind(level: Level, told: dict[str, Any]) -> Kind:
    lists: dict[str, type] = {"checks": tuple, "names": tuple}
    lists |= dict.fromkeys(("needs", "fields", "forms", "groups", "can"), frozenset)
    fields = {key: lists[key](value) if key in lists else value for key, value in told.items()}
    return Kind(level=level, **fields)


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(
        (_FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return content
