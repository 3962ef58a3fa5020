-- Findings for which no measure has come 30 days after the feedback: one row a finding and part of
-- XC03 in force that might have held one.
{%- set days_allowed = 30 %}
with
parts as (
    select
        extraction_id,
        unit_code,
        period,
        {{ last_day_of_month(month_start('period')) }} as period_end_on
    from {{ ref('int_parts') }}
    where form = '{{ form_code('measures') }}' and is_in_force
),

findings as (
    select * from {{ ref('month_ends_finding') }}
),

measures as (
    select unit_code, finding_no, valid_from_period from {{ ref('fct_measure') }}
),

spoken_for as (
    select
        heirs.heir_code as unit_code,
        measures.finding_no,
        measures.valid_from_period
    from measures
    inner join {{ ref('int_unit_heirs') }} as heirs on measures.unit_code = heirs.unit_code
),

measured as (
    select
        unit_code,
        finding_no,
        min(valid_from_period) as first_period
    from spoken_for
    group by unit_code, finding_no
),

final as (
    select
        parts.extraction_id,
        parts.unit_code,
        parts.period,
        findings.finding_no,
        findings.feedback_on
    from parts
    inner join findings
        on parts.unit_code = findings.unit_code
        and parts.period = findings.as_at_period
        and {{ add_days('findings.feedback_on', days_allowed) }} < parts.period_end_on
    left join measured
        on findings.unit_code = measured.unit_code
        and findings.finding_no = measured.finding_no
        and findings.as_at_period >= measured.first_period
    where measured.finding_no is null
)

select * from final
