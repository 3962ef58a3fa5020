{{ fatal_problems('stg_visits') }}
