-- Each return that was due up to the end of each month, with what became of it.
with
statuses as (
    select * from {{ ref('submission_status') }}
),

first_parts as (
    select
        unit_code,
        form,
        period,
        min_by(status, received_at) as first_status,
        min_by(rows_held_back, received_at) as first_rows_held_back
    from {{ ref('submission_parts') }}
    where status <> 'duplicate'
    group by unit_code, form, period
),

months as (
    select * from {{ ref('int_months') }}
),

final as (
    select
        months.month as as_at_period,
        months.end_on,
        statuses.unit_code,
        statuses.form,
        statuses.period,
        {{ last_day_of_month(month_start('statuses.period')) }} as period_day,
        statuses.is_on_time,
        statuses.is_carried,
        first_parts.first_status is not null as has_part,
        coalesce(
            first_parts.first_status <> 'returned' and first_parts.first_rows_held_back = 0, false
        ) as is_first_accepted_whole,
        statuses.rows_received,
        statuses.rows_held_back,
        statuses.open_query_count,
        -- A return is no row of a sheet.
        cast(null as varchar) as _extraction_id,
        cast(null as varchar) as _sheet,
        cast(null as bigint) as _table,
        cast(null as bigint) as _row
    from statuses
    inner join months on statuses.period <= months.month
    left join first_parts
        on statuses.unit_code = first_parts.unit_code
        and statuses.form = first_parts.form
        and statuses.period = first_parts.period
)

select * from final
