-- Every problem of every part that is not a repetition: what the reader found and what the checks
-- found, each at its cell; a question that was answered is closed.
with
reader_problems as (
    select
        problems.check_code,
        problems.severity,
        problems.extraction_id,
        problems.unit_code,
        problems.period,
        problems.form,
        problems.sheet,
        problems.cell,
        cast(null as varchar) as item_key,
        cast(null as varchar) as field,
        -- A row of no known kind may hold anything: its text stays with the raw rows.
        case when problems.check_code <> 'ROW-01' then problems.value end as value,
        problems.message
    from {{ source('raw', 'reader_problems') }} as problems
    inner join {{ ref('stg_extractions') }} as extractions
        on problems.extraction_id = extractions.extraction_id
),

checked as (
    select * from {{ ref('int_row_problems') }}
),

columns as (
    select * from {{ ref('part_columns') }}
),

cell_overrides as (
    select * from {{ ref('int_cell_overrides') }}
),

part_rows as (
    select * from {{ ref('part_rows') }}
),

placed as (
    select
        checked.check_code,
        checked.severity,
        checked.extraction_id,
        checked.unit_code,
        checked.period,
        checked.form,
        checked.sheet,
        coalesce(
            cell_overrides.cell, columns.column_letter || cast(checked.row_no as varchar)
        ) as cell,
        part_rows.item_key,
        checked.field,
        checked.value,
        checked.message
    from checked
    left join part_rows
        on checked.extraction_id = part_rows.extraction_id
        and checked.layout_form = part_rows.form
        and checked.sheet = part_rows.sheet
        and checked.table_no = part_rows.table_no
        and checked.row_no = part_rows.row_no
    left join columns
        on checked.extraction_id = columns.extraction_id
        and checked.layout_form = columns.form
        and checked.sheet = columns.sheet
        and checked.table_no = columns.table_no
        and checked.field = columns.field
    left join cell_overrides
        on checked.extraction_id = cell_overrides.extraction_id
        and checked.layout_form = cell_overrides.form
        and checked.sheet = cell_overrides.sheet
        and checked.table_no = cell_overrides.table_no
        and checked.row_no = cell_overrides.row_no
        and checked.field = cell_overrides.field
),

found as (
    select * from reader_problems
    union all
    select * from placed
    union all
    select * from {{ ref('chk_subtotals') }}
),

explanations as (
    select * from {{ ref('stg_explanations') }}
),

parts as (
    select extraction_id, form, is_duplicate from {{ ref('int_parts') }}
),

extractions as (
    select * from {{ ref('stg_extractions') }}
),

-- The same question about the same item with the same value has the same number in later months;
-- a question about no item is another one each month.
numbered as (
    select
        *,
        substr(md5(
            coalesce(unit_code, extraction_id) || '|'
            || coalesce(form, '') || '|' || check_code || '|'
            || coalesce(item_key, coalesce(period, '') || sheet || coalesce(cell, '')) || '|'
            || coalesce(field, '') || '|' || coalesce(value, '')
        ), 1, 10) as problem_no
    from found
),

final as (
    select
        found.problem_no,
        found.check_code,
        found.severity,
        found.unit_code,
        found.period,
        found.form,
        found.extraction_id,
        extractions.file_name,
        found.sheet,
        found.cell,
        found.item_key,
        found.value,
        found.message,
        found.severity = 'query' and explanations.problem_no is not null as is_explained
    from numbered as found
    inner join extractions on found.extraction_id = extractions.extraction_id
    left join parts
        on found.extraction_id = parts.extraction_id and found.form = parts.form
    left join explanations
        on found.problem_no = explanations.problem_no
        and coalesce(explanations.unit_code, found.unit_code) = found.unit_code
    where not coalesce(parts.is_duplicate, false)
)

select * from final
