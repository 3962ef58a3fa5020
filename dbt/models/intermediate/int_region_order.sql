-- Every region that has figures, named, in the order of documents: province, then each city
-- followed by its units, all by code.
with
unit_regions as (
    select distinct region_code, region_level
    from {{ ref('int_unit_regions') }}
),

units as (
    select * from {{ ref('int_units') }}
),

regions as (
    select
        region_code,
        name,
        row_number() over (partition by region_code order by valid_from desc nulls last)
            as newest_first
    from {{ source('reference', 'regions') }}
),

named as (
    select
        unit_regions.region_code,
        unit_regions.region_level,
        coalesce(units.unit_name, regions.name) as region_name,
        case unit_regions.region_level
            when 'province' then ''
            when 'city' then unit_regions.region_code
            else coalesce(units.city_code, 'zz')
        end as city_order,
        case unit_regions.region_level when 'unit' then 1 else 0 end as level_order
    from unit_regions
    left join units
        on unit_regions.region_level = 'unit' and unit_regions.region_code = units.unit_code
    left join regions
        on unit_regions.region_code = regions.region_code and regions.newest_first = 1
),

final as (
    select
        region_code,
        region_level,
        region_name,
        row_number() over (
            order by city_order nulls last, level_order nulls last, region_code nulls last
        ) as sort_order
    from named
)

select * from final
