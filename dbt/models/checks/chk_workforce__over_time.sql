-- What does not add up between the rows of a table XC11 in force.
{%- set fields = form_fields('stg_workforce') | selectattr('type', 'equalto', 'integer') | list %}
with
used as (
    select * from {{ ref('int_workforce') }}
    where is_in_force
),

totals as (
    select
        _extraction_id,
        {%- for field in fields %}
        sum(case when row_code in ('office', 'teams') then coalesce({{ field.name }}, 0) else 0 end)
            as {{ field.name }}__parts,
        {%- endfor %}
        sum(case when row_code in ('office', 'teams', 'total') then 1 else 0 end) as summed_rows
    from used
    group by _extraction_id
),

total_rows as (
    select
        {%- for field in fields %}
        totals.{{ field.name }}__parts,
        {%- endfor %}
        used.*
    from used
    inner join totals on used._extraction_id = totals._extraction_id and totals.summed_rows = 3
    where used.row_code = 'total'
),

compared as (
    {{ rows_with_text('stg_workforce', 'total_rows') }}
),

parts as (
    select extraction_id, unit_code, period
    from {{ ref('int_parts') }}
    where form = '{{ form_code('workforce') }}' and is_in_force and not is_nil
),

due_rows as (
    select
        code as row_code,
        label as row_label
    from {{ source('reference', 'code_values') }}
    where code_list = 'workforce_row' and code in ('office', 'teams', 'total')
),

missing as (
    select
        parts.extraction_id,
        parts.unit_code,
        parts.period,
        due_rows.row_code,
        due_rows.row_label
    from parts
    cross join due_rows
    left join {{ ref('stg_workforce') }} as typed_rows
        on parts.extraction_id = typed_rows._extraction_id
        and due_rows.row_code = typed_rows.row_code
    where typed_rows.row_code is null
),

final as (
    {%- for field in fields %}
    {{ problem_row('compared', 'XC11-Q02', 'query', field,
        'coalesce(' ~ field.name ~ ', 0) <> ' ~ field.name ~ '__parts',
        '合计行“' ~ field.label ~ '”为{' ~ field.name ~ '}，巡察办与巡察组之和为{' ~ field.name
        ~ '__parts}，请核对。') }}
    union all
    {%- endfor %}
    {{ part_problem('missing', 'XC11-Q03', 'XC11', 'row_code', 'true',
        '表中没有“{row_label}”一行，请补报。') }}
)

select * from final
