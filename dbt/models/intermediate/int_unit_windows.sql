-- For each unit and month of the calendar, the windows that end with it, the unit's own term too.
with
units as (
    select * from {{ ref('int_units') }}
),

windows as (
    select * from {{ ref('int_windows') }}
),

months as (
    select * from {{ ref('int_months') }}
),

terms as (
    select * from {{ source('reference', 'terms') }}
),

to_date as (
    select
        units.unit_code,
        units.first_on,
        units.last_on,
        windows.as_at_period,
        windows.period_kind,
        windows.period,
        windows.start_on,
        windows.end_on
    from units
    cross join windows
    union all
    select
        units.unit_code,
        units.first_on,
        units.last_on,
        months.month as as_at_period,
        'term_to_date' as period_kind,
        terms.term_code as period,
        terms.started_on as start_on,
        months.end_on
    from units
    inner join terms on units.unit_code = terms.region_code
    inner join months
        on terms.started_on <= months.end_on
        and (terms.ended_on is null or terms.ended_on >= months.end_on)
),

final as (
    select
        unit_code,
        as_at_period,
        period_kind,
        period,
        start_on,
        end_on,
        first_on <= end_on and last_on >= start_on as is_unit_valid
    from to_date
)

select * from final
