-- What a unit's own way of writing an organisation's code stands for, and in which months.
with
build_context as (
    select * from {{ source('reference', 'build_context') }}
),

decided as (
    select
        aliases.unit_code,
        upper({{ fold('aliases.alias') }}) as alias,
        aliases.organisation_code,
        aliases.from_period,
        row_number() over (
            partition by aliases.unit_code, upper({{ fold('aliases.alias') }}), aliases.from_period
            order by aliases.decided_at desc nulls last
        ) as newest_first
    from {{ source('reference', 'organisation_aliases') }} as aliases
    cross join build_context
    where aliases.decided_at <= build_context.as_of
),

final as (
    select
        unit_code,
        alias,
        organisation_code,
        from_period,
        coalesce(
            lead(from_period) over (
                partition by unit_code, alias order by from_period nulls last
            ),
            '9999-99'
        ) as until_period
    from decided
    where newest_first = 1
)

select * from final
