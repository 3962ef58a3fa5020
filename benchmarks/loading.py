"""How fast workbooks are loaded, as ratios that hold on any machine.

    python -m benchmarks.loading [--files 120] [--workers 2]

Writes workbooks (XC04 in towns' sheets: 10 sheets × 200 rows × 38 columns) into a temporary
folder, then measures in one run, each part in a process of its own: one core unzipping and
tokenising their XML (the floor), the intake from archive to Parquet with cold and with warm
workers, and `pandas.read_excel` with openpyxl merely reading a sample. Names are fictional.
"""

import argparse
import csv
import io
import json
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from xml.parsers import expat

import psutil

TOWNS, ROWS_A_TOWN = 10, 200
PERIOD = "2026-09"
PANDAS_SAMPLE = 2
FLOOR_SAMPLE = 24
PROJECT = Path(__file__).resolve().parent.parent
HEADINGS = (
    "序号", "线索编号", "问题编号", "届次", "轮次", "被巡察党组织代码", "被巡察党组织",
    "行业领域", "专项名称", "线索来源", "移交日期", "受理日期", "承办单位", "被反映人职级",
    "关键少数", "处置方式", "处置日期", "办理期限", "延长后期限", "督办", "办理状态",
    "办结日期", "立案日期", "处分人数", "党纪处分人数", "政务处分人数", "组织处理人数",
    "移送检察机关人数", "第一种形态人数", "第二种形态人数", "第三种形态人数", "第四种形态人数",
    "主动投案人数", "主动交代人数", "涉及金额(万元)", "挽回金额(万元)", "作废", "作废原因",
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """Seconds of wall time and the largest sum of resident memory seen, in MB."""

    seconds: float
    peak_mb: float
    detail: dict[str, float]


def write_inbox(home: Path, files: int) -> None:
    """Write registers and one workbook for each of `files` fictional counties."""
    (home / "inbox").mkdir(parents=True)
    (home / "decisions").mkdir()
    units = [
        {
            "unit_code": f"99{number:04}",
            "name": f"样本{number:03}县",
            "short_name": f"样本{number:03}",
            "unit_kind": "county",
            "region_code": f"99{number:04}",
            "city_code": "990100",
            "valid_from": "2020-01-01",
            "valid_to": "",
            "successor_code": "",
        }
        for number in range(121, 121 + files)
    ]
    with (home / "decisions" / "reporting_units.csv").open("w", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(units[0]))
        writer.writeheader()
        writer.writerows(units)
    for unit in units:
        path = home / "inbox" / f"{unit['name']}.xlsx"
        write_workbook(path, unit["name"], Random(int(unit["unit_code"])))  # noqa: S311


def write_workbook(path: Path, unit: str, random: Random) -> None:
    """Write one county's workbook, a sheet a town, with borders as clerks draw them."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    plain = book.add_format({"border": 1})
    day = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    for town in range(1, TOWNS + 1):
        sheet = book.add_worksheet(f"第{town}镇")
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "问题线索台账", plain)
        sheet.write(1, 0, f"填报单位：{unit}")
        sheet.write(1, 10, "报告期：2026年9月")
        sheet.write_row(2, 0, HEADINGS, plain)
        for row in range(ROWS_A_TOWN):
            for column, value in enumerate(clue(town, row, random)):
                if isinstance(value, date):
                    sheet.write_datetime(row + 3, column, value, day)
                else:
                    sheet.write(row + 3, column, value, plain)
    book.close()


def clue(town: int, row: int, random: Random) -> list[str | int | float | date | None]:
    """One row of XC04 in the order of `HEADINGS`."""
    transferred = date(2026, 1, 1) + timedelta(days=random.randrange(240))
    received = transferred + timedelta(days=random.randrange(5))
    is_settled = random.random() < 0.5
    settled = received + timedelta(days=30) if is_settled else None
    counts = [random.randrange(4) for _ in range(11)]
    return [
        row + 1,
        f"{town:02}{row:05}",
        f"{town:02}9{row:05}",
        15,
        random.randrange(1, 9),
        f"9901210{town:02}{row % 40:03}",
        f"第{town}镇第{row % 40}党支部",
        random.choice(["教育", "医疗卫生", "农业农村"]),
        None,
        random.choice(["巡察移交", "信访", "派驻监督"]),
        transferred,
        received,
        "第一纪检监察室",
        random.choice(["一般干部", "乡科级正职", "村(社区)干部"]),
        random.choice(["是", "否"]),
        random.choice(["初步核实", "谈话函询"]),
        received + timedelta(days=9),
        received + timedelta(days=90),
        None,
        random.choice(["是", "否"]),
        "已办结" if is_settled else "处置中",
        settled,
        None,
        *counts,
        round(random.random() * 100, 2),
        round(random.random() * 10, 4),
        None,
        None,
    ]


def sheet_parts(path: Path) -> list[bytes]:
    """The unzipped sheet parts and shared texts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        names = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        return [package.read(name) for name in [*names, "xl/sharedStrings.xml"]]


def tokenise_quietly(parts: list[bytes]) -> None:
    """Expat with no handler: the fastest a checked XML parse can be."""
    for part in parts:
        expat.ParserCreate().Parse(part, True)


def tokenise(parts: list[bytes]) -> None:
    """Expat with a handler for start, end and text: what a reader of tokens needs at least."""

    def ignore(*_: object) -> None:
        return None

    for part in parts:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = ignore
        parser.EndElementHandler = ignore
        parser.CharacterDataHandler = ignore
        parser.Parse(part, True)


def iterparse(parts: list[bytes]) -> None:
    """`lxml.etree.iterparse` over every element."""
    from lxml import etree

    for part in parts:
        for _, element in etree.iterparse(io.BytesIO(part)):
            element.clear()


def floors(inbox: Path) -> dict[str, float]:
    """Seconds of one core for all files, from a sample, by way of tokenising."""
    paths = sorted(inbox.glob("*.xlsx"))
    sample = paths[:FLOOR_SAMPLE]
    ways: dict[str, Callable[[list[bytes]], None]] = {
        "expat without handlers": tokenise_quietly,
        "expat with handlers": tokenise,
        "lxml iterparse": iterparse,
    }
    found = {}
    for name, way in ways.items():
        start = time.perf_counter()
        for path in sample:
            way(sheet_parts(path))
        found[name] = (time.perf_counter() - start) * len(paths) / len(sample)
    return found


def intake(home: Path, workers: int, is_warm: bool) -> dict[str, float]:
    """Seconds that the intake takes, from archive to Parquet."""
    from dagster_project.home import sources_folder
    from dagster_project.intake.pool import ReaderPool
    from dagster_project.intake.run import load_context, take_in
    from dagster_project.intake.worker import ReadTask

    now = datetime(2026, 10, 5, 9, 0, 0)
    if not is_warm:
        start = time.perf_counter()
        result = take_in(home, sources_folder(), now, workers)
        seconds = time.perf_counter() - start
    else:
        warm_up = sorted((home / "inbox").glob("*.xlsx"))[0]
        tasks = [ReadTask(f"{n:016}", warm_up.name, now, warm_up) for n in range(2 * workers)]
        with tempfile.TemporaryDirectory() as staging:
            context = load_context(home, sources_folder())
            with ReaderPool(context, Path(staging), workers) as pool:
                list(pool.read_all(tasks, lambda: None))
                start = time.perf_counter()
                result = take_in(home, sources_folder(), now, workers, pool=pool)
                seconds = time.perf_counter() - start
    return {"seconds": seconds, "rows": sum(result.rows_by_form.values())}


def read_with_pandas(inbox: Path) -> dict[str, float]:
    """Seconds that pandas with openpyxl would take to merely read all files, from a sample."""
    import pandas as pd

    paths = sorted(inbox.glob("*.xlsx"))
    start = time.perf_counter()
    for path in paths[:PANDAS_SAMPLE]:
        pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
    return {"seconds": (time.perf_counter() - start) * len(paths) / PANDAS_SAMPLE}


def measured(part: str, home: Path, workers: int) -> Measured:
    """Run one part in a process of its own; memory is summed over it and all its children."""
    command = [sys.executable, "-m", "benchmarks.loading", "--part", part, "--home", str(home)]
    process = subprocess.Popen(
        [*command, "--workers", str(workers)], stdout=subprocess.PIPE, text=True, cwd=PROJECT
    )
    peak = [0.0]
    stop = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, stop))
    watcher.start()
    printed, _ = process.communicate()
    stop.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"the part {part} failed")
    detail = json.loads(printed)
    return Measured(detail.get("seconds", 0.0), peak[0], detail)


def _watch(pid: int, peak: list[float], stop: threading.Event) -> None:
    """Keep the largest Σ resident memory (shared pages counted in every process)."""
    while not stop.wait(0.05):
        try:
            parent = psutil.Process(pid)
            family = [parent, *parent.children(recursive=True)]
            resident = sum(member.memory_info().rss for member in family)
        except psutil.NoSuchProcess:
            continue
        peak[0] = max(peak[0], resident / 2**20)


def report(files: int, workers: int, floor: dict[str, float], runs: dict[str, Measured]) -> str:
    """The result as a table of ratios."""
    cells = files * TOWNS * ROWS_A_TOWN * len(HEADINGS)
    lines = [f"{files} workbooks, {cells / 1e6:.1f} million cells, {workers} workers", ""]
    lines += [f"one core, {name}: {seconds:.1f} s" for name, seconds in floor.items()]
    pandas = runs["pandas"].seconds
    lines += [f"pandas with openpyxl, reading only: {pandas:.0f} s", ""]
    lines.append("| intake | wall | ÷ quiet expat | ÷ expat | pandas ÷ | Σ resident |")
    lines.append("|---|---|---|---|---|---|")
    for name in ("cold", "warm"):
        run = runs[name]
        quiet = run.seconds / floor["expat without handlers"]
        handled = run.seconds / floor["expat with handlers"]
        lines.append(
            f"| {name} | {run.seconds:.1f} s | {quiet:.2f} | {handled:.2f} "
            f"| {pandas / run.seconds:.0f} | {run.peak_mb:.0f} MB |"
        )
    return "\n".join(lines)


def run_part(part: str, home: Path, workers: int) -> dict[str, float]:
    """Measure one part in this process."""
    if part == "floor":
        return floors(home / "inbox")
    if part == "pandas":
        return read_with_pandas(home / "inbox")
    return intake(home, workers, is_warm=part == "warm")


def main() -> None:
    """Parse arguments; without `--part`, measure everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=120)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--part", choices=["floor", "cold", "warm", "pandas"])
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    if options.part:
        print(json.dumps(run_part(options.part, options.home, options.workers)))
        return
    with tempfile.TemporaryDirectory() as folder:
        homes = {name: Path(folder) / name for name in ("cold", "warm")}
        write_inbox(homes["cold"], options.files)
        homes["warm"].mkdir()
        for name in ("inbox", "decisions"):
            (homes["warm"] / name).symlink_to(homes["cold"] / name)
        floor = measured("floor", homes["cold"], options.workers).detail
        runs = {name: measured(name, homes[name], options.workers) for name in homes}
        runs["pandas"] = measured("pandas", homes["cold"], options.workers)
        print(report(options.files, options.workers, floor, runs))


if __name__ == "__main__":
    main()
