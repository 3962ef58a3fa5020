{{ query_problems('stg_evaluations', 'int_evaluations') }}
