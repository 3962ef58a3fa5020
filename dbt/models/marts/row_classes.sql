-- Lines of sheets that are not data, each with what it was taken for.
with
row_classes as (
    select * from {{ source('raw', 'row_classes') }}
),

extractions as (
    select * from {{ ref('stg_extractions') }}
),

final as (
    select
        row_classes.extraction_id,
        extractions.file_name,
        row_classes.form,
        row_classes.sheet,
        row_classes."row" as row_no,
        row_classes.row_class,
        row_classes.reason
    from row_classes
    inner join extractions on row_classes.extraction_id = extractions.extraction_id
)

select * from final
