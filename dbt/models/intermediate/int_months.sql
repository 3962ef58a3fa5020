-- The months of the calendar: from the first to the last period with a part in force.
with
bounds as (
    select
        {{ month_start('min(period)') }} as first_on,
        {{ month_start('max(period)') }} as last_on
    from {{ ref('int_parts') }}
    where is_in_force
),

months as (
    select {{ month_rows('first_on', 'last_on') }} as start_on
    from bounds
    where first_on is not null
),

final as (
    select
        {{ month_of('start_on') }} as month,
        start_on,
        {{ last_day_of_month('start_on') }} as end_on
    from months
)

select * from final
