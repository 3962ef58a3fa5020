-- The rows that an inspection was built of besides its own: its round and its findings.
with
inspections as (
    select * from {{ ref('month_ends_inspection') }}
),

rounds as (
    {{ month_ends('fct_round') }}
),

findings as (
    select * from {{ ref('month_ends_finding') }}
),

final as (
    select
        inspections.as_at_period,
        inspections.unit_code,
        inspections.term_no,
        inspections.round_no,
        inspections.organisation_code,
        rounds._extraction_id,
        rounds._sheet,
        rounds._table,
        rounds._row
    from inspections
    inner join rounds
        on inspections.as_at_period = rounds.as_at_period
        and inspections.unit_code = rounds.unit_code
        and inspections.term_no = rounds.term_no
        and inspections.round_no = rounds.round_no
    union all
    select
        inspections.as_at_period,
        inspections.unit_code,
        inspections.term_no,
        inspections.round_no,
        inspections.organisation_code,
        findings._extraction_id,
        findings._sheet,
        findings._table,
        findings._row
    from inspections
    inner join findings
        on inspections.as_at_period = findings.as_at_period
        and inspections.unit_code = findings.unit_code
        and inspections.term_no = findings.term_no
        and inspections.round_no = findings.round_no
        and inspections.organisation_code = findings.organisation_code
)

select * from final
