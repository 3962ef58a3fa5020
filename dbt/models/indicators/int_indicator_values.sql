-- The values of all indicators, for each month as at which they are counted.
{%- for name in indicator_models() %}
select * from {{ ref(name) }}
{{ 'union all' if not loop.last }}
{%- endfor %}
