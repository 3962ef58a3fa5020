{{ query_problems('stg_villages', 'int_villages_beside') }}
