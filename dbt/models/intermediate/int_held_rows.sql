-- Rows of accepted parts that a fatal check holds back, each once.
with
wrong_cells as (
    select
        'COVER' as form,
        extraction_id,
        sheet,
        table_no,
        row_no
    from {{ ref('chk_cover__fatal') }}
    {%- for form in forms() %}
    union all
    select
        '{{ form_code(form.name) }}' as form,
        extraction_id,
        sheet,
        table_no,
        row_no
    from {{ ref('chk_' ~ form.name ~ '__fatal') }}
    {%- endfor %}
),

final as (
    select distinct form, extraction_id, sheet, table_no, row_no from wrong_cells
)

select * from final
