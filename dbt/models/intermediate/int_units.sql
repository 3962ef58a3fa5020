-- Each reporting unit once, by its newest name, with the whole time of its validity.
with
reporting_units as (
    select
        *,
        row_number() over (unit order by valid_from desc nulls last) as newest_first,
        min(coalesce(valid_from, cast('1900-01-01' as date))) over unit as first_on,
        max(coalesce(valid_to, cast('9999-12-31' as date))) over unit as last_on
    from {{ source('reference', 'reporting_units') }}
    window unit as (partition by unit_code)
),

final as (
    select
        unit_code,
        name as unit_name,
        unit_kind,
        region_code,
        city_code,
        first_on,
        last_on,
        successor_code
    from reporting_units
    where newest_first = 1
)

select * from final
