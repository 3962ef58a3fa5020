-- Figures of the monthly report on clues: of the month and of the year to date, with their bases.
with
to_date as (
    select * from {{ ref('int_indicator_values') }}
    where period_kind in ('month', 'year')
),

comparisons as (
    select * from {{ ref('int_indicator_comparisons') }}
),

regions as (
    select * from {{ ref('int_region_order') }}
),

final as (
    select
        to_date.as_at_period as period,
        to_date.indicator_code,
        to_date.region_code,
        to_date.region_level,
        regions.region_name,
        regions.sort_order,
        to_date.period_kind,
        to_date.period as figure_period,
        to_date.split_kind,
        to_date.split_code,
        splits.split_label,
        to_date.numerator,
        to_date.denominator,
        to_date.value,
        before.base_value as previous_value,
        year_ago.base_value as year_ago_value
    from to_date
    inner join regions
        on to_date.region_code = regions.region_code
        and to_date.region_level = regions.region_level
    left join {{ ref('dim_split') }} as splits
        on to_date.split_kind = splits.split_kind and to_date.split_code = splits.split_code
    {%- for alias, kind in [('before', 'previous_period'), ('year_ago', 'year_on_year')] %}
    left join comparisons as {{ alias }}
        on to_date.indicator_code = {{ alias }}.indicator_code
        and to_date.region_code = {{ alias }}.region_code
        and to_date.region_level = {{ alias }}.region_level
        and to_date.period_kind = {{ alias }}.period_kind
        and to_date.as_at_period = {{ alias }}.as_at_period
        and to_date.split_kind = {{ alias }}.split_kind
        and {{ alias }}.comparison_kind = '{{ kind }}'
    {%- endfor %}
)

select * from final
