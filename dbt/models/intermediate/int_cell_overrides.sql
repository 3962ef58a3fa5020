-- Cells that do not lie at column times row: under a merge, transposed, in a line above a table.
{%- set forms = [('XC04', 'xc04_clues', 'stg_clues'), ('COVER', 'cover', 'stg_cover')] %}
with
irregular as (
    {%- for code, name, model_name in forms %}
    {%- set outer_last = loop.last %}
    {%- for field in form_fields(model_name) %}
    select
        '{{ code }}' as form,
        _extraction_id as extraction_id,
        _sheet as sheet,
        _table as table_no,
        _row as row_no,
        '{{ field.name }}' as field,
        {{ json_text('_cells', field.name) }} as cell
    from {{ source('raw', name) }}
    where _cells is not null
    {{ 'union all' if not (loop.last and outer_last) }}
    {%- endfor %}
    {%- endfor %}
),

final as (
    select * from irregular
    where cell is not null
)

select * from final
