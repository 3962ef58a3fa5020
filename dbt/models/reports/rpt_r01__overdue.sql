-- Clues overdue at the end of each month: for disposal, and for settling.
with
month_ends as (
    select
        clues.*,
        months.end_on as period_end_on
    from {{ ref('month_ends_clue') }} as clues
    inner join {{ ref('int_months') }} as months on clues.as_at_period = months.month
    where not clues.is_settled
),

overdue as (
    select
        as_at_period,
        unit_code,
        clue_no,
        is_supervised,
        'disposal' as overdue_kind,
        disposal_due_on as deadline_on,
        period_end_on
    from month_ends
    where disposal_on is null and disposal_due_on < period_end_on
    union all
    select
        as_at_period,
        unit_code,
        clue_no,
        is_supervised,
        'handling' as overdue_kind,
        current_due_on as deadline_on,
        period_end_on
    from month_ends
    where current_due_on < period_end_on
),

regions as (
    select * from {{ ref('int_region_order') }}
    where region_level = 'unit'
),

final as (
    select
        overdue.as_at_period as period,
        row_number() over (
            partition by overdue.as_at_period
            order by
                overdue.overdue_kind nulls last,
                regions.sort_order nulls last,
                overdue.deadline_on nulls last,
                overdue.clue_no nulls last
        ) as sort_order,
        overdue.overdue_kind,
        overdue.unit_code,
        regions.region_name as unit_name,
        overdue.clue_no,
        overdue.deadline_on,
        {{ days_between('overdue.deadline_on', 'overdue.period_end_on') }} as days_overdue,
        overdue.is_supervised
    from overdue
    inner join regions on overdue.unit_code = regions.region_code
)

select * from final
