{#- A cumulative count that is lower than in the item's row before: one problem for each field. -#}
{% macro fallen_counts(relation, code, fields) -%}
    {%- set rows = [] -%}
    {%- for field in fields -%}
        {%- set message = '“' ~ field.label ~ '”是累计数，上次报送为{' ~ field.name ~ '_before}，本次为{'
            ~ field.name ~ '}，不应减少，请核对或说明。' -%}
        {%- do rows.append(problem_row(relation, code, 'query', field,
            'coalesce(' ~ field.name ~ ', 0) < coalesce(' ~ field.name ~ '_before, 0)', message)) -%}
    {%- endfor -%}
    {{ return(rows | join('\n    union all\n    ')) }}
{%- endmacro %}

{#- A problem of a whole part: no cell. -#}
{% macro part_problem(relation, code, form, value, predicate, message) -%}
    select
        '{{ code }}' as check_code,
        'query' as severity,
        extraction_id,
        unit_code,
        period,
        '' as sheet,
        cast(null as bigint) as table_no,
        cast(null as bigint) as row_no,
        cast(null as varchar) as field,
        cast({{ value }} as varchar) as value,
        {{ message_sql(message) }} as message
    from {{ relation }}
    where {{ predicate }}
{%- endmacro %}
