-- Each finding that is not void, at the end of each month, with the day of feedback of its
-- inspection and what has become of its measures. A finding is complete when all its measures are.
with
findings as (
    {{ month_ends('fct_finding') }}
),

inspections as (
    {{ month_ends('fct_inspection') }}
),

measured as (
    select * from {{ ref('int_findings_measured') }}
),

units as (
    select
        unit_code,
        coalesce(successor_code, unit_code) as unit_group
    from {{ ref('int_units') }}
),

together as (
    select
        findings.*,
        inspections.feedback_on,
        coalesce(measured.measures_count, 0) as measures_count,
        coalesce(measured.are_all_completed, false) as is_rectified,
        coalesce(measured.are_all_closed, false) as is_closed,
        coalesce(measured.is_reviewed, false) as is_reviewed,
        coalesce(measured.is_sent_back, false) as is_sent_back,
        coalesce(measured.is_reopened, false) as is_reopened,
        measured.due_on,
        measured.current_due_on,
        case when measured.are_all_completed then measured.last_completed_on end as rectified_on,
        case when measured.are_all_closed then measured.last_closed_on end as closed_on
    from findings
    inner join units on findings.unit_code = units.unit_code
    left join inspections
        on findings.as_at_period = inspections.as_at_period
        and findings.unit_code = inspections.unit_code
        and findings.term_no = inspections.term_no
        and findings.round_no = inspections.round_no
        and findings.organisation_code = inspections.organisation_code
    left join measured
        on findings.as_at_period = measured.as_at_period
        and units.unit_group = measured.unit_group
        and findings.finding_no = measured.finding_no
),

final as (
    select
        *,
        {{ days_between('feedback_on', 'closed_on') }} as days_to_close
    from together
)

select * from final
