-- Each inspection of an organisation that is not void, at the end of each month, with the level and
-- kind of its round and the number of its findings.
with
inspections as (
    {{ month_ends('fct_inspection') }}
),

rounds as (
    {{ month_ends('fct_round') }}
),

findings as (
    select
        as_at_period,
        unit_code,
        term_no,
        round_no,
        organisation_code,
        count(*) as findings_count
    from {{ ref('month_ends_finding') }}
    group by as_at_period, unit_code, term_no, round_no, organisation_code
),

final as (
    select
        inspections.*,
        rounds.inspecting_level_code,
        rounds.round_kind_code,
        coalesce(findings.findings_count, 0) as findings_count
    from inspections
    left join rounds
        on inspections.as_at_period = rounds.as_at_period
        and inspections.unit_code = rounds.unit_code
        and inspections.term_no = rounds.term_no
        and inspections.round_no = rounds.round_no
    left join findings
        on inspections.as_at_period = findings.as_at_period
        and inspections.unit_code = findings.unit_code
        and inspections.term_no = findings.term_no
        and inspections.round_no = findings.round_no
        and inspections.organisation_code = findings.organisation_code
)

select * from final
