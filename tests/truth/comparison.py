"""Sets a published table beside the rows that the truth says it must hold."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

Row = Mapping[str, Any]
MOST_TOLD = 12


def differences(
    warehouse: duckdb.DuckDBPyConnection, query: str, expected: Iterable[Row]
) -> list[str]:
    """Return what is missing from the query's rows (-) and what they have too much (+).

    Of many differences only the first are told, missing and extra side by side, and their number.
    Compared are the columns that `expected` names, as a multiset: equal rows count each.
    """
    rows = list(expected)
    columns = sorted(rows[0]) if rows else []
    found = warehouse.sql(query)
    positions = [found.columns.index(column) for column in columns]
    there = Counter(tuple(row[i] for i in positions) for row in found.fetchall())
    wanted = Counter(tuple(row[column] for column in columns) for row in rows)
    missing, extra = wanted - there, there - wanted
    told = sorted(
        (str(dict(zip(columns, row, strict=True))), sign, count)
        for sign, rows_of in (("-", missing), ("+", extra))
        for row, count in rows_of.items()
    )
    lines = [f"{sign} {text} x{count}" for text, sign, count in told[:MOST_TOLD]]
    if len(told) > MOST_TOLD:
        lines.append(f"... {len(missing)} rows missing and {len(extra)} too many in all")
    return lines
