-- Each unit beside the units whose returns may speak of its items: itself, and the one that it was
-- merged into.
with
units as (
    select * from {{ ref('int_units') }}
),

final as (
    select unit_code, unit_code as heir_code from units
    union all
    select unit_code, successor_code as heir_code
    from units
    where successor_code is not null
)

select * from final
