-- Every spelling of every code: its code, its label and each alias, folded as values are.
with
code_values as (
    select * from {{ source('reference', 'code_values') }}
),

written as (
    select code_list, code, sort_order, valid_from, valid_to, code as spelling from code_values
    union all
    select code_list, code, sort_order, valid_from, valid_to, label as spelling from code_values
    union all
    select
        code_list,
        code,
        sort_order,
        valid_from,
        valid_to,
        {{ split_to_rows('aliases', '|') }} as spelling
    from code_values
),

final as (
    select distinct
        code_list,
        code,
        sort_order,
        {{ fold('spelling') }} as spelling,
        coalesce(valid_from, cast('1900-01-01' as date)) as valid_from,
        coalesce(valid_to, cast('9999-12-31' as date)) as valid_to
    from written
    where spelling is not null and spelling <> ''
)

select * from final
