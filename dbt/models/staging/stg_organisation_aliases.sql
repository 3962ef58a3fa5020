-- What a unit's own way of writing an organisation's code stands for, by the month of the return:
-- what the office decided last of the decisions that reach back to that month, first of all for the
-- unit itself. A decision without a code takes earlier ones back.
with
build_context as (
    select * from {{ source('reference', 'build_context') }}
),

decided as (
    select
        aliases.unit_code,
        upper({{ fold('aliases.alias') }}) as written,
        aliases.organisation_code,
        aliases.from_period,
        aliases.decided_at
    from {{ source('reference', 'organisation_aliases') }} as aliases
    cross join build_context
    where aliases.decided_at <= build_context.as_of
),

months as (
    select * from {{ ref('int_months') }}
),

units as (
    select distinct unit_code from {{ source('reference', 'reporting_units') }}
),

ranked as (
    select
        units.unit_code,
        months.month as period,
        decided.written,
        decided.organisation_code,
        row_number() over (
            partition by units.unit_code, months.month, decided.written
            order by
                case when decided.unit_code = '*' then 1 else 0 end asc nulls last,
                decided.decided_at desc nulls last,
                decided.from_period desc nulls last
        ) as first_of_all
    from decided
    inner join units on decided.unit_code in (units.unit_code, '*')
    inner join months on decided.from_period <= months.month
),

final as (
    select unit_code, period, written, organisation_code
    from ranked
    where first_of_all = 1 and coalesce(organisation_code, '') <> ''
)

select * from final
