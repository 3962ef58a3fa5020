"""What the way from a cell to its figures asks of the published warehouse.

Values come as session variables (`published.set_variables`); what stands in braces is the name of
a table or of columns.
"""

# The readings of a file by its whole name, or by the last part of it. A file may have come twice.
READINGS_SQL = """
    select distinct extraction_id, file_name, received_at
    from submission_parts
    where file_name = getvariable('file') or ends_with(file_name, '/' || getvariable('file'))
    order by received_at nulls last, extraction_id nulls last
"""

_ADDRESSES = """
    with addresses as (
        select
            part_rows.*,
            part_columns.field,
            part_columns.heading,
            coalesce(cell_overrides.cell, part_columns.column_letter || part_rows.row_no) as cell
        from part_rows
        inner join part_columns using (extraction_id, form, sheet, table_no)
        left join cell_overrides using (extraction_id, form, sheet, table_no, row_no, field)
        where part_rows.extraction_id = getvariable('extraction')
            and part_rows.sheet = getvariable('sheet')
    )
"""

# The rows that a cell belongs to: several if it is merged over rows. A cell of a data row that is
# no field of the form (a serial number) has none.
ROWS_SQL = f"""
    {_ADDRESSES}
    select form, table_no, row_no, item_key, is_held_back, field, heading
    from addresses
    where cell = getvariable('cell')
    union all
    select distinct form, table_no, row_no, item_key, is_held_back, null, null
    from addresses
    where row_no = try_cast(getvariable('row_no') as bigint)
        and not exists (select 1 from addresses where cell = getvariable('cell'))
    order by all nulls last
"""  # noqa: S608

# The part of a form in a file; a file that was returned whole has no part that names its form.
PARTS_SQL = """
    with newest_units as (
        select unit_code, arg_max(unit_name, coalesce(valid_from_on, date '1900-01-01')) as name
        from dim_reporting_unit
        group by unit_code
    )
    select
        parts.form, parts.status, parts.unit_code, newest_units.name, parts.period,
        in_force.file_name, in_force.received_at
    from submission_parts as parts
    left join newest_units on parts.unit_code = newest_units.unit_code
    left join submission_parts as in_force
        on parts.unit_code = in_force.unit_code
        and parts.form = in_force.form
        and parts.period = in_force.period
        and parts.extraction_id <> in_force.extraction_id
        and in_force.status in ('accepted', 'accepted_with_held_rows')
    where parts.extraction_id = getvariable('extraction')
    order by parts.form is not distinct from getvariable('form') desc, parts.form desc nulls last
    limit 1
"""

SHEETS_SQL = """
    select sheet, max(form) from (
        select sheet, form from part_columns where extraction_id = getvariable('extraction')
        union all
        select sheet, form from row_classes where extraction_id = getvariable('extraction')
    )
    group by sheet
    order by sheet nulls last
"""

CLASSES_SQL = """
    select row_class, reason
    from row_classes
    where extraction_id = getvariable('extraction')
        and sheet = getvariable('sheet')
        and row_no = try_cast(getvariable('row_no') as bigint)
"""

# What was found in a row, in the cell asked for first.
ROW_PROBLEMS_SQL = f"""
    {_ADDRESSES}
    select check_code, severity, cell, message
    from problems
    where extraction_id = getvariable('extraction')
        and sheet = getvariable('sheet')
        and cell in (
            select cell from addresses
            where table_no = try_cast(getvariable('table_no') as bigint)
                and row_no = try_cast(getvariable('row_no') as bigint)
            union all
            select getvariable('cell')
        )
    order by
        cell is not distinct from getvariable('cell') desc, check_code nulls last, cell nulls last
"""  # noqa: S608

# Why a form of a file, or all of it, was returned.
RETURN_PROBLEMS_SQL = """
    select check_code, severity, cell, message
    from problems
    where extraction_id = getvariable('extraction')
        and severity = 'fatal'
        and (form is null or form = getvariable('form'))
    order by check_code nulls last, sheet nulls last, cell nulls last
"""

# The month-end rows, or the states, that a row of a file gave.
OF_THE_ROW = """
    _extraction_id = getvariable('extraction')
    and _sheet = getvariable('sheet')
    and _table = try_cast(getvariable('table_no') as bigint)
    and _row = try_cast(getvariable('row_no') as bigint)
"""
# The items of a month's end that were built of a row besides their own.
BUILT_OF_THE_ROW = """
    (month_ends.unit_code, concat_ws('|', {keys})) in (
        select (unit_code, concat_ws('|', {keys}))
        from {month_ends}_parts
        where as_at_period = getvariable('as_at')
            and {of_the_row}
    )
"""

STATES_SQL = """
    select valid_from_period, valid_to_period, is_void, is_stale, is_vanished
    from {fact}
    where {of_the_row}
    order by valid_from_period nulls last
"""

# The row that stands for an item at the end of a month.
STANDING_SQL = """
    select _extraction_id, _sheet, _table, _row
    from {month_ends}
    where as_at_period = getvariable('as_at')
        and unit_code = getvariable('unit')
        and concat_ws('|', {keys}) = getvariable('item')
"""

# The published figures as at a month: those of the reports of that month, and those of every
# period whose newest month it is. The name of a report, none for the table of all values.
PUBLISHED_SQL = """
    select
        '{report}', figures.indicator_code, figures.region_level, figures.region_code,
        figures.period_kind, figures.{period}, figures.split_kind, figures.split_code,
        figures.value
    from {table} as figures
    where {as_at}
        and figures.region_code in (select unnest(string_split(getvariable('regions'), '|')))
"""
AS_AT_OF_A_REPORT = "figures.period = getvariable('as_at')"
AS_AT_OF_A_VALUE = """(figures.period_kind, figures.period) in (
    select (period_kind, period) from dim_period where as_at_period = getvariable('as_at')
)"""

WINDOWS_SQL = """
    with months as (
        select end_on from dim_period
        where period_kind = 'month' and period = getvariable('as_at')
    )
    select periods.period_kind, periods.period, periods.start_on, months.end_on
    from dim_period as periods, months
    where periods.period_kind <> 'term_to_date'
        and months.end_on between periods.start_on and periods.end_on
    union all
    select 'term_to_date', dim_term.term_code, null, months.end_on
    from dim_term, months
    where dim_term.region_code = getvariable('unit')
        and dim_term.started_on <= months.end_on
        and (dim_term.ended_on is null or dim_term.ended_on >= months.end_on)
"""
