{{ query_problems('stg_matters', 'int_matters') }}
