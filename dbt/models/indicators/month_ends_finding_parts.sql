-- The rows that a finding was built of besides its own: the inspection that it was found in, and
-- its measures. Units that were merged share their measures with the unit they became.
with
findings as (
    select * from {{ ref('month_ends_finding') }}
),

inspections as (
    select * from {{ ref('month_ends_inspection') }}
),

measures as (
    select * from {{ ref('month_ends_measure') }}
),

units as (
    select
        unit_code,
        coalesce(successor_code, unit_code) as unit_group
    from {{ ref('int_units') }}
),

grouped_measures as (
    select
        measures.*,
        units.unit_group
    from measures
    inner join units on measures.unit_code = units.unit_code
),

final as (
    select
        findings.as_at_period,
        findings.unit_code,
        findings.finding_no,
        inspections._extraction_id,
        inspections._sheet,
        inspections._table,
        inspections._row
    from findings
    inner join inspections
        on findings.as_at_period = inspections.as_at_period
        and findings.unit_code = inspections.unit_code
        and findings.term_no = inspections.term_no
        and findings.round_no = inspections.round_no
        and findings.organisation_code = inspections.organisation_code
    union all
    select
        findings.as_at_period,
        findings.unit_code,
        findings.finding_no,
        grouped_measures._extraction_id,
        grouped_measures._sheet,
        grouped_measures._table,
        grouped_measures._row
    from findings
    inner join units on findings.unit_code = units.unit_code
    inner join grouped_measures
        on findings.as_at_period = grouped_measures.as_at_period
        and units.unit_group = grouped_measures.unit_group
        and findings.finding_no = grouped_measures.finding_no
)

select * from final
