-- 同比 and 环比 of each published total; a row only where there is a base.
with
comparisons as (
    select * from {{ ref('int_indicator_comparisons') }}
),

periods as (
    select * from {{ ref('dim_period') }}
),

final as (
    select
        comparisons.indicator_code,
        comparisons.region_code,
        comparisons.region_level,
        comparisons.period,
        comparisons.period_kind,
        comparisons.split_kind,
        comparisons.split_code,
        comparisons.comparison_kind,
        comparisons.base_period,
        comparisons.base_value,
        comparisons.change,
        comparisons.change_rate
    from comparisons
    inner join periods
        on comparisons.period = periods.period
        and comparisons.as_at_period = periods.as_at_period
)

select * from final
