-- What is due from each unit for each month, what came of it, and what is still asked.
with
months as (
    select * from {{ ref('int_months') }}
),

units as (
    select * from {{ ref('int_units') }}
),

forms as (
    select * from {{ source('reference', 'forms') }}
    where kind <> 'cover'
),

due_days as (
    select * from {{ source('reference', 'due_days') }}
),

parts as (
    select * from {{ ref('submission_parts') }}
),

due as (
    select
        units.unit_code,
        forms.form,
        months.month as period,
        {{ add_days(
            add_months('months.start_on', 1),
            'coalesce(max_by(due_days.due_day, due_days.from_period), max(forms.due_day)) - 1'
        ) }} as due_on,
        coalesce(max_by(due_days.grace_days, due_days.from_period), 0) as grace_days
    from units
    cross join forms
    cross join months
    left join due_days
        on forms.form = due_days.form and months.month >= due_days.from_period
    where months.end_on between units.first_on and units.last_on
        and {{ is_due_in('forms.frequency', 'months.start_on') }}
        and (
            forms.unit_kinds = ''
            or '|' || forms.unit_kinds || '|' like '%|' || units.unit_kind || '|%'
        )
    group by units.unit_code, forms.form, months.month, months.start_on
),

due_with_grace as (
    select
        *,
        {{ add_days('due_on', 'grace_days') }} as last_on
    from due
),

came as (
    select
        unit_code,
        form,
        period,
        min(case when status not in ('returned', 'waiting_layout') then received_at end)
            as first_accepted_at,
        max_by(status, received_at) as newest_status,
        -- A notice goes back for a part that is returned and for one with held rows.
        count(
            case
                when status = 'returned' then 1
                when status <> 'waiting_layout' and rows_held_back > 0 then 1
            end
        ) as returned_count
    from parts
    where status <> 'duplicate'
    group by unit_code, form, period
),

in_force as (
    select * from parts
    where status in ('accepted', 'accepted_with_held_rows')
),

open_queries as (
    select
        problems.extraction_id,
        problems.form,
        count(*) as open_query_count
    from {{ ref('problems') }} as problems
    where problems.severity = 'query' and not problems.is_explained
    group by problems.extraction_id, problems.form
),

final as (
    select
        due.unit_code,
        due.form,
        due.period,
        due.due_on,
        came.first_accepted_at as received_at,
        coalesce(try_cast(came.first_accepted_at as date) <= due.last_on, false) as is_on_time,
        case
            when try_cast(came.first_accepted_at as date) <= due.last_on then 'on_time'
            when came.first_accepted_at is not null then 'late'
            when came.newest_status = 'waiting_layout' then 'waiting'
            when came.newest_status is not null then 'returned'
            else 'missing'
        end as state,
        coalesce(in_force.status, came.newest_status, 'missing') as status,
        coalesce(in_force.is_nil, false) as is_nil,
        coalesce(in_force.rows_received, 0) as rows_received,
        coalesce(in_force.rows_used, 0) as rows_used,
        coalesce(in_force.rows_held_back, 0) as rows_held_back,
        coalesce(open_queries.open_query_count, 0) as open_query_count,
        coalesce(came.returned_count, 0) as returned_count,
        in_force.extraction_id is null as is_carried
    from due_with_grace as due
    left join came
        on due.unit_code = came.unit_code
        and due.form = came.form
        and due.period = came.period
    left join in_force
        on due.unit_code = in_force.unit_code
        and due.form = in_force.form
        and due.period = in_force.period
    left join open_queries
        on in_force.extraction_id = open_queries.extraction_id
        and in_force.form = open_queries.form
)

select * from final
