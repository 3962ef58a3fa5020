{{ query_problems('stg_measures', 'int_measures_beside') }}
