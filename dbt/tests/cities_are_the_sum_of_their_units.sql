-- City = its own unit + its counties + its zones; the province = all units, each counted once.
-- Medians pool items and do not add up.
with
totals as (
    select
        figures.*
    from {{ ref('indicator_values') }} as figures
    inner join {{ ref('dim_indicator') }} as indicators
        on figures.indicator_code = indicators.indicator_code
    where figures.split_kind = 'all' and indicators.statistic <> 'median'
),

unit_sums as (
    select
        totals.indicator_code,
        unit_regions.region_code,
        unit_regions.region_level,
        totals.period,
        sum(totals.numerator) as numerator,
        sum(coalesce(totals.denominator, 0)) as denominator
    from totals
    inner join {{ ref('int_unit_regions') }} as unit_regions
        on totals.region_code = unit_regions.unit_code
    where totals.region_level = 'unit' and unit_regions.region_level <> 'unit'
    group by
        totals.indicator_code,
        unit_regions.region_code,
        unit_regions.region_level,
        totals.period
)

select totals.*
from totals
left join unit_sums
    on totals.indicator_code = unit_sums.indicator_code
    and totals.region_code = unit_sums.region_code
    and totals.region_level = unit_sums.region_level
    and totals.period = unit_sums.period
where totals.region_level <> 'unit'
    and (
        totals.numerator <> coalesce(unit_sums.numerator, 0)
        or coalesce(totals.denominator, 0) <> coalesce(unit_sums.denominator, 0)
    )
