-- What XC06 says in the running term of the villages that were merged into a village.
with
villages as (
    select * from {{ ref('month_ends_village') }}
),

reports as (
    select * from {{ ref('int_village_reports') }}
),

successions as (
    select * from {{ ref('int_village_successions') }}
),

final as (
    select
        villages.as_at_period,
        villages.unit_code,
        villages.village_code,
        reports._extraction_id,
        reports._sheet,
        reports._table,
        reports._row
    from villages
    inner join successions on villages.village_code = successions.village_code
    inner join reports
        on villages.as_at_period = reports.as_at_period
        and villages.term_no = reports.term_no
        and successions.part_code = reports.village_code
)

select * from final
