{{ query_problems('stg_outputs', 'int_outputs') }}
