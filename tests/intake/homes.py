"""Homes with a filled inbox, and what the raw tables of a home hold."""

import hashlib
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from tests.spreadsheets.province import clue, cover, ledger, workbook, write_registers

NOW = datetime(2026, 10, 9, 8, 0, 0)
UNITS = ("东篱县", "南蓠县", "新渡口县", "甲南市本级", "甲南虚拟开发区")


def county_file(unit: str, period: str = "2026年9月", rows: int = 3) -> bytes:
    clues = [clue(number, f"{unit[:2]}{number}") for number in range(1, rows + 1)]
    return workbook({"封面": cover(rows, None, unit, period), "台账": ledger(clues)})


def deliver(home: Path, name: str, data: bytes, received_at: str | None = None) -> Path:
    """Put a file into the inbox, with its time in received.csv if one is given."""
    path = home / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if received_at is not None:
        listed = home / "inbox" / "received.csv"
        before = listed.read_text("utf-8") if listed.exists() else "file_name,received_at\n"
        listed.write_text(f"{before}{name},{received_at}\n", "utf-8")
    return path


def filled_home(home: Path, months: int = 2) -> Path:
    """A home with five units' files of two months, one damaged and one of no unit."""
    write_registers(home)
    for month in range(9, 9 - months, -1):
        for number, unit in enumerate(UNITS):
            name = f"2026-{month:02}/{unit}.xlsx"
            data = county_file(unit, f"2026年{month}月", 2 + number)
            deliver(home, name, data, f"2026-{month + 1:02}-0{number + 1} 09:00:00")
    deliver(home, "2026-09/损坏.xlsx", county_file("东篱县")[:-300], "2026-10-06 09:00:00")
    deliver(home, "2026-09/无名.xlsx", county_file("无名县"), "2026-10-07 09:00:00")
    return home


def rows(home: Path, table: str) -> list[dict[str, object]]:
    """All rows of a raw table, in the order of its partitions."""
    found: list[dict[str, object]] = []
    for path in sorted((home / "raw" / table).glob("*.parquet")):
        found += pq.read_table(path).to_pylist()
    return found


def raw_files(home: Path) -> dict[str, str]:
    """Every file under raw/ with the hash of its bytes."""
    raw = home / "raw"
    return {
        path.relative_to(raw).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(raw.rglob("*"))
        if path.is_file()
    }
