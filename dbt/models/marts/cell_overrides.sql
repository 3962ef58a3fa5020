-- Cells that do not lie at column times row, for readers who trace a value.
select * from {{ ref('int_cell_overrides') }}
