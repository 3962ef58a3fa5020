"""SQL that DuckDB and Spark both understand, outside `dbt/macros/dialect`."""

import re
from pathlib import Path

import pytest

from tests.style.sql import bare_casts, code_only, line_of, order_keys
from tests.style.tree import files_with, shown

DIALECT_FOLDER = "dbt/macros/dialect"
FORBIDDEN = {
    r"//": "whole-number division: a macro of the dialect folder",
    r"\*\s*exclude\b": "name the columns",
    r"\btry_strptime\b": "a macro of the dialect folder",
    r"\bstrlen\b": "a macro of the dialect folder",
    r"::": "try_cast",
    r"\b(?:double|float|real)\b": "no floats: bigint or decimal(18, 4)",
}
# A constant, or anything to text.
CAST_THAT_CANNOT_FAIL = re.compile(
    r"(null|'[^']*'|-?[\d.]+)\s+as\s+.*|.*\s+as\s+varchar", re.IGNORECASE | re.DOTALL
)


def shared_sql_files() -> list[Path]:
    """Return the SQL files that must run on both engines."""
    paths = files_with(".sql", under="dbt")
    return [path for path in paths if not shown(path).startswith(DIALECT_FOLDER)]


def dialect_violations(text: str) -> list[tuple[int, str]]:
    """Return line and reason for each spelling that only one engine knows."""
    code = code_only(text)
    found = [
        (line_of(code, match.start()), f"`{match.group().strip()}`: {advice}")
        for pattern, advice in FORBIDDEN.items()
        for match in re.finditer(pattern, code, flags=re.IGNORECASE)
    ]
    found += [
        (line_of(code, position), f"`cast({inner})`: try_cast, or a typing error ends the build")
        for position, inner in bare_casts(code)
        if not CAST_THAT_CANNOT_FAIL.fullmatch(inner)
    ]
    found += [
        (line_of(code, position), f"`order by {key}` without `nulls last`")
        for position, key in order_keys(code)
        if not re.search(r"\bnulls\s+last$", key, flags=re.IGNORECASE)
    ]
    return sorted(found)


def test_shared_sql_keeps_to_the_common_dialect() -> None:
    violations = [
        f"{shown(path)}:{line}: {reason}"
        for path in shared_sql_files()
        for line, reason in dialect_violations(path.read_text(encoding="utf-8"))
    ]
    assert not violations, "\n".join(violations)


@pytest.mark.parametrize(
    "sql",
    [
        "select a // b",
        "select * exclude (a) from t",
        "select try_strptime(a, '%Y')",
        "select strlen(a)",
        "select cast(a as date)",
        "select cast(sum(cast(a as varchar)) as bigint)",
        "select a::bigint",
        "select a from t order by a",
        "select row_number() over (partition by a order by b nulls last, c desc) from t",
        "select try_cast(a as double)",
    ],
)
def test_rule_finds(sql: str) -> None:
    assert dialect_violations(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "select try_cast(a as date) from t order by a nulls last, f(b, c) desc nulls last limit 5",
        "select 'a // b' as note -- a // b",
        "{# cast(a as date) #} select cast(null as date)",
        "select cast(a as varchar), cast('2026-01-01' as date), cast(0 as bigint)",
        "select first_value(a) over (order by b nulls last rows unbounded preceding)",
    ],
)
def test_rule_lets_pass(sql: str) -> None:
    assert not dialect_violations(sql)
