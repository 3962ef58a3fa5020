-- Used rows of XC01 in which it is told whether the organisation stands in the unit's register
-- XC17; not asked of a unit that has sent none.
with
used as (
    select * from {{ ref('int_inspections') }}
),

reported_keys as (
    select * from {{ ref('int_reported_keys') }}
    where reference = 'organisation'
),

registers as (
    select
        unit_code,
        min(first_period) as first_period
    from reported_keys
    group by unit_code
),

final as (
    select
        used.*,
        used.is_in_force
        and registers.unit_code is not null
        and reported_keys.reference_key is null as is_organisation_unlisted
    from used
    left join registers
        on used.unit_code = registers.unit_code and used.period >= registers.first_period
    left join reported_keys
        on used.unit_code = reported_keys.unit_code
        and used.organisation_code = reported_keys.reference_key
        and used.period >= reported_keys.first_period
)

select * from final
