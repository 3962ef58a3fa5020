{#- A form's staging model is one call of `typed`; the fields come from the form's own file. -#}

{#- Fields of a form's staging model, in the order of its file; unit tests override this. -#}
{% macro form_fields(model_name) -%}
    {%- set fields = [] -%}
    {%- if execute -%}
        {%- set node = graph.nodes['model.xuncha.' ~ model_name] -%}
        {%- for column in node.columns.values() if not column.config.meta.get('system') -%}
            {%- set meta = column.config.meta -%}
            {%- do fields.append({
                'name': column.name, 'label': column.description, 'type': meta.type,
                'key': meta.get('key', false), 'required': meta.get('required', false),
                'code_list': meta.get('code_list'), 'money': meta.get('money', false),
                'free_text': meta.get('free_text', false),
            }) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(fields) }}
{%- endmacro %}

{% macro form_of(model_name) -%}
    {{ return(graph.nodes['model.xuncha.' ~ model_name].config.meta.form if execute else {}) }}
{%- endmacro %}

{#- Type of the column that a field becomes. -#}
{% macro parse_field(field) -%}
    {%- set folded = 'folded.' ~ field.name -%}
    {%- if field.type == 'date' -%} {{ parse_date(folded, 'folded.period') }}
    {%- elif field.type == 'integer' -%} {{ parse_integer(folded) }}
    {%- elif field.type == 'decimal' -%}
        {{ parse_decimal(folded, 'folded.' ~ field.name ~ '__unit' if field.money else none) }}
    {%- elif field.type == 'boolean' -%} {{ parse_boolean(folded) }}
    {%- elif field.type == 'code' -%} {{ field.name }}__codes.code
    {%- else -%} {{ parse_text('folded.' ~ field.name ~ '__text', folded, field) }}
    {%- endif -%}
{%- endmacro %}

{% macro lineage_columns() -%}
    {{ return(['_extraction_id', '_sheet', '_table', '_row', 'unit_code', 'period']) }}
{%- endmacro %}

{#- Every raw row of a form with its types. Text that does not become its type is null here and a
    problem in the form's checks. A code holds from the first to the last day of its validity. -#}
{% macro typed(model_name) -%}
{%- set fields = form_fields(model_name) -%}
{%- set form = form_of(model_name) -%}
with
raw_rows as (
    select * from {{ source('raw', form.name or 'none') if form else '' }}
),

folded as (
    select
        {% for column in lineage_columns() %}
        raw_rows.{{ column }},
        {% endfor %}
        {%- for field in fields %}
        {{ fold('raw_rows.' ~ field.name) }} as {{ field.name }},
        {%- if field.free_text %}
        raw_rows.{{ field.name }} as {{ field.name }}__text,
        {%- endif %}
        {%- if field.money %}
        raw_rows.{{ field.name }}__unit,
        {%- endif %}
        {%- endfor %}
        {{ month_start('raw_rows.period') }} as period_start_on
    from raw_rows
),

codes as (
    select * from {{ ref('stg_code_spellings') }}
),

final as (
    select
        {%- for field in fields %}
        {{ parse_field(field) }} as {{ field.name }},
        {%- endfor %}
        {%- for column in lineage_columns() %}
        folded.{{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from folded
    {%- for field in fields if field.code_list %}
    left join codes as {{ field.name }}__codes
        on {{ field.name }}__codes.code_list = '{{ field.code_list }}'
        and folded.{{ field.name }} = {{ field.name }}__codes.spelling
        and folded.period_start_on between
            {{ field.name }}__codes.valid_from and {{ field.name }}__codes.valid_to
    {%- endfor %}
)

select * from final
{%- endmacro %}
