"""Sets a home's release beside the truth; run as a program, so that a copy uses its own code.

Arguments: home, name of the table, `as_of`. Prints the differences. Left out is what follows from
the form that one of the recipes adds, of which the demonstration knows nothing: its problems, and
how many of all returns were due and came.
"""

import sys
from datetime import datetime
from pathlib import Path

import duckdb

from dagster_project.demonstration import Truth
from dagster_project.demonstration.expected import expected_indicator_values, expected_problems
from dagster_project.demonstration.forms import FORMS
from tests.truth.comparison import differences

REPORTING = "select indicator_code from dim_indicator where group_zh = '报送质量'"
OF_KNOWN_FORMS = f"form is null or form in ('COVER', {', '.join(map(repr, FORMS))})"
TABLES = {
    "problems": (f"select * from problems where {OF_KNOWN_FORMS}", expected_problems),  # noqa: S608
    "indicator_values": (
        f"select * from indicator_values where indicator_code not in ({REPORTING})",  # noqa: S608
        expected_indicator_values,
    ),
}


def main(home: Path, table: str, as_of: datetime) -> None:
    truth = Truth.load(home / "demonstration" / "truth.json")
    with duckdb.connect(str(home / "published/current/warehouse.duckdb"), read_only=True) as found:
        query, expect = TABLES[table]
        left_out = {code for (code,) in found.sql(REPORTING).fetchall()}
        expected = [
            row for row in expect(truth, as_of) if row.get("indicator_code") not in left_out
        ]
        sys.stdout.write("\n".join(differences(found, query, expected)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3]))
