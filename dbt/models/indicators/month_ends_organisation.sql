-- Each organisation that is to be inspected in the running term, at the end of each month, with the
-- day on which a team first left it in that term.
with
organisations as (
    {{ month_ends('fct_organisation') }}
),

inspections as (
    {{ month_ends('fct_inspection') }}
),

running_terms as (
    select * from {{ ref('int_running_terms') }}
),

spoken_for as (
    select
        inspections.as_at_period,
        heirs.heir_code as unit_code,
        inspections.term_no,
        inspections.organisation_code,
        inspections.left_on
    from inspections
    inner join {{ ref('int_unit_heirs') }} as heirs on inspections.unit_code = heirs.unit_code
),

first_inspections as (
    select
        as_at_period,
        unit_code,
        term_no,
        organisation_code,
        min(left_on) as first_inspected_on
    from spoken_for
    group by as_at_period, unit_code, term_no, organisation_code
),

final as (
    select
        organisations.*,
        first_inspections.first_inspected_on
    from organisations
    left join running_terms
        on organisations.unit_code = running_terms.unit_code
        and organisations.as_at_period = running_terms.as_at_period
    left join first_inspections
        on organisations.as_at_period = first_inspections.as_at_period
        and organisations.unit_code = first_inspections.unit_code
        and organisations.organisation_code = first_inspections.organisation_code
        and running_terms.term_no = first_inspections.term_no
    where organisations.in_plan_from <= organisations.end_on
        and (organisations.in_plan_to is null or organisations.in_plan_to > organisations.end_on)
)

select * from final
