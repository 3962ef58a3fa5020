-- Readings that count at this build's `as_of`: of each delivery the newest accepted by then.
with
extractions as (
    select * from {{ source('raw', 'extractions') }}
),

build_context as (
    select * from {{ source('reference', 'build_context') }}
),

accepted as (
    select
        extractions.extraction_id,
        extractions.sha256,
        extractions.file_name,
        extractions.received_at,
        extractions.accepted_at,
        row_number() over (
            partition by extractions.sha256, extractions.file_name, extractions.received_at
            order by extractions.accepted_at desc nulls last
        ) as newest_first
    from extractions
    cross join build_context
    where extractions.accepted_at <= build_context.as_of
),

final as (
    select extraction_id, sha256, file_name, received_at, accepted_at
    from accepted
    where newest_first = 1
)

select * from final
