-- Where each field of a table lay: with the row it gives the cell of a value.
with
layouts as (
    select * from {{ source('raw', 'layouts') }}
),

extractions as (
    select * from {{ ref('stg_extractions') }}
),

final as (
    select
        layouts.extraction_id,
        layouts.form,
        layouts.sheet,
        layouts."table" as table_no,
        layouts.field,
        layouts.column_letter,
        layouts.heading
    from layouts
    inner join extractions on layouts.extraction_id = extractions.extraction_id
)

select * from final
