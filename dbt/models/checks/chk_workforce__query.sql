{{ query_problems('stg_workforce', 'int_workforce') }}
