-- For each month of the calendar, the windows that end with it: month, quarter, half-year and
-- year to date. The term to date differs by unit: see int_unit_windows.
with
months as (
    select
        month as as_at_period,
        start_on as month_start_on,
        end_on,
        {{ year_text('start_on') }} as year_name,
        {{ first_day_of('quarter', 'start_on') }} as quarter_start_on,
        {{ first_day_of('year', 'start_on') }} as year_start_on,
        extract(quarter from start_on) as quarter_no
    from {{ ref('int_months') }}
),

final as (
    select
        as_at_period,
        'month' as period_kind,
        as_at_period as period,
        month_start_on as start_on,
        end_on
    from months
    union all
    select
        as_at_period,
        'quarter' as period_kind,
        year_name || 'Q' || cast(quarter_no as varchar) as period,
        quarter_start_on as start_on,
        end_on
    from months
    union all
    select
        as_at_period,
        'half_year' as period_kind,
        year_name || case when quarter_no <= 2 then 'H1' else 'H2' end as period,
        case
            when quarter_no <= 2 then year_start_on
            else {{ add_months('year_start_on', 6) }}
        end as start_on,
        end_on
    from months
    union all
    select
        as_at_period,
        'year' as period_kind,
        year_name as period,
        year_start_on as start_on,
        end_on
    from months
)

select * from final
