-- Totals that do not add up in a table XC12 in force. Not asked of a return with rows held back:
-- it comes again, and they are missing from the sum.
{%- set fields = form_fields('stg_joint_supervision')
    | selectattr('type', 'equalto', 'integer') | list %}
with
totals as (
    {{ totals_beside_parts('joint_supervision', fields, "row_code <> 'total'") }}
),

held as (
    select distinct extraction_id
    from {{ ref('int_held_rows') }}
    where form = '{{ form_code('joint_supervision') }}'
),

whole_totals as (
    select totals.*
    from totals
    left join held on totals._extraction_id = held.extraction_id
    where held.extraction_id is null
),

final as (
    {{ wrong_totals('whole_totals', 'XC12-Q01', fields, '其余各行') }}
)

select * from final
