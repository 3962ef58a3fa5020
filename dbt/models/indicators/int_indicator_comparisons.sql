-- Each total beside its base: 环比 the period before, 同比 the same point a year before; a term to
-- date is set beside the last term at the same point. A base counts only where the calendar covers
-- its whole window.
with
to_date as (
    select * from {{ ref('int_indicator_values') }}
    where split_kind = 'all'
),

steps as (
    select 'month' as period_kind, 'previous_period' as comparison_kind, -1 as month_step
    union all
    select 'month' as period_kind, 'year_on_year' as comparison_kind, -12 as month_step
    union all
    select 'quarter' as period_kind, 'previous_period' as comparison_kind, -3 as month_step
    union all
    select 'quarter' as period_kind, 'year_on_year' as comparison_kind, -12 as month_step
    union all
    select 'half_year' as period_kind, 'previous_period' as comparison_kind, -6 as month_step
    union all
    select 'half_year' as period_kind, 'year_on_year' as comparison_kind, -12 as month_step
    union all
    select 'year' as period_kind, 'year_on_year' as comparison_kind, -12 as month_step
),

windows as (
    select * from {{ ref('int_windows') }}
),

calendar as (
    select min(start_on) as first_on from {{ ref('int_months') }}
),

stepped as (
    select
        steps.comparison_kind,
        windows.period_kind,
        windows.period,
        windows.as_at_period,
        bases.period as base_period,
        bases.as_at_period as base_as_at_period,
        bases.start_on >= calendar.first_on as is_base_covered
    from windows
    cross join calendar
    inner join steps on windows.period_kind = steps.period_kind
    inner join windows as bases
        on windows.period_kind = bases.period_kind
        and bases.as_at_period
        = {{ month_of(add_months(month_start('windows.as_at_period'), 'steps.month_step')) }}
),

terms as (
    select
        *,
        lag(term_code) over by_region as term_code_before,
        lag(started_on) over by_region as started_on_before
    from {{ source('reference', 'terms') }}
    window by_region as (partition by region_code order by started_on nulls last)
),

same_point_of_last_term as (
    select
        to_date.*,
        'year_on_year' as comparison_kind,
        terms.term_code_before as base_period,
        {{ month_of(add_months(
            month_start('to_date.as_at_period'),
            '-1 * ' ~ months_between('terms.started_on_before', 'terms.started_on')
        )) }} as base_as_at_period,
        terms.started_on_before >= calendar.first_on as is_base_covered
    from to_date
    cross join calendar
    inner join terms
        on to_date.region_code = terms.region_code and to_date.period = terms.term_code
    where to_date.period_kind = 'term_to_date' and terms.term_code_before is not null
),

with_base as (
    select
        to_date.*,
        stepped.comparison_kind,
        stepped.base_period,
        stepped.base_as_at_period,
        stepped.is_base_covered
    from to_date
    inner join stepped
        on to_date.period_kind = stepped.period_kind
        and to_date.period = stepped.period
        and to_date.as_at_period = stepped.as_at_period
    union all
    select * from same_point_of_last_term
),

final as (
    select
        with_base.indicator_code,
        with_base.region_code,
        with_base.region_level,
        with_base.as_at_period,
        with_base.period,
        with_base.period_kind,
        with_base.split_kind,
        with_base.split_code,
        with_base.comparison_kind,
        with_base.base_period,
        bases.value as base_value,
        try_cast(with_base.value - bases.value as decimal(18, 6)) as change,
        case
            when indicators.statistic in ('count', 'sum')
                then {{ ratio('with_base.value - bases.value', 'bases.value') }}
        end as change_rate
    from with_base
    inner join to_date as bases
        on with_base.indicator_code = bases.indicator_code
        and with_base.region_code = bases.region_code
        and with_base.region_level = bases.region_level
        and with_base.period_kind = bases.period_kind
        and with_base.base_period = bases.period
        and with_base.base_as_at_period = bases.as_at_period
    inner join {{ ref('dim_indicator') }} as indicators
        on with_base.indicator_code = indicators.indicator_code
    where with_base.is_base_covered and with_base.value is not null and bases.value is not null
)

select * from final
