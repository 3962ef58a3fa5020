{#- Indicators are entries in the properties of an indicators_ model; these macros make their values
    and, from the same entries, the rows of dim_indicator that tracing runs.

    An entry: code, names, unit and direction; statistic (count, sum, ratio, mean, median); basis: flow,
    of the items whose date_column lies in the window, or stock, of all items at its end; numerator:
    the condition on an item (for a ratio or mean denominator too); value: what a sum adds up or a
    median is of; splits: by which codes it is given as well; value_kinds: the kinds of period it is given
    for (all, if not said); sentence_zh: the definition in words. Conditions may use the columns of
    the fact, period_start_on and period_end_on. A ratio or a mean counts items above and below the
    line; numerator_value and denominator_value say what is added up instead.

    Properties of the model beside its entries: fact, month_ends (the table of the fact's items at
    the end of each month, on which all conditions run), splits. -#}

{#- Every model that holds indicators: a new one is named here. -#}
{% macro indicator_models() -%}
    {{ return([
        'indicators_inspections',
        'indicators_organisations',
        'indicators_villages',
        'indicators_findings',
        'indicators_rectification',
        'indicators_rectification_rates',
        'indicators_measures',
        'indicators_clue_handling',
        'indicators_clue_outcomes',
        'indicators_clue_rates',
        'indicators_matters',
        'indicators_workforce',
        'indicators_workforce_training',
        'indicators_reporting',
    ]) }}
{%- endmacro %}

{#- The entries in the properties of the indicators_ model at hand (not known while dbt parses). -#}
{% macro declared_indicators() -%}
    {{ return(model.config.meta if execute else {'indicators': [], 'splits': {}}) }}
{%- endmacro %}

{#- The rows that an entry looks at: of a flow those dated in the window, of a stock all. -#}
{% macro indicator_base(indicator) -%}
    {%- if indicator.basis == 'flow' -%}
    {{ indicator.date_column }} between period_start_on and period_end_on
    {%- else -%}
    true
    {%- endif -%}
{%- endmacro %}

{% macro indicator_numerator(indicator) -%}
    {{ indicator_base(indicator) }} and ({{ indicator.numerator }})
{%- endmacro %}

{% macro indicator_denominator(indicator) -%}
    {{ indicator_base(indicator) }} and ({{ indicator.get('denominator', indicator.numerator) }})
{%- endmacro %}

{#- What an entry adds up above the line: 1 for each item, if not said. -#}
{% macro indicator_numerator_value(indicator) -%}
    {{ return(indicator.get('numerator_value', indicator.get('value', 1))
        if indicator.statistic != 'median' else 1) }}
{%- endmacro %}

{% macro is_quotient(indicator) -%}
    {{ return(indicator.statistic in ('ratio', 'mean')) }}
{%- endmacro %}

{#- The entries that are also given by the codes of `split_kind`. -#}
{% macro indicators_split_by(indicators, split_kind) -%}
    {%- set chosen = [] -%}
    {%- for indicator in indicators if split_kind in indicator.get('splits', []) -%}
        {%- do chosen.append(indicator) -%}
    {%- endfor -%}
    {{ return(chosen) }}
{%- endmacro %}

{% macro sum_where(condition, value) -%}
    sum(case when {{ condition }} then {{ 'coalesce(' ~ value ~ ', 0)' if value != 1 else 1 }} else 0 end)
{%- endmacro %}

{#- Numerator and denominator of every entry, one column each, from rows in windows. -#}
{% macro indicator_sums(indicators) -%}
    {%- for indicator in indicators %}
    {{ sum_where(indicator_numerator(indicator), indicator_numerator_value(indicator)) }}
        as {{ indicator.code }}_n,
    {%- if is_quotient(indicator) %}
    {{ sum_where(indicator_denominator(indicator), indicator.get('denominator_value', 1)) }}
        as {{ indicator.code }}_d,
    {%- endif %}
    {%- endfor %}
{%- endmacro %}

{#- From one column an entry to one row an entry. -#}
{% macro indicator_rows(relation, indicators, split_kind) -%}
    {%- for indicator in indicators %}
    select
        '{{ indicator.code }}' as indicator_code,
        region_code,
        region_level,
        as_at_period,
        period,
        period_kind,
        '{{ split_kind }}' as split_kind,
        split_code,
        try_cast({{ indicator.code }}_n as decimal(18, 4)) as numerator,
        {{ 'try_cast(' ~ indicator.code ~ '_d as decimal(18, 4))' if is_quotient(indicator)
            else 'cast(null as decimal(18, 4))' }} as denominator,
        {{ ratio(indicator.code ~ '_n', indicator.code ~ '_d') if is_quotient(indicator)
            else 'try_cast(' ~ indicator.code ~ '_n as decimal(18, 6))' }} as value
    from {{ relation }}
    where
        {%- if split_kind == 'all' %}
        (is_dense or {{ indicator.code }}_n <> 0
            {%- if is_quotient(indicator) %} or {{ indicator.code }}_d <> 0{% endif %})
        {%- else %}
        ({{ indicator.code }}_n <> 0
            {%- if is_quotient(indicator) %} or {{ indicator.code }}_d <> 0{% endif %})
        {%- endif %}
        {%- if indicator.value_kinds %}
        and period_kind in ('{{ indicator.value_kinds | join("', '") }}')
        {%- endif %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- Values of all entries of an indicators_ model from the fact's month-end rows. Units add up to
    cities and the province; a median pools the items. -#}
{% macro indicator_values_from(month_ends) -%}
{%- set meta = declared_indicators() -%}
{%- set medians = meta.indicators | selectattr('statistic', 'equalto', 'median') | list -%}
{%- set additive = meta.indicators | rejectattr('statistic', 'equalto', 'median') | list -%}
with
items as (
    select
        month_ends.*,
        windows.period as window_period,
        windows.period_kind,
        windows.start_on as period_start_on,
        windows.end_on as period_end_on
    from {{ month_ends }} as month_ends
    inner join {{ ref('int_unit_windows') }} as windows
        on month_ends.unit_code = windows.unit_code
        and month_ends.as_at_period = windows.as_at_period
),

unit_regions as (
    select * from {{ ref('int_unit_regions') }}
),

region_windows as (
    select
        unit_regions.region_code,
        unit_regions.region_level,
        windows.as_at_period,
        windows.period,
        windows.period_kind,
        max(case when windows.is_unit_valid or unit_regions.region_level <> 'unit' then 1 else 0 end)
            = 1 as is_dense
    from {{ ref('int_unit_windows') }} as windows
    inner join unit_regions on windows.unit_code = unit_regions.unit_code
    group by
        unit_regions.region_code,
        unit_regions.region_level,
        windows.as_at_period,
        windows.period,
        windows.period_kind
),
{% for split_kind, split in [('all', {'column': "'all'"})] + (meta.get('splits', {}).items() | list) %}
{%- set column = split.column %}
{%- set of_split = additive if split_kind == 'all' else indicators_split_by(additive, split_kind) %}

{{ split_kind }}_by_unit as (
    select
        unit_code,
        as_at_period,
        window_period,
        period_kind,
        {{ indicator_sums(of_split) }}
        {{ column }} as split_code
    from items
    {{ 'where ' ~ column ~ ' is not null' if split_kind != 'all' }}
    group by unit_code, as_at_period, window_period, period_kind, {{ column }}
),

{{ split_kind }}_by_region as (
    select
        unit_regions.region_code,
        unit_regions.region_level,
        sums.as_at_period,
        sums.window_period as period,
        sums.period_kind,
        {%- for indicator in of_split %}
        sum(sums.{{ indicator.code }}_n) as {{ indicator.code }}_n,
        {%- if is_quotient(indicator) %}
        sum(sums.{{ indicator.code }}_d) as {{ indicator.code }}_d,
        {%- endif %}
        {%- endfor %}
        sums.split_code
    from {{ split_kind }}_by_unit as sums
    inner join unit_regions on sums.unit_code = unit_regions.unit_code
    group by
        unit_regions.region_code,
        unit_regions.region_level,
        sums.as_at_period,
        sums.window_period,
        sums.period_kind,
        sums.split_code
),
{% endfor %}

all_dense as (
    select
        region_windows.region_code,
        region_windows.region_level,
        region_windows.as_at_period,
        region_windows.period,
        region_windows.period_kind,
        region_windows.is_dense,
        {%- for indicator in additive %}
        coalesce(sums.{{ indicator.code }}_n, 0) as {{ indicator.code }}_n,
        {%- if is_quotient(indicator) %}
        coalesce(sums.{{ indicator.code }}_d, 0) as {{ indicator.code }}_d,
        {%- endif %}
        {%- endfor %}
        'all' as split_code
    from region_windows
    left join all_by_region as sums
        on region_windows.region_code = sums.region_code
        and region_windows.region_level = sums.region_level
        and region_windows.as_at_period = sums.as_at_period
        and region_windows.period = sums.period
        and region_windows.period_kind = sums.period_kind
),
{% for indicator in medians %}

{{ indicator.code }}_by_region as (
    select
        unit_regions.region_code,
        unit_regions.region_level,
        items.as_at_period,
        items.window_period as period,
        items.period_kind,
        count(*) as item_count,
        {{ exact_median('items.' ~ indicator.value) }} as median_value
    from items
    inner join unit_regions on items.unit_code = unit_regions.unit_code
    where {{ indicator_numerator(indicator) }} and items.{{ indicator.value }} is not null
    group by
        unit_regions.region_code,
        unit_regions.region_level,
        items.as_at_period,
        items.window_period,
        items.period_kind
),
{% endfor %}

final as (
    {{ indicator_rows('all_dense', additive, 'all') }}
    {%- for split_kind in meta.get('splits', {}) %}
    union all
    {{ indicator_rows(
        split_kind ~ '_by_region', indicators_split_by(additive, split_kind), split_kind
    ) }}
    {%- endfor %}
    {%- for indicator in medians %}
    union all
    select
        '{{ indicator.code }}' as indicator_code,
        region_windows.region_code,
        region_windows.region_level,
        region_windows.as_at_period,
        region_windows.period,
        region_windows.period_kind,
        'all' as split_kind,
        'all' as split_code,
        cast(null as decimal(18, 4)) as numerator,
        try_cast(coalesce(medians.item_count, 0) as decimal(18, 4)) as denominator,
        try_cast(medians.median_value as decimal(18, 6)) as value
    from region_windows
    left join {{ indicator.code }}_by_region as medians
        on region_windows.region_code = medians.region_code
        and region_windows.region_level = medians.region_level
        and region_windows.as_at_period = medians.as_at_period
        and region_windows.period = medians.period
        and region_windows.period_kind = medians.period_kind
    where region_windows.is_dense or medians.item_count > 0
    {%- endfor %}
)

select * from final
{%- endmacro %}

{#- A mapping as one text that a published table can hold: name=part,part|name=part. -#}
{% macro mapping_text(mapping) -%}
    {%- set parts = [] -%}
    {%- for name, values in mapping | dictsort -%}
        {%- do parts.append(name ~ '=' ~ (values if values is string else values | join(','))) -%}
    {%- endfor -%}
    {{ return("'" ~ parts | join('|') ~ "'") }}
{%- endmacro %}

{#- A text of SQL as a text in SQL. -#}
{% macro sql_text(text) -%}
    {{ return("'" ~ text | trim | replace("'", "''") ~ "'") }}
{%- endmacro %}

{#- dim_indicator from the entries of the given indicators_ models, with what the properties of
    their month-end models say of the rows. -#}
{% macro indicator_catalogue(model_names) -%}
{%- set rows = [] -%}
{%- for model_name in model_names if ref(model_name) and execute -%}
    {%- set meta = graph.nodes['model.xuncha.' ~ model_name].config.meta -%}
    {%- set items = graph.nodes['model.xuncha.' ~ meta.month_ends].config.meta -%}
    {%- for indicator in meta.indicators -%}
        {%- do rows.append((meta, items, indicator)) -%}
    {%- endfor -%}
{%- endfor -%}
{%- for meta, items, indicator in rows %}
    {%- set split_columns = {} -%}
    {%- for split_kind in indicator.get('splits', []) -%}
        {%- do split_columns.update({split_kind: meta.splits[split_kind].column}) -%}
    {%- endfor %}
    select
        '{{ indicator.code }}' as indicator_code,
        '{{ indicator.name_zh }}' as name_zh,
        '{{ indicator.name_en }}' as name_en,
        '{{ meta.group_zh }}' as group_zh,
        '{{ indicator.statistic }}' as statistic,
        '{{ indicator.unit_zh }}' as unit_zh,
        '{{ indicator.direction }}' as direction,
        '{{ indicator.get('value_kinds', ['month', 'quarter', 'half_year', 'year', 'term_to_date']) | join('|') }}'
            as period_kinds,
        '{{ indicator.get('splits', []) | join('|') }}' as splits,
        {{ mapping_text(split_columns) }} as split_columns,
        '{{ indicator.sentence_zh }}' as sentence_zh,
        '{{ meta.fact }}' as fact,
        '{{ meta.month_ends }}' as month_ends,
        '{{ items.get('form', '') }}' as form,
        '{{ items.key | join('|') }}' as key_columns,
        {{ mapping_text(items.get('made_from', {})) }} as made_from,
        {{ "'" ~ indicator.date_column ~ "'" if indicator.date_column else 'cast(null as varchar)' }}
            as date_column,
        {{ sql_text(indicator_numerator(indicator)) }} as numerator_sql,
        {{ sql_text(indicator_denominator(indicator)) if is_quotient(indicator)
            else 'cast(null as varchar)' }} as denominator_sql,
        {{ sql_text(indicator.value if indicator.statistic == 'median'
            else indicator_numerator_value(indicator) | string) }} as numerator_value_sql,
        {{ sql_text(indicator.get('denominator_value', 1) | string) }} as denominator_value_sql,
        '{{ indicator.basis }}' as basis,
        {{ loop.index }} as sort_order
    {{ 'union all' if not loop.last }}
{%- endfor %}
{%- if not rows %} select 1 as indicator_code {% endif -%}
{%- endmacro %}

{#- dim_split from the entries of the given indicators_ models: what the codes of a split mean. -#}
{% macro split_catalogue(model_names) -%}
{%- set rows = [] -%}
{%- for model_name in model_names if ref(model_name) and execute -%}
    {%- for split_kind, split in graph.nodes['model.xuncha.' ~ model_name].config.meta.get('splits', {}).items() -%}
        {%- do rows.append((split_kind, split.code_list)) -%}
    {%- endfor -%}
{%- endfor -%}
with
code_values as (
    select * from {{ source('reference', 'code_values') }}
),

final as (
    {%- for split_kind, code_list in rows | unique %}
    select
        '{{ split_kind }}' as split_kind,
        code as split_code,
        label as split_label,
        sort_order
    from code_values
    where code_list = '{{ code_list }}'
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select distinct * from final
{%- endmacro %}
