{{ query_problems('stg_teams', 'int_teams') }}
