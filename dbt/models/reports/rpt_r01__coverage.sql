-- Who reported XC04 for each month, when, and with what.
with
statuses as (
    select * from {{ ref('submission_status') }}
    where form = 'XC04'
),

regions as (
    select * from {{ ref('int_region_order') }}
    where region_level = 'unit'
),

final as (
    select
        statuses.period,
        regions.sort_order,
        statuses.unit_code,
        regions.region_name as unit_name,
        statuses.state,
        statuses.is_nil,
        statuses.rows_received,
        statuses.rows_held_back,
        statuses.is_carried,
        statuses.received_at
    from statuses
    inner join regions on statuses.unit_code = regions.region_code
)

select * from final
