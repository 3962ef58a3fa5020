-- Rows of accepted parts that a fatal check holds back, each once.
with
wrong_cells as (
    select 'XC04' as form, extraction_id, sheet, table_no, row_no from {{ ref('chk_clues__fatal') }}
    union all
    select 'COVER' as form, extraction_id, sheet, table_no, row_no from {{ ref('chk_cover__fatal') }}
),

final as (
    select distinct form, extraction_id, sheet, table_no, row_no from wrong_cells
)

select * from final
