{#- The condition holds in every row: an identity between columns of one row. -#}
{% test holds(model, condition) %}
select *
from {{ model }}
where not coalesce({{ condition }}, false)
{% endtest %}

{#- An item has one state at a time: each state ends where the next begins. -#}
{% test states_do_not_overlap(model) %}
select *
from (
    select
        *,
        lead(valid_from_period) over (
            partition by unit_code, item_key order by valid_from_period nulls last
        ) as next_from_period
    from {{ model }}
) as states
where valid_to_period <= valid_from_period
    or (next_from_period is not null and coalesce(valid_to_period, '9999-12') > next_from_period)
{% endtest %}
