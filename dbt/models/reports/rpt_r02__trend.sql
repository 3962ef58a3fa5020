-- For each quarter the province's coverage of villages, year to date, at the end of the six
-- quarters up to it.
{%- set quarters_shown = 6 %}
with
quarters as (
    select
        as_at_period,
        period as trend_period,
        start_on
    from {{ ref('int_windows') }}
    where period_kind = 'quarter' and {{ is_due_in("'quarter'", month_start('as_at_period')) }}
),

coverage as (
    select * from {{ ref('int_indicator_values') }}
    where indicator_code = 'village_coverage'
        and region_level = 'province'
        and period_kind = 'year'
        and split_kind = 'all'
),

final as (
    select
        quarters.as_at_period as period,
        row_number() over (
            partition by quarters.as_at_period order by earlier.as_at_period nulls last
        ) as sort_order,
        earlier.trend_period,
        coverage.period as figure_period,
        coverage.region_code,
        coverage.numerator,
        coverage.denominator,
        coverage.value
    from quarters
    inner join quarters as earlier
        on quarters.as_at_period >= earlier.as_at_period
        and earlier.start_on > {{ add_months('quarters.start_on', -3 * quarters_shown) }}
    inner join coverage on earlier.as_at_period = coverage.as_at_period
)

select * from final
