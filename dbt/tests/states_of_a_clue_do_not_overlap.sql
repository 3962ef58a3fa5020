-- A clue has one state at a time: each state ends where the next begins.
with
states as (
    select
        *,
        lead(valid_from_period) over (
            partition by unit_code, clue_no order by valid_from_period nulls last
        ) as next_from_period
    from {{ ref('fct_clue') }}
)

select *
from states
where valid_to_period <= valid_from_period
    or (next_from_period is not null and coalesce(valid_to_period, '9999-12') > next_from_period)
