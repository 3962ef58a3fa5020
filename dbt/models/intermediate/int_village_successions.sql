-- Each village that went into another, beside the one that it went into.
with
regions as (
    select * from {{ source('reference', 'regions') }}
    where region_level = 'village' and successor_codes <> ''
),

final as (
    select
        region_code as part_code,
        {{ split_to_rows('successor_codes', '|') }} as village_code
    from regions
)

select * from final
