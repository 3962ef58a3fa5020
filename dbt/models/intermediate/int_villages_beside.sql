-- Used rows of XC06 beside the rounds of XC15 and the findings of XC02: whether the round is
-- registered, and how many findings the ledger counts for the village at the period's end (asked
-- where the unit has sent XC02 for the month).
with
used as (
    select * from {{ ref('int_villages') }}
),

reported_keys as (
    select * from {{ ref('int_reported_keys') }}
    where reference = 'round'
),

finding_parts as (
    select unit_code, period
    from {{ ref('int_parts') }}
    where form = '{{ form_code('findings') }}' and is_in_force
),

findings as (
    select as_at_period, unit_code, village_code
    from {{ ref('month_ends_finding') }}
    where village_code is not null
),

spoken_for as (
    select
        findings.as_at_period,
        heirs.heir_code as unit_code,
        findings.village_code
    from findings
    inner join {{ ref('int_unit_heirs') }} as heirs on findings.unit_code = heirs.unit_code
),

counted as (
    select
        as_at_period,
        unit_code,
        village_code,
        count(*) as findings_count
    from spoken_for
    group by as_at_period, unit_code, village_code
),

final as (
    select
        used.*,
        used.is_in_force
        and used.round_no is not null
        and reported_keys.reference_key is null as is_round_unlisted,
        case
            when used.is_in_force and finding_parts.unit_code is not null
                then coalesce(counted.findings_count, 0)
        end as counted_findings_count
    from used
    left join reported_keys
        on used.unit_code = reported_keys.unit_code
        and {{ reference_key(['term_no', 'round_no'], 'used') }} = reported_keys.reference_key
        and used.period >= reported_keys.first_period
    left join finding_parts
        on used.unit_code = finding_parts.unit_code and used.period = finding_parts.period
    left join counted
        on used.unit_code = counted.unit_code
        and used.village_code = counted.village_code
        and used.period = counted.as_at_period
)

select * from final
