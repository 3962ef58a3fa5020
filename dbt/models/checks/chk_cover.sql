-- What the cover in force says against what the workbook holds.
with
covers as (
    {{ rows_with_text('stg_cover', ref('stg_cover')) }}
),

held_rows as (
    select * from {{ ref('int_held_rows') }}
    where form = 'COVER'
),

parts as (
    select * from {{ ref('int_parts') }}
    where is_in_force
),

forms as (
    select
        form,
        title,
        control_total
    from {{ source('reference', 'forms') }}
),

control_totals as (
    {%- for form in forms() %}
    {%- set field = form_of('stg_' ~ form.name).control_total %}
    select
        _extraction_id as extraction_id,
        '{{ form_code(form.name) }}' as form,
        {{ 'sum(coalesce(' ~ field ~ ', 0))' if field else 'cast(null as decimal(18, 4))' }}
            as control_total
    from {{ ref('stg_' ~ form.name) }}
    group by _extraction_id
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

compared as (
    select
        covers.*,
        parts.form,
        forms.title as form_title,
        parts.rows_received,
        case
            when forms.control_total is not null then coalesce(control_totals.control_total, 0)
        end as counted_total
    from covers
    inner join parts
        on covers._extraction_id = parts.extraction_id and covers.form_code = parts.form
    inner join forms on parts.form = forms.form
    left join control_totals
        on parts.extraction_id = control_totals.extraction_id
        and parts.form = control_totals.form
    left join held_rows
        on covers._extraction_id = held_rows.extraction_id
        and covers._sheet = held_rows.sheet
        and covers._table = held_rows.table_no
        and covers._row = held_rows.row_no
    where held_rows.row_no is null
),
{%- set by_name = fields_by_name('stg_cover') %}

found as (
    {%- for check in declared_checks() %}
    {{ problem_row('compared', check.code, check.severity, by_name[check.fields[0]],
        check.predicate, check.message) }}
    union all
    {%- endfor %}
    {{ rough_number_problem('compared', by_name['declared_rows_count']) }}
    union all
    {{ rough_number_problem('compared', by_name['control_total']) }}
),

final as (
    select
        found.*,
        compared.form
    from found
    inner join compared
        on found.extraction_id = compared._extraction_id
        and found.sheet = compared._sheet
        and found.table_no = compared._table
        and found.row_no = compared._row
)

select * from final
