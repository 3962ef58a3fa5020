"""Sets a published table beside the rows that the truth says it must hold."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

Row = Mapping[str, Any]


def differences(
    warehouse: duckdb.DuckDBPyConnection, query: str, expected: Iterable[Row]
) -> list[str]:
    """Return what is missing from the query's rows (-) and what they have too much (+).

    Compared are the columns that `expected` names, as a multiset: equal rows count each.
    """
    rows = list(expected)
    columns = sorted(rows[0]) if rows else []
    found = warehouse.sql(query)
    positions = [found.columns.index(column) for column in columns]
    there = Counter(tuple(row[i] for i in positions) for row in found.fetchall())
    wanted = Counter(tuple(row[column] for column in columns) for row in rows)
    missing, extra = wanted - there, there - wanted
    return [
        f"{sign} {told}"
        for sign, rows_of in (("-", missing), ("+", extra))
        for told in sorted(
            str(dict(zip(columns, row, strict=True))) + f" x{count}"
            for row, count in rows_of.items()
        )
    ]
