{{ query_problems('stg_pairings', 'int_pairings') }}
