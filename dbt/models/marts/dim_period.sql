-- A row a period of the calendar, with the month that its figures are as at. The term to date
-- begins on different days in different units (dim_term): its start_on is null.
with
periods as (
    select
        period,
        period_kind,
        min(start_on) as start_on,
        max(end_on) as end_on,
        max(as_at_period) as as_at_period
    from {{ ref('int_windows') }}
    group by period, period_kind
),

terms as (
    select
        period,
        period_kind,
        cast(null as date) as start_on,
        max(end_on) as end_on,
        max(as_at_period) as as_at_period
    from {{ ref('int_unit_windows') }}
    where period_kind = 'term_to_date'
    group by period, period_kind
),

final as (
    select * from periods
    union all
    select * from terms
)

select * from final
