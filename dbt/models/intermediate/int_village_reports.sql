-- What XC06 says of each village in each term at the end of each month: of several units the one
-- that spoke last.
with
reported as (
    {{ month_ends('fct_village') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by as_at_period, term_no, village_code
            order by row_period desc nulls last, unit_code desc nulls last
        ) as newest_first
    from reported
),

final as (
    select * from ranked
    where newest_first = 1
)

select * from final
