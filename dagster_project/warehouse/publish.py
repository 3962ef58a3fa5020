"""Makes a release from a tested build and puts it in the place of the one that stands.

Holds what goes into a release and how it is switched: written aside, made durable, renamed, then
one symbolic link replaced, so that a reader sees the old release or the new one and never a half.
What the tables mean is in `dbt/`; documents are rendered before and only copied here, the
catalogue is made from the release's own tables.
"""

import csv
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from dagster_project.catalogue import write_catalogue
from dagster_project.warehouse.dbt_build import BUILD_NAME

# Typed rows with their free text, and what the checks found in them.
RESTRICTED_PREFIXES = ("stg_", "chk_")
# Steps on the way, which the next build makes anew.
UNPUBLISHED_PREFIXES = ("int_", "indicators_")
DATA_TABLES = (
    "indicator_values",
    "indicator_comparisons",
    "submission_parts",
    "submission_status",
    "problems",
    "dim_indicator",
)
_MAKING = ".making-"


@dataclass(frozen=True)
class Inputs:
    """What a release is made from, beside the build: told in `release.json`."""

    as_of: datetime
    code_version: str
    forms_sha256: str
    decisions_sha256: str


@dataclass(frozen=True)
class TableHash:
    """Rows of a table and one hash over them that does not depend on their order."""

    rows: int
    sha256: str


def publish(home: Path, inputs: Inputs, documents: Path) -> Path:
    """Make a release of the build and the documents and let it stand; return its folder.

    `documents` holds a folder for each period rendered in this run; documents of other periods
    are taken over from the release that stood. The same build gives the same release folder.
    """
    releases = home / "published" / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    for left_over in releases.glob(f"{_MAKING}*"):
        shutil.rmtree(left_over)
    making = releases / f"{_MAKING}{os.getpid()}"
    making.mkdir()
    tables = _write_warehouses(home / "warehouse" / BUILD_NAME, making)
    _write_data(making)
    _write_catalogue(making)
    _gather_documents(home / "published" / "current" / "documents", documents, making)
    content = _release_content(making, inputs, tables)
    digest = hashlib.sha256(content.encode()).hexdigest()[:8]
    release = releases / f"{inputs.as_of:%Y%m%dT%H%M%S}-{digest}"
    (making / "release.json").write_text(content, encoding="utf-8")
    _make_durable(making)
    if release.exists():
        shutil.rmtree(making)
    else:
        making.rename(release)
        _sync_folder(releases)
    _let_stand(home / "published", release)
    return release


def hash_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, TableHash]:
    """Return rows and hash of every table of the connected database, by name."""
    hashes = {}
    for (name,) in connection.sql("select table_name from duckdb_tables() order by 1").fetchall():
        rows, digest = connection.sql(
            "select count(*), sha256(coalesce(string_agg(h, '' order by h), ''))"  # noqa: S608
            f" from (select md5(row_of::varchar) as h from {name} as row_of)"
        ).fetchall()[0]
        hashes[name] = TableHash(rows, digest)
    return hashes


def _write_warehouses(build: Path, folder: Path) -> dict[str, TableHash]:
    """Copy each table to the file whose readers may see it; return hashes of the published ones.

    Rows are written into new files: a dropped table would leave its bytes behind.
    """
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{build}' as build (read_only)")
        connection.execute(f"attach '{folder / 'warehouse.duckdb'}' as warehouse")
        connection.execute(f"attach '{folder / 'restricted.duckdb'}' as restricted")
        names = connection.sql(
            "select table_name from duckdb_tables() where database_name = 'build' order by 1"
        ).fetchall()
        for (name,) in names:
            if name.startswith(UNPUBLISHED_PREFIXES):
                continue
            target = "restricted" if name.startswith(RESTRICTED_PREFIXES) else "warehouse"
            connection.execute(f"create table {target}.{name} as from build.main.{name}")
    (folder / "restricted.duckdb").chmod(0o600)
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as published:
        return hash_tables(published)


def _write_data(folder: Path) -> None:
    data = folder / "data"
    data.mkdir()
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        for name in DATA_TABLES:
            rows = connection.sql(f"select * from {name} order by all nulls last")  # noqa: S608
            _write_csv(data / f"{name}.csv", rows.columns, iter(rows.fetchall()))


def _write_catalogue(folder: Path) -> None:
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        write_catalogue(connection, folder / "catalogue")


def _write_csv(path: Path, columns: list[str], rows: Iterable[tuple[object, ...]]) -> None:
    """Write with a byte order mark, which Excel needs to read Chinese."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_harmless(value) for value in row] for row in rows)


def _harmless(value: object) -> object:
    """Keep a county's text from becoming a formula when the file is opened in Excel."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def _gather_documents(standing: Path, rendered: Path, folder: Path) -> None:
    target = folder / "documents"
    target.mkdir()
    for source in (standing, rendered):
        for period in sorted(source.iterdir()) if source.is_dir() else ():
            (target / period.name).mkdir(exist_ok=True)
            for document in sorted(period.iterdir()):
                shutil.copyfile(document, target / period.name / document.name)


def _release_content(folder: Path, inputs: Inputs, tables: dict[str, TableHash]) -> str:
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        in_force = connection.sql(
            "select extraction_id, form from submission_parts"
            " where status in ('accepted', 'accepted_with_held_rows') order by all"
        ).fetchall()
    documents = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "documents").rglob("*.docx"))
    }
    content = {
        "as_of": inputs.as_of.isoformat(sep=" "),
        "code_version": inputs.code_version,
        "forms_sha256": inputs.forms_sha256,
        "decisions_sha256": inputs.decisions_sha256,
        "documents": documents,
        "tables": {name: asdict(table) for name, table in tables.items()},
        "parts_in_force": [f"{extraction_id} {form}" for extraction_id, form in in_force],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _let_stand(published: Path, release: Path) -> None:
    link = published / ".current-new"
    link.unlink(missing_ok=True)
    link.symlink_to(release.relative_to(published))
    os.replace(link, published / "current")
    warehouse = published / "warehouse.duckdb"
    if not warehouse.is_symlink():
        warehouse.symlink_to(Path("current") / "warehouse.duckdb")
    _sync_folder(published)


def _make_durable(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
