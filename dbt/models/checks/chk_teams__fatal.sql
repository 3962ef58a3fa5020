{{ fatal_problems('stg_teams') }}
