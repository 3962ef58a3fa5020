{{ query_problems('stg_rounds', 'int_rounds') }}
