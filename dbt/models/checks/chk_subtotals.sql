-- Subtotal rows of parts in force whose numbers are not the sums of their rows. Not asked where one
-- of those rows is held back: the unit corrects it first.
with
subtotals as (
    select
        subtotals.extraction_id,
        subtotals.form,
        subtotals.sheet,
        subtotals."table" as table_no,
        subtotals.first_row,
        subtotals.last_row,
        subtotals.field,
        subtotals.text as written,
        subtotals.cell,
        parts.unit_code,
        parts.period,
        layouts.money_unit,
        {{ fold('subtotals.text') }} as folded
    from {{ source('raw', 'subtotals') }} as subtotals
    inner join {{ ref('int_parts') }} as parts
        on subtotals.extraction_id = parts.extraction_id
        and subtotals.form = parts.form
        and parts.is_in_force
    left join {{ source('raw', 'layouts') }} as layouts
        on subtotals.extraction_id = layouts.extraction_id
        and subtotals.form = layouts.form
        and subtotals.sheet = layouts.sheet
        and subtotals."table" = layouts."table"
        and subtotals.field = layouts.field
    where not exists (
            select 1
            from {{ ref('int_held_rows') }} as held_rows
            where held_rows.form = subtotals.form
                and held_rows.extraction_id = subtotals.extraction_id
                and held_rows.sheet = subtotals.sheet
                and held_rows.table_no = subtotals."table"
                and held_rows.row_no between subtotals.first_row and subtotals.last_row
        )
),

-- Only plain numbers, with or without a counting word, are compared.
read as (
    select
        *,
        try_cast(
            replace({{ without_counting_words('folded') }}, ',', '') as decimal(28, 8)
        ) * case when money_unit = '元' then 0.0001 else 1 end as stated
    from subtotals
),
{%- for form in forms() %}
{%- set numbers = form_fields('stg_' ~ form.name) | selectattr('type', 'in', ['integer', 'decimal'])
    | rejectattr('key') | list %}

{{ form.name }}_sums as (
    select
        read.extraction_id,
        read.form,
        read.unit_code,
        read.period,
        read.sheet,
        read.cell,
        read.field,
        read.written,
        read.stated,
        case read.field
            when '' then ''
            {%- for field in numbers %}
            when '{{ field.name }}' then '{{ field.label }}'
            {%- endfor %}
        end as field_label,
        coalesce(sum(case read.field
            when '' then 0
            {%- for field in numbers %}
            when '{{ field.name }}' then try_cast(typed_rows.{{ field.name }} as decimal(18, 4))
            {%- endfor %}
        end), 0) as summed
    from read
    inner join {{ ref('stg_' ~ form.name) }} as typed_rows
        on read.extraction_id = typed_rows._extraction_id
        and read.sheet = typed_rows._sheet
        and read.table_no = typed_rows._table
        and typed_rows._row between read.first_row and read.last_row
    where read.form = '{{ form_code(form.name) }}' and read.stated is not null
    group by
        read.extraction_id,
        read.form,
        read.unit_code,
        read.period,
        read.sheet,
        read.cell,
        read.field,
        read.written,
        read.stated
),
{%- endfor %}

sums as (
    {%- for form in forms() %}
    select * from {{ form.name }}_sums
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

final as (
    select
        'PART-11' as check_code,
        'query' as severity,
        extraction_id,
        unit_code,
        period,
        form,
        sheet,
        cell,
        cast(null as varchar) as item_key,
        field,
        written as value,
        '小计或合计行的“' || field_label || '”为' || {{ without_last_zeros('cast(stated as varchar)') }}
        || '，其各行相加为' || {{ without_last_zeros('cast(summed as varchar)') }}
        || '，请核对合计或各行。' as message
    from sums
    where stated <> summed and field_label is not null
)

select * from final
