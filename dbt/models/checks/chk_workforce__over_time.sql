-- What does not add up between the rows of a table XC11 in force.
{%- set fields = form_fields('stg_workforce') | selectattr('type', 'equalto', 'integer') | list %}
with
totals as (
    {{ totals_beside_parts('workforce', fields, "row_code in ('office', 'teams')") }}
),

whole_totals as (
    select * from totals
    where parts_count = 2
),

parts as (
    select extraction_id, unit_code, period
    from {{ ref('int_parts') }}
    where form = '{{ form_code('workforce') }}' and is_in_force and not is_nil
),

due_rows as (
    select
        code as row_code,
        label as row_label
    from {{ source('reference', 'code_values') }}
    where code_list = 'workforce_row' and code in ('office', 'teams', 'total')
),

missing as (
    select
        parts.extraction_id,
        parts.unit_code,
        parts.period,
        due_rows.row_code,
        due_rows.row_label
    from parts
    cross join due_rows
    left join {{ ref('stg_workforce') }} as typed_rows
        on parts.extraction_id = typed_rows._extraction_id
        and due_rows.row_code = typed_rows.row_code
    where typed_rows.row_code is null
),

final as (
    {{ wrong_totals('whole_totals', 'XC11-Q02', fields, '巡察办与巡察组') }}
    union all
    {{ part_problem('missing', 'XC11-Q03', 'XC11', 'row_code', 'true',
        '表中没有“{row_label}”一行，请补报。') }}
)

select * from final
