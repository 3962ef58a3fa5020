{{ typed('stg_pairings') }}
