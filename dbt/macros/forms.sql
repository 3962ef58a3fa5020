{#- A form's staging model is one call of `typed`; the fields come from the form's own file. -#}

{#- Every form but the cover, by the name that its models share: stg_<name>, chk_<name>__fatal,
    chk_<name>__query, int_<name>. `over_time`: the form has a chk_<name>__over_time. A new form is
    named here. -#}
{% macro forms() -%}
    {{ return([
        {'name': 'rounds', 'over_time': false},
        {'name': 'organisations', 'over_time': false},
        {'name': 'inspections', 'over_time': true},
        {'name': 'findings', 'over_time': false},
        {'name': 'measures', 'over_time': true},
        {'name': 'clues', 'over_time': true},
        {'name': 'matters', 'over_time': true},
        {'name': 'villages', 'over_time': true},
        {'name': 'workforce', 'over_time': true},
        {'name': 'outputs', 'over_time': false},
        {'name': 'processes', 'over_time': false},
        {'name': 'visits', 'over_time': false},
        {'name': 'evaluations', 'over_time': false},
        {'name': 'joint_supervision', 'over_time': true},
        {'name': 'stationed_organs', 'over_time': false},
        {'name': 'pairings', 'over_time': false},
        {'name': 'teams', 'over_time': false},
        {'name': 'self_checks', 'over_time': false},
        {'name': 'campaigns', 'over_time': false},
    ]) }}
{%- endmacro %}

{#- The number of a form (XC04) by the name of its models. -#}
{% macro form_code(name) -%}
    {{ return(form_of('stg_' ~ name).code) }}
{%- endmacro %}

{#- The key of an item as a person reads it: itself where one field makes it up, else each field
    with its heading. -#}
{% macro item_words(model_name, key) -%}
    {%- set keys = form_fields(model_name) | selectattr('key') | list -%}
    {%- set parts = [] -%}
    {%- for field in keys -%}
        {%- do parts.append("'" ~ field.label ~ "' || " ~ nth_part(key, '|', loop.index)) -%}
    {%- endfor -%}
    {{ return(parts | join(" || '、' || ") if keys | length > 1 else key) }}
{%- endmacro %}

{#- What the reader found of a form, as text. -#}
{% macro raw_rows_of(name) -%}
    {%- set form = form_of('stg_' ~ name) -%}
    {{ return(source('raw', form.name or 'none') if form else '') }}
{%- endmacro %}

{#- The fields of a form by their names. -#}
{% macro fields_by_name(model_name) -%}
    {%- set by_name = {} -%}
    {%- for field in form_fields(model_name) -%}{%- do by_name.update({field.name: field}) -%}{%- endfor -%}
    {{ return(by_name) }}
{%- endmacro %}

{#- What identifies an item of a form within its unit, as one text: the key fields in order. Null
    where one of them cannot be read. -#}
{% macro item_key(model_name, relation) -%}
    {%- set parts = [] -%}
    {%- for field in form_fields(model_name) if field.key -%}
        {%- do parts.append('cast(' ~ relation ~ '.' ~ field.name ~ ' as varchar)') -%}
    {%- endfor -%}
    {{ parts | join(" || '|' || ") if parts else "''" }}
{%- endmacro %}

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
    {%- if field.type == 'date' -%} {{ parse_date(folded, folded ~ '__bare', 'folded.period') }}
    {%- elif field.type == 'integer' -%} {{ parse_integer(folded, folded ~ '__bare') }}
    {%- elif field.type == 'decimal' -%}
        {{ parse_decimal(folded, 'folded.' ~ field.name ~ '__unit' if field.money else none) }}
    {%- elif field.type == 'boolean' -%} {{ parse_boolean(folded) }}
    {%- elif field.type in ('code', 'codes') -%} {{ field.name }}__codes.code
    {%- elif is_aliased(field) -%}
        coalesce(organisation_aliases.organisation_code, {{ parse_text('folded.' ~ field.name ~ '__text', folded, field) }})
    {%- else -%} {{ parse_text('folded.' ~ field.name ~ '__text', folded, field) }}
    {%- endif -%}
{%- endmacro %}

{#- Does the field name an organisation of the register XC17, under which other names may stand? -#}
{% macro is_aliased(field) -%}
    {{ return(field.name == 'organisation_code' and not model.name.startswith('stg_organisations')) }}
{%- endmacro %}

{% macro lineage_columns() -%}
    {{ return(['_extraction_id', '_sheet', '_table', '_row', 'unit_code', 'period']) }}
{%- endmacro %}

{#- The text of a field to be read: folded; where several codes may stand, white space between
    them counts as a comma before folding takes it out. -#}
{% macro folded_text(field, relation) -%}
    {%- set text = relation ~ '.' ~ field.name -%}
    {%- if field.type == 'codes' -%}
    {{ fold(replace_match(trimmed(text), white_space(), '、')) }}
    {%- else -%}
    {{ fold(text) }}
    {%- endif -%}
{%- endmacro %}

{#- Several codes in one cell, each distinct text read once: the codes in the order of their list,
    each once; no row where a part of the text is no code. -#}
{% macro read_codes(relation, field) -%}
    select
        written,
        period_start_on,
        {{ join_texts('code', '|', 'sort_order') }} as code
    from (
        select distinct
            parts.written,
            parts.period_start_on,
            codes.code,
            codes.sort_order
        from (
            select distinct
                {{ field.name }} as written,
                period_start_on,
                {{ split_to_rows(replace_match(field.name, '[、,;/]+', '、'), '、') }} as part
            from {{ relation }}
            where not {{ is_blank(field.name) }}
        ) as parts
        left join codes
            on codes.code_list = '{{ field.code_list }}'
            and parts.part = codes.spelling
            and parts.period_start_on between codes.valid_from and codes.valid_to
        where parts.part <> ''
    ) as read_parts
    group by written, period_start_on
    having count(*) = count(code)
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

texts as (
    select
        {% for column in lineage_columns() %}
        raw_rows.{{ column }},
        {% endfor %}
        {%- for field in fields %}
        {{ folded_text(field, 'raw_rows') }} as {{ field.name }},
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

folded as (
    select
        {%- for field in fields if field.type == 'date' %}
        {{ date_in_digits('texts.' ~ field.name) }} as {{ field.name }}__bare,
        {%- endfor %}
        {%- for field in fields if field.type == 'integer' %}
        {{ without_counting_words('texts.' ~ field.name) }} as {{ field.name }}__bare,
        {%- endfor %}
        texts.*
    from texts
),

codes as (
    select * from {{ ref('stg_code_spellings') }}
),

organisation_aliases as (
    select * from {{ ref('stg_organisation_aliases') }}
),
{%- for field in fields if field.type == 'codes' %}

{{ field.name }}__read as (
    {{ read_codes('folded', field) }}
),
{%- endfor %}

final as (
    select
        {%- for field in fields %}
        {{ parse_field(field) }} as {{ field.name }},
        {%- endfor %}
        {%- for column in lineage_columns() %}
        folded.{{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from folded
    {%- for field in fields if field.type == 'code' %}
    left join codes as {{ field.name }}__codes
        on {{ field.name }}__codes.code_list = '{{ field.code_list }}'
        and folded.{{ field.name }} = {{ field.name }}__codes.spelling
        and folded.period_start_on between
            {{ field.name }}__codes.valid_from and {{ field.name }}__codes.valid_to
    {%- endfor %}
    {%- for field in fields if is_aliased(field) %}
    left join organisation_aliases
        on folded.unit_code = organisation_aliases.unit_code
        and upper(folded.{{ field.name }}) = organisation_aliases.written
        and folded.period = organisation_aliases.period
    {%- endfor %}
    {%- for field in fields if field.type == 'codes' %}
    left join {{ field.name }}__read as {{ field.name }}__codes
        on folded.{{ field.name }} = {{ field.name }}__codes.written
        and folded.period_start_on = {{ field.name }}__codes.period_start_on
    {%- endfor %}
)

select * from final
{%- endmacro %}

{#- Is a form of this frequency due for the month that begins on `day`? A form sent on change or by
    round never is. The rule of dagster_project/due_days.py. -#}
{% macro is_due_in(frequency, day) -%}
    case {{ frequency }}
        when 'month' then true
        when 'quarter' then extract(month from {{ day }}) in (3, 6, 9, 12)
        when 'half_year' then extract(month from {{ day }}) in (6, 12)
        when 'year' then extract(month from {{ day }}) = 12
        else false
    end
{%- endmacro %}
