{#- The columns identify a row and none of them is null. -#}
{% test is_key(model, columns) %}
select
    {{ columns | join(', ') }},
    count(*) as row_count
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1 {% for column in columns %} or {{ column }} is null {% endfor %}
{% endtest %}

{#- None of the columns is ever null: one test for many columns. -#}
{% test has_no_nulls(model, columns) %}
select *
from {{ model }}
where {% for column in columns %} {{ column }} is null {{ 'or' if not loop.last }} {% endfor %}
{% endtest %}
