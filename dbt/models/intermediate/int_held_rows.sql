-- Rows of accepted parts that a fatal check holds back, each once.
with
wrong_cells as (
    {%- for form, model_name in [('XC04', 'chk_clues__fatal'), ('COVER', 'chk_cover__fatal')] %}
    select
        '{{ form }}' as form,
        extraction_id,
        sheet,
        table_no,
        row_no
    from {{ ref(model_name) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

final as (
    select distinct form, extraction_id, sheet, table_no, row_no from wrong_cells
)

select * from final
