-- Each clue that is not void, at the end of each month.
with
clues as (
    select * from {{ ref('fct_clue') }}
    where not is_void
),

months as (
    select month as as_at_period
    from {{ ref('int_months') }}
),

final as (
    select
        months.as_at_period,
        clues.*
    from clues
    inner join months
        on clues.valid_from_period <= months.as_at_period
        and (clues.valid_to_period is null or clues.valid_to_period > months.as_at_period)
)

select * from final
