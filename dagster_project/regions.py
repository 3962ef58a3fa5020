"""The register of regions, read column by column: `regions.csv` of the home as one Arrow table.

A national list has over 600,000 villages, so nothing here makes an object of a row. Which names
and codes the reader needs of it is `spreadsheets/units.py`'s and `spreadsheets/places.py`'s.
"""

import hashlib
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

REGION_LEVELS = ("province", "city", "county", "town", "village")
REGION_COLUMNS: dict[str, pa.DataType] = {
    "region_code": pa.string(),
    "name": pa.string(),
    "region_level": pa.string(),
    "parent_code": pa.string(),
    "valid_from": pa.date32(),
    "valid_to": pa.date32(),
    "successor_codes": pa.string(),
}
REGION_SCHEMA = pa.schema(list(REGION_COLUMNS.items()))


class DecisionError(Exception):
    """A register or decision file is wrong; the message names file, line and column."""


def read_regions(path: Path) -> pa.Table:
    """Return the regions of a file, in its order; texts are trimmed, an open end is null.

    `valid_from` and `valid_to` are first and last day; `successor_codes` stay joined by '|'.

    Raises:
        DecisionError: a column is missing, a line has too few or too many values, a level is none
            of `REGION_LEVELS`, a code is blank or a day is no date.
    """
    if not path.is_file():
        return REGION_SCHEMA.empty_table()
    texts = _texts(path)
    _check(path, texts, "region_code", pc.not_equal(texts["region_code"], ""))
    levels = pc.is_in(texts["region_level"], pa.array(REGION_LEVELS))
    _check(path, texts, "region_level", levels)
    columns = dict(zip(texts.column_names, texts.columns, strict=True))
    columns["valid_from"] = pc.fill_null(_days(path, texts, "valid_from"), date.min)
    columns["valid_to"] = _days(path, texts, "valid_to")
    return pa.Table.from_pydict(columns, schema=REGION_SCHEMA)


def regions_fingerprint(regions: pa.Table) -> str:
    """Return a hash of every row: the same rows give the same hash, however the file is typed."""
    digest = hashlib.sha256()
    columns = [pc.fill_null(column.cast(pa.string()), "") for column in regions.columns]
    if regions.num_rows:
        lines = pc.binary_join_element_wise(*columns, "\n", "\x1f")
        for chunk in lines.chunks:
            length = pc.sum(pc.binary_length(chunk)).as_py()
            digest.update(memoryview(chunk.buffers()[2])[:length])
    return digest.hexdigest()


def _texts(path: Path) -> pa.Table:
    try:
        table = csv.read_csv(
            path,
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(REGION_COLUMNS, pa.string()),
                include_columns=list(REGION_COLUMNS),
                strings_can_be_null=False,
            ),
        )
    except (pa.ArrowInvalid, KeyError) as error:
        raise DecisionError(f"{path.name}: {error}") from error
    return pa.table({name: pc.utf8_trim_whitespace(table[name]) for name in REGION_COLUMNS})


def _days(path: Path, texts: pa.Table, column: str) -> pa.ChunkedArray:
    given = pc.if_else(pc.equal(texts[column], ""), None, texts[column])
    try:
        return given.cast(pa.date32())
    except pa.ArrowInvalid:
        _check(path, texts, column, pa.chunked_array([[_is_day(day) for day in given.to_pylist()]]))
        raise


def _is_day(text: str | None) -> bool:
    try:
        return text is None or (len(text) == 10 and date.fromisoformat(text) is not None)
    except ValueError:
        return False


def _check(path: Path, texts: pa.Table, column: str, is_right: pa.ChunkedArray) -> None:
    """Refuse the file at its first row where the column is not right."""
    row = pc.index(is_right, False).as_py()
    if row >= 0:
        value = texts[column][row].as_py()
        raise DecisionError(f"{path.name} line {row + 2}: {column} {value!r} is not allowed")
