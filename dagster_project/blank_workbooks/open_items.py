"""The items that a unit has open, from the release that stands, to be filled in beforehand.

Reads facts from the published warehouse and the typed rows with their free text from the
restricted one: what a unit wrote itself goes back to that unit only.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from dagster_project.forms import Form
from dagster_project.published import WAREHOUSE_NAME, standing_release

RESTRICTED_NAME = "restricted.duckdb"
# What stays on a form from month to month: by form its fact and what makes an item open.
FACTS = {
    "XC03": ("fct_measure", "not facts.is_closed"),
    "XC04": ("fct_clue", "not facts.is_settled"),
    "XC06": ("fct_village", "true"),
}
_OPEN_SQL = """
    select {columns}
    from warehouse.{fact} as facts
    inner join restricted.{typed} as typed_rows
        on facts._extraction_id = typed_rows._extraction_id
        and facts._sheet = typed_rows._sheet
        and facts._table = typed_rows._table
        and facts._row = typed_rows._row
    where facts.valid_from_period < '{period}'
        and coalesce(facts.valid_to_period >= '{period}', true)
        and not facts.is_void
        and {is_open}
    order by facts.unit_code nulls last, facts.item_key nulls last
"""


class OpenItems:
    """Rows of the items open at the end of the month before, by form and unit, in order of keys.

    Args:
        home: XUNCHA_HOME; without a release there is nothing to fill in.
        forms: all forms by code.
        period: the month that the blank workbook is for; later reports do not count.
    """

    def __init__(self, home: Path, forms: Mapping[str, Form], period: str) -> None:
        self._rows: dict[tuple[str, str], list[dict[str, object]]] = {}
        release = standing_release(home)
        if release is None:
            return
        with duckdb.connect(":memory:") as connection:
            connection.execute(f"attach '{release / WAREHOUSE_NAME}' as warehouse (read_only)")
            connection.execute(f"attach '{release / RESTRICTED_NAME}' as restricted (read_only)")
            for code, (fact, is_open) in FACTS.items():
                self._read(connection, forms[code], fact, is_open, period)

    def rows(self, form: Form, unit_code: str) -> Sequence[dict[str, object]]:
        """The open items of a unit on a form, by field name with typed values."""
        return self._rows.get((form.code, unit_code), ())

    def _read(
        self,
        connection: duckdb.DuckDBPyConnection,
        form: Form,
        fact: str,
        is_open: str,
        period: str,
    ) -> None:
        names = [field.name for field in form.fields]
        columns = ", ".join(["facts.unit_code", *(f"typed_rows.{name}" for name in names)])
        sql = _OPEN_SQL.format(
            columns=columns, fact=fact, typed=form.model, is_open=is_open, period=period
        )
        for unit_code, *values in connection.execute(sql).fetchall():
            row = dict(zip(names, values, strict=True))
            self._rows.setdefault((form.code, unit_code), []).append(row)
