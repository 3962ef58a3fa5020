"""What an .xlsx package may look like: read where it is clear, refused where readers disagree."""

import io
import zipfile
from collections.abc import Callable

import pytest

from dagster_project.spreadsheets.formats.opening import open_workbook
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from tests.spreadsheets.hostile_files import (
    OFFICE,
    ONE,
    data,
    later_version,
    ods,
    row,
    unknown_compression,
    xlsx,
)

LOST_STYLES = f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
TEXT = data(row(1, '<c r="A1" t="inlineStr"><is><t>甲</t></is></c>'))


def changed(package: bytes, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> bytes:
    """The package with its parts changed, renamed or left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(*part)
    return file.getvalue()


def replaced(package: bytes, old: str, new: str, part: str = "") -> bytes:
    return changed(
        package,
        lambda name, xml: (name, xml.replace(old.encode(), new.encode()) if part in name else xml),
    )


def names(package: bytes) -> list[str]:
    return [sheet.name for sheet in open_workbook(package, "表.xlsx")]


def test_a_workbook_of_another_name() -> None:
    renamed = changed(
        xlsx([TEXT]),
        lambda name, xml: (
            name.replace("workbook.xml", "workbook22.xml"),
            xml.replace(b"xl/workbook.xml", b"xl/workbook22.xml"),
        ),
    )
    assert open_workbook(renamed, "表.xlsx")[0].rows == [("甲",)]


def test_parts_in_utf16_are_read() -> None:
    wide = changed(
        xlsx([TEXT]),
        lambda name, xml: (name, xml.decode().encode("utf-16") if "sheet1" in name else xml),
    )
    assert open_workbook(wide, "表.xlsx")[0].rows == [("甲",)]


@pytest.mark.parametrize("kind", ["dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"])
def test_macro_and_dialog_sheets_are_left_out(kind: str) -> None:
    package = xlsx([TEXT, ONE])
    relation = f'Id="r2" Type="{OFFICE}/worksheet"'
    assert names(replaced(package, relation, relation.replace("worksheet", kind))) == ["S1"]


@pytest.mark.parametrize(
    ("package", "words"),
    [
        (replaced(xlsx([TEXT, ONE]), 'r:id="r2"', 'r:id="r9"'), "损坏"),
        (replaced(xlsx([TEXT, ONE]), '<sheet name="S2"', '<other name="S2"'), "损坏"),
        (replaced(xlsx([TEXT, ONE]), 'name="S2"', 'name="S1"'), "损坏"),
        (replaced(xlsx([TEXT]), "officeDocument\" T", "something\" T"), "损坏"),
        (replaced(xlsx([TEXT], "<si><t>a</t></si>"), "</si>", "</s>"), "损坏"),
        (replaced(xlsx([TEXT]), "<workbook", "<!DOCTYPE a><workbook"), "不安全"),
        (replaced(xlsx([TEXT]), "</Relationships>", LOST_STYLES, "workbook.xml.rels"), "损坏"),
        (changed(xlsx([TEXT]), lambda name, xml: None if "sheet1" in name else (name, xml)),
         "没有数据工作表"),
    ],
)  # fmt: skip
def test_refusals(package: bytes, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        open_workbook(package, "表.xlsx")


def test_a_part_that_is_there_twice_is_refused() -> None:
    file = io.BytesIO(xlsx([TEXT]))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("XL/worksheets/Sheet1.xml", "<worksheet/>")
    with pytest.raises(UnreadableFileError, match="损坏"):
        open_workbook(file.getvalue(), "表.xlsx")


def test_single_quotes_and_line_breaks_within_tags() -> None:
    odd = "<sheetData><row\nr='2'><c\n\tr='B2' t='e'><v>#N/A</v></c></row></sheetData>"
    assert open_workbook(xlsx([odd]), "表.xlsx")[0].columns[1] == [None, "#N/A"]


@pytest.mark.parametrize("change", [unknown_compression, later_version])
@pytest.mark.parametrize("package", [xlsx([TEXT]), ods("")], ids=["xlsx", "ods"])
def test_a_package_that_no_program_here_unpacks_is_refused(
    change: Callable[[bytes], bytes], package: bytes
) -> None:
    with pytest.raises(
        UnreadableFileError, match=r"^文件已损坏，.*请在 Excel 或 WPS 中打开原表检查，.*重新报送。$"
    ):
        open_workbook(change(package), "表.xlsx")
