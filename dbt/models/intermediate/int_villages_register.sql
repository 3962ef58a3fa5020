-- The villages and communities that exist at the end of each month, each under the county that
-- reports it.
with
regions as (
    select
        region_code,
        region_level,
        parent_code,
        coalesce(valid_from, cast('1900-01-01' as date)) as first_on,
        coalesce(valid_to, cast('9999-12-31' as date)) as last_on
    from {{ source('reference', 'regions') }}
    where region_level in ('village', 'town')
),

villages as (
    select * from regions
    where region_level = 'village'
),

towns as (
    select * from regions
    where region_level = 'town'
),

units as (
    select * from {{ ref('int_units') }}
    where unit_kind = 'county'
),

final as (
    select distinct
        months.month as as_at_period,
        months.end_on,
        units.unit_code,
        villages.region_code as village_code
    from villages
    inner join {{ ref('int_months') }} as months
        on months.end_on between villages.first_on and villages.last_on
    inner join towns
        on villages.parent_code = towns.region_code
        and months.end_on between towns.first_on and towns.last_on
    inner join units
        on towns.parent_code = units.region_code
        and months.end_on between units.first_on and units.last_on
)

select * from final
