{{ fatal_problems('stg_rounds') }}
