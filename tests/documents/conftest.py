"""Fixtures of the documents' tests: R01 and R02 rendered from invented tables, and drawn."""

import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from dagster_project.documents import BoundFigure, render_report
from tests.documents.rendering import SUBSTITUTES, to_pdf
from tests.documents.sample import PERIOD, SampleMonth
from tests.documents.sample_r02 import SampleQuarter

AS_OF = datetime(2026, 10, 8, 17, 0, 0)
Rendered = tuple[Path, list[BoundFigure]]
Render = Callable[..., Rendered]


@pytest.fixture(scope="session")
def template_dir(project_root: Path) -> Path:
    return project_root / "report_templates" / "r01"


@pytest.fixture(scope="session")
def render(template_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Render:
    """A function: an invented month → the document and its figures."""

    def rendered(month: SampleMonth, as_of: datetime = AS_OF) -> Rendered:
        folder = tmp_path_factory.mktemp("r01")
        out = folder / "documents" / "r01.docx"
        with month.write(folder / "warehouse.duckdb") as warehouse:
            return out, render_report(template_dir, warehouse, PERIOD, as_of, out)

    return rendered


@pytest.fixture(scope="session")
def render_r02(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Render:
    """A function: an invented quarter → the document and its figures."""
    template = project_root / "report_templates" / "r02"

    def rendered(quarter: SampleQuarter, as_of: datetime = AS_OF) -> Rendered:
        folder = tmp_path_factory.mktemp("r02")
        out = folder / "documents" / "r02.docx"
        with quarter.write(folder / "warehouse.duckdb") as warehouse:
            return out, render_report(template, warehouse, PERIOD, as_of, out)

    return rendered


@pytest.fixture(scope="session")
def ordinary_r02(render_r02: Render) -> Rendered:
    """R02 of an ordinary quarter."""
    return render_r02(SampleQuarter())


@pytest.fixture(scope="session")
def ordinary(render: Render) -> Rendered:
    """R01 of an ordinary month."""
    return render(SampleMonth())


@pytest.fixture(scope="session")
def draw(
    require_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Path]:
    """A function: document → PDF; skips where LibreOffice, poppler or the fonts are absent."""

    def drawn(docx: Path) -> Path:
        for tool in ("soffice", "pdftotext", "pdftoppm", "fc-list"):
            require_tool(tool)
        families = subprocess.run(
            ["fc-list", ":", "family"], capture_output=True, text=True, check=True
        ).stdout
        for family in sorted(set(SUBSTITUTES.values())):
            if family not in families:
                pytest.skip(f"the font {family} is not installed")
        return to_pdf(docx, tmp_path_factory.mktemp("pdf"))

    return drawn


@pytest.fixture(scope="module", params=["ordinary", "ordinary_r02"])
def ordinary_pdf(request: pytest.FixtureRequest, draw: Callable[[Path], Path]) -> Path:
    """An ordinary document of each report, drawn."""
    return draw(request.getfixturevalue(request.param)[0])
