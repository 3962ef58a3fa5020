{{ query_problems('stg_clues', 'int_clues') }}
