-- Parts of the readings that count, with the file and time of each.
with
parts as (
    select * from {{ source('raw', 'parts') }}
),

extractions as (
    select * from {{ ref('stg_extractions') }}
),

final as (
    select
        parts.extraction_id,
        extractions.sha256,
        extractions.file_name,
        parts.form,
        parts.unit_code,
        parts.period,
        extractions.received_at,
        parts.reader_status,
        parts.rows_received,
        parts.is_nil
    from parts
    inner join extractions on parts.extraction_id = extractions.extraction_id
)

select * from final
