-- What other returns may refer to: each key that can be read in a row of a part in force, held
-- back or not, with the first period that it was sent for; for the sender, and for the unit that
-- the sender was merged into.
{%- set references = [
    ('round', 'rounds', item_key('stg_rounds', 'typed_rows')),
    ('inspection', 'inspections', item_key('stg_inspections', 'typed_rows')),
    ('finding', 'findings', item_key('stg_findings', 'typed_rows')),
    ('organisation', 'organisations', item_key('stg_organisations', 'typed_rows')),
    ('matter_finding', 'matters', 'typed_rows.finding_no'),
] %}
with
parts as (
    select extraction_id, form
    from {{ ref('int_parts') }}
    where is_in_force
),

sent as (
    {%- for reference, name, key in references %}
    select
        '{{ reference }}' as reference,
        typed_rows.unit_code,
        {{ key }} as reference_key,
        typed_rows.period
    from {{ ref('stg_' ~ name) }} as typed_rows
    inner join parts
        on parts.form = '{{ form_code(name) }}' and typed_rows._extraction_id = parts.extraction_id
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

spoken_for as (
    select
        sent.reference,
        heirs.heir_code as unit_code,
        sent.reference_key,
        sent.period
    from sent
    inner join {{ ref('int_unit_heirs') }} as heirs on sent.unit_code = heirs.unit_code
),

final as (
    select
        reference,
        unit_code,
        reference_key,
        min(period) as first_period
    from spoken_for
    where reference_key is not null
    group by reference, unit_code, reference_key
)

select * from final
