-- The term that runs in each unit at the end of each month.
with
terms as (
    select * from {{ source('reference', 'terms') }}
),

final as (
    select
        units.unit_code,
        months.month as as_at_period,
        terms.term_no
    from {{ ref('int_units') }} as units
    cross join {{ ref('int_months') }} as months
    inner join terms
        on units.unit_code = terms.region_code
        and months.end_on >= terms.started_on
        and (terms.ended_on is null or months.end_on <= terms.ended_on)
)

select * from final
