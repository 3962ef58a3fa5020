"""Opens what was published, to read: the release that stands and its warehouse.

Readers (status, trace, the command line) come through here, so that none of them opens a build.
Nothing here writes, and nothing here knows what the tables mean.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

CURRENT = Path("published") / "current"
WAREHOUSE_NAME = "warehouse.duckdb"


class NoReleaseError(Exception):
    """Nothing has been published in this home yet."""


def standing_release(home: Path) -> Path | None:
    """Return the folder of the release that stands, None before the first one."""
    current = home / CURRENT
    return current.resolve() if (current / WAREHOUSE_NAME).is_file() else None


@contextmanager
def open_warehouse(home: Path) -> Iterator["duckdb.DuckDBPyConnection"]:
    """Open the published warehouse read-only for as long as the block lasts.

    The link is followed once: a release published meanwhile is not seen, and no table is read
    from one release and the next from another.

    Raises:
        NoReleaseError: nothing was published in this home.
    """
    import duckdb

    release = standing_release(home)
    if release is None:
        raise NoReleaseError(str(home))
    connection = duckdb.connect(str(release / WAREHOUSE_NAME), read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def set_variables(warehouse: "duckdb.DuckDBPyConnection", **values: str | None) -> None:
    """Give values to the session, read in queries as `getvariable('name')`.

    Stands for query parameters: passing one makes duckdb import pandas and pyarrow, which costs
    more (0.6 s) than the whole rest of a question.
    """
    for name, value in values.items():
        literal = "null" if value is None else "'" + value.replace("'", "''") + "'"
        warehouse.execute(f"set variable {name} = {literal}")
