{#- Tables that documents are made of. -#}

{#- Figures of a report with their bases (环比, 同比), for the kinds of period named: of the indicators
    that count the items of `month_ends` tables, or of those that are named. -#}
{% macro report_figures(period_kinds, month_ends=none, indicators=none) -%}
with
indicators as (
    select * from {{ ref('dim_indicator') }}
    {%- if indicators %}
    where indicator_code in ('{{ indicators | join("', '") }}')
    {%- else %}
    where month_ends in ('{{ month_ends | join("', '") }}')
    {%- endif %}
),

to_date as (
    select figures.*
    from {{ ref('int_indicator_values') }} as figures
    inner join indicators on figures.indicator_code = indicators.indicator_code
    where figures.period_kind in ('{{ period_kinds | join("', '") }}')
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
{%- endmacro %}

{#- Who reported the forms named for each month, when, and with what. -#}
{% macro report_coverage(codes) -%}
with
statuses as (
    select * from {{ ref('submission_status') }}
    where form in ('{{ codes | join("', '") }}')
),

regions as (
    select * from {{ ref('int_region_order') }}
    where region_level = 'unit'
),

final as (
    select
        statuses.period,
        regions.sort_order,
        statuses.form,
        statuses.unit_code,
        regions.region_name as unit_name,
        statuses.state,
        statuses.is_nil,
        statuses.rows_received,
        statuses.rows_held_back,
        statuses.is_carried,
        statuses.received_at
    from statuses
    inner join regions on statuses.unit_code = regions.region_code
)

select * from final
{%- endmacro %}
