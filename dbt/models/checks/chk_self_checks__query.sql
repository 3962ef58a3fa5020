{{ query_problems('stg_self_checks', 'int_self_checks') }}
