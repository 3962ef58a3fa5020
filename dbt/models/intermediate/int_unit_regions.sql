-- The regions that a unit's figures count in: itself, its city, the province.
with
units as (
    select * from {{ ref('int_units') }}
),

provinces as (
    select distinct region_code
    from {{ source('reference', 'regions') }}
    where region_level = 'province'
),

final as (
    select unit_code, unit_code as region_code, 'unit' as region_level from units
    union all
    select unit_code, city_code as region_code, 'city' as region_level
    from units
    where city_code is not null
    union all
    select units.unit_code, provinces.region_code, 'province' as region_level
    from units
    cross join provinces
)

select * from final
