-- Each village and community that exists at the end of each month, with what XC06 says of it in the
-- running term. A village that was merged of others counts as inspected only if all of them were,
-- and on the day of the last. `tier_code` is the one at the turn of the year.
with
villages as (
    select
        register.*,
        running_terms.term_no
    from {{ ref('int_villages_register') }} as register
    inner join {{ ref('int_running_terms') }} as running_terms
        on register.unit_code = running_terms.unit_code
        and register.as_at_period = running_terms.as_at_period
),

reports as (
    select * from {{ ref('int_village_reports') }}
),

successions as (
    select * from {{ ref('int_village_successions') }}
),

of_parts as (
    select
        villages.as_at_period,
        villages.village_code,
        case
            when count(*) = count(reports.inspected_on) then max(reports.inspected_on)
        end as inspected_on
    from villages
    inner join successions on villages.village_code = successions.village_code
    left join reports
        on villages.as_at_period = reports.as_at_period
        and villages.term_no = reports.term_no
        and successions.part_code = reports.village_code
    group by villages.as_at_period, villages.village_code
),

tiers as (
    select
        villages.as_at_period,
        villages.village_code,
        coalesce(
            max_by(reports.tier_code, reports.as_at_period) filter (
                where reports.as_at_period
                < {{ month_of(first_day_of('year', 'villages.end_on')) }}
            ),
            min_by(reports.tier_code, reports.as_at_period)
        ) as tier_code
    from villages
    inner join reports
        on villages.term_no = reports.term_no
        and villages.village_code = reports.village_code
        and villages.as_at_period >= reports.as_at_period
    group by villages.as_at_period, villages.village_code
),

final as (
    select
        villages.as_at_period,
        villages.end_on,
        villages.unit_code,
        villages.village_code,
        villages.term_no,
        reports.village_kind_code,
        tiers.tier_code,
        reports.mode_code,
        reports.findings_count,
        coalesce(reports.inspected_on, of_parts.inspected_on) as inspected_first_on,
        reports._extraction_id,
        reports._sheet,
        reports._table,
        reports._row
    from villages
    left join reports
        on villages.as_at_period = reports.as_at_period
        and villages.term_no = reports.term_no
        and villages.village_code = reports.village_code
    left join of_parts
        on villages.as_at_period = of_parts.as_at_period
        and villages.village_code = of_parts.village_code
    left join tiers
        on villages.as_at_period = tiers.as_at_period
        and villages.village_code = tiers.village_code
)

select * from final
