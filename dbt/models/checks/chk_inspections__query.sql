{{ query_problems('stg_inspections', 'int_inspections_beside') }}
