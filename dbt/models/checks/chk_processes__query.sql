{{ query_problems('stg_processes', 'int_processes') }}
