{{ typed('stg_rounds') }}
