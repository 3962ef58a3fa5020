-- For each month the province's clues of the thirteen months up to it.
{%- set months_shown = 13 %}
with
months as (
    select * from {{ ref('int_months') }}
),

to_date as (
    select * from {{ ref('int_indicator_values') }}
    where region_level = 'province'
        and period_kind = 'month'
        and split_kind = 'all'
        and indicator_code in ('clues_transferred', 'clues_settled')
),

final as (
    select
        months.month as period,
        row_number() over (
            partition by months.month, to_date.indicator_code order by to_date.period nulls last
        ) as sort_order,
        to_date.period as trend_period,
        to_date.indicator_code,
        to_date.region_code,
        to_date.value
    from months
    inner join to_date
        on months.month >= to_date.period
        and {{ add_months('months.start_on', -1 * months_shown) }}
        < {{ month_start('to_date.period') }}
)

select * from final
