-- The measures of each finding at the end of each month, in one row. Units that were merged share
-- their measures with the unit they became: `unit_group`.
with
units as (
    select
        unit_code,
        coalesce(successor_code, unit_code) as unit_group
    from {{ ref('int_units') }}
),

states as (
    select
        unit_code,
        item_key,
        valid_from_period,
        is_closed,
        is_void,
        max(case when is_closed then 1 else 0 end) over (
            partition by unit_code, item_key
            order by valid_from_period nulls last
            rows between unbounded preceding and 1 preceding
        ) as was_ever_closed
    from {{ ref('fct_measure') }}
),

reopened as (
    select
        unit_code,
        item_key,
        min(valid_from_period) as reopened_period
    from states
    where was_ever_closed = 1 and not is_closed and not is_void
    group by unit_code, item_key
),

measures as (
    select
        month_ends.*,
        units.unit_group,
        coalesce(reopened.reopened_period <= month_ends.as_at_period, false) as is_reopened
    from {{ ref('month_ends_measure') }} as month_ends
    inner join units on month_ends.unit_code = units.unit_code
    left join reopened
        on month_ends.unit_code = reopened.unit_code
        and month_ends.item_key = reopened.item_key
),

final as (
    select
        as_at_period,
        unit_group,
        finding_no,
        count(*) as measures_count,
        min(case when is_completed then 1 else 0 end) = 1 as are_all_completed,
        min(case when is_closed then 1 else 0 end) = 1 as are_all_closed,
        max(case when reviewed_on is not null or sent_back_count > 0 then 1 else 0 end) = 1
            as is_reviewed,
        max(case when sent_back_count > 0 then 1 else 0 end) = 1 as is_sent_back,
        max(case when is_reopened then 1 else 0 end) = 1 as is_reopened,
        max(due_on) as due_on,
        max(current_due_on) as current_due_on,
        max(completed_on) as last_completed_on,
        max(closed_on) as last_closed_on
    from measures
    group by as_at_period, unit_group, finding_no
)

select * from final
