{{ typed('stg_teams') }}
