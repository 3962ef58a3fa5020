{{ query_problems('stg_stationed_organs', 'int_stationed_organs') }}
