"""Sets a home's release beside the truth; run as a program, so that a copy uses its own code.

Arguments: home, name of the table, `as_of`. Prints the differences.
"""

import sys
from datetime import datetime
from pathlib import Path

import duckdb

from dagster_project.demonstration import Truth
from dagster_project.demonstration.expected import expected_indicator_values, expected_problems
from tests.truth.comparison import differences

TABLES = {
    "problems": ("select * from problems", expected_problems),
    "indicator_values": ("select * from indicator_values", expected_indicator_values),
}


def main(home: Path, table: str, as_of: datetime) -> None:
    truth = Truth.load(home / "demonstration" / "truth.json")
    with duckdb.connect(str(home / "published/current/warehouse.duckdb"), read_only=True) as found:
        query, expect = TABLES[table]
        sys.stdout.write("\n".join(differences(found, query, expect(truth, as_of))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3]))
