-- At most one part of a unit, form and period is in force.
select
    unit_code,
    form,
    period
from {{ ref('submission_parts') }}
where status in ('accepted', 'accepted_with_held_rows')
group by unit_code, form, period
having count(*) > 1
