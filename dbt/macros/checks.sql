{#- Checks compile into rows of one shape, a row for each wrong cell. What a check says stands in
    the properties of its chk_ model (checks of one form) or below (checks that every form has). -#}

{#- The value of a column as a person writes it: a text without white space around it, a number
    without zeros at its end. -#}
{% macro shown_value(name) -%}
    {%- set text = 'cast(' ~ name ~ ' as varchar)' -%}
    {{ return(trimmed(text) if name.endswith('__text') else without_last_zeros(text)) }}
{%- endmacro %}

{#- A message pattern as SQL: {name} becomes the value of that column, 空 where it is null. -#}
{% macro message_sql(pattern) -%}
    {%- set ns = namespace(text = pattern, parts = []) -%}
    {%- for name in modules.re.findall('[{]([a-z0-9_]+)[}]', pattern) -%}
        {%- set pieces = ns.text.split('{' ~ name ~ '}', 1) -%}
        {%- do ns.parts.append("'" ~ pieces[0] ~ "'") -%}
        {%- do ns.parts.append("coalesce(" ~ shown_value(name) ~ ", '空')") -%}
        {%- set ns.text = pieces[1] -%}
    {%- endfor -%}
    {%- do ns.parts.append("'" ~ ns.text ~ "'") -%}
    {{ return(ns.parts | join(' || ')) }}
{%- endmacro %}

{#- The entries in the properties of the chk_ model at hand (not known while dbt parses). -#}
{% macro declared_checks() -%}
    {{ return(model.config.meta.checks if execute else []) }}
{%- endmacro %}

{#- One wrong cell: `value` is what was typed, none for free text (it stays in the restricted
    database). -#}
{% macro problem_row(relation, code, severity, field, predicate, message) -%}
    {%- if execute %}
    select
        '{{ code }}' as check_code,
        '{{ severity }}' as severity,
        _extraction_id as extraction_id,
        unit_code,
        period,
        _sheet as sheet,
        _table as table_no,
        _row as row_no,
        '{{ field.name }}' as field,
        {{ 'cast(null as varchar)' if field.free_text else field.name ~ '__text' }} as value,
        {{ message_sql(message) }} as message
    from {{ relation }}
    where {{ predicate }}
    {%- endif %}
{%- endmacro %}

{#- Typed rows of a form beside their text: <field>__text as typed, <field>__folded to look at. -#}
{% macro rows_with_text(model_name, rows_relation) -%}
{%- set form = form_of(model_name) -%}
    select
        typed_rows.*,
        {%- for field in form_fields(model_name) %}
        raw_rows.{{ field.name }} as {{ field.name }}__text,
        {{ fold('raw_rows.' ~ field.name) }} as {{ field.name }}__folded{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ rows_relation }} as typed_rows
    inner join {{ source('raw', form.name or 'none') if form else '' }} as raw_rows
        on typed_rows._extraction_id = raw_rows._extraction_id
        and typed_rows._sheet = raw_rows._sheet
        and typed_rows._table = raw_rows._table
        and typed_rows._row = raw_rows._row
{%- endmacro %}

{% macro expected_text(field) -%}
    {%- set expected = {
        'date': '不是有效日期，请按“2026-03-05”的格式填写',
        'integer': '不是不小于0的整数，请只填数字',
        'decimal': '不是有效数字，请只填数字，不带说明文字',
        'boolean': '无法识别，请填“是”或“否”',
        'text': '是错误值、未计算的公式或被表格软件改成了科学计数，请设为文本格式后重新填写',
    } -%}
    {{ return(expected[field.type]) }}
{%- endmacro %}

{#- Checks that every field has by its nature: type, code list, required, telephone numbers. -#}
{% macro field_problems(relation, fields) -%}
    {%- set personal = '(^|[^0-9])([0-9]{17}[0-9Xx]|[0-9]{15}|1[3-9][0-9]{9})([^0-9]|$)' -%}
    {%- set rows = [] -%}
    {%- for field in fields -%}
        {%- set folded = field.name ~ '__folded' -%}
        {%- set wrong = field.name ~ ' is null and not ' ~ is_blank(folded) -%}
        {%- set quoted = '“' ~ field.label ~ '”填写的“{' ~ field.name ~ '__text}”' -%}
        {%- if field.code_list -%}
            {%- set message = quoted ~ '不在可选范围内，请从下列选项中选填：{' ~ field.name ~ '__choices}。' -%}
            {%- do rows.append(problem_row(relation, 'ROW-03', 'fatal', field, wrong, message)) -%}
        {%- else -%}
            {%- set message = quoted ~ expected_text(field) ~ '。' -%}
            {%- if field.free_text -%}
                {%- set message = '“' ~ field.label ~ '”' ~ expected_text(field) ~ '。' -%}
            {%- endif -%}
            {%- do rows.append(problem_row(relation, 'ROW-02', 'fatal', field, wrong, message)) -%}
        {%- endif -%}
        {#- A tick column must be there; a blank in it is a no. -#}
        {%- if field.required and field.type != 'boolean' -%}
            {%- do rows.append(problem_row(relation, 'ROW-04', 'fatal', field, is_blank(folded),
                '“' ~ field.label ~ '”为必填项，请补填。')) -%}
        {%- endif -%}
        {%- if field.free_text -%}
            {%- do rows.append(problem_row(relation, 'ROW-06', 'fatal', field,
                contains_match(folded, personal),
                '“' ~ field.label ~ '”中疑似填有身份证号或手机号码，请删去后重报。')) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(rows | join('\n    union all\n    ')) }}
{%- endmacro %}

{#- Rows of one part that share a key: none of them can be told to be the right one. The problem
    stands at the last field of the key. -#}
{% macro duplicate_key_problems(relation, fields) -%}
    {%- set words = [] -%}
    {%- for key in fields if key.key -%}
        {%- do words.append('“' ~ key.label ~ '”“{' ~ key.name ~ '__text}”') -%}
    {%- endfor -%}
    {%- for key in (fields | selectattr('key') | list)[-1:] -%}
    {{ problem_row(relation, 'ROW-05', 'fatal', key, 'same_key_count > 1',
        words | join('、') ~ '的行在本表中出现{same_key_count}次，请核对后只保留一行或改正编号。') }}
    {%- endfor -%}
{%- endmacro %}

{#- The checks written in the properties of this chk_ model, a row for each field they name. -#}
{% macro declared_problems(relation, fields, checks) -%}
    {%- set by_name = {} -%}
    {%- for field in fields -%}{%- do by_name.update({field.name: field}) -%}{%- endfor -%}
    {%- set rows = [] -%}
    {%- for check in checks -%}
        {%- for name in check.fields -%}
            {%- set field = by_name[name] -%}
            {%- do rows.append(problem_row(relation, check.code, check.severity, field,
                check.predicate | replace('{field}', name),
                check.message | replace('{label}', field.label) | replace('{value}', '{' ~ name ~ '}'))) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(rows | join('\n    union all\n    ')) }}
{%- endmacro %}

{#- Rows that refer to something that no return has (ROW-07), or to a place that no register has
    (ROW-08). A parent: {field: where the problem stands, columns: that make up its key, reference:
    of int_reported_keys, title: of the form that should hold it}; a place: {field, level, title}. -#}
{% macro reference_problems(relation, fields, parents, places) -%}
    {%- set by_name = {} -%}
    {%- for field in fields -%}{%- do by_name.update({field.name: field}) -%}{%- endfor -%}
    {%- set rows = [] -%}
    {%- for parent in parents if execute -%}
        {%- do rows.append(problem_row(relation, 'ROW-07', 'fatal', by_name[parent.field],
            'has_no_' ~ parent.reference,
            '“' ~ by_name[parent.field].label ~ '”“{' ~ parent.field ~ '__text}”在《' ~ parent.title
            ~ '》中没有对应的行，请先在《' ~ parent.title ~ '》中登记，或改正编号。')) -%}
    {%- endfor -%}
    {%- for place in places if execute -%}
        {%- do rows.append(problem_row(relation, 'ROW-08', 'fatal', by_name[place.field],
            place.field ~ '__is_unknown',
            '“' ~ by_name[place.field].label ~ '”“{' ~ place.field ~ '__text}”不在区划名册中，请填写'
            ~ place.title ~ '。')) -%}
    {%- endfor -%}
    {{ return(rows | join('\n    union all\n    ')) }}
{%- endmacro %}

{#- The key that the columns of a row make up, null where one of them is not known. -#}
{% macro reference_key(columns, relation) -%}
    {%- for column in columns -%}
        cast({{ relation }}.{{ column }} as varchar){{ " || '|' || " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- All fatal checks of a form: a row that has one of these is held back. `units`: fields that name
    a reporting unit; <field>__is_unknown tells declared checks that there is none of that code. -#}
{% macro fatal_problems(model_name, parents=[], places=[], units=[]) -%}
{%- set fields = form_fields(model_name) -%}
{%- set keys = fields | selectattr('key') | map(attribute='name') | list -%}
with
counted as (
    select
        typed_rows.*,
        count(*) over (partition by _extraction_id, {{ keys | join(', ') }}) as key_rows
    from {{ ref(model_name) }} as typed_rows
),

texts as (
    {{ rows_with_text(model_name, 'counted') }}
),

choices as (
    select * from {{ ref('stg_code_choices') }}
),

{%- if parents %}

reported_keys as (
    select * from {{ ref('int_reported_keys') }}
),
{%- endif %}
{%- if places %}

regions as (
    select
        region_code,
        region_level,
        coalesce(valid_from, cast('1900-01-01' as date)) as first_on,
        coalesce(valid_to, cast('9999-12-31' as date)) as last_on
    from {{ source('reference', 'regions') }}
),
{%- endif %}

checked as (
    select
        texts.*,
        {%- for parent in parents %}
        {{ reference_key(parent.columns, 'texts') }} is not null
        and {{ parent.reference }}_keys.reference_key is null as has_no_{{ parent.reference }},
        {%- endfor %}
        {%- for place in places %}
        texts.{{ place.field }} is not null and not exists (
            select 1
            from regions
            where regions.region_code = texts.{{ place.field }}
                and regions.region_level = '{{ place.level }}'
                and regions.first_on <= {{ last_day_of_month(month_start('texts.period')) }}
                and regions.last_on >= {{ month_start('texts.period') }}
        ) as {{ place.field }}__is_unknown,
        {%- endfor %}
        {%- for name in units %}
        texts.{{ name }} is not null and not exists (
            select 1
            from {{ source('reference', 'reporting_units') }} as units
            where units.unit_code = texts.{{ name }}
        ) as {{ name }}__is_unknown,
        {%- endfor %}
        {%- for field in fields if field.code_list %}
        (select choices.choices from choices where choices.code_list = '{{ field.code_list }}')
            as {{ field.name }}__choices,
        {%- endfor %}
        case when {% for key in keys %}{{ key }} is not null{{ ' and ' if not loop.last }}{% endfor %}
            then key_rows else 1 end as same_key_count
    from texts
    {%- for parent in parents %}
    left join reported_keys as {{ parent.reference }}_keys
        on {{ parent.reference }}_keys.reference = '{{ parent.reference }}'
        and texts.unit_code = {{ parent.reference }}_keys.unit_code
        and {{ reference_key(parent.columns, 'texts') }}
        = {{ parent.reference }}_keys.reference_key
        and texts.period >= {{ parent.reference }}_keys.first_period
    {%- endfor %}
),

final as (
    {{ field_problems('checked', fields) }}
    union all
    {{ duplicate_key_problems('checked', fields) }}
    {%- if parents or places %}
    union all
    {{ reference_problems('checked', fields, parents, places) }}
    {%- endif %}
    {%- if declared_checks() %}
    union all
    {{ declared_problems('checked', fields, declared_checks()) }}
    {%- endif %}
)

select * from final
{%- endmacro %}

{#- A number that was read from a text such as 约120 or 1760余 (ROW-09). -#}
{% macro rough_number_problem(relation, field) -%}
    {{ problem_row(relation, 'ROW-09', 'query', field,
        is_rough_number(field.name ~ '__folded', field.type),
        '“' ~ field.label ~ '”填写的“{' ~ field.name ~ '__text}”带有约数或说明，已按{' ~ field.name
        ~ '}采用，请核实并改填准确数字。') }}
{%- endmacro %}

{#- The query checks of a form within a row, on the rows that are used. -#}
{% macro query_problems(model_name, used_model) -%}
with
checked as (
    {{ rows_with_text(model_name, ref(used_model)) }}
),

final as (
    {{ declared_problems('checked', form_fields(model_name), declared_checks()) }}
    {%- for field in form_fields(model_name) if field.type in ('integer', 'decimal') %}
    union all
    {{ rough_number_problem('checked', field) }}
    {%- endfor %}
)

select * from final
{%- endmacro %}

{#- What the checks of all forms and of the cover found about rows: one row a problem. `layout_form` is
    the form of which the sheet is laid out: a check of the cover's counts speaks of another form. -#}
{% macro problems_of_rows() -%}
    {%- set sources = [('chk_cover__fatal', "'COVER'", "'COVER'"), ('chk_cover', 'form', "'COVER'")] %}
    {%- for form in forms() %}
    {%- for kind in ['fatal', 'query'] + (['over_time'] if form.over_time else []) %}
    {%- set code = "'" ~ form_code(form.name) ~ "'" %}
    {%- do sources.append(('chk_' ~ form.name ~ '__' ~ kind, code, code)) %}
    {%- endfor %}
    {%- endfor %}

    {%- for model_name, form, layout_form in sources %}
    select
        check_code,
        severity,
        extraction_id,
        unit_code,
        period,
        {{ form }} as form,
        {{ layout_form }} as layout_form,
        sheet,
        table_no,
        row_no,
        field,
        value,
        message
    from {{ ref(model_name) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
