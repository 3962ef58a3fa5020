-- Cells that do not lie at column times row: under a merge, transposed, in a line above a table.
with
irregular as (
    {%- for name in ['cover'] + (forms() | map(attribute='name') | list) %}
    {%- set relation = raw_rows_of(name) %}
    select
        '{{ form_code(name) }}' as form,
        _extraction_id as extraction_id,
        _sheet as sheet,
        _table as table_no,
        _row as row_no,
        _cells as cells
    from {{ relation }}
    where _cells is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

keyed as (
    select
        *,
        {{ json_key_rows('cells') }} as field
    from irregular
),

final as (
    select
        form,
        extraction_id,
        sheet,
        table_no,
        row_no,
        field,
        {{ json_text_at('cells', 'field') }} as cell
    from keyed
)

select * from final
where cell is not null
