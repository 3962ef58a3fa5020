{{ query_problems('stg_visits', 'int_visits') }}
