-- The labels of each code list in one line, for messages.
with
code_values as (
    select * from {{ source('reference', 'code_values') }}
),

final as (
    select
        code_list,
        {{ join_texts('label', '、', 'sort_order') }} as choices
    from code_values
    group by code_list
)

select * from final
