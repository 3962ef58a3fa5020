-- Used rows of XC17 in which it is told whether the parent organisation stands in the register.
with
used as (
    select * from {{ ref('int_organisations') }}
),

reported_keys as (
    select * from {{ ref('int_reported_keys') }}
    where reference = 'organisation'
),

final as (
    select
        used.*,
        used.is_in_force
        and used.parent_code is not null
        and reported_keys.reference_key is null as is_parent_unlisted
    from used
    left join reported_keys
        on used.unit_code = reported_keys.unit_code
        and used.parent_code = reported_keys.reference_key
        and used.period >= reported_keys.first_period
)

select * from final
