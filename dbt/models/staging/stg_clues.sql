{{ typed('stg_clues') }}
