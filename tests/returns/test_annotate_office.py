"""LibreOffice opens marked workbooks, its own too, and sees what was sent and the marks.

One start of the program a step: it converts all files of a step together.
"""

import io
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from dagster_project.returns.annotate import annotate
from dagster_project.returns.list_workbook import list_workbook
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from tests.returns.marked import assert_only_marks_differ, content, faults, mark, values
from tests.returns.rich import HIDDEN, LEDGER, TOTALS, by_openpyxl, by_xlsxwriter

TIME_LIMIT_S = 180
A4_ACROSS_PT = (842, 595)
MARKS = [
    mark(LEDGER, "C4"),
    mark(LEDGER, "B4", "query"),
    mark(LEDGER, "E30"),
    mark(TOTALS, "B2", "query"),
    mark(HIDDEN, "A1"),
    *(mark("", None, "query", "请核实。" * 20, f"{number:010x}") for number in range(60)),
]
Converted = dict[str, bytes]


def converted(soffice: str, files: Mapping[str, bytes], kind: str, folder: Path) -> Converted:
    """The files as LibreOffice writes them in another format, by their names."""
    (folder / "in").mkdir(parents=True)
    for name, data in files.items():
        (folder / "in" / name).write_bytes(data)
    subprocess.run(
        [
            *(soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", kind, "--outdir", str(folder / "out")),
            *(str(folder / "in" / name) for name in files),
        ],
        capture_output=True,
        timeout=TIME_LIMIT_S,
        check=True,
    )
    suffix = "." + kind.partition(":")[0]
    return {name: (folder / "out" / name).with_suffix(suffix).read_bytes() for name in files}


@pytest.fixture(scope="module")
def soffice(require_tool: Callable[[str], str]) -> str:
    return require_tool("soffice")


@pytest.fixture(scope="module")
def originals(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """Workbooks of three writers, the third being LibreOffice itself."""
    by_libraries = {"openpyxl.xlsx": by_openpyxl(), "xlsxwriter.xlsx": by_xlsxwriter()}
    folder = tmp_path_factory.mktemp("written")
    again = converted(soffice, by_libraries, "xlsx:Calc MS Excel 2007 XML", folder)
    return by_libraries | {f"office_{name}": data for name, data in again.items()}


@pytest.fixture(scope="module")
def returned(originals: Converted) -> Converted:
    return {name: annotate(data, MARKS) for name, data in originals.items()}


@pytest.fixture(scope="module")
def reopened(
    soffice: str, returned: Converted, tmp_path_factory: pytest.TempPathFactory
) -> Converted:
    return converted(soffice, returned, "xlsx", tmp_path_factory.mktemp("reopened"))


def test_its_own_workbooks_keep_every_part(originals: Converted, returned: Converted) -> None:
    for name, data in originals.items():
        assert_only_marks_differ(data, returned[name], MARKS)
        assert content(read_xlsx(returned[name]))[1:] == content(read_xlsx(data))


def test_it_sees_the_same_values(originals: Converted, reopened: Converted) -> None:
    for name, data in originals.items():
        seen = values(reopened[name], computed=True)
        assert next(iter(seen)) == "问题清单"
        for sheet, cells in values(data, computed=True).items():
            # Formulas are worked out anew by LibreOffice where the writer had stored nothing.
            assert {cell: seen[sheet].get(cell) for cell in cells} == cells, name


def test_it_sees_the_marks(returned: Converted, reopened: Converted) -> None:
    for name, data in returned.items():
        before, after = (
            openpyxl.load_workbook(io.BytesIO(each)) for each in (data, reopened[name])
        )
        for item in MARKS[:5]:
            cell = after[item.sheet][str(item.cell)]
            assert cell.fill.patternType is not None, (name, item)
            assert cell.comment is not None, (name, item)
            # It may end a comment's lines otherwise.
            written = before[item.sheet][str(item.cell)].comment.text
            assert cell.comment.text.split() == written.split()
        assert after.worksheets[0]["E4"].hyperlink.location.replace("$", "").endswith("!C4")
        assert after.active.title == before.active.title


def test_the_list_is_printed_on_a4_across_with_its_headings(
    soffice: str, returned: Converted, tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    files = {"own.xlsx": returned["openpyxl.xlsx"], "apart.xlsx": list_workbook("台账.xls", MARKS)}
    for name, pdf in converted(soffice, files, "pdf", tmp_path).items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
        for page in ("1", "2"):
            done = subprocess.run(
                [
                    *(require_tool("pdftotext"), "-f", page, "-l", page, "-bbox"),
                    *(str(tmp_path / f"{name}.pdf"), "-"),
                ],
                capture_output=True,
                text=True,
                check=True,
            )
            size = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', done.stdout)
            assert size is not None
            assert tuple(round(float(side)) for side in size.groups()) == A4_ACROSS_PT
            assert "编号</word>" in done.stdout
            assert "第" in done.stdout


def test_the_audit_finds_nothing_new(
    originals: Converted, returned: Converted, tmp_path: Path
) -> None:
    for name, data in originals.items():
        # A drawing of notes stands there twice, with what its writer did wrong: of a kind known.
        assert set(faults(returned[name], tmp_path)) <= set(faults(data, tmp_path)), name
    assert not faults(list_workbook("台账.xls", MARKS), tmp_path)
