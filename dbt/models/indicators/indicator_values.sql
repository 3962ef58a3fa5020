-- Each period's value as at its newest month of the calendar.
with
to_date as (
    select * from {{ ref('int_indicator_values') }}
),

periods as (
    select * from {{ ref('dim_period') }}
),

final as (
    select
        to_date.indicator_code,
        to_date.region_code,
        to_date.region_level,
        to_date.period,
        to_date.period_kind,
        to_date.split_kind,
        to_date.split_code,
        to_date.numerator,
        to_date.denominator,
        to_date.value
    from to_date
    inner join periods
        on to_date.period = periods.period and to_date.as_at_period = periods.as_at_period
)

select * from final
