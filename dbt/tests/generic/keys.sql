{#- The columns identify a row; none of them is null, nor any of those that are always filled: one
    test for both, since a test costs more to start than to run. -#}
{% test is_key(model, columns, filled=[]) %}
select
    {{ columns | join(', ') }},
    count(*) as row_count
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1 {% for column in columns %} or {{ column }} is null {% endfor %}
{%- for column in filled %} or count({{ column }}) < count(*) {% endfor %}
{% endtest %}

{#- None of the columns is ever null: one test for many columns. -#}
{% test has_no_nulls(model, columns) %}
select *
from {{ model }}
where {% for column in columns %} {{ column }} is null {{ 'or' if not loop.last }} {% endfor %}
{% endtest %}
