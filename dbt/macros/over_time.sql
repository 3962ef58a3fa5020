{#- A cumulative count that is lower than in the item's row before: one problem for each field. -#}
{% macro fallen_counts(relation, code, fields) -%}
    {%- set rows = [] -%}
    {%- for field in fields if execute -%}
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

{#- A deadline that was moved, and one that was extended after it had passed. -#}
{% macro moved_deadlines(relation, code, fields) -%}
    {%- if execute -%}
    {{ problem_row(relation, code ~ '-Q24', 'query', fields['due_on'],
        'due_on <> due_on_before',
        '“' ~ fields['due_on'].label ~ '”由{due_on_before}改为{due_on}；原期限不得改动，确需延期的请填“'
        ~ fields['extended_due_on'].label ~ '”，并说明。') }}
    union all
    {{ problem_row(relation, code ~ '-Q25', 'query', fields['extended_due_on'],
        'extended_due_on is not null'
        ~ ' and (extended_due_on_before is null or extended_due_on <> extended_due_on_before)'
        ~ ' and coalesce(extended_due_on_before, due_on_before) < period_start_on',
        '原期限在本报告期之前已经届满，“' ~ fields['extended_due_on'].label
        ~ '”{extended_due_on}属逾期后延期，请说明。') }}
    {%- endif -%}
{%- endmacro %}

{#- Open items gone from a part, one problem each. -#}
{% macro vanished_problems(relation, code, item) -%}
    {{ part_problem(relation, code ~ '-Q23', code, 'item_key', 'true',
        item ~ '“{item_words}”以前报送时尚未办结，本期台账中没有这一行，请补报；确需撤销的，请保留该行并填写“作废”和作废原因。') }}
{%- endmacro %}

{#- Over 30 % of the open keys gone while at least as many new ones appear. -#}
{% macro renumbering_problems(relation, code, item) -%}
    {{ part_problem(relation, code ~ '-Q26', code, 'gone_count',
        'open_before_count >= 5 and gone_count * 10 > open_before_count * 3'
        ~ ' and never_seen_count >= gone_count',
        '上次未办结的{open_before_count}' ~ item
        ~ '中有{gone_count}个编号不见，同时出现{never_seen_count}个新编号，疑似重新编号，请恢复原编号或说明。') }}
{%- endmacro %}

{#- Each used row 合计 in force of a table with fixed rows, as text too, beside the sums of the rows
    for which `parts` holds (<field>__parts) and the number of these rows. -#}
{% macro totals_beside_parts(name, fields, parts) -%}
    {%- set total_rows -%}
    (
        select
            {%- for field in fields %}
            sums.{{ field.name }}__parts,
            {%- endfor %}
            sums.parts_count,
            used.*
        from {{ ref('int_' ~ name) }} as used
        inner join (
            select
                _extraction_id,
                {%- for field in fields %}
                sum(case when {{ parts }} then coalesce({{ field.name }}, 0) else 0 end)
                    as {{ field.name }}__parts,
                {%- endfor %}
                sum(case when {{ parts }} then 1 else 0 end) as parts_count
            from {{ ref('int_' ~ name) }}
            group by _extraction_id
        ) as sums on used._extraction_id = sums._extraction_id
        where used.is_in_force and used.row_code = 'total'
    )
    {%- endset -%}
    {{ rows_with_text('stg_' ~ name, total_rows) }}
{%- endmacro %}

{#- A total that is not the sum of its parts, which `words` names: one problem for each field. -#}
{% macro wrong_totals(relation, code, fields, words) -%}
    {%- set rows = [] -%}
    {%- for field in fields if execute -%}
        {%- set message = '合计行“' ~ field.label ~ '”为{' ~ field.name ~ '}，' ~ words ~ '之和为{'
            ~ field.name ~ '__parts}，请核对。' -%}
        {%- do rows.append(problem_row(relation, code, 'query', field,
            'coalesce(' ~ field.name ~ ', 0) <> ' ~ field.name ~ '__parts', message)) -%}
    {%- endfor -%}
    {{ return(rows | join('\n    union all\n    ')) }}
{%- endmacro %}
