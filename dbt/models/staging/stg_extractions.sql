-- Readings that count at this build's `as_of`.
with
extractions as (
    select * from {{ source('raw', 'extractions') }}
),

build_context as (
    select * from {{ source('reference', 'build_context') }}
),

final as (
    select
        extractions.extraction_id,
        extractions.sha256,
        extractions.file_name,
        extractions.received_at,
        extractions.accepted_at
    from extractions
    cross join build_context
    where extractions.accepted_at <= build_context.as_of
)

select * from final
