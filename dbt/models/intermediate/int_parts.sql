-- Each part with its life: what is in force, what repeats it, what a later part replaced.
-- The reader alone decides acceptance; row checks never change which part is in force.
with
parts as (
    select * from {{ ref('stg_parts') }}
),

accepted as (
    select
        extraction_id,
        form,
        unit_code,
        period,
        received_at,
        sha256,
        lag(sha256) over (
            partition by form, unit_code, period
            order by received_at nulls last, extraction_id nulls last
        ) as sha256_before
    from parts
    where reader_status = 'accepted'
),

told_apart as (
    select
        *,
        coalesce(sha256 = sha256_before, false) as is_duplicate
    from accepted
),

ranked as (
    select
        extraction_id,
        form,
        row_number() over (
            partition by form, unit_code, period
            order by received_at desc nulls last, extraction_id desc nulls last
        ) as newest_first
    from told_apart
    where not is_duplicate
),

final as (
    select
        parts.*,
        coalesce(told_apart.is_duplicate, false) as is_duplicate,
        coalesce(ranked.newest_first = 1, false) as is_in_force
    from parts
    left join told_apart
        on parts.extraction_id = told_apart.extraction_id and parts.form = told_apart.form
    left join ranked
        on parts.extraction_id = ranked.extraction_id and parts.form = ranked.form
)

select * from final
