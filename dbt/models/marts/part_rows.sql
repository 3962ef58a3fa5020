-- Each data row of each part whose rows were read: the item it is about, whether it was held back.
with
rows_read as (
    {%- for name in ['cover'] + (forms() | map(attribute='name') | list) %}
    select
        '{{ form_code(name) }}' as form,
        typed_rows._extraction_id as extraction_id,
        typed_rows._sheet as sheet,
        typed_rows._table as table_no,
        typed_rows._row as row_no,
        {{ item_key('stg_' ~ name, 'typed_rows') }} as item_key
    from {{ ref('stg_' ~ name) }} as typed_rows
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

held_rows as (
    select * from {{ ref('int_held_rows') }}
),

final as (
    select
        rows_read.extraction_id,
        rows_read.form,
        rows_read.sheet,
        rows_read.table_no,
        rows_read.row_no,
        rows_read.item_key,
        held_rows.row_no is not null as is_held_back
    from rows_read
    inner join {{ ref('stg_extractions') }} as extractions
        on rows_read.extraction_id = extractions.extraction_id
    left join held_rows
        on rows_read.form = held_rows.form
        and rows_read.extraction_id = held_rows.extraction_id
        and rows_read.sheet = held_rows.sheet
        and rows_read.table_no = held_rows.table_no
        and rows_read.row_no = held_rows.row_no
)

select * from final
